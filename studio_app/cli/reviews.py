"""`teire review`."""

from pathlib import Path

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.documents import notes_document, review_document
from studio_app.cli.progress import shown_progress
from studio_app.domain.language import _, counted
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.wording import cause_words
from studio_app.workflow.note_sheets import NoteScope

_stage = click.option("--stage", metavar="STAGE-ID", help="Else the background's newest stage.")
_note = click.option("--note", default="")
_by = click.option("--by", "reviewer", metavar="PERSON", help="Whose word it is.")


@click.group()
def review() -> None:
    """The art director's word."""


@review.command()
@click.argument("background")
@_stage
@_note
@_by
@shared_options
@asked
def approve(ask: Asked, background: str, stage: str | None, note: str, reviewer: str | None) -> None:
    """Approve a BACKGROUND's newest stage."""
    _record(ask, background, stage, Verdict.APPROVED, None, note, reviewer)


@review.command()
@click.argument("background")
@click.option("--cause", required=True, type=click.Choice([one.value for one in RetakeCause]))
@_stage
@_note
@_by
@shared_options
@asked
def retake(ask: Asked, background: str, cause: str, stage: str | None, note: str, reviewer: str | None) -> None:
    """Order a retake of a BACKGROUND for a cause."""
    _record(ask, background, stage, Verdict.RETAKE, RetakeCause(cause), note, reviewer)


@review.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Ends in .pdf or .csv.")
@click.option("--episode", default="", help="Only notes on this episode's backgrounds.")
@click.option("--background", default="", metavar="CODE", help="Only notes on this background.")
@click.option("--open", "open_only", is_flag=True, help="Only notes that still wait for a redo.")
@shared_options
@asked
def notes(ask: Asked, out: Path, episode: str, background: str, open_only: bool) -> None:
    """Write all notes with their marked pictures, to be handed to painters."""
    scope = NoteScope(episode=episode, background=background, open_only=open_only)
    with shown_progress() as progress:
        written = ask.steps.notes.write(out, scope, progress=progress)
    if ask.json:
        print_json(notes_document(written))
        return
    count = counted("{count} note", "{count} notes", len(written.sheet.notes))
    lines = [_("{count} written to {path}.", count=count, path=out)]
    lines += [f"{note.background.code}: {note.trouble}" for note in written.sheet.notes if note.trouble]
    beside = next((place.parent for place in written.pictures if place is not None), None)
    print_lines([*lines, *([_("Pictures: {folder}", folder=beside)] if beside else [])])


def _record(
    ask: Asked,
    background: str,
    stage: str | None,
    verdict: Verdict,
    cause: RetakeCause | None,
    note: str,
    reviewer: str | None,
) -> None:
    word = ask.steps.reviews.review(
        background, stage=stage, verdict=verdict, cause=cause, note=note, reviewer=reviewer, by=ask.by
    )
    if ask.json:
        print_json(review_document(word))
    else:
        sentence = _("approved") if cause is None else _("retake ordered ({cause})", cause=cause_words(cause))
        print_lines([f"{background}: {sentence}."])
