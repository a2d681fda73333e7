"""The recorder under kills, stepped clocks, faults, power cuts and a full disk.

Each test runs a shared torture script at a size that fits an ordinary test run; `make torture` runs them whole.
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.torture.test_torture import HERE, SCRIPTS, WHOLE, needs_root, needs_scripts, needs_strace

pytestmark = [pytest.mark.torture, needs_scripts]
needs_compiler = pytest.mark.skipif(sys.platform != "linux", reason="the clocks are stepped as Linux has them")


def command(what, rounds=1):
    return f"{sys.executable} -B {HERE / 'desk_adapter.py'} {what} {{dir}} {rounds}"


def run(script, work, *options, rounds=1, then=True):
    """Run a torture script on one kind of work and return its report."""
    words = [sys.executable, str(SCRIPTS / script), "--init", command("init"), "--work", command(work, rounds)]
    words += ["--verify", command("verify"), *(["--then", command("then")] if then else []), *options]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=SCRIPTS)
    assert done.stdout.strip(), done.stderr[-2000:]
    print(done.stdout)
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def test_random_kills_lose_less_than_ten_seconds_each_and_every_one_is_told(tmp_path: Path) -> None:
    rounds, longest = ("100", "14") if WHOLE else ("2", "3")
    place = tmp_path / "d"
    report = run(
        "kill9_loop.py",
        "record",
        "--rounds",
        rounds,
        "--max-s",
        longest,
        "--seed",
        "7",
        "--dir",
        str(place),
        then=False,
    )
    assert report["passed"], report
    lost = [int(line) for line in (place / "lost.txt").read_text().split()]
    print(f"most lost: {max(lost)} ms in {report['kills_that_hit']} kills")
    assert max(lost) <= 10_000


def test_random_kills_lose_no_beat_that_was_acknowledged(tmp_path: Path) -> None:
    rounds = "100" if WHOLE else "3"
    report = run(
        "kill9_loop.py",
        "beats",
        *("--rounds", rounds, "--max-s", "3" if WHOLE else "1", "--dir", str(tmp_path / "d")),
        rounds=10_000,
        then=False,
    )
    assert report["passed"], report


STEPS = [
    *("4:real+5", "4:real-5", "4:real+3600", "4:real-3600", "4:real+86400", "4:real-86400"),
    *("4:suspend+15", "4:wsleep+15", "4:suspend+28800", "4:stop+4", "8:kill"),
    "2:real+5,3:real-3600,4:suspend+28800,5:stop+4,6:real+86400",
]
SMALL = ["0.5:real-3600,1:suspend+28800,2:stop+4", "2:kill"]


@needs_compiler
def test_no_step_of_a_clock_adds_or_takes_work(tmp_path: Path) -> None:
    def stepped(events: str) -> dict[str, object]:
        seconds = ["--run-s", "12" if WHOLE else "4"]
        place = ["--dir", str(tmp_path / str(abs(hash(events))))]
        return run("clock_run.py", "record", "--events", events, "--max-loss", "10", *seconds, *place, then=False)

    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(stepped, STEPS if WHOLE else SMALL))
    assert [one for one in reports if not one["passed"]] == []


@needs_strace
@pytest.mark.parametrize("fault", ["kill", "eio", "enospc"] if WHOLE else ["kill"])
def test_a_fault_at_a_file_system_call_loses_no_beat(fault: str) -> None:
    report = run("syscall_faults.py", "beats", "--fault", fault, "--max-points", "400" if WHOLE else "2")
    assert report["passed"], report


@needs_strace
@pytest.mark.parametrize("model", ["posix", "ext4"] if WHOLE else ["posix"])
def test_a_power_cut_loses_no_beat(model: str) -> None:
    report = run("powerloss.py", "beats", "--model", model, "--max-states", "1500" if WHOLE else "3")
    assert report["passed"], report


@needs_root
@pytest.mark.parametrize("kind", [[], ["--ext4"], ["--ext4", "--block", "1024"]] if WHOLE else [[]])
def test_a_full_disk_is_said_and_loses_no_beat(kind: list[str]) -> None:
    sizes, steps = ("1M,2M", "12") if WHOLE else ("200K", "0")
    report = run("diskfull.py", "fill", "--sizes", sizes, "--steps", steps, *kind, rounds=100_000)
    assert report["passed"], report
