"""Places on pages that can be pointed at: by mouse, by Tab, by a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from studio_app.qt import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFocusEvent, QPaintEvent
    from PySide6.QtWidgets import QAbstractScrollArea

    from studio_app.domain.paper_pages import Spot

_EDGE_PX = 3


class SpotButton(QAbstractButton):
    """Clear until the hand or the focus is on it, or it is chosen; then amber, with an edge that is no colour alone.

    `reached` tells that the focus came by key.
    """

    reached = Signal()

    def __init__(self, spot: Spot, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.spot = spot
        self.chosen = False
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mark(self, chosen: bool) -> None:
        """Show whether it is what is looked at."""
        self.chosen = chosen
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.reached.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not (self.chosen or self.underMouse() or self.hasFocus()):
            return
        with QPainter(self) as painter:
            ground = QColor(theme.AMBER)
            ground.setAlpha(96 if self.chosen else 56)
            painter.fillRect(self.rect(), ground)
            if self.chosen:
                painter.fillRect(0, 0, _EDGE_PX, self.height(), theme.AMBER.darker(150))
            if self.hasFocus():
                painter.setPen(QPen(theme.ON_AMBER, 1))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PaperSpots(QObject):
    """The spots of the pages in sight; each is a button, made when its page comes into sight and let go after.

    `reached(spot)` tells that the focus came to one by key, `chosen(key, entries)` that one was chosen.
    """

    reached = Signal(object)
    chosen = Signal(str, object)

    def __init__(self, view: QAbstractScrollArea, describe: Callable[[str], str]) -> None:
        super().__init__(view)
        self._view, self.describe = view, describe
        self._key = ""
        self._spots: dict[int, tuple[Spot, ...]] = {}
        self._buttons: dict[int, list[SpotButton]] = {}

    @property
    def buttons(self) -> tuple[SpotButton, ...]:
        """What can be pointed at now, in the order of the pages."""
        return tuple(button for page in sorted(self._buttons) for button in self._buttons[page])

    @property
    def key(self) -> str:
        """The key of the spots that are marked, empty where none are."""
        return self._key

    def know(self, page: int, spots: tuple[Spot, ...]) -> None:
        """Know the spots of a page, in place of those known before."""
        self._spots[page] = spots
        self._let_go(page)

    def clear(self) -> None:
        """Know none any more; buttons stay until other spots are known of their pages."""
        self._spots.clear()
        for page in tuple(self._buttons):
            self._let_go(page)

    def choose(self, key: str) -> None:
        """Mark the spots of a key."""
        self._key = key
        for button in self.buttons:
            button.mark(button.spot.key == key)

    def show(self, first: int, last: int, place: Callable[[Spot], QRect]) -> None:
        """Show the spots of the pages from `first` to `last`, each at its place, in the order of the Tab key."""
        holder = self._view.focusWidget()
        for page in [one for one in self._buttons if not first <= one <= last]:
            if holder not in self._buttons[page]:
                self._let_go(page)
        before: QWidget = self._view
        for page in range(first, last + 1):
            if page not in self._buttons and page in self._spots:
                self._buttons[page] = [self._button(spot) for spot in self._spots[page]]
            for button in self._buttons.get(page, ()):
                button.setGeometry(place(button.spot))
                button.show()
                QWidget.setTabOrder(before, button)
                before = button

    def _let_go(self, page: int) -> None:
        for button in self._buttons.pop(page, ()):
            button.hide()
            button.deleteLater()

    def _button(self, spot: Spot) -> SpotButton:
        button = SpotButton(spot, self.describe(spot.key), self._view.viewport())
        button.mark(spot.key == self._key)
        button.reached.connect(lambda: self.reached.emit(spot))
        button.clicked.connect(lambda _checked=False: self._on_clicked(spot))
        return button

    def _on_clicked(self, spot: Spot) -> None:
        self.choose(spot.key)
        self.chosen.emit(spot.key, spot.entries)
