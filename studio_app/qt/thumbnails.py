"""Small pictures for lists: only for rows in sight, newest request first, two at a time."""

from __future__ import annotations

import logging
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from studio_app.domain.errors import StudioError

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.ids import Digest
    from studio_app.qt.asks import StudioSteps
    from studio_app.qt.tasks import Tasks

logger = logging.getLogger(__name__)
_KEPT = 1200
_WAITING = 64
_AT_ONCE = 2
BOX = QSize(128, 96)
"""Twice the size shown, so that screens of double density stay sharp."""


def small_image(path: Path, box: QSize = BOX) -> QImage:
    """Read a picture no larger than `box`."""
    image = QImageReader(str(path)).read()
    if image.isNull() or (image.width() <= box.width() and image.height() <= box.height()):
        return image
    return image.scaled(box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


class Thumbnails(QObject):
    """Keeps what was loaded; a request that scrolled out of sight long ago is forgotten."""

    arrived = Signal(str)

    def __init__(self, studio: StudioSteps, tasks: Tasks, *, box: QSize = BOX) -> None:
        super().__init__()
        self._box = box
        self._studio = studio
        self._tasks = tasks
        self._kept: OrderedDict[Digest, QImage] = OrderedDict()
        self._waiting: OrderedDict[Digest, None] = OrderedDict()
        self._under_way: set[Digest] = set()

    @property
    def loaded(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def image(self, sha256: Digest) -> QImage | None:
        """Return the thumbnail if it is here; else ask for it. A null image means it cannot be had."""
        if sha256 in self._kept:
            self._kept.move_to_end(sha256)
            return self._kept[sha256]
        if sha256 not in self._under_way:
            self._waiting[sha256] = None
            self._waiting.move_to_end(sha256)
            if len(self._waiting) > _WAITING:
                self._waiting.popitem(last=False)
            self._load_next()
        return None

    def _load_next(self) -> None:
        while self._waiting and len(self._under_way) < _AT_ONCE:
            sha256, _nothing = self._waiting.popitem(last=True)
            self._under_way.add(sha256)
            self._tasks.read(
                lambda wanted=sha256: small_image(self._studio.thumbnail(wanted), self._box),  # type: ignore[misc]
                answered=lambda image, wanted=sha256: self._on_ended(wanted, image),  # type: ignore[misc]
                failed=lambda error, wanted=sha256: self._on_failed(wanted, error),  # type: ignore[misc]
            )

    def _on_failed(self, sha256: Digest, error: BaseException) -> None:
        if not isinstance(error, StudioError):
            logger.error("A thumbnail could not be made.", exc_info=error)
        self._on_ended(sha256, QImage())

    def _on_ended(self, sha256: Digest, image: QImage) -> None:
        self._under_way.discard(sha256)
        self._kept[sha256] = image
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(sha256)
        self._load_next()
