"""Bars that say what went wrong, or what was written, where it happened; they stay until dismissed."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.qt.theme import Theme

logger = logging.getLogger(__name__)


class NoticeBar(QFrame):
    """One sentence with its hint, perhaps one thing to do, and a cross to dismiss it."""

    def __init__(self, theme_in_use: Theme, *, icon: str, sentence: str, hint: str) -> None:
        super().__init__()
        self.setProperty("notice", True)
        self.sentence, self.hint = sentence, hint
        mark = QLabel()
        mark.setPixmap(theme_in_use.mark(icon, 20, self.devicePixelRatioF()))
        text = _wrapped(sentence)
        caption = _wrapped(hint)
        caption.setProperty("caption", True)
        if not hint:
            caption.hide()
        self.dismiss = QToolButton()
        self.dismiss.setIcon(theme_in_use.icon("close"))
        self.dismiss.setIconSize(QSize(16, 16))
        self.dismiss.setProperty("quiet", True)
        self.dismiss.setToolTip(_("Dismiss this notice (Space while it has the focus)"))
        self.dismiss.setAccessibleName(_("Dismiss"))
        self.setAccessibleName(f"{sentence} {hint}")

        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(text)
        words.addWidget(caption)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)

    def offer(self, text: str, tooltip: str, deed: Callable[[], object]) -> QPushButton:
        """Add one thing to do about it."""
        button = QPushButton(text)
        button.setToolTip(tooltip)
        button.setAccessibleName(text)
        button.clicked.connect(deed)
        self._row.insertWidget(2, button, 0, Qt.AlignmentFlag.AlignTop)
        return button


class Notices(QWidget):
    """The bars of one place in the window, newest below; the same sentence stands only once."""

    def __init__(self, theme_in_use: Theme) -> None:
        super().__init__()
        self._theme = theme_in_use
        self._bars: list[NoticeBar] = []

        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.hide()

    @property
    def bars(self) -> tuple[NoticeBar, ...]:
        """What stands here now."""
        return tuple(self._bars)

    def show_failure(self, error: BaseException) -> None:
        """Show what was foreseen as its sentence and hint; anything else as a bug, which is also logged."""
        if isinstance(error, StudioError):
            self._add(NoticeBar(self._theme, icon="warning", sentence=error.message, hint=error.hint))
            return
        logger.error("An unforeseen failure reached the window.", exc_info=error)
        details = "".join(traceback.format_exception(error))
        bar = NoticeBar(
            self._theme,
            icon="bug",
            sentence=_("Teire itself made a mistake ({name}).", name=type(error).__name__),
            hint=_("What was recorded before is kept. Copy the details for whoever looks after Teire, then try again."),
        )
        bar.offer(
            _("Copy details"), _("Copy the trace of the mistake"), lambda: QGuiApplication.clipboard().setText(details)
        )
        self._add(bar)

    def show_news(self, sentence: str) -> NoticeBar:
        """Show what was done; the next news takes its place."""
        for bar in [bar for bar in self._bars if bar.property("news")]:
            self._remove(bar)
        bar = NoticeBar(self._theme, icon="info", sentence=sentence, hint="")
        bar.setProperty("news", True)
        self._add(bar)
        return bar

    def clear(self) -> None:
        """Take all bars away."""
        for bar in tuple(self._bars):
            self._remove(bar)

    def _add(self, bar: NoticeBar) -> None:
        for same in [old for old in self._bars if (old.sentence, old.hint) == (bar.sentence, bar.hint)]:
            self._remove(same)
        self._bars.append(bar)
        self._box.addWidget(bar)
        bar.dismiss.clicked.connect(lambda: self._remove(bar))
        self.show()

    def _remove(self, bar: NoticeBar) -> None:
        if bar not in self._bars:
            return
        self._bars.remove(bar)
        self._box.removeWidget(bar)
        bar.hide()
        bar.deleteLater()
        self.setVisible(bool(self._bars))


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFont(sized(label.font(), theme.TEXT_PX))
    return label
