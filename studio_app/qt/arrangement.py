"""How two pictures share one room, and what stands on each side."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect

from studio_app.domain.language import _
from studio_app.qt.pyramid import Pyramid

GAP = 4


class Arrangement(StrEnum):
    """How the two pictures are shown."""

    SIDE = "side"
    ABOVE = "above"
    WIPE = "wipe"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One side: its picture, or the sentence that stands in its place; both empty where there is no such side."""

    picture: Pyramid | None = None
    sentence: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show here at all."""
        return self.picture is None and not self.sentence


NOTHING = Side()


def panes_of(arrangement: Arrangement, width: int, height: int) -> tuple[QRect, ...]:
    """Return where pictures are drawn in a room of this size; two panes are always of one size."""
    if arrangement is Arrangement.SIDE:
        half = (width - GAP) // 2
        return QRect(0, 0, half, height), QRect(width - half, 0, half, height)
    if arrangement is Arrangement.ABOVE:
        half = (height - GAP) // 2
        return QRect(0, 0, width, half), QRect(0, height - half, width, half)
    return (QRect(0, 0, width, height),)


def side_words(arrangement: Arrangement) -> tuple[str, str]:
    """Return what the two places are called."""
    return (_("above"), _("below")) if arrangement is Arrangement.ABOVE else (_("left"), _("right"))
