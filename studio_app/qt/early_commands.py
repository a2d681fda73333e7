"""Commands given before what answers them is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QAction


def answer_early(commands: Iterable[QAction], complete: Callable[[], bool]) -> None:
    """Let a command that comes too early find its answer.

    Qt tells of a command only whoever was connected when it began to tell. So the first word of one completes the
    window, and is said once more to those that were connected by that. `complete` returns whether anything was added.
    """
    for command in commands:
        triggered = command.triggered[bool]  # type: ignore[index]  # PySide's stubs know of no overloads
        for signal in (command.toggled, triggered):
            signal.connect(_repeated(signal, complete))


def _repeated(signal: SignalInstance, complete: Callable[[], bool]) -> Callable[[bool], None]:
    def on_given(on: bool) -> None:
        if complete():
            signal.emit(on)

    return on_given
