"""The notes of an episode, gathered from the ledger with the pictures they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.domain.progress import no_progress, part_of
from studio_app.domain.standings import state_of
from studio_app.domain.wording import maker_name, person_name
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import find_background
from studio_app.workflow.note_sheets import Note, NoteSheet, WrittenNotes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import Digest
    from studio_app.domain.moments import Clock
    from studio_app.domain.progress import Progress
    from studio_app.domain.reviews import Review
    from studio_app.domain.stages import Stage
    from studio_app.domain.wording import People
    from studio_app.workflow.note_sheets import NoteScope
    from studio_app.workflow.ports import Ledger, StudioIndex


class NoteWriter(Protocol):
    """Puts notes into a file, in the format its ending asks for."""

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format, or where nothing can be written."""
        ...

    def write(self, path: Path, sheet: NoteSheet, *, progress: Progress = no_progress) -> tuple[Path | None, ...]:
        """Write a sheet and return the picture beside it of each note, None where there is none."""
        ...


class NoteStep:
    """Gathers notes and has them written."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        title: str,
        zone: str,
        clock: Clock,
        view: Callable[[Digest], Path],
        writer: NoteWriter,
    ) -> None:
        self._ledger = ledger
        self._title, self._zone = title, zone
        self._clock = clock
        self._view = view
        self._writer = writer

    def gather(self, scope: NoteScope, *, progress: Progress = no_progress) -> NoteSheet:
        """Gather the notes of `scope` with their pictures; words that were taken back are left out.

        A picture that cannot be shown keeps no note back: the note says why. `progress` may raise to stop.
        """
        with self._ledger.look() as index:
            backgrounds = _covered(index, scope)
            people = {person.id: person for person in index.people()}
            found = [note for one in backgrounds for note in _notes(index, one, people)]
        wanted = [note for note in found if note.waits or not scope.open_only]
        notes = []
        for note in wanted:
            notes.append(self._with_view(note))
            progress(len(notes) / len(wanted))
        return NoteSheet(
            title=self._title,
            scope=scope,
            zone=self._zone,
            drawn_up_at=self._clock.read().wall,
            notes=tuple(notes),
        )

    def write(self, path: Path, scope: NoteScope, *, progress: Progress = no_progress) -> WrittenNotes:
        """Gather the notes of `scope` and write them to a file; `progress` may raise to stop."""
        self._writer.check(path)
        sheet = self.gather(scope, progress=part_of(progress, 0.0, 0.5))
        pictures = self._writer.write(path, sheet, progress=part_of(progress, 0.5, 1.0))
        return WrittenNotes(sheet=sheet, path=path, pictures=pictures)

    def _with_view(self, note: Note) -> Note:
        if note.stage is None:
            return replace(note, trouble=_("The picture is not known here."))
        try:
            return replace(note, view=self._view(note.stage.sha256))
        except StudioError as error:
            return replace(note, trouble=str(error))


def _covered(index: StudioIndex, scope: NoteScope) -> list[Background]:
    """Return the backgrounds of a scope by their code; refuse an episode that no background belongs to."""
    asked = (find_background(index, scope.background),) if scope.background else index.backgrounds()
    covered = [one for one in asked if not scope.episode or one.episode == scope.episode]
    if scope.episode and not covered:
        raise StepRefused(
            _("No background belongs to {scope}.", scope=shown(scope.episode)),
            hint=_("Look up the episodes and cuts with “teire background list”."),
        )
    return sorted(covered, key=lambda one: one.code)


def _notes(index: StudioIndex, background: Background, people: People) -> list[Note]:
    """Return the notes on one background by their time."""
    words = [review for review in index.reviews(background.id) if not review.withdrawn]
    if not words:
        return []
    stages = index.stages(background.id)
    last = _last_open(stages, words)
    moved = {word.stage for word in words} - {stage.id for stage in stages}
    by_id = {stage.id: stage for stage in (*stages, *(one for id_ in moved for one in index.stages_around(id_)))}
    return [
        Note(
            background=background,
            review=word,
            stage=by_id.get(word.stage),
            painter=maker_name(by_id[word.stage], people) if word.stage in by_id else "",
            reviewer=person_name(word.by, people),
            waits=word is last,
        )
        for word in sorted(words, key=lambda one: one.recorded_at)
    ]


def _last_open(stages: tuple[Stage, ...], words: list[Review]) -> Review | None:
    """Return the word that waits for a redo, None unless the background stands on a retake."""
    counted = [stage for stage in stages if not stage.withdrawn]
    state = state_of(counted[-1] if counted else None, words[-1].word)
    return words[-1] if state is BackgroundState.RETAKE else None
