"""Where one looks at a picture: plain arithmetic shared by both sides, so that they cannot drift apart."""

import math
from dataclasses import dataclass, replace

SMALLEST_ZOOM, LARGEST_ZOOM = 1 / 64, 32.0
_WHOLE_FROM = 4.0
_PARTS = 64
_NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """The picture point at a pane's centre, in picture pixels, and the screen's pixels per picture pixel."""

    x: float
    y: float
    zoom: float

    def origin(self, pane: tuple[int, int]) -> tuple[int, int]:
        """Return where the picture's top left corner lies in a pane of this size, on whole screen pixels."""
        return round(pane[0] / 2 - self.x * self.zoom), round(pane[1] / 2 - self.y * self.zoom)

    def zoomed(self, factor: float, at: tuple[float, float], pane: tuple[int, int]) -> "Viewpoint":
        """Return the view `factor` times as large with the picture point under `at` kept in place.

        Passing 100 % stops there once, so that the exact view is never missed.
        """
        wanted = min(max(self.zoom * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        zoom = steady(wanted)
        if self.zoom < 1.0 < zoom or zoom < 1.0 < self.zoom:
            zoom = 1.0
        aside, down = at[0] - pane[0] / 2, at[1] - pane[1] / 2
        return Viewpoint(
            x=self.x + aside / self.zoom - aside / zoom, y=self.y + down / self.zoom - down / zoom, zoom=zoom
        )

    def panned(self, right: float, down: float) -> "Viewpoint":
        """Return the view with the picture moved by screen pixels."""
        return replace(self, x=self.x - right / self.zoom, y=self.y - down / self.zoom)

    def kept_in_sight(self, picture: tuple[int, int]) -> "Viewpoint":
        """Return the view with its centre brought back onto the picture."""
        return replace(self, x=min(max(self.x, 0.0), float(picture[0])), y=min(max(self.y, 0.0), float(picture[1])))


def steady(zoom: float, *, at_most: bool = False) -> float:
    """Return the nearest zoom, or the nearest that is no larger, at which pictures can be drawn block by block.

    Below 100 %: 33 to 64 sixty-fourths of 1, of 1/2, of 1/4 and so on, at most 1.6 % away. Above: quarters up to
    400 %, then whole numbers.
    """
    nearest = math.floor if at_most else round
    if zoom >= _WHOLE_FROM:
        return float(nearest(zoom + _NEAR))
    if zoom >= 1.0:
        return float(nearest(zoom * 4 + _NEAR) / 4)
    octave = 2.0 ** math.floor(math.log2(zoom) + 1)
    return float(nearest(zoom / octave * _PARTS + _NEAR) / _PARTS * octave)


def fitted(picture: tuple[int, int], pane: tuple[int, int]) -> Viewpoint:
    """Return the view that shows the whole picture, never larger than 100 %."""
    zoom = min(pane[0] / max(picture[0], 1), pane[1] / max(picture[1], 1), 1.0)
    return Viewpoint(x=picture[0] / 2, y=picture[1] / 2, zoom=max(steady(zoom, at_most=True), SMALLEST_ZOOM))


def actual_size(picture: tuple[int, int]) -> Viewpoint:
    """Return the view at 100 %, from the picture's middle."""
    return Viewpoint(x=picture[0] / 2, y=picture[1] / 2, zoom=1.0)
