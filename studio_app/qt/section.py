"""A part of the right panel: a one-line header that folds it, and figures or lines under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from studio_app.qt.dossier_words import Figure
    from studio_app.qt.theme import Theme


class Section(QFrame):
    """Header and body; folded or open as the person left it."""

    def __init__(self, theme_in_use: Theme, title: str, *bodies: QWidget) -> None:
        super().__init__()
        self._theme = theme_in_use
        self._title = title
        self.header = QToolButton()
        self._empty = QLabel()
        self._body = QWidget()

        self.header.setCheckable(True)
        self.header.setChecked(True)
        self.header.setProperty("quiet", True)
        self.header.setStyleSheet("QToolButton { text-align: left; border-bottom: none; background: transparent; }")
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setIconSize(QSize(16, 16))
        self.header.setFont(sized(self.font(), theme.TEXT_PX, strong=True))
        self._empty.setProperty("caption", True)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(12, 0, 12, 4)
        self._empty.hide()

        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self._empty)
        for body in bodies:
            inner.addWidget(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 8)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self._body)

        self.header.toggled.connect(self._on_toggled)
        self._on_toggled(True)
        self.show_count("")

    def show_count(self, count: str) -> None:
        """Show a number beside the title."""
        self.header.setText(f"{self._title}   {count}" if count else self._title)
        self.header.setAccessibleName(self.header.text())

    def show_empty(self, sentence: str) -> None:
        """Show what would stand here; an empty sentence takes it away."""
        self._empty.setText(sentence)
        self._empty.setVisible(bool(sentence))

    def _on_toggled(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self.header.setIcon(self._theme.icon("down" if opened else "right", theme.SECONDARY))
        self.header.setToolTip(
            _("Fold {title} (Space)", title=self._title) if opened else _("Unfold {title} (Space)", title=self._title)
        )


def caption_label() -> QLabel:
    """Return a label for sentences under a section's figures or lines, in as many lines as they take."""
    label = QLabel()
    label.setProperty("caption", True)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(12, 4, 12, 4)
    return label


class Figures(QWidget):
    """Captions left, values right, each with its definition as a tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Figure, ...] = ()
        self._labels: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 0, 12, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    @property
    def shown(self) -> tuple[Figure, ...]:
        """What is shown."""
        return self._shown

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show other figures."""
        if figures == self._shown:
            return
        self._shown = figures
        for label in self._labels:
            self._grid.removeWidget(label)
            label.deleteLater()
        self._labels = []
        for row, (caption, value, definition) in enumerate(figures):
            name, figure = QLabel(caption), ElidedLabel()
            name.setProperty("caption", True)
            name.setToolTip(definition)
            figure.show_text(value, tooltip=f"{value}\n{definition}")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            figure.setAccessibleName(f"{caption}: {value}. {definition}")
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(figure, row, 1)
            self._labels += [name, figure]
        self.setVisible(bool(figures))
