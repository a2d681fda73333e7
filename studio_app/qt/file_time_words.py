"""What a picture's own file tells of the time of its making, as lines beside the recorded time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.file_times import file_times
from studio_app.domain.file_times_wording import (
    doubt_words,
    history_definition,
    history_words,
    krita_definition,
    signed,
)
from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.qt.lines import Line

if TYPE_CHECKING:
    from studio_app.domain.file_times import EditingTime
    from studio_app.domain.generations import FileMarks

_KRITA = "kra"


def file_time_lines(marks: FileMarks | None, file_format: str) -> tuple[Line, ...]:
    """Return the times among a file's marks, none where it tells none; they are shown beside the record, not judged."""
    if marks is None:
        return ()
    told = file_times(marks, krita=file_format == _KRITA)
    lines: list[Line] = []
    if told.editing is not None:
        lines.append(_editing_line(told.editing))
    if told.history is not None:
        words = history_words(told.history)
        lines.append(Line(title=words, detail=_("read from the file"), mark="info", tooltip=_both(words)))
    if told.dates:
        dates = tuple(f"{one.name} {shown_name(one.value)}  [{one.where}]" for one in told.dates)
        lines.append(Line(title=dates[0], detail=_("read from the file"), mark="info", tooltip="\n".join(dates)))
    return tuple(lines)


def _editing_line(editing: EditingTime) -> Line:
    if editing.doubt is not None or editing.seconds is None:
        words = doubt_words(editing.doubt, editing.written) if editing.doubt is not None else editing.written
        return Line(title=words, detail=_("read from the file"), mark="warning", tooltip=krita_definition())
    return Line(
        title=_("Krita counted {length} in this file", length=signed(timedelta(seconds=editing.seconds))),
        detail=_("read from the file; all its saves together, pauses of 30 seconds left out"),
        mark="info",
        tooltip=krita_definition(),
    )


def _both(words: str) -> str:
    return f"{words}\n{history_definition()}"
