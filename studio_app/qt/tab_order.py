"""The order in which Tab goes through a window whose parts were not all there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def put_last(window: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab reach what is inside these parts after everything else, in the order it has there."""
    chain = tuple(one for one in _chain(window) if one.focusPolicy() != Qt.FocusPolicy.NoFocus)
    last = chain[-1]
    for part in parts:
        for widget in chain:
            if part.isAncestorOf(widget):
                QWidget.setTabOrder(last, widget)
                last = widget


def _chain(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()
