"""Pages of a document as pictures, and where they lie under one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from studio_app.domain.paper_pages import Preview, Spot

SCREEN_PPI = 96
"""Pixels of the screen for an inch of paper at 100 %."""

A4_INCHES = (8.27, 11.69)
_RESOLUTIONS = (72, 96, 120, 144, 192, 240, 288)
_MARGIN_PX = 16
_WIDEST_ZOOM = 1.6
"""Pages fitted into a very wide view stop growing here: larger print is no easier to read."""

_ZOOMS = (0.25, 4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPages:
    """Pages of a document as pictures of `ppi` pixels per inch; the first of them is page `first`."""

    images: tuple[QImage, ...]
    spots: tuple[Spot, ...]
    page_count: int
    first: int
    ppi: int

    @property
    def page_inches(self) -> tuple[float, float]:
        """The width and height of the first of these pages in inches; A4 where there is none."""
        if not self.images or self.images[0].isNull():
            return A4_INCHES
        return self.images[0].width() / self.ppi, self.images[0].height() / self.ppi


def decoded(preview: Preview, ppi: int) -> PaperPages:
    """Return a preview with its pictures decoded; may be called from any thread."""
    return PaperPages(
        images=tuple(QImage.fromData(page) for page in preview.pages),
        spots=preview.spots,
        page_count=preview.page_count,
        first=preview.first,
        ppi=ppi,
    )


class PageRoom:
    """Reckons where `count` pages of one size lie: each below the one before, in the middle of the view."""

    def __init__(self) -> None:
        self.count = 0
        self.page_inches = A4_INCHES
        self.picture_ppi = SCREEN_PPI
        self.zoom: float | None = None
        self._scale = 1.0

    @property
    def percent(self) -> int:
        """How large pages are, in percent of their printed size."""
        return round(self._scale * 100)

    @property
    def page_size(self) -> tuple[int, int]:
        """Width and height of a page in the view's pixels."""
        wide, high = self.page_inches
        return round(wide * SCREEN_PPI * self._scale), round(high * SCREEN_PPI * self._scale)

    @property
    def width(self) -> int:
        """How wide all of it is, with its margins."""
        return self.page_size[0] + 2 * _MARGIN_PX

    @property
    def height(self) -> int:
        """How high all of it is, with its margins; 0 without pages."""
        return self.count * (self.page_size[1] + _MARGIN_PX) + _MARGIN_PX if self.count else 0

    def fit(self, zoom: float | None, room: int) -> None:
        """Show pages `zoom` times as large as they print; None: as wide as `room` pixels let them."""
        self.zoom = zoom if zoom is None else max(_ZOOMS[0], min(_ZOOMS[1], zoom))
        fitting = (room - 2 * _MARGIN_PX) / (self.page_inches[0] * SCREEN_PPI)
        self._scale = self.zoom if self.zoom is not None else max(_ZOOMS[0], min(_WIDEST_ZOOM, fitting))

    def needed_ppi(self, room: int, ratio: float) -> int:
        """Return the resolution in which pages are sharp in a view of `room` pixels on a screen of density `ratio`."""
        self.fit(self.zoom, room)
        wanted = SCREEN_PPI * self._scale * ratio
        return next((one for one in _RESOLUTIONS if one >= wanted - 1), _RESOLUTIONS[-1])

    def page_at(self, y: int) -> int:
        """Return the page at a height, the nearest one between two; -1 without pages."""
        return min(self.count - 1, max(0, (y - _MARGIN_PX // 2) // (self.page_size[1] + _MARGIN_PX)))

    def rect(self, page: int, room: int) -> QRect:
        """Return where a page lies in a view of `room` pixels, before it is scrolled."""
        wide, high = self.page_size
        left = max(_MARGIN_PX, (room - wide) // 2)
        return QRect(left, _MARGIN_PX + page * (high + _MARGIN_PX), wide, high)

    def place(self, spot: Spot) -> QRect:
        """Return where a spot lies on its page, in the view's pixels."""
        times = SCREEN_PPI * self._scale / self.picture_ppi
        left, top = round(spot.left * times), round(spot.top * times)
        return QRect(left, top, max(4, round(spot.width * times)), max(4, round(spot.height * times)))
