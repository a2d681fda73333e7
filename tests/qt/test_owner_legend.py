"""The legend of who painted what names everybody, on as many lines as it takes."""

import pytest
from PySide6.QtWidgets import QApplication

from studio_app.domain.attributions import Attribution, ChainLink, OwnerShare
from studio_app.domain.stages import StageKind
from studio_app.qt.owner_legend import OwnerLegend


def attribution(*names: str) -> Attribution:
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
        limits=(),
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
