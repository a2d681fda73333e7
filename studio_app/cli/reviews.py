"""`teire review`."""

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.documents import review_document
from studio_app.domain.language import _
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.wording import cause_words

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
