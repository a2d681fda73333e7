"""What is said of a person in every drawer about one: name, reading, name in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from studio_app.domain.language import _
from studio_app.qt.drawer import field

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PersonFields:
    """Three lines to type in, each in a holder with its caption."""

    def __init__(self) -> None:
        self.name = QLineEdit()
        self.reading = QLineEdit()
        self.name_en = QLineEdit()

    def holders(self) -> tuple[QWidget, ...]:
        """Return each line under its caption, in the order they are read."""
        return (
            field(_("Name"), self.name),
            field(_("Reading"), self.reading),
            field(_("Name in English"), self.name_en),
        )
