"""The legend of who painted what names everybody, on as many lines as it takes."""

import pytest
from PySide6.QtWidgets import QApplication

from studio_app.domain.attributions import Attribution, ChainLink, OwnerShare
from studio_app.domain.limits import Limit, LimitName
from studio_app.domain.stages import StageKind
from studio_app.qt.owner_legend import OwnerLegend


def attribution(*names: str, limits: tuple[Limit, ...] = ()) -> Attribution:
    links = [ChainLink(kind=StageKind.GENERATION, name="ComfyUI"), *(_retouch(name) for name in names)]
    owners = tuple(
        OwnerShare(index=index, link=link, visible=100 - index, overpainted=0) for index, link in enumerate(links)
    )
    return Attribution(
        method="attribute/1",
        width=100,
        height=10,
        owners=owners,
        people=(),
        unattributed=1000 - sum(one.visible for one in owners),
        layout_kept_permille=None,
        grades=(),
        limits=limits,
    )


def _retouch(name: str) -> ChainLink:
    return ChainLink(kind=StageKind.RETOUCH, name=name)


@pytest.fixture
def legend(qapp: QApplication) -> OwnerLegend:
    made = OwnerLegend()
    made.resize(2000, 32)
    return made


def test_all_stand_on_one_line_where_there_is_room(legend: OwnerLegend) -> None:
    legend.show_attribution(attribution("山田 花子", "佐藤"))
    assert legend.lines == (legend.words,)
    assert legend.words[0].startswith("retouch 山田 花子")
    assert legend.words[-1].startswith("cannot be traced")


def test_a_narrow_one_takes_more_lines_and_names_everybody(legend: OwnerLegend) -> None:
    legend.show_attribution(attribution("山田 花子", "佐藤"))
    one_line = legend.height()
    legend.resize(420, legend.height())
    assert len(legend.lines) > 1
    assert tuple(words for line in legend.lines for words in line) == legend.words
    assert legend.height() > one_line


def test_what_three_lines_do_not_hold_is_told_in_the_tooltip(legend: OwnerLegend) -> None:
    legend.show_attribution(attribution(*(f"a painter of a long name, {number}" for number in range(9))))
    legend.resize(420, legend.height())
    assert len(legend.lines) == 3
    assert legend.lines[-1][-1] == "…"
    assert legend.toolTip() == "\n".join(legend.words)


def test_what_the_shares_leave_open_stands_beneath_them(legend: OwnerLegend) -> None:
    legend.show_attribution(attribution("山田 花子", "佐藤"))
    plain = legend.height()
    limits = [Limit(name=LimitName.UNPLACED, stage=at) for at in (0, 1, 2)]
    legend.show_attribution(attribution("山田 花子", "佐藤", limits=tuple(limits)))
    assert legend.height() > plain
    assert legend.limits[0].startswith("generation “ComfyUI”: nothing shows how it lies on its parent")
    assert " ".join(legend.limits).count("compared where it stands") == 3
    assert legend.toolTip().count("compared where it stands") == 3
    assert "佐藤" in legend.accessibleDescription()


def test_limits_that_three_lines_do_not_hold_are_told_in_the_tooltip(legend: OwnerLegend) -> None:
    limits = tuple(Limit(name=LimitName.UNPLACED, stage=at) for at in range(3))
    legend.show_attribution(attribution("山田 花子", "佐藤", limits=limits))
    legend.resize(300, legend.height())
    assert len(legend.limits) == 3
    assert legend.limits[-1].endswith("…")
    assert all(legend.fontMetrics().horizontalAdvance(line) <= 300 for line in legend.limits)
    assert legend.toolTip().count("compared where it stands") == 3


def test_limits_leave_with_the_attribution_they_were_about(legend: OwnerLegend) -> None:
    legend.show_attribution(attribution("佐藤", limits=(Limit(name=LimitName.UNPLACED, stage=1),)))
    legend.show_attribution(attribution("佐藤"))
    assert legend.limits == ()
    assert legend.accessibleDescription() == ""
