"""Memory that is used again for every frame: new memory would have to be cleared by the system each time."""

import math

import numpy as np

from studio_app.viewing.level import Pixels


class Scratch:
    """Arrays by name, overwritten by whoever asks next for the same name; belongs to one thread."""

    def __init__(self) -> None:
        self._kept: dict[str, Pixels] = {}

    def array(self, name: str, *shape: int) -> Pixels:
        """Return an array of this shape with whatever stood in it."""
        length = math.prod(shape)
        kept = self._kept.get(name)
        if kept is None or kept.size < length:
            kept = self._kept[name] = np.zeros(length, np.uint8)
        return kept[:length].reshape(shape)
