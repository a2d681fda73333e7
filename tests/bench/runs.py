"""Whole processes, measured by what the kernel says of them, in alternation."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

_LONGEST = 900.0
_STAT = Path("/proc/stat")
_KIBI = 1 if sys.platform == "darwin" else 1024


class RunFailed(Exception):
    """A process ended otherwise than agreed; the sentence says how."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds on the wall, seconds of processor (user and system), and the peak of its memory in bytes.

    `others`: seconds of processor that anybody else on the machine took meanwhile, where the system tells.
    """

    wall: float
    cpu: float
    peak: int
    others: float = 0.0

    def as_json(self) -> dict[str, float]:
        """Return the figures under their names."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A process to measure: how often, with which exit statuses it is content, and what it writes."""

    name: str
    argv: tuple[str, ...]
    runs: int
    content: frozenset[int] = frozenset({0})
    writes: Path | None = None
    keeps: bool = False


@dataclass(slots=True)
class Series:
    """The runs of one command, what it printed each time, and why it was given up, if it was."""

    command: Command
    measured: list[Measured] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    failure: str | None = None


def surroundings() -> dict[str, str]:
    """Return the surroundings of an installed program: Python keeps its bytecode, whatever a workshop forbids it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Command) -> tuple[Measured, str]:
    """Run a process to its end; return the figures and what it printed."""
    if command.writes is not None:
        command.writes.unlink(missing_ok=True)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        busy, began = _busy(), time.perf_counter()
        process = subprocess.Popen(
            command.argv, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env=surroundings()
        )
        watch = threading.Timer(_LONGEST, process.kill)
        watch.start()
        _pid, status, usage = os.wait4(process.pid, 0)
        wall, busy = time.perf_counter() - began, _busy() - busy
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        answer, complaint = (file.read().decode(errors="replace") for file in (out, errors))
    _check(command, process.returncode, complaint or answer)
    cpu = usage.ru_utime + usage.ru_stime
    return Measured(wall, cpu, usage.ru_maxrss * _KIBI, max(0.0, busy - cpu)), answer


def alternate(commands: Sequence[Command]) -> dict[str, Series]:
    """Run all commands once uncounted, then one after the other, round after round: A B C, A B C."""
    series = {command.name: Series(command) for command in commands}
    for number in range(-1, max(command.runs for command in commands)):
        for one in series.values():
            if one.failure is None and number < one.command.runs:
                _once(one, counted=number >= 0)
    return series


def warm(paths: Sequence[Path]) -> None:
    """Read files once, so that every process finds them in the page cache."""
    for path in paths:
        with path.open("rb", buffering=0) as file:
            while file.read(1 << 20):
                pass


def _once(series: Series, *, counted: bool) -> None:
    try:
        measured, answer = run(series.command)
    except (RunFailed, OSError) as failure:
        series.failure = str(failure)
        return
    if counted:
        series.measured.append(measured)
        series.answers.append(answer)
    written = series.command.writes
    if written is not None and not series.command.keeps:
        # A large file that still waits to be written would slow down whoever comes next.
        written.unlink()


def _busy() -> float:
    """Return the seconds of processor that the whole machine has spent, 0 where it does not tell."""
    if not _STAT.is_file():
        return 0.0
    ticks = [int(word) for word in _STAT.read_text().partition("\n")[0].split()[1:9]]
    idle = ticks[3] + ticks[4]
    return (sum(ticks) - idle) / os.sysconf("SC_CLK_TCK")


def _check(command: Command, status: int, said: str) -> None:
    if status not in command.content:
        last = (said.strip().splitlines() or ["it said nothing"])[-1]
        raise RunFailed(f"ended with {status}: {last[:200]}")
    if command.writes is not None and not (command.writes.is_file() and command.writes.stat().st_size):
        raise RunFailed("wrote no picture")
