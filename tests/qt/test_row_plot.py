"""Plots: marks where the figures say, painted so, reached by key and hand."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.domain.ids import EntryHash, PersonId
from studio_app.domain.owner_signs import PEOPLE, Pattern
from studio_app.domain.people import Person
from studio_app.qt.plot_values import Mark, MarkShape, Plot, PlotRow, PlotTick
from studio_app.qt.row_plot import HEAD_PX, ROW_PX, RowPlot
from studio_app.qt.theme import Theme
from studio_app.qt.work_plots import cut_plot, hour_steps, person_signs, when_plot
from studio_app.statements.pay_statement import Period
from studio_app.statements.times import ActiveTime
from studio_app.statements.worked import CutWork, DayWork, Worked

HANAKO, TARO = PersonId("hanako"), PersonId("taro")
NAMES = {
    HANAKO: Person(id=HANAKO, code="hanako", name="山田 花子", reading="やまだ はなこ"),
    TARO: Person(id=TARO, code="taro", name="長谷川 虎之介", reading="はせがわ とらのすけ"),
}
NOVEMBER = Period(first=date(2026, 11, 1), last=date(2026, 11, 30))


def day(person: PersonId, number: int, hours: int) -> DayWork:
    active = ActiveTime(measured=timedelta(hours=hours))
    return DayWork(person=person, day=date(2026, 11, number), active=active, entries=(EntryHash(f"{person}{number}"),))


def cut(name: str, hours: int) -> CutWork:
    active = ActiveTime(measured=timedelta(hours=hours))
    return CutWork(cuts=(name,), episode="#01", active=active, entries=(EntryHash(name),))


WORKED = Worked(
    period=NOVEMBER,
    people=(HANAKO, TARO),
    days=(day(HANAKO, 1, 8), day(HANAKO, 16, 4), day(TARO, 30, 2)),
    cuts=(cut("C001", 2), cut("C002", 12)),
)


@pytest.fixture
def plot(theme: Theme, qtbot: QtBot) -> RowPlot:
    made = RowPlot(name="Who worked when")
    qtbot.addWidget(made)
    made.resize(800, 200)
    made.show_plot(when_plot(WORKED, NAMES))
    made.show()
    assert QTest.qWaitForWindowExposed(made)
    return made


def painted(plot: RowPlot) -> QImage:
    return plot.viewport().grab().toImage()


def test_a_block_is_a_day_and_its_height_the_hours_beside_the_longest_day() -> None:
    first, second = when_plot(WORKED, NAMES).rows
    assert (first.title, first.tail) == ("長谷川 虎之介", "2:00"), "は stands before や"
    assert (second.title, second.tail) == ("山田 花子", "12:00")
    assert [(mark.start, mark.height) for mark in second.marks] == [(0.0, 1.0), (0.5, 0.5)]
    assert [(mark.start, mark.end) for mark in first.marks] == [(29 / 30, 1.0)]
    assert second.marks[1].words == "山田 花子, 2026-11-16: 4:00"
    assert second.words == "山田 花子: 12:00 in 2 days"


def test_a_person_keeps_the_colour_of_their_place_and_the_ninth_is_hatched() -> None:
    signs = person_signs([PersonId(str(number)) for number in range(17)])
    assert [signs[PersonId("0")].colour, signs[PersonId("7")].colour] == [PEOPLE[0], PEOPLE[7]]
    assert (signs[PersonId("8")].colour, signs[PersonId("8")].pattern) == (PEOPLE[0], Pattern.HATCH)
    assert signs[PersonId("16")].pattern is Pattern.CROSS
    assert when_plot(WORKED, NAMES).rows[1].sign == signs[PersonId("0")], "hanako came first, whoever is listed first"


def test_blocks_are_painted_where_they_are_said_to_be(plot: RowPlot) -> None:
    image = painted(plot)
    whole = plot.mark_rect(1, plot.plot.rows[1].marks[0])
    half = plot.mark_rect(1, plot.plot.rows[1].marks[1])
    assert half.height() * 2 == whole.height() == ROW_PX - 4
    colour = QColor(*PEOPLE[0])
    for rect in (whole, half):
        assert image.pixelColor(rect.center().toPoint()) == colour
        assert image.pixelColor(QPoint(int(rect.center().x()), int(rect.bottom()) - 1)) == colour
        assert image.pixelColor(QPoint(int(rect.right()) + 6, int(rect.center().y()))) != colour
    above = QPoint(int(half.center().x()), int(half.top()) - 3)
    assert image.pixelColor(above) != colour, "half a day fills half of its row"


def test_arrow_keys_go_through_marks_and_return_leads_to_their_entries(plot: RowPlot, qtbot: QtBot) -> None:
    plot.setFocus()
    told: list[tuple[str, tuple[str, ...]]] = []
    plot.figure_chosen.connect(lambda words, entries: told.append((words, entries)))
    QTest.keyClick(plot, Qt.Key.Key_Down)
    QTest.keyClick(plot, Qt.Key.Key_Return)
    assert told == [("山田 花子: 12:00 in 2 days", ("hanako1", "hanako16"))]
    QTest.keyClick(plot, Qt.Key.Key_Right)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.accessibleDescription() == "山田 花子, 2026-11-16: 4:00"
    QTest.keyClick(plot, Qt.Key.Key_Return)
    assert told[1] == ("山田 花子, 2026-11-16: 4:00", ("hanako16",))


def test_a_click_on_a_block_and_one_on_a_name_lead_to_what_they_rest_on(plot: RowPlot) -> None:
    told: list[tuple[str, ...]] = []
    plot.figure_chosen.connect(lambda _words, entries: told.append(entries))
    block = plot.mark_rect(0, plot.plot.rows[0].marks[0]).center().toPoint()
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=block)
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, HEAD_PX + ROW_PX + 5))
    assert told == [("taro30",), ("hanako1", "hanako16")]
    assert plot.at(QPointF(20, HEAD_PX + 5 * ROW_PX)) is None


def test_a_bar_is_as_long_as_its_hours_on_an_axis_of_round_steps() -> None:
    found = cut_plot(WORKED)
    assert [(row.title, row.tail) for row in found.rows] == [("C002", "12:00"), ("C001", "2:00")]
    assert [row.marks[0].end for row in found.rows] == [12 / 15, 2 / 15]
    assert [tick.words for tick in found.ticks] == ["0 h", "5 h", "10 h", "15 h"]
    assert found.rows[0].words == "C002, episode #01: 12:00"


@pytest.mark.parametrize(
    ("longest", "steps"), [(0, (1, 1)), (1, (1, 1)), (5, (1, 5)), (6, (2, 6)), (101, (50, 150)), (4999, (1000, 5000))]
)
def test_an_axis_has_five_steps_at_most(longest: int, steps: tuple[int, int]) -> None:
    assert hour_steps(timedelta(hours=longest)) == steps


def test_a_thousand_rows_scroll_and_only_those_in_sight_are_drawn(plot: RowPlot) -> None:
    rows = tuple(
        PlotRow(
            key=str(number),
            title=f"C{number:04}",
            tail="",
            words=f"C{number:04}",
            marks=(Mark(shape=MarkShape.BAR, start=0, end=1),),
        )
        for number in range(1000)
    )
    plot.show_plot(Plot(rows=rows, ticks=(PlotTick(at=0, words="0"),)))
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert plot.current == (rows[-1], None)
    last = plot.mark_rect(999, rows[-1].marks[0])
    assert HEAD_PX < last.top() < plot.viewport().height() - ROW_PX / 2
    assert painted(plot).pixelColor(last.center().toPoint()) == QColor(224, 224, 224)


def test_an_empty_plot_says_what_belongs_there(plot: RowPlot) -> None:
    plot.show_plot(when_plot(Worked(period=NOVEMBER, people=(), days=(), cuts=()), {}))
    assert plot.accessibleDescription().startswith("Nobody has time in this period.")
    assert plot.current is None
    QTest.keyClick(plot, Qt.Key.Key_Return)


def test_what_is_below_is_marked_by_shape(plot: RowPlot) -> None:
    dot = Mark(shape=MarkShape.DOT, start=0.25, end=0.25)
    below = Mark(shape=MarkShape.DOT, start=0.75, end=0.75, hollow=True)
    row = PlotRow(key="a", title="a", tail="", words="a", marks=(dot, below))
    plot.show_plot(Plot(rows=(row,)))
    image = painted(plot)
    filled, hollow = plot.mark_rect(0, dot), plot.mark_rect(0, below)
    assert hollow.center().x() - filled.center().x() == pytest.approx((plot._place(1) - plot._place(0)) / 2)
    grey = QColor(224, 224, 224)
    up = QPoint(0, -2)
    assert image.pixelColor(filled.center().toPoint() + up) == grey
    assert image.pixelColor(hollow.center().toPoint() + up) != grey
