"""Windows' tick counts by hand; the call itself has been run on no Windows."""

import sys

import pytest

from studio_app.capture.idle_answers import NoIdleAnswer
from studio_app.capture.idle_windows import WindowsLastInput, last_input_and_now, ticks_between

WRAP = 2**32


@pytest.mark.parametrize(
    ("last", "now", "passed"),
    [
        (1_000, 1_000, 0),
        (1_000, 61_000, 60_000),
        (WRAP - 1, 0, 1),
        (WRAP - 500, 599_500, 600_000),
        (5_000, 5_000 - 1, 0),  # input between the two looks
        (0, WRAP - 1, 0),
        (0, WRAP - 59_999, 0),  # sent with a time a minute ahead
        (0, WRAP - 60_001, WRAP - 60_001),
    ],
)
def test_ticks_are_counted_across_the_wrap(last, now, passed):
    assert ticks_between(last, now) == passed


def test_a_source_asks_at_every_question():
    ticks = iter([(0, 0), (WRAP - 20, 10), (WRAP - 20, 40)])
    source = WindowsLastInput(lambda: next(ticks))
    assert [source.idle_ms(), source.idle_ms()] == [30, 60]
    source.close()


def test_a_refusal_is_no_answer():
    said = [(0, 5)]

    def ticks():
        if not said:
            raise OSError("GetLastInputInfo")
        return said.pop()

    source = WindowsLastInput(ticks)
    assert source.idle_ms() is None
    with pytest.raises(NoIdleAnswer, match="Windows does not say"):
        WindowsLastInput(ticks)


@pytest.mark.skipif(sys.platform == "win32", reason="this is Windows")
def test_another_system_is_no_windows():
    with pytest.raises(OSError, match="user32"):
        last_input_and_now()
    with pytest.raises(NoIdleAnswer, match="Windows does not say"):
        WindowsLastInput()
