"""What stands on each side of the view, and what the places are called."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.viewing.look import Way

if TYPE_CHECKING:
    from studio_app.viewing.pyramid import Pyramid
    from studio_app.viewing.sampling import Lie


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One side: its picture, or the sentence that stands in its place; both empty where there is no such side.

    `exposed` is the picture in the light that is wanted, taken from its file. `lie` says where the picture lies in the
    newest one, None over its width. `size` is set where `picture` is only a small one that stands in until the picture
    itself is decoded: what that one's width and height are.
    """

    picture: "Pyramid | None" = None
    exposed: "Pyramid | None" = None
    sentence: str = ""
    lie: "Lie | None" = None
    size: tuple[int, int] | None = None

    @property
    def sharp(self) -> "Pyramid | None":
        """The picture itself, None while a small one stands in for it: no value is read from that."""
        return self.picture if self.size is None else None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show here at all."""
        return self.picture is None and not self.sentence


NOTHING = Side()


def side_words(way: Way, count: int) -> tuple[str, ...]:
    """Return what the places of `count` stages are called, oldest first."""
    if way is Way.SIDE:
        return {
            1: (_("alone"),),
            2: (_("left"), _("right")),
            3: (_("left"), _("in the middle"), _("right")),
            4: (_("upper left"), _("upper right"), _("lower left"), _("lower right")),
        }[count]
    if way is Way.ABOVE:
        return {
            1: (_("alone"),),
            2: (_("above"), _("below")),
            3: (_("above"), _("in the middle"), _("below")),
            4: (_("upper left"), _("upper right"), _("lower left"), _("lower right")),
        }[count]
    if way is Way.WIPE:
        return (*[_("hidden")] * (count - 2), *(_("left"), _("right"))[-count:])
    return (*[_("hidden")] * (count - 2), *(_("earlier"), _("later"))[-count:])


def standing_in(small: "Pyramid", size: tuple[int, int], lie: "Lie | None") -> Side:
    """Return a side whose small picture stands where the picture of this size (width, height) will."""
    from studio_app.viewing.sampling import Lie  # noqa: PLC0415  # numpy is loaded with the first picture

    scale = size[0] / small.size[0]
    at = lie or Lie(dx=0.0, dy=0.0, scale=1.0)
    return Side(picture=small, lie=Lie(dx=at.dx, dy=at.dy, scale=at.scale * scale), size=size)
