"""Notes as they are handed to painters: values gathered once, for a sheet and for whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.drawings import Tool

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.reviews import Review
    from studio_app.domain.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteScope:
    """All backgrounds, those of one episode, or one background (its code or id).

    `open_only` leaves the words that still wait for a redo: the last word of a background that stands on a retake.
    """

    episode: str = ""
    background: str = ""
    open_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One word that counts, with the names to print and the picture it is about.

    `stage` is None where the ledger knows of none; `waits` says whether a redo is still to come. `view` is the
    derived picture, None where there is none to show: `trouble` then says why.
    """

    background: Background
    review: Review
    stage: Stage | None
    painter: str
    reviewer: str
    waits: bool
    view: Path | None = None
    trouble: str = ""

    @property
    def written(self) -> tuple[str, ...]:
        """The words that stand on the picture, in the order they were written."""
        marks = self.review.drawing.marks if self.review.drawing is not None else ()
        return tuple(mark.words for mark in marks if mark.tool is Tool.TEXT and mark.words.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSheet:
    """Notes in the order of their background's code, then of time; `zone` is the studio's, for the clock on paper."""

    title: str
    scope: NoteScope
    zone: str
    drawn_up_at: datetime
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenNotes:
    """A sheet of notes that was written; `pictures` are the files beside it, one place for each note or none."""

    sheet: NoteSheet
    path: Path
    pictures: tuple[Path | None, ...]
