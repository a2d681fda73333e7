"""The label at a picture's edge: what this side is; pressed, it offers the other stages of the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
)

from studio_app.domain.language import _
from studio_app.domain.wording import stage_label
from studio_app.qt.stage_model import mark_of
from studio_app.qt.theme import SECONDARY

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio_app.domain.stages import Stage
    from studio_app.domain.wording import People
    from studio_app.qt.theme import Theme


class StageChooser(QToolButton):
    """Names a stage; cut with an ellipsis where narrow, whole in the tooltip."""

    stage_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.side = ""
        self._label = ""
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("quiet", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(32)
        self.setIconSize(QSize(16, 16))

    @property
    def label(self) -> str:
        """The whole text."""
        return self._label

    def show_stage(self, stage: Stage | None, stages: tuple[Stage, ...], people: People, *, note: str = "") -> None:
        """Name `stage`, with a note on how it is shown, and offer `stages`."""
        self._label = stage_label(stage, people) if stage is not None else _("nothing to compare with yet")
        if note:
            self._label = f"{self._label} · {note}"
        self.setEnabled(stage is not None)
        self.setIcon(self._theme.icon(mark_of(stage), SECONDARY) if stage is not None else self._theme.icon("info"))
        self._menu.clear()
        for offered in stages:
            action = QAction(self._theme.icon(mark_of(offered)), stage_label(offered, people), self._menu)
            action.setEnabled(not offered.withdrawn)
            action.triggered.connect(lambda _checked=False, chosen=offered.id: self.stage_chosen.emit(chosen))
            self._menu.addAction(action)
        words = _("{side}: {label}", side=self.side, label=self._label)
        self.setAccessibleName(words)
        self.setToolTip(_("{side}: {label}. Press to choose another stage.", side=self.side, label=self._label))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelButtonTool, option)
        inner = self.rect().adjusted(12, 0, -28, 0)
        self.icon().paint(painter, inner.left(), inner.top() + 8, 16, 16)
        self._theme.icon("down", SECONDARY).paint(painter, self.width() - 24, 8, 16, 16)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self._label, Qt.TextElideMode.ElideRight, inner.width() - 24)
        painter.drawText(inner.adjusted(24, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)


def label_row() -> QGridLayout:
    """Return a row for the labels of the sides, each at the edge of its own picture."""
    row = QGridLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    return row
