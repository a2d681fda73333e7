"""How pictures are looked at: what all sides share, so that none can be shown more kindly than another."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum


class Way(StrEnum):
    """How the pictures of two to four stages share the room."""

    SIDE = "side"
    ABOVE = "above"
    WIPE = "wipe"
    FLIP = "flip"
    BLEND = "blend"
    DIFFERENCE = "difference"
    HEAT = "heat"
    OWNERS = "owners"

    @property
    def apart(self) -> bool:
        """Whether each stage has a pane of its own."""
        return self in (Way.SIDE, Way.ABOVE)


LARGEST_GAIN = 64
MOST_EXPOSURE = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wipe:
    """The line between two pictures: a point of the pane, as shares of its width and height, and its direction.

    `degrees` is the direction of the line, 90 upright, 0 level, turning anticlockwise; the earlier picture lies to
    the left of an upright line and above a level one.
    """

    x: float = 0.5
    y: float = 0.5
    degrees: float = 90.0

    @property
    def upright(self) -> bool:
        """Whether the line stands upright with the earlier picture on its left."""
        return self.degrees == 90.0

    @property
    def rightwards(self) -> bool:
        """Whether the later picture lies to the right of the line, or below a level one that turns neither way."""
        return self.normal()[0] >= 0

    def normal(self) -> tuple[float, float]:
        """Return the unit vector (right, down) that points across the line towards the later picture."""
        turn = math.radians(self.degrees)
        return math.sin(turn), math.cos(turn)

    def moved(self, x: float, y: float) -> "Wipe":
        """Return the line through another point, kept within the pane."""
        return Wipe(x=min(max(x, 0.0), 1.0), y=min(max(y, 0.0), 1.0), degrees=self.degrees)

    def turned(self, degrees: float) -> "Wipe":
        """Return the line turned anticlockwise; a whole turn leaves it as it was."""
        return Wipe(x=self.x, y=self.y, degrees=(self.degrees + degrees) % 360)


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done to every picture alike before it is seen.

    `exposure` in stops (a doubling of light each, -8 to 8); `values` shows lightness alone, as grey.
    """

    exposure: float = 0.0
    values: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A way of looking and its settings.

    `share`: how much of the later picture a blend has, 0 to 1. `gain`: what a difference is multiplied by, 1 to 64.
    `later`: which of the two a flip shows. `strength`: how much of the owners' colours covers the picture, 0 to 1.
    """

    way: Way = Way.SIDE
    wipe: Wipe = Wipe()
    share: float = 0.5
    gain: int = 4
    later: bool = True
    strength: float = 0.55
    treatment: Treatment = Treatment()

    def exposed_already(self) -> "Look":
        """Return this for pictures that already are in the light it wants."""
        return replace(self, treatment=replace(self.treatment, exposure=0.0))
