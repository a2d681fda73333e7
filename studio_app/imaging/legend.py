"""A legend under a picture: a sign, a name, figures; in whatever script the name is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.imaging.lettering import lettering

_GROUND, _TEXT, _QUIET = (43, 43, 43), (224, 224, 224), (168, 168, 168)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LegendRow:
    """A row: the sign's pixels, (height, width, 3), what it stands for, and its figures, quieter."""

    sign: NDArray[np.uint8]
    name: str
    figures: str


def with_legend(picture: NDArray[np.uint8], rows: Sequence[LegendRow]) -> NDArray[np.uint8]:
    """Return the picture with a legend below it; text grows with the picture, 13 pixels at 1280 across."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  # only needed where a legend is drawn

    size = max(13, round(13 * picture.shape[1] / 1280))
    line, margin = 2 * size, size
    across = max(1, min(len(rows), picture.shape[1] // (24 * size)))
    down = -(-len(rows) // across)
    sheet = Image.new("RGB", (picture.shape[1], down * line + 2 * margin), _GROUND)
    pen, font = ImageDraw.Draw(sheet), lettering(size)
    wide = (sheet.width - 2 * margin) // across
    for number, row in enumerate(rows):
        left, top = margin + number % across * wide, margin + number // across * line
        sign = Image.fromarray(row.sign).resize((2 * size, size + size // 3), Image.Resampling.NEAREST)
        sheet.paste(sign, (left, top + (line - sign.height) // 2))
        start = left + sign.width + size // 2
        figures = pen.textlength(row.figures, font=font)
        name = _fitted(pen, row.name, font, left + wide - size - figures - size - start)
        pen.text((start, top + line // 2), name, fill=_TEXT, font=font, anchor="lm")
        after = start + pen.textlength(name, font=font) + size // 2
        pen.text((after, top + line // 2), row.figures, fill=_QUIET, font=font, anchor="lm")
    return np.concatenate([picture, np.asarray(sheet, dtype=np.uint8)])


def _fitted(pen: Any, text: str, font: Any, room: float) -> str:
    if pen.textlength(text, font=font) <= room:
        return text
    while text and pen.textlength(text + "…", font=font) > room:
        text = text[:-1]
    return text + "…"
