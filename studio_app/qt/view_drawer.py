"""How the view is saved: as it is on the screen or every pixel of it, with labels or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer
from studio_app.qt.view_picture import ViewWish

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio_app.qt.theme import Theme


class ViewDrawer(Drawer):
    """Two choices that stay as they were, and a button that asks where to."""

    view_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.full_size = QCheckBox(_("Every pixel of the pictures"))
        self.labels = QCheckBox(_("With labels"))

        self.title.show_text(_("Save the view as a picture"))
        self.explanation.setText(
            _("What is written is what is seen: the same way of looking, exposure, outlines and notes.")
        )
        self.submit.setText(_("Save…"))
        self.submit.setToolTip(_("Choose a file and write the view into it (Return)"))
        self.submit.setAccessibleName(_("Save the view"))
        self.full_size.setToolTip(_("The whole picture at 100 %, not only what the window shows"))
        self.labels.setToolTip(_("Write above each side what it is"))
        self.labels.setChecked(True)
        for choice in (self.full_size, self.labels):
            self.fields.addWidget(choice)
        self.fields.addStretch(1)

    def entrance(self) -> QWidget:
        return self.submit

    def act(self) -> None:
        self.view_wanted.emit(ViewWish(full_size=self.full_size.isChecked(), labels=self.labels.isChecked()))
