"""The demonstration's picture files, painted when the story asks for them."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np

from studio_app.demo import painting
from studio_app.demo.painting import Pixels

_PROMPT = "lakeside shrine at dusk, mountains, pine trees, painterly anime background, soft light, no people"


class Material:
    """Paints into a folder; each picture is painted once, from those before it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[str, Callable[[Path], None]] = {
            "layout": lambda path: painting.write_png(path, self._layout),
            "layout_closer": lambda path: painting.write_png(path, _closer(self._layout)),
            "generation_1": lambda path: painting.write_generation_png(
                path, painting.paint_generation(1), dialect="comfyui", seed=416650137, prompt=_PROMPT
            ),
            "generation_2": lambda path: painting.write_generation_png(
                path, self._generation, dialect="a1111", seed=2083100757, prompt=_PROMPT
            ),
            "retouch_sky": lambda path: painting.write_png(path, self._sky),
            "retouch_object": lambda path: painting.write_png(path, self._object),
            "correction": lambda path: painting.write_png(path, painting.correct_grade(self._object)),
        }

    def file(self, name: str) -> Path:
        """Return the file of a picture, painting it first."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"C012_{name}.png"
        self._writers[name](path)
        return path

    @cached_property
    def _layout(self) -> Pixels:
        return painting.paint_layout()

    @cached_property
    def _generation(self) -> Pixels:
        return painting.paint_generation(2)

    @cached_property
    def _sky(self) -> Pixels:
        return painting.retouch_sky(self._generation)

    @cached_property
    def _object(self) -> Pixels:
        return painting.retouch_object(self._sky)


def _closer(layout: Pixels) -> Pixels:
    """Return the layout of a closer cut: the same drawing, nearer to the gate."""
    height, width = layout.shape[:2]
    part = layout[height // 4 : height * 3 // 4, width // 20 : width // 20 + width // 2]
    return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
