"""The artist's own settings at this desk: absences, the program that opens pictures, watched folders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSpinBox

from studio_app.domain.language import _, counted
from studio_app.qt.drawer import Drawer, field
from studio_app.workflow.desk_ports import LONGEST_AWAY_MS, SHORTEST_AWAY_MS, DeskSettings, WatchedFolder

if TYPE_CHECKING:
    from studio_app.qt.theme import Theme

_MINUTE_MS = 60_000


class DeskSettingsDrawer(Drawer):
    """Nothing is changed before the button is pressed."""

    kept = Signal(object)
    folder_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._settings = DeskSettings()
        self._studio = Path()
        self.away = QSpinBox()
        self.program = QLineEdit()
        self.at_once = QCheckBox(_("Send time as soon as it ends"))
        self.watch = QPushButton(_("Watch a folder…"))
        self.unwatch = QPushButton(_("Watch none"))

        self.away.setRange(SHORTEST_AWAY_MS // _MINUTE_MS, LONGEST_AWAY_MS // _MINUTE_MS)
        self.away.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.program.setPlaceholderText(_("What the system offers, or: krita {place}", place="{file}"))
        self.at_once.setToolTip(_("Else your time stays at this desk until you submit it"))
        self.watch.setToolTip(_("Let every save in a folder count whose name carries a background's code"))
        self.unwatch.setToolTip(_("Watch no folder of this studio any more"))
        for button in (self.watch, self.unwatch):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text())
        self.fields.addWidget(field(_("Ask about absences from (minutes)"), self.away))
        self.fields.addWidget(field(_("Open pictures with"), self.program), 1)
        self.foot.insertWidget(self.foot.count() - 1, self.at_once)
        self.foot.insertWidget(self.foot.count() - 1, self.watch)
        self.foot.insertWidget(self.foot.count() - 1, self.unwatch)
        self.title.show_text(_("Your desk"))
        self.submit.setText(_("Keep"))
        self.submit.setToolTip(_("Keep these settings (Return)"))
        self.submit.setAccessibleName(_("Keep"))

        self.watch.clicked.connect(lambda _checked=False: self.folder_wanted.emit())
        self.unwatch.clicked.connect(lambda _checked=False: self._on_unwatch())

    def show_settings(self, settings: DeskSettings, studio: Path) -> None:
        """Open with what holds now; `studio` is the folder of the studio in the window."""
        self._settings, self._studio = settings, studio
        self.away.setValue(settings.away_after_ms // _MINUTE_MS)
        self.program.setText(settings.program)
        self.at_once.setChecked(settings.at_once)
        self._show_watched()
        self.open_drawer()

    def watch_folder(self, folder: Path) -> None:
        """Add a folder to those watched."""
        own = WatchedFolder(folder=folder, studio=self._studio)
        if own not in self._settings.watched:
            self._settings = replace(self._settings, watched=(*self._settings.watched, own))
        self._show_watched()

    def act(self) -> None:
        self.close_drawer()
        self.kept.emit(
            replace(
                self._settings,
                away_after_ms=self.away.value() * _MINUTE_MS,
                program=self.program.text().strip(),
                at_once=self.at_once.isChecked(),
            )
        )

    def _on_unwatch(self) -> None:
        others = tuple(one for one in self._settings.watched if one.studio != self._studio)
        self._settings = replace(self._settings, watched=others)
        self._show_watched()

    def _show_watched(self) -> None:
        own = [one for one in self._settings.watched if one.studio == self._studio]
        self.unwatch.setEnabled(bool(own))
        self.explanation.setText(
            counted("One folder is watched.", "{count} folders are watched.", len(own))
            if own
            else _("No folder is watched.")
        )
        self.explanation.setToolTip("\n".join(str(one.folder) for one in own))
