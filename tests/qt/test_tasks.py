"""Jobs run off the GUI thread, writes in order, and nothing is left running."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from studio_app.qt.tasks import Tasks


def test_writes_keep_their_order(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[int] = []
    gate = threading.Event()

    def first() -> int:
        gate.wait(5)
        return 0

    tasks.write(first, answered=done.append, failed=pytest.fail)
    for number in range(1, 20):
        tasks.write(lambda number=number: number, answered=done.append, failed=pytest.fail)
    with qtbot.waitSignal(tasks.became_idle):
        gate.set()
    assert done == list(range(20))


def test_answers_come_on_the_gui_thread_and_jobs_do_not_run_there(tasks: Tasks, qtbot: QtBot) -> None:
    answered_on: list[threading.Thread] = []
    ran_on: list[threading.Thread] = []

    def job() -> threading.Thread:
        return threading.current_thread()

    def answered(thread: threading.Thread) -> None:
        ran_on.append(thread)
        answered_on.append(threading.current_thread())

    with qtbot.waitSignal(tasks.became_idle):
        tasks.read(job, answered=answered, failed=pytest.fail)
    assert answered_on == [threading.main_thread()]
    assert ran_on != answered_on


def test_a_failure_reaches_whoever_asked(tasks: Tasks, qtbot: QtBot) -> None:
    failures: list[BaseException] = []
    with qtbot.waitSignal(tasks.became_idle):
        tasks.read(lambda: 1 // 0, answered=pytest.fail, failed=failures.append)
    assert [type(failure) for failure in failures] == [ZeroDivisionError]


def test_closing_waits_for_writes_and_answers_nobody(qtbot: QtBot) -> None:
    tasks = Tasks()
    written: list[int] = []
    answered: list[object] = []
    for number in range(5):
        tasks.write(lambda number=number: written.append(number), answered=answered.append, failed=answered.append)
    tasks.close()
    qtbot.wait(1)
    assert written == [0, 1, 2, 3, 4]
    assert answered == []
    tasks.read(lambda: 1, answered=answered.append, failed=answered.append)
    assert tasks.under_way == 0


def test_steps_let_others_in_between_and_are_one_job_that_is_under_way(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[object] = []

    def steps() -> Iterator[None]:
        for number in range(3):
            seen.append((number, tasks.under_way))
            QTimer.singleShot(0, lambda: seen.append("somebody else"))
            yield

    with qtbot.waitSignal(tasks.became_idle):
        tasks.step_by_step(steps())
        assert (seen, tasks.under_way) == ([], 1)
    assert seen == [(0, 1), "somebody else", (1, 1), "somebody else", (2, 1), "somebody else"]
    assert tasks.under_way == 0


def test_a_step_that_fails_is_the_last_one_and_shows_as_a_bug(tasks: Tasks, qtbot: QtBot) -> None:
    def steps() -> Iterator[float]:
        yield 1 / 0
        pytest.fail("no step follows")

    with qtbot.captureExceptions() as failures, qtbot.waitSignal(tasks.became_idle):
        tasks.step_by_step(steps())
    assert [kind for kind, _error, _trace in failures] == [ZeroDivisionError]
    assert tasks.under_way == 0


def test_no_step_is_taken_after_closing(qtbot: QtBot) -> None:
    tasks = Tasks()
    taken: list[int] = []
    tasks.step_by_step(taken.append(number) for number in range(3))
    tasks.close()
    qtbot.wait(1)
    assert (taken, tasks.under_way) == ([], 0)
