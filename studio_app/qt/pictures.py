"""Pictures for the large view: asked of the studio, decoded off the GUI thread, kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from studio_app.domain.ids import Digest
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.screen import Screen
    from studio_app.qt.tasks import Tasks
    from studio_app.viewing.pyramid import Pyramid

ROOM_BYTES = 2 * 2**30
"""What pictures may take together: a pair of 16384 × 8192 with a map each stays below."""

_FEWEST = 3
_COLOUR_AXES = 3
_ENLARGED = 4


class Pictures(QObject):
    """Answers each request by `arrived` or `failed`; pictures nobody looked at for longest are let go first.

    What is kept is named by the SHA-256 of the file it shows, or by whatever name a map was asked for under. What
    failed is not tried again before `forgive`.
    """

    arrived = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, studio: StudioSteps, tasks: Tasks, screen: Screen) -> None:
        super().__init__()
        self.screen = screen
        self._studio = studio
        self._tasks = tasks
        self._kept: OrderedDict[Hashable, Pyramid] = OrderedDict()
        self._asked: set[Hashable] = set()
        self._needed: frozenset[Hashable] = frozenset()
        self._refused: set[Hashable] = set()

    def kept(self, name: Hashable) -> Pyramid | None:
        """Return the picture if it is here."""
        if name in self._kept:
            self._kept.move_to_end(name)
        return self._kept.get(name)

    def need(self, names: frozenset[Hashable]) -> None:
        """Say what is looked at now: it is kept whatever comes, and what there is no room for beside it is let go."""
        self._needed = names
        self._make_room()

    def refused(self, name: Hashable) -> bool:
        """Say whether a picture was tried in vain."""
        return name in self._refused

    def forgive(self) -> None:
        """Let what failed be tried again: somebody wants it anew."""
        self._refused.clear()

    def request(self, sha256: Digest) -> None:
        """Ask for a picture that is not here yet."""
        self.make(sha256, lambda: self._picture(sha256))

    def request_small(self, sha256: Digest) -> None:
        """Ask for a small picture that stands in until the picture itself is here; who has that needs none."""
        if sha256 not in self._kept:
            self.make(small_name(sha256), lambda: _small_picture(self._studio.thumbnail(sha256), self.screen))

    def let_go(self) -> None:
        """Keep no picture any longer: whoever showed them is going."""
        self._needed = frozenset()
        self._kept.clear()

    def _picture(self, sha256: Digest) -> Pyramid:
        # A screen of sRGB can show no more than the view has.
        wide = self._studio.wide_view(sha256) if self.screen.colour is not None else None
        return picture_of(self._studio.view(sha256), self.screen, wide=wide)

    def make(self, name: Hashable, job: Callable[[], Pyramid]) -> None:
        """Ask for what `job` makes, off the GUI thread, unless it is here or asked for."""
        if name in self._kept or name in self._asked or name in self._refused:
            return
        self._asked.add(name)
        self._tasks.read(
            job,
            answered=lambda pyramid: self._on_made(name, pyramid),
            failed=lambda error: self._on_failed(name, error),
        )

    def _on_made(self, name: Hashable, pyramid: Pyramid) -> None:
        self._asked.discard(name)
        self._kept[name] = pyramid
        self._make_room()
        self.arrived.emit(name, pyramid)

    def _make_room(self) -> None:
        for name in tuple(self._kept):
            if len(self._kept) <= _FEWEST or sum(kept.nbytes for kept in self._kept.values()) <= ROOM_BYTES:
                return
            if name not in self._needed:
                del self._kept[name]

    def _on_failed(self, name: Hashable, error: BaseException) -> None:
        self._asked.discard(name)
        self._refused.add(name)
        self.failed.emit(name, error)


def picture_of(path: Path, screen: Screen, *, stops: float = 0.0, wide: Path | None = None) -> Pyramid:
    """Read a picture for a screen, in 2^stops times its light; blocking. `wide` has colours that `path` has not."""
    # Loaded when the first picture is wanted: the window itself is on the screen before.
    from studio_app.imaging.exposing import in_light  # noqa: PLC0415
    from studio_app.viewing.pyramid import pyramid_of  # noqa: PLC0415

    samples = _colours(path)
    if wide is not None and screen.colour is not None:
        return pyramid_of(screen.colour.turned_wide(wide), codes=samples)
    return _for_screen(in_light(samples, stops) if stops else samples, screen)


def small_name(sha256: Digest) -> Hashable:
    """Return the name under which a picture's small stand-in is kept."""
    return ("small", sha256)


def is_small(name: object) -> bool:
    """Say whether a name is that of a small stand-in."""
    return isinstance(name, tuple) and name[:1] == ("small",)


def _small_picture(path: Path, screen: Screen) -> Pyramid:
    """Read a thumbnail and enlarge it smoothly: it stands in for something sharper, and blocks would look like it."""
    import cv2  # noqa: PLC0415

    samples = _colours(path)
    size = (samples.shape[1] * _ENLARGED, samples.shape[0] * _ENLARGED)
    return _for_screen(cv2.resize(samples, size, interpolation=cv2.INTER_CUBIC), screen)


def _colours(path: Path) -> Any:
    """Read (height, width, 3) sRGB codes; grey has all three alike."""
    from studio_app.imaging.preview import read_view  # noqa: PLC0415

    samples = read_view(path)
    return samples if samples.ndim == _COLOUR_AXES else samples[:, :, None].repeat(3, axis=2)


def _for_screen(samples: Any, screen: Screen) -> Pyramid:
    from studio_app.viewing.pyramid import pyramid_of  # noqa: PLC0415

    colour = screen.colour
    return pyramid_of(samples) if colour is None else pyramid_of(colour.turned(samples), codes=samples)


def heat_map(path: Path) -> Pyramid:
    """Read steps of heat; blocking."""
    from studio_app.imaging.preview import read_view  # noqa: PLC0415
    from studio_app.viewing.pyramid import peaks_of  # noqa: PLC0415

    return peaks_of(read_view(path))


def owner_map(path: Path) -> Pyramid:
    """Read a map of owners; blocking."""
    from studio_app.imaging.preview import read_view  # noqa: PLC0415
    from studio_app.viewing.pyramid import thinned  # noqa: PLC0415

    return thinned(read_view(path))
