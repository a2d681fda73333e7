"""One program holds the right to record; it is free again however that program ends."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from studio_app.storage.held_lock import held

HOLDER = """
import sys, time
from pathlib import Path
from studio_app.storage.held_lock import held
with held(Path(sys.argv[1])) as alone:
    print("alone" if alone else "refused", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def other_program(path):
    """Another process that holds, or tries to; yields it and what it was told."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.communicate("\n")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk" / "recording.lock"


def test_a_second_holder_in_the_same_program_is_refused(path):
    with held(path) as first, held(path) as second:
        assert (first, second) == (True, False)
        with held(path) as third:
            assert not third  # the refused one took nothing away
    with held(path) as again:
        assert again


def test_a_holder_in_another_program_is_refused_and_refuses(path):
    with held(path) as mine, other_program(path) as (_process, said):
        assert (mine, said) == (True, "refused")
    with other_program(path) as (_process, said):
        assert said == "alone"
        with held(path) as mine:
            assert not mine
    with held(path) as mine:
        assert mine


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9")
def test_a_killed_holder_holds_no_longer(path):
    with other_program(path) as (process, said):
        assert said == "alone"
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        with held(path) as mine:
            assert mine


def test_a_block_that_fails_lets_go(path):
    with pytest.raises(ZeroDivisionError), held(path):
        raise ZeroDivisionError
    with held(path) as again:
        assert again
