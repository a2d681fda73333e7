"""The head of the desk: what is worked on, large; its clock; one button."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio_app.domain.figures import percent
from studio_app.domain.language import _
from studio_app.domain.moments import from_ms
from studio_app.domain.names import shown_name
from studio_app.domain.wording import moment, place_words
from studio_app.qt import theme
from studio_app.qt.command import button_for
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.running_clock import clock_words
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from datetime import timedelta

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import Digest
    from studio_app.domain.recordings import KeptSave
    from studio_app.qt.commands import Commands
    from studio_app.qt.theme import Theme
    from studio_app.qt.thumbnails import Thumbnails
    from studio_app.workflow.desk_views import ClockView
    from studio_app.workflow.views import BackgroundRow

_PICTURE = QSize(256, 144)


class DeskHead(QWidget):
    """Shows the background whose clock runs, else the one that is open."""

    def __init__(self, theme_in_use: Theme, commands: Commands, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme = theme_in_use
        self._thumbnails = thumbnails
        self._row: BackgroundRow | None = None
        self.picture = QLabel()
        self.name = ElidedLabel()
        self.place = ElidedLabel()
        self.saved = ElidedLabel()
        self._save: KeptSave | None = None
        self._clock: tuple[ClockView, timedelta] | None = None
        self.clock = ElidedLabel()
        self.state = QLabel()
        self.work_on = button_for(commands.desk.work_on, text=True)
        self.time = button_for(commands.time, text=True)
        self.more = tuple(
            button_for(one, quiet=True)
            for one in (
                commands.desk.pause_recording,
                commands.desk.type_time,
                commands.desk.take_along,
                commands.desk.desk_settings,
            )
        )
        self._lay_out()

        thumbnails.arrived.connect(self._on_thumbnail_arrived)

    def show_row(self, row: BackgroundRow | None) -> None:
        """Show a background."""
        self._row = row
        background: Background | None = row.background if row is not None else None
        self.name.show_text(background.code if background is not None else _("No background is open"))
        self.place.show_text(place_words(background) if background is not None else "")
        if self._clock is not None:
            self.show_clock(*self._clock)
        self._show_picture()

    def show_save(self, save: KeptSave | None) -> None:
        """Show the newest save that was not sent in the place of the newest stage."""
        self._save = save
        words = ""
        if save is not None:
            begun = from_ms(save.at_ms).astimezone().strftime("%H:%M:%S")
            words = _("Saved at {time}: {name}", time=begun, name=shown_name(Path(save.name)))
            if save.changed_permille:
                words += " · " + _("{share} repainted since the picture before", share=percent(save.changed_permille))
        self.saved.show_text(words)
        self._show_picture()

    def show_clock(self, view: ClockView, so_far: timedelta) -> None:
        """Show what the clock does."""
        self._clock = (view, so_far)
        running = view.running
        words, sentence = clock_words(view, so_far)
        if running is None and self._row is None and not view.paused:
            sentence = _("Open a background, or create one: its clock starts with T.")
        records = running is not None and running.is_recorded and not running.is_away
        palette = self.clock.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.AMBER if records else theme.SECONDARY)
        self.clock.setPalette(palette)
        self.clock.show_text(words, tooltip=sentence)
        said = [sentence, *view.problems]
        if running is not None and records:
            since = moment(running.started_at, running.zone)
            said = [
                _("Recorded since {moment}: input and saves of this picture, nothing else.", moment=since),
                *view.problems,
            ]
        self.state.setText(" ".join(said))

    def _show_picture(self) -> None:
        wanted, image = self._picture(), None
        if wanted is not None:
            image = self._thumbnails.image(wanted)
        if image is None or image.isNull():
            self.picture.setPixmap(self._theme.mark("background", 40, self.devicePixelRatioF(), theme.SECONDARY))
            return
        ratio = self.devicePixelRatioF()
        fitted = image.scaled(
            _PICTURE * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(QPixmap.fromImage(fitted))

    def _on_thumbnail_arrived(self, sha256: str) -> None:
        if sha256 == self._picture():
            self._show_picture()

    def _picture(self) -> Digest | None:
        if self._save is not None:
            return self._save.sha256
        return self._row.picture if self._row is not None else None

    def _lay_out(self) -> None:
        self.picture.setFixedSize(_PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setStyleSheet(f"background: {theme.SURROUNDS[0].name()};")
        self.picture.setAccessibleName(_("The newest picture"))
        self.name.setFont(sized(self.font(), theme.NAME_PX, strong=True))
        self.clock.setFont(sized(self.font(), theme.NAME_PX))
        self.place.setProperty("caption", True)
        self.saved.setProperty("caption", True)
        self.state.setProperty("caption", True)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        for button in (self.work_on, self.time):
            button.setIconSize(QSize(16, 16))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.work_on, self.time):
            buttons.addWidget(button)
        buttons.addStretch(1)
        above = QHBoxLayout()
        above.setSpacing(4)
        above.addWidget(self.name, 1)
        for button in self.more:
            above.addWidget(button)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(above)
        words.addWidget(self.place)
        words.addSpacing(4)
        words.addWidget(self.clock)
        words.addWidget(self.state)
        words.addWidget(self.saved)
        words.addStretch(1)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 8)
        row.setSpacing(16)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
