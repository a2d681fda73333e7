"""The screen that pictures are shown on: its profile is asked for with the first picture, and then known."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.imaging.screen_colour import ScreenColour


class Screen:
    """Knows how colours are turned for a screen; `profile` returns the bytes of its ICC profile, None for none."""

    def __init__(self, profile: Callable[[], bytes | None] = lambda: None) -> None:
        self._profile = profile

    @cached_property
    def colour(self) -> ScreenColour | None:
        """How colours are turned; None where the screen shows sRGB as it is."""
        from studio_app.imaging.screen_colour import screen_colour  # noqa: PLC0415

        return screen_colour(self._profile())
