"""What a person is told of a watch that cannot see, when, and that it goes away."""

import errno
import os
from pathlib import Path

import pytest

from studio_app.integrations.watch_problems import FolderProblems, NoNotices

FOLDER = Path("/paint/C012")
BG = FOLDER / "BG.png"


def failure(number):
    return OSError(number, os.strerror(number))


@pytest.fixture
def time():
    return [100.0]


@pytest.fixture
def problems(time):
    return FolderProblems(FOLDER, clock=lambda: time[0])


def test_half_a_picture_is_told_after_half_a_minute_and_no_more_when_it_is_whole(problems, time):
    problems.not_whole(BG)
    time[0] += 29
    problems.not_whole(BG)
    assert problems.sentences() == ()
    time[0] += 1
    assert problems.sentences() == ("“BG.png” is no whole picture. Its last save is not counted yet.",)
    problems.taken(BG)
    assert len(problems.sentences()) == 1
    problems.well(BG)
    assert problems.sentences() == ()


def test_a_file_that_cannot_be_read_is_told_after_half_a_minute_and_no_more_when_it_can(problems, time):
    problems.unreadable(BG, failure(errno.EACCES))
    assert problems.sentences() == ()
    time[0] += 31
    assert problems.sentences() == ("“BG.png” cannot be read: Permission denied. Its last save is not counted yet.",)
    problems.taken(BG)
    assert problems.sentences() == ()


def test_a_folder_that_is_away_is_told_at_once_and_one_that_hangs_after_half_a_minute(problems, time):
    problems.away(failure(errno.EHOSTDOWN))
    assert problems.sentences() == (
        "The folder “C012” cannot be reached: Host is down. What is saved there is found when it is back.",
    )
    problems.here()
    assert problems.sentences() == ()
    problems.asking()
    time[0] += 31
    assert "it does not answer" in problems.sentences()[0]
    problems.here()
    assert problems.sentences() == ()


def test_the_limit_of_watches_is_told_and_goes_away(problems):
    problems.deaf(failure(errno.ENOSPC))
    assert problems.sentences() == (
        "The system tells nothing of changes in “C012”: No space left on device. Teire looks there every few seconds.",
    )
    problems.listening()
    assert problems.sentences() == ()


def test_a_system_without_notices_is_told_once_for_all_folders():
    none = NoNotices()
    assert none.sentences() == ()
    none.refused(failure(errno.EMFILE))
    assert len(none.sentences()) == 1
