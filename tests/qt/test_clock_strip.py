"""The strip on top of all programs, and the tray."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio_app.domain.ids import BackgroundId
from studio_app.qt.clock_strip import ClockStrip
from studio_app.qt.theme import Theme
from studio_app.qt.tray import Tray
from studio_app.workflow.desk_views import ClockView, RunningTime


class Steps:
    """A clock that does as it is told."""

    def __init__(self) -> None:
        self.view = ClockView(
            running=RunningTime(
                background=BackgroundId("b"),
                background_code="C012",
                so_far=timedelta(minutes=42),
                started_at=datetime(2026, 11, 20, tzinfo=UTC),
                zone="Asia/Tokyo",
            )
        )

    def clock_view(self) -> ClockView:
        return self.view

    def stop(self) -> None:
        self.view = ClockView(paused=self.view.paused)

    def pause(self) -> None:
        self.view = ClockView(paused=True)

    def resume(self) -> None:
        self.view = ClockView()


def test_the_strip_stays_on_top_and_shows_the_clock(theme: Theme) -> None:
    strip = ClockStrip(theme, Steps())
    strip.start()
    assert strip.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert strip.words.text() == "● 0:42 C012"
    QTest.mouseClick(strip.stop, Qt.MouseButton.LeftButton)
    assert strip.words.text() == "○ no clock runs"
    assert not strip.stop.isEnabled()
    QTest.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    assert strip.words.text() == "‖ recording is paused"
    QTest.mouseClick(strip.pause, Qt.MouseButton.LeftButton)
    assert strip.words.text() == "○ no clock runs"
    strip.end()


def test_the_strip_can_be_dragged_away(theme: Theme) -> None:
    strip = ClockStrip(theme, Steps())
    strip.start()
    before = strip.pos()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=strip.words.pos())
    QTest.mouseMove(strip, strip.words.pos() + strip.rect().bottomLeft())
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton)
    assert strip.pos() != before
    strip.end()


def test_somebody_away_is_seen_by_a_mark_of_its_own(theme: Theme) -> None:
    steps = Steps()
    running = steps.view.running
    assert running is not None
    strip = ClockStrip(theme, steps)
    for changes, mark in (({"is_away": True}, "◌"), ({"is_recorded": False}, "⚠")):
        fields = {name: getattr(running, name) for name in RunningTime.__dataclass_fields__}
        steps.view = ClockView(running=RunningTime(**{**fields, **changes}))
        strip.ask()
        assert strip.words.text() == f"{mark} 0:42 C012"
    steps.view = ClockView(running=running, problems=("The disk is full.",))
    strip.ask()
    assert strip.words.text() == "⚠ 0:42 C012"
    assert "The disk is full." in strip.words.toolTip()
    strip.end()


def test_the_tray_says_what_the_clock_does_and_stops_it(theme: Theme) -> None:
    steps, opened, looks = Steps(), [], []
    tray = Tray(theme, steps, open_window=lambda: opened.append(1), on_look=lambda: looks.append(1))
    tray.start()
    assert tray.says.text() == "● 0:42 C012"
    tray.stop.trigger()
    tray.strip.ask()
    tray._show_state()
    assert tray.says.text() == "○ no clock runs"
    tray.pause.toggle()
    assert steps.view.paused
    tray.open.trigger()
    assert opened == [1]
    tray.end()
