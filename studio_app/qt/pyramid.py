"""A picture for the screen at its own size and at halves of it, so that a reduced view is smooth and quick."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _

_SMALLEST_LEVEL = 64
DIFFERENCE_GAIN = 4


class PreviewError(StudioError):
    """A preview that cannot be shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """A picture and its halves, largest first; made off the GUI thread and only read afterwards."""

    levels: tuple[QImage, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture itself."""
        return self.levels[0].width(), self.levels[0].height()

    @property
    def size_bytes(self) -> int:
        """What all levels take in memory."""
        return sum(level.sizeInBytes() for level in self.levels)

    def level_for(self, zoom: float) -> QImage:
        """Return the smallest level that still has at least one pixel for each of the screen's."""
        chosen = self.levels[0]
        for number, level in enumerate(self.levels):
            if zoom * 2**number > 1.0:
                break
            chosen = level
        return chosen


def pyramid_from_file(path: Path) -> Pyramid:
    """Read a preview; a transparent ground becomes white paper."""
    reader = QImageReader(str(path))
    image = reader.read()
    if image.isNull():
        raise PreviewError(
            _("The preview “{name}” cannot be read: {reason}.", name=path.name, reason=reader.errorString()),
            hint=_("Delete the studio's folder “derived”; it is made again."),
        )
    return pyramid_from_image(image)


def pyramid_from_image(image: QImage) -> Pyramid:
    """Return the image and smooth halves of it."""
    levels = [_on_paper(image)]
    while max(levels[-1].width(), levels[-1].height()) > _SMALLEST_LEVEL:
        last = levels[-1]
        levels.append(
            last.scaled(
                max((last.width() + 1) // 2, 1),
                max((last.height() + 1) // 2, 1),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
    return Pyramid(tuple(levels))


def difference_of(before: Pyramid, after: Pyramid) -> Pyramid:
    """Return, for each pixel, the largest channel's difference in 8-bit sRGB times `DIFFERENCE_GAIN`, as grey.

    Halves keep the largest of four pixels, not their mean: a change three pixels wide would vanish otherwise.
    """
    later = after.levels[0]
    earlier = before.levels[0]
    if earlier.size() != later.size():
        earlier = earlier.scaled(
            later.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    one, other = _samples(earlier), _samples(later)
    distance = (np.maximum(one, other) - np.minimum(one, other))[..., :3].max(axis=2)
    grey: NDArray[np.uint8] = np.minimum(distance.astype(np.uint16) * DIFFERENCE_GAIN, 255).astype(np.uint8)
    levels = [_grey_image(grey)]
    while max(grey.shape) > _SMALLEST_LEVEL:
        even = np.pad(grey, ((0, grey.shape[0] % 2), (0, grey.shape[1] % 2)), mode="edge")
        grey = np.maximum(
            np.maximum(even[0::2, 0::2], even[1::2, 0::2]), np.maximum(even[0::2, 1::2], even[1::2, 1::2])
        )
        levels.append(_grey_image(grey))
    return Pyramid(tuple(levels))


def _on_paper(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image.convertToFormat(QImage.Format.Format_RGB32)
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _samples(image: QImage) -> NDArray[np.uint8]:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)


def _grey_image(grey: NDArray[np.uint8]) -> QImage:
    solid = np.ascontiguousarray(grey)
    image = QImage(solid.data, solid.shape[1], solid.shape[0], solid.strides[0], QImage.Format.Format_Grayscale8)
    return image.convertToFormat(QImage.Format.Format_RGB32)
