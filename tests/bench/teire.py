"""How Teire itself is called, always from the venv that runs the bench."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.runs import Command

NAME = "teire"


def program() -> tuple[str, ...]:
    """Return the words that start Teire."""
    script = Path(sys.executable).with_name("teire")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "studio_app")


def compare_command(before: Path, after: Path, out: Path, runs: int) -> Command:
    """Return a whole compare: two files in, the difference picture and the figures out."""
    argv = (*program(), "compare", str(before), str(after), "--picture", str(out), "--json")
    return Command(name=NAME, argv=argv, runs=runs, writes=out)


def attribute_command(stages: list[tuple[str, str, Path]], out: Path, runs: int) -> Command:
    """Return a whole attribution of a chain given as kind, name and file."""
    words = [word for kind, name, path in stages for word in ("--stage", f"{kind}:{name}={path}")]
    argv = (*program(), "attribute", *words, "--map", str(out), "--json")
    return Command(name=NAME, argv=argv, runs=runs, writes=out, keeps=True)


def has_command(name: str) -> bool:
    """Say whether this Teire knows a command."""
    words = [*program(), name, "--help"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def inside_words(*arguments: str | Path) -> tuple[str, ...]:
    """Return the words of a job of `inside.py`."""
    return (sys.executable, "-m", "tests.bench.inside", *map(str, arguments))


def inside(*arguments: str | Path) -> dict[str, Any]:
    """Do a job of `inside.py` in a process of its own and return its answer."""
    done = subprocess.run(inside_words(*arguments), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no answer"])[-1])
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
