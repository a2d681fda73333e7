"""The order in which Tab goes through a window whose parts were not all there at once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtWidgets import QLayout


def follow_layout(parent: QWidget, layouts: Iterable[QLayout], *, then: QWidget) -> None:
    """Let Tab go through what lies in these layouts of `parent` as they have it, and on to `then`.

    Qt goes by the order in which widgets were given to their parent, wherever they were laid.
    """
    chain = tuple(_chain(parent.window()))
    order = [widget for layout in layouts for part in _laid_in(layout) for widget in _inside(part, chain)]
    for before, after in pairwise([*order, then]):
        QWidget.setTabOrder(before, after)


def put_last(window: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab reach what is inside these parts after everything else, in the order it has there."""
    chain = tuple(one for one in _chain(window) if one.focusPolicy() != Qt.FocusPolicy.NoFocus)
    last = chain[-1]
    for part in parts:
        for widget in chain:
            if part.isAncestorOf(widget):
                QWidget.setTabOrder(last, widget)
                last = widget


def _laid_in(layout: QLayout) -> Iterator[QWidget]:
    for item in filter(None, map(layout.itemAt, range(layout.count()))):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_in(inner)


def _inside(part: QWidget, chain: Sequence[QWidget]) -> Iterator[QWidget]:
    """Return a part, or what is inside it, as far as Tab stops there; each in the order it has."""
    for widget in chain:
        stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if stops and (widget is part or part.isAncestorOf(widget)):
            yield widget


def _chain(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()
