"""Pages as they will print with a line beneath them: which page, how large, and what could not be drawn up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from studio_app.domain.language import _
from studio_app.qt.notices import Notices
from studio_app.qt.paper_fit import Fit
from studio_app.qt.paper_view import PaperView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class PaperPane(QFrame):
    """A view of pages and the few buttons that it needs; failures stand above the pages that were there before."""

    def __init__(self, theme_in_use: Theme, *, name: str) -> None:
        super().__init__()
        self.view = PaperView(name=name)
        self.notices = Notices(theme_in_use)
        self.words = QLabel()
        self._less = _button("−", _("Smaller (-)"))
        self._more = _button("+", _("Larger (+)"))
        self._fit = _button(_("Fit"), _("As wide as the room (0)"))
        self._print = _button(_("100 %"), _("As large as it prints (1)"))

        self.words.setProperty("caption", True)
        foot = QFrame()
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        for button in (self._less, self._more, self._fit, self._print):
            row.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.notices)
        box.addWidget(self.view, 1)
        box.addWidget(foot)

        self._less.clicked.connect(lambda _checked=False: self.view.zoom(-1))
        self._more.clicked.connect(lambda _checked=False: self.view.zoom(1))
        self._fit.clicked.connect(lambda _checked=False: self.view.show_at(Fit.WIDTH))
        self._print.clicked.connect(lambda _checked=False: self.view.show_at(Fit.PRINT))
        self.view.in_sight_changed.connect(self._show_state)
        self._show_state()

    def show_failure(self, error: BaseException) -> None:
        """Say what could not be drawn up; the pages that were there stay."""
        self.notices.clear()
        self.notices.show_failure(error)
        self.view.waiting_words = ""
        self.view.viewport().update()

    def _show_state(self) -> None:
        self.words.setText(
            _(
                "Page {number} of {count} · {percent} %",
                number=self.view.page_in_sight + 1,
                count=self.view.page_count,
                percent=self.view.percent,
            )
            if self.view.page_count
            else ""
        )


def _button(text: str, tooltip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tooltip)
    button.setAccessibleName(tooltip)
    button.setProperty("quiet", True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setMinimumSize(QSize(28, 24))
    return button


def bar(*parts: QWidget | None) -> QFrame:
    """Return the line of controls above a page; None is the room between left and right."""
    frame = QFrame()
    frame.setProperty("bar", True)
    row = QHBoxLayout(frame)
    row.setContentsMargins(8, 4, 8, 4)
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return frame
