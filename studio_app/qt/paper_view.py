"""A document as it will print: white pages on the neutral surround, with names and figures that can be pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QPropertyAnimation, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from studio_app.domain.language import _
from studio_app.domain.paper_pages import PageWish
from studio_app.qt import theme
from studio_app.qt.paper_fit import Fit, deed_of
from studio_app.qt.paper_pages import PageRoom
from studio_app.qt.paper_spot import PaperSpots

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent, QWheelEvent

    from studio_app.domain.paper_pages import Spot
    from studio_app.qt.paper_pages import PaperPages
    from studio_app.qt.paper_spot import SpotButton

_STEP_PX = 48
_GLIDE_MS = 120
_PAPER = Qt.GlobalColor.white
_EDGE = theme.LINE


class PaperView(QAbstractScrollArea):
    """Pages one under another; those in sight are asked for by `pages_wanted`, and old ones stay until new ones come.

    `describe` returns the words for a spot's key: what a screen reader says and the tooltip shows.
    """

    pages_wanted = Signal(int, int)
    spot_chosen = Signal(str, object)
    resolution_changed = Signal()
    in_sight_changed = Signal()

    def __init__(self, *, name: str, describe: Callable[[str], str] = lambda key: key) -> None:
        super().__init__()
        self.waiting_words = _("The sheet is being drawn up…")
        self._room = PageRoom()
        self._images: dict[int, QImage] = {}
        self._scaled: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._shown = (-1, -1)
        self._spots = PaperSpots(self, describe)
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)

        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().setSingleStep(_STEP_PX)
        self.horizontalScrollBar().setSingleStep(_STEP_PX)

        self._spots.reached.connect(self.bring)
        self._spots.chosen.connect(self.spot_chosen)

    @property
    def resolution(self) -> PageWish:
        """The resolution that pages are needed in now, and how many pages are in sight from which on."""
        first, last = self._in_sight()
        ppi = self._room.needed_ppi(self.viewport().width(), self.devicePixelRatioF())
        return PageWish(ppi=ppi, first=max(0, first), count=max(1, last - first + 1))

    @property
    def page_in_sight(self) -> int:
        """The page in the upper half of the view, from 0."""
        return self._room.page_at(self.verticalScrollBar().value() + self.viewport().height() // 3)

    @property
    def page_count(self) -> int:
        """How many pages the document has, 0 before it is here."""
        return self._room.count

    @property
    def percent(self) -> int:
        """How large the pages are shown, in percent of their printed size."""
        return self._room.percent

    @property
    def spots(self) -> tuple[SpotButton, ...]:
        """What can be pointed at on the pages in sight."""
        return self._spots.buttons

    @property
    def chosen(self) -> str:
        """The key of the spots that are marked, empty where none are."""
        return self._spots.key

    def image_of(self, page: int) -> QImage | None:
        """Return the picture of a page, None before it is here."""
        return self._images.get(page)

    def show_document(self, pages: PaperPages) -> None:
        """Show another document in place of the old one, at the same height of the same page."""
        self._images.clear()
        self._scaled.clear()
        self._spots.clear()
        self._asked.clear()
        self._room.count = pages.page_count
        self._take(pages)
        self._settle(anew=True)

    def add_pages(self, pages: PaperPages) -> None:
        """Show more pages of the same document."""
        self._take(pages)
        self._settle(anew=True)

    def forgive(self) -> None:
        """Let pages that could not be had be asked for again."""
        self._asked.clear()

    def describe_with(self, describe: Callable[[str], str]) -> None:
        """Let the spots of pages that come from now on be described so."""
        self._spots.describe = describe

    def choose(self, key: str) -> None:
        """Mark the spots of a key, without a word to anybody."""
        self._spots.choose(key)

    def show_at(self, fit: Fit) -> None:
        """Show pages as wide as the view, or as large as they print."""
        self._zoom_to(None if fit is Fit.WIDTH else 1.0)

    def zoom(self, steps: int) -> None:
        """Show pages a tenth larger for each step, or smaller."""
        self._zoom_to(self._room.percent / 100 * 1.1**steps)

    def bring(self, spot: Spot) -> None:
        """Scroll only as far as a spot needs to be in sight."""
        place = self._place(spot)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if place.top() < 0:
            bar.setValue(bar.value() + place.top() - _STEP_PX)
        elif place.bottom() > height:
            bar.setValue(bar.value() + place.bottom() - height + _STEP_PX)

    def sizeHint(self) -> QSize:
        return QSize(560, 640)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and deed_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        deed = deed_of(event)
        if deed in (Fit.WIDTH, Fit.PRINT):
            self.show_at(Fit(deed))
        elif deed:
            self.zoom(1 if deed == "in" else -1)
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if turned > 0 else -1)
            event.accept()
        elif turned and event.pixelDelta().isNull() and not event.modifiers():
            self._glide_by(-turned)
            event.accept()
        else:
            super().wheelEvent(event)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._zoom_to(self._room.zoom)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), theme.SURROUNDS[2])
            if not self._room.count:
                painter.setPen(theme.TEXT)
                painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.waiting_words)
            first, last = self._in_sight()
            for page in range(first, last + 1):
                self._draw_page(painter, page)

    def _draw_page(self, painter: QPainter, page: int) -> None:
        place = self._page_rect(page)
        painter.setPen(_EDGE)
        painter.setBrush(_PAPER)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        image = self._fitting(page, place.size())
        if image is not None:
            painter.drawImage(place.topLeft(), image)
        else:
            painter.setPen(theme.FAINT)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _("Page {number}…", number=page + 1))

    def _fitting(self, page: int, size: QSize) -> QImage | None:
        """Return a page's picture in just the size in which it is drawn."""
        image = self._images.get(page)
        if image is None or image.isNull():
            return None
        ratio = self.devicePixelRatioF()
        wanted = size * ratio
        if page not in self._scaled or self._scaled[page].size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            shown = image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            shown.setDevicePixelRatio(ratio)
            self._scaled[page] = shown
        return self._scaled[page]

    def _take(self, pages: PaperPages) -> None:
        for number, image in enumerate(pages.images, start=pages.first):
            self._images[number] = image
            self._scaled.pop(number, None)
            self._spots.know(number, tuple(spot for spot in pages.spots if spot.page == number))
            self._asked.discard(number)
        self._room.picture_ppi = pages.ppi
        if pages.images:
            self._room.page_inches = pages.page_inches

    def _zoom_to(self, zoom: float | None) -> None:
        before = self.resolution.ppi
        bar = self.verticalScrollBar()
        share = bar.value() / self._room.height if self._room.height else 0.0
        self._room.fit(zoom, self.viewport().width())
        self._set_bars()
        bar.setValue(round(share * self._room.height))
        self._settle(anew=True)
        if self.resolution.ppi != before:
            self.resolution_changed.emit()

    def _glide_by(self, pixels: int) -> None:
        bar = self.verticalScrollBar()
        running = self._glide.state() is QPropertyAnimation.State.Running
        start = int(self._glide.endValue()) if running else bar.value()
        self._glide.stop()
        self._glide.setEndValue(max(0, min(bar.maximum(), start + pixels)))
        self._glide.start()

    def _set_bars(self) -> None:
        area = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, self._room.height - area.height()))
        self.verticalScrollBar().setPageStep(area.height())
        self.horizontalScrollBar().setRange(0, max(0, self._room.width - area.width()))
        self.horizontalScrollBar().setPageStep(area.width())

    def _settle(self, *, anew: bool = False) -> None:
        """Bring spots to their places, ask for what came into sight, and let go of what is far out of it."""
        if anew:
            self._room.fit(self._room.zoom, self.viewport().width())
            self._set_bars()
        first, last = self._in_sight()
        missing = [one for one in range(first, last + 1) if one not in self._images and one not in self._asked]
        if missing:
            self._asked.update(range(missing[0], missing[-1] + 1))
            self.pages_wanted.emit(missing[0], missing[-1] - missing[0] + 1)
        self._spots.show(first, last, self._place)
        for page in [one for one in self._scaled if not first - 1 <= one <= last + 1]:
            del self._scaled[page]
        if anew or self._shown != (first, last):
            self._shown = (first, last)
            self.in_sight_changed.emit()
        self.viewport().update()

    def _in_sight(self) -> tuple[int, int]:
        """Return the first and the last page in sight; the last before the first where there is none."""
        top = self.verticalScrollBar().value()
        return self._room.page_at(top), self._room.page_at(top + self.viewport().height())

    def _page_rect(self, page: int) -> QRect:
        rect = self._room.rect(page, self.viewport().width())
        return rect.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _place(self, spot: Spot) -> QRect:
        page = self._page_rect(spot.page)
        return self._room.place(spot).translated(page.topLeft())
