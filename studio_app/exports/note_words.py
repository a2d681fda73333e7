"""A note in the words that paper and tables print."""

from studio_app.domain.language import _
from studio_app.domain.wording import cause_words, moment, stage_name
from studio_app.workflow.note_sheets import Note, NoteScope, NoteSheet


def scope_words(scope: NoteScope) -> str:
    """Return what a sheet of notes covers."""
    parts = [
        _("background {code}", code=scope.background) if scope.background else "",
        _("episode {episode}", episode=scope.episode) if scope.episode else "",
        _("only what waits for a redo") if scope.open_only else "",
    ]
    if not scope.background and not scope.episode:
        parts.insert(0, _("all backgrounds"))
    return " · ".join(part for part in parts if part)


def stage_words(note: Note) -> str:
    """Return `retouch 3`, empty where the stage is not known."""
    return stage_name(note.stage) if note.stage is not None else ""


def cause_of(note: Note) -> str:
    """Return why a redo was ordered, empty for an approval."""
    return cause_words(note.review.cause) if note.review.cause is not None else ""


def given_at(note: Note, sheet: NoteSheet) -> str:
    """Return when a word was given, by the studio's clock."""
    return moment(note.review.recorded_at, sheet.zone)
