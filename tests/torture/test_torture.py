"""Kills, faults, power cuts and a full disk: what was acknowledged is there, the ledger holds, the next command works.

Each test runs a shared torture script at a size that fits an ordinary test run; `make torture` runs them whole.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parents[2] / "shared" / "torture"
WHOLE = os.environ.get("TEIRE_TORTURE") == "whole"
needs_scripts = pytest.mark.skipif(
    not SCRIPTS.is_dir(), reason="the shared torture scripts are not beside the checkout"
)
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting a small disk needs root"
)
pytestmark = [pytest.mark.torture, needs_scripts]

Run = Callable[..., dict[str, object]]


def command(what: str, rounds: int = 1) -> str:
    # A run that kept what it compiled would make other system calls than the next.
    return f"{sys.executable} -B {HERE / 'adapter.py'} {what} {{dir}} {rounds}"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs a torture script on a store made once and returns its report."""
    store = tmp_path_factory.mktemp("store")
    subprocess.run(shlex.split(command("init").format(dir=store)), check=True, capture_output=True)

    def tortured(script: str, work: str, *options: str, rounds: int = 1, then: bool = True) -> dict[str, object]:
        words = [sys.executable, str(SCRIPTS / script), "--init", f"cp -Rp {store}/. {{dir}}"]
        words += ["--work", command(work, rounds), "--verify", command("verify")]
        words += [*(["--then", command("then")] if then else []), *options]
        done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=SCRIPTS)
        assert done.stdout.strip(), done.stderr[-2000:]
        return dict(json.loads(done.stdout.strip().splitlines()[-1]))

    return tortured


def test_random_kills_lose_nothing_acknowledged(run: Run, tmp_path: Path) -> None:
    rounds = "100" if WHOLE else "4"
    report = run(
        "kill9_loop.py", "then", "--rounds", rounds, "--max-s", "4", "--dir", str(tmp_path / "d"), rounds=50, then=False
    )
    assert report["passed"], report


EVERY_FAULT = [(work, fault) for work in ("add", "candidates", "session") for fault in ("kill", "eio", "enospc")]


@needs_strace
@pytest.mark.parametrize(("work", "fault"), EVERY_FAULT if WHOLE else [("add", "kill"), ("session", "eio")])
def test_a_fault_at_a_file_system_call_loses_nothing(run: Run, work: str, fault: str) -> None:
    report = run("syscall_faults.py", work, "--fault", fault, "--max-points", "400" if WHOLE else "2")
    assert report["passed"], report


EVERY_DISK = [(work, model) for work in ("add", "candidates", "session") for model in ("posix", "ext4")]


@needs_strace
@pytest.mark.parametrize(("work", "model"), EVERY_DISK if WHOLE else [("add", "posix")])
def test_a_power_cut_loses_nothing_acknowledged(run: Run, work: str, model: str) -> None:
    report = run("powerloss.py", work, "--model", model, "--max-states", "1500" if WHOLE else "4")
    assert report["passed"], report


@needs_root
@pytest.mark.parametrize("kind", [[], ["--ext4"], ["--ext4", "--block", "1024"]] if WHOLE else [[]])
def test_a_full_disk_is_said_and_loses_nothing(run: Run, kind: list[str]) -> None:
    sizes, steps = ("2M,3M", "12") if WHOLE else ("2M", "0")
    report = run("diskfull.py", "fill", "--sizes", sizes, "--steps", steps, *kind, rounds=400)
    assert report["passed"], report
