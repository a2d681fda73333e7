"""The window's three columns: the list, the pictures, what is known of them; and what stands above and below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget


class Columns(QSplitter):
    """The pictures have the most room; a larger window gives them all of what the lists do not need."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(2)
        self.setChildrenCollapsible(False)
        for number, (part, stretch) in enumerate(((left, 2), (middle, 9), (right, 2))):
            self.addWidget(part)
            self.setStretchFactor(number, stretch)
        self.setSizes([280, 696, 300])
        self._sides = (left, right)
        self._before: list[int] | None = None
        left.setMaximumWidth(400)
        right.setMaximumWidth(440)

    def give_middle(self, all_of_right: bool) -> None:
        """Give the middle the right panel's room, and nothing to the left one; or show the right panel as it was."""
        left, right = self._sides
        sizes = self.sizes()
        if all_of_right and not right.isHidden():
            self._before = sizes
            right.hide()
            self.setSizes([sizes[0], sizes[1] + sizes[2], 0])
        elif not all_of_right and self._before is not None:
            right.show()
            width = sum(sizes)
            kept = (self._before[0] if not left.isHidden() else 0, self._before[2])
            self.setSizes([kept[0], width - sum(kept), kept[1]])
            self._before = None


def stacked(head: QWidget, room: QWidget, foot: QWidget) -> QWidget:
    """Return the window's head, room and foot one below the other; the room takes what they leave."""
    whole = QWidget()
    box = QVBoxLayout(whole)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for part in (head, room, foot):
        box.addWidget(part, 1 if part is room else 0)
    return whole
