"""A child that dies becomes a sentence, and nothing is left running."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio_app.domain.errors import StudioError
from studio_app.sandbox import runner
from studio_app.sandbox.errors import ExaminationStopped
from studio_app.sandbox.limits import Limits
from studio_app.sandbox.runner import ChildExaminer
from tests.shared_data import shared_files


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    Image.fromarray(np.full((600, 600, 3), 90, np.uint8)).save(path)
    return path


def test_a_job_that_takes_too_long_is_ended(picture: Path) -> None:
    started = time.monotonic()
    with pytest.raises(ExaminationStopped, match="took longer than 0 seconds"):
        ChildExaminer(Limits(wall_seconds=0.05)).examine(picture, derived=None)
    assert time.monotonic() - started < 5


def test_a_job_that_needs_too_much_memory_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(np.full((9000, 9000), 90, np.uint8)).save(path)
    with pytest.raises(StudioError) as stopped:
        ChildExaminer(Limits(memory_bytes=300 * 2**20)).examine(path, derived=None)
    assert "“a.png”" in stopped.value.message
    assert stopped.value.hint


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.kill(os.getpid(), 11)",
        "print('hello')",
        'print(\'{"done": {"facts": 1}}\')',
        "raise SystemExit(3)",
        "pass",
    ],
)
def test_a_child_that_dies_or_talks_nonsense_is_a_sentence(
    picture: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    def start(_pipe: int | None = None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", f"import sys; sys.stdin.read(); {program}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    monkeypatch.setattr(runner, "_start", start)
    with pytest.raises(ExaminationStopped, match="made the decoder give up"):
        ChildExaminer().examine(picture, derived=None)


def test_what_a_dead_child_began_to_write_is_cleared_away(
    picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    program = (
        "import sys, os, pathlib; sys.stdin.read(); "
        f"pathlib.Path({str(out)!r}, f'.teire-aside-{{os.getpid()}}-x.png').touch(); os.abort()"
    )

    def start(_pipe: int | None = None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    monkeypatch.setattr(runner, "_start", start)
    with pytest.raises(ExaminationStopped):
        ChildExaminer().examine(picture, derived=out)
    assert list(out.iterdir()) == []


def test_the_child_sees_neither_secrets_nor_the_folder_one_stands_in(
    picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    assert ChildExaminer().examine(Path("a.png"), derived=None).facts.width == 600
    assert os.environ["PYTHONSTARTUP"] == "x"


# Every file is decoded in tests/imaging; a child of its own for each would take a minute, so here go the layered
# files, whose decoders are the largest, and every fifth of the others.
ALL_HOSTILE = shared_files("e_hostile")
LAYERED = [path for path in ALL_HOSTILE if path.suffix in {".psd", ".kra", ".ora"}]
HOSTILE = LAYERED + [path for path in ALL_HOSTILE if path not in LAYERED][::5]


@pytest.mark.skipif(not HOSTILE, reason="the shared test data is not beside the checkout")
def test_hostile_files_are_examined_or_refused_with_a_sentence(tmp_path: Path) -> None:
    proof = Path("/tmp/shared_kra_traversal_proof.txt")

    def outcome(path: Path) -> str:
        try:
            ChildExaminer().examine(path, derived=None)
        except ExaminationStopped as stopped:
            return f"{path.name}: {stopped}"
        except StudioError as refused:
            whole = refused.message.endswith(".") and refused.hint.endswith(".") and "\n" not in str(refused)
            return "" if whole else f"{path.name}: {refused}"
        return ""

    with ThreadPoolExecutor(3) as pool:
        stopped = [found for found in pool.map(outcome, HOSTILE) if found]
    assert stopped == []
    assert not proof.exists()


def test_the_watch_on_this_process_ends_it_with_status_2_and_a_sentence() -> None:
    program = (
        "import time; from studio_app.sandbox.limits import Limits, limit_this_process; "
        "limit_this_process(Limits(wall_seconds=0.2)); time.sleep(30)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("The picture took longer than 0 seconds to look into. Save it again")
