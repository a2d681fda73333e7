"""Work over a picture in strips: all of it once, on two threads, and stopped where something fails."""

import threading

import pytest

from studio_app.analysis.strips import in_strips


class Stopped(Exception):
    """Raised by a test in the middle of the work."""


def _a_while():
    """Take as long as a strip does, so that ten thousand of them are not done before anybody looks."""
    threading.Event().wait(0.001)


def test_every_row_is_worked_on_once():
    rows = []
    in_strips(1003, 10, rows.append, rows=16)
    assert sorted((part.start, part.stop) for part in rows) == [
        (top, min(top + 16, 1003)) for top in range(0, 1003, 16)
    ]


@pytest.mark.parametrize("height", [0, 1, 4])
def test_a_low_picture_is_one_strip_or_none(height):
    rows, told = [], []
    in_strips(height, 10, rows.append, told.append)
    assert rows == [slice(0, height)] * (height > 0)
    assert told[-1] == 1.0


def test_two_threads_work_at_the_same_time():
    both = threading.Barrier(2, timeout=10)
    # Each waits until the other is there too.
    in_strips(8, 10, lambda _part: both.wait(), rows=4)
    assert not both.broken


def test_progress_grows_and_is_told_by_the_thread_that_asked():
    told = []
    in_strips(400, 10, lambda _part: None, lambda done: told.append((done, threading.get_ident())), rows=4)
    assert [done for done, _who in told] == sorted(done for done, _who in told)
    assert told[-1][0] == 1.0
    assert {who for _done, who in told} == {threading.get_ident()}


def test_what_the_work_raises_ends_it_whichever_thread_it_was_on():
    for culprit in (0, 1, 17):
        begun = []

        def work(part, culprit=culprit, begun=begun):
            begun.append(part.start)
            if part.start // 4 == culprit:
                raise Stopped
            _a_while()

        with pytest.raises(Stopped):
            in_strips(40_000, 10, work, rows=4)
        assert len(begun) < 10_000


def test_what_progress_raises_ends_it():
    begun = []

    def work(part):
        begun.append(part.start)
        _a_while()

    def refuse(_done):
        raise Stopped

    with pytest.raises(Stopped):
        in_strips(40_000, 10, work, refuse, rows=4)
    assert len(begun) < 10_000


def test_no_thread_is_left_behind():
    before = threading.active_count()
    in_strips(400, 10, lambda _part: None, rows=4)
    with pytest.raises(Stopped):
        in_strips(400, 10, lambda _part: (_ for _ in ()).throw(Stopped), rows=4)
    assert threading.active_count() == before
