"""The ways of looking at pictures as commands, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup

from studio_app.domain.language import _
from studio_app.qt.command import made

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class LookCommands:
    """Ways of looking, of which one is chosen; what is laid over them; how large and how bright they are."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        self._window = window
        self._theme = theme
        self.side = self._made(
            "side", "S", _("Side by side"), _("Side by side; pressed again, one above the other"), checkable=True
        )
        self.wipe = self._made(
            "wipe", "W", _("Wipe"), _("Wipe: drag the line across the pictures"), checkable=True, also=("F6",)
        )
        self.flip = self._made(
            "flip",
            "X",
            _("Flip"),
            _("Flip between the two in one place; held down, only while it is held"),
            checkable=True,
        )
        self.blend = self._made(
            "blend", "B", _("Blend"), _("Lay one over the other, half seen through"), checkable=True
        )
        self.difference = self._made(
            "difference", "D", _("Difference"), _("Show only the difference of the two"), checkable=True
        )
        self.heat = self._made(
            "heat", "H", _("Repaint heat"), _("Show what was repainted, the warmer the more it changed"), checkable=True
        )
        self.owners = self._made(
            "owners", "O", _("Who painted what"), _("Show who painted each part that is still seen"), checkable=True
        )
        self.regions = self._made(
            "regions", "G", _("Region outlines"), _("Outline the regions that changed"), checkable=True
        )
        self.graded = self._made(
            "graded",
            "Shift+G",
            _("Grade removed"),
            _("Lay the later picture's grade over the earlier one: what still differs is repaint"),
            checkable=True,
        )
        self.next_region = self._made("right", ".", _("Next region"), _("Look at the next region that changed"))
        self.previous_region = self._made(
            "right", ",", _("Previous region"), _("Look at the region that changed before this one")
        )
        self.fit = self._made("fit", "F", _("Fit"), _("Show the whole picture"), also=("Ctrl+0",))
        self.actual_size = self._made(
            "hundred", "1", _("100 %"), _("Show each pixel as one pixel of the screen"), also=("Ctrl+1",)
        )
        self.double_size = self._made(
            "twohundred", "2", _("200 %"), _("Show each pixel as four pixels of the screen"), also=("Ctrl+2",)
        )
        self.loupe = self._made("loupe", "L", _("Loupe"), _("Enlarge what lies under the cursor"), checkable=True)
        self.values = self._made("values", "V", _("Values"), _("Show lightness alone, as grey"), checkable=True)
        self.brighter = self._made("exposure", "E", _("Brighter"), _("Show all pictures half a stop brighter"))
        self.darker = self._made("exposure", "Shift+E", _("Darker"), _("Show all pictures half a stop darker"))
        self.as_exposed = self._made("exposure", "Alt+E", _("Exposure as it is"), _("Show all pictures as they are"))
        self.more = self._made("right", "=", _("More"), _("More of the blend, the gain or the colours"), also=("+",))
        self.less = self._made("right", "-", _("Less"), _("Less of the blend, the gain or the colours"))
        self.notes = self._made(
            "pen", "M", _("Drawn notes"), _("Show the notes drawn on this picture, or hide them"), checkable=True
        )
        self.notes.setChecked(True)
        self.surround = self._made("surround", "N", _("Surround"), _("Next neutral grey around the pictures"))
        group = QActionGroup(window)
        for action in self.ways():
            group.addAction(action)
        self.side.setChecked(True)

    def ways(self) -> tuple[QAction, ...]:
        """Return the ways of looking, of which one is chosen."""
        return self.side, self.wipe, self.flip, self.blend, self.difference, self.heat, self.owners

    def needing_stage(self) -> tuple[QAction, ...]:
        """Return the commands that need a picture."""
        return (
            self.fit,
            self.actual_size,
            self.double_size,
            self.loupe,
            self.values,
            self.notes,
            self.brighter,
            self.darker,
            self.as_exposed,
            self.surround,
        )

    def needing_pair(self) -> tuple[QAction, ...]:
        """Return the commands that need two pictures."""
        return (*self.ways(), self.regions, self.graded, self.next_region, self.previous_region)

    def _made(
        self, icon: str, key: str, text: str, sentence: str, *, checkable: bool = False, also: tuple[str, ...] = ()
    ) -> QAction:
        return made(self._window, self._theme, icon, key, text, sentence, checkable=checkable, also=also)
