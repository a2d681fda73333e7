"""Many files between two workers: in order, each judged for itself, whatever one of them does to its worker."""

import contextlib
import subprocess
import sys
import time

import numpy as np
import pytest
from PIL import Image

from studio_app.domain.errors import StudioError
from studio_app.sandbox import runner
from studio_app.sandbox.in_process import InProcessExaminer
from studio_app.sandbox.limits import Limits
from studio_app.sandbox.runner import ChildExaminer


def pictures(folder, count):
    made = []
    for number in range(count):
        path = folder / f"{number}.png"
        Image.fromarray(np.full((20 + number, 30, 3), number * 3, np.uint8)).save(path)
        made.append((path, folder / f"derived-{number}"))
    return made


@pytest.mark.parametrize("examiner", [ChildExaminer, InProcessExaminer])
def test_answers_come_in_the_order_of_the_files_and_a_refusal_keeps_none_back(tmp_path, examiner):
    files = pictures(tmp_path, 5)
    files[2][0].write_bytes(b"no picture at all")
    found = list(examiner().examine_many(files))
    assert [one.facts.height for one in found if not isinstance(one, StudioError)] == [20, 21, 23, 24]
    assert isinstance(found[2], StudioError)
    assert found[2].message == "“2.png” is not a picture Teire knows."
    assert (files[0][1] / "thumbnail.png").is_file()
    assert not (files[0][1] / "view.png").exists()


@pytest.mark.parametrize("examiner", [ChildExaminer, InProcessExaminer])
def test_small_pictures_are_made_in_order_and_a_refusal_keeps_none_back(tmp_path, examiner):
    files = [(path, tmp_path / f"small-{number}") for number, (path, _folder) in enumerate(pictures(tmp_path, 4))]
    files[1][0].write_bytes(b"no picture at all")
    Image.fromarray(np.full((30, 2000, 3), 90, np.uint8)).save(files[2][0])
    Image.fromarray(np.full((30, 40, 4), 90, np.uint8)).save(files[3][0])
    found = list(examiner().shrink_many(files))
    assert [None if isinstance(one, StudioError) else (one.width, one.height) for one in found] == [
        (30, 20),
        None,
        (2000, 30),
        (40, 30),
    ]
    assert not files[1][1].exists()
    for number, form in (
        (0, ("JPEG", (30, 20), "RGB")),
        (2, ("JPEG", (512, 8), "RGB")),
        (3, ("PNG", (40, 30), "RGBA")),
    ):
        with Image.open(files[number][1]) as image:
            assert (image.format, image.size, image.mode) == form


def test_none_at_all_is_no_answer():
    assert list(ChildExaminer().examine_many([])) == []


WORKER = """
import json, os, sys, time
from studio_app.sandbox import worker
real = worker._answer
def answer(job, anchors):
    if job["path"].endswith("1.png"):
        {act}
    return real(job, anchors)
worker._answer = answer
worker.main()
"""


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("os.abort()", "“1.png” made the decoder give up"),
        ("time.sleep(60)", "“1.png” took longer than"),
        ("return b'no answer'", "“1.png” made the decoder give up"),
        ("sys.exit(0)", "“1.png” made the decoder give up"),
    ],
)
def test_what_ends_a_worker_costs_only_its_own_file(tmp_path, monkeypatch, act, sentence):
    started = []

    def start(_pipe=None, _module=""):
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER.format(act=act)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        started.append(process)
        return process

    monkeypatch.setattr(runner, "_start", start)
    found = list(ChildExaminer(Limits(wall_seconds=6.0)).examine_many(pictures(tmp_path, 4)))
    assert [isinstance(one, StudioError) for one in found] == [False, True, False, False]
    assert found[1].message.startswith(sentence)
    assert all(process.poll() is not None for process in started)


def test_who_stops_asking_leaves_no_worker_behind(tmp_path, monkeypatch):
    started, real = [], runner._start

    def start(*arguments):
        started.append(real(*arguments))
        return started[-1]

    monkeypatch.setattr(runner, "_start", start)
    with contextlib.closing(ChildExaminer().examine_many(pictures(tmp_path, 40))) as answers:
        next(answers)
        began = time.monotonic()
    assert time.monotonic() - began < 5
    assert started
    assert all(process.poll() is not None for process in started)
