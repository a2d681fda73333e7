"""`teire candidate`."""

from pathlib import Path
from typing import Any

import click

from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.progress import shown_progress
from studio_app.domain.candidates import Candidate, Selection
from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.domain.names import shown
from studio_app.domain.wording import reduced_words
from studio_app.workflow.candidate_folders import offered_at
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.views import Imported, Reduced

_FOUND_SOMETHING = 1


@click.group()
@shared_options
def candidate() -> None:
    """The generated pictures that may be taken, and the pick among them."""


@candidate.command()
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER|FILE…")
@click.option("--background", metavar="CODE", help="Whose candidates; else folders or files begin with the code.")
@click.option("--by", "asked_by", metavar="PERSON", help="Who wrote the prompt.")
@shared_options
@asked
def add(ask: Asked, places: tuple[Path, ...], background: str | None, asked_by: str | None) -> int:
    """Take generated pictures in as candidates; those that stand there already are not taken twice."""
    codes = [row.background.code for row in ask.steps.overview.rows()]
    offered = [one for place in places for one in offered_at(place, codes, background=background)]
    with shown_progress() as progress:
        imported = ask.steps.candidates.take(offered, asked_by=asked_by, by=ask.by, progress=progress)
    if ask.json:
        print_json(_imported_document(imported))
    else:
        print_lines(_imported_lines(imported))
    return _FOUND_SOMETHING if imported.refused else 0


@candidate.command(name="list")
@click.argument("background", required=False, metavar="CODE")
@shared_options
@asked
def list_(ask: Asked, background: str | None) -> None:
    """List candidates, of one background or of all; a tick marks the one that was picked."""
    found = ask.steps.candidates.all(background)
    picked = {one.background: one for one in ask.steps.candidates.picked(background)}
    if ask.json:
        print_json([_document(one, picked.get(one.background)) for one in found])
        return
    codes = {row.background.id: row.background.code for row in ask.steps.overview.rows()}
    print_table([_row(one, codes[one.background], picked.get(one.background)) for one in found])


@candidate.command()
@click.argument("name", metavar="CODE#NUMBER|ID")
@click.option("--reason", required=True, help="Why this one.")
@click.option("--by", "picker", metavar="PERSON", help="Who picked it, if not you.")
@shared_options
@asked
def pick(ask: Asked, name: str, reason: str, picker: str | None) -> None:
    """Take a candidate: it becomes a generation of its background."""
    chosen = ask.steps.candidates.pick(name, reason=reason, picker=picker, by=ask.by)
    if ask.json:
        print_json(_selection_document(chosen))
        return
    print_lines([_("Picked among {count}: {reason}", count=chosen.among, reason=chosen.reason)])


@candidate.command()
@click.argument("backgrounds", nargs=-1, metavar="CODE…")
@click.option("--all", "everywhere", is_flag=True, help="Every background that has a pick.")
@shared_options
@asked
def reduce(ask: Asked, backgrounds: tuple[str, ...], everywhere: bool) -> int:
    """Let the full files go of candidates that were never picked; a small picture of each is kept."""
    if bool(backgrounds) == everywhere:
        raise StepRefused(
            _("Which backgrounds are meant is not clear."),
            hint=_("Give their codes, or --all for every background that has a pick."),
        )
    with shown_progress() as progress:
        done = ask.steps.reducing.reduce(backgrounds, by=ask.by, progress=progress)
    if ask.json:
        print_json({"backgrounds": [_reduced_document(one) for one in done]})
    else:
        print_lines([line for one in done for line in _reduced_lines(one)])
    return _FOUND_SOMETHING if any(one.stayed for one in done) else 0


def _document(one: Candidate, chosen: Selection | None) -> dict[str, Any]:
    return {
        "candidate": one.id,
        "background": one.background,
        "number": one.number,
        "sha256": one.sha256,
        "format": one.file_format,
        "width": one.width,
        "height": one.height,
        "by": one.by,
        "batch": one.batch,
        "source": one.source,
        "recorded_at": to_ms(one.recorded_at),
        "entry": one.entry,
        "system": one.system,
        "version": one.version,
        "model": one.model,
        "seeds": list(one.seeds),
        "picked": chosen is not None and chosen.candidate == one.id,
        "kept_small": one.small is not None,
        "small": one.small,
    }


def _selection_document(one: Selection) -> dict[str, Any]:
    return {
        "background": one.background,
        "candidate": one.candidate,
        "stage": one.stage,
        "by": one.by,
        "reason": one.reason,
        "among": one.among,
        "recorded_at": to_ms(one.recorded_at),
        "entry": one.entry,
    }


def _imported_document(imported: Imported) -> dict[str, Any]:
    return {
        "batch": imported.batch,
        "taken": [_document(one, None) for one in imported.taken],
        "again": imported.again,
        "already": imported.already,
        "refused": [{"path": str(one.path), "message": one.message, "hint": one.hint} for one in imported.refused],
    }


def _imported_lines(imported: Imported) -> list[str]:
    lines = [_("{count} candidates were recorded.", count=len(imported.taken))]
    if imported.again:
        lines.append(_("{count} of them were kept small and are kept in full again.", count=imported.again))
    if imported.already:
        lines.append(_("{count} stood there already.", count=imported.already))
    lines += [
        _("{name} was not taken: {why} {hint}", name=shown(one.path), why=one.message, hint=one.hint)
        for one in imported.refused
    ]
    return lines


def _reduced_document(one: Reduced) -> dict[str, Any]:
    return {
        "background": one.background.id,
        "code": one.background.code,
        "entry": one.entry,
        "reduced": [_document(candidate, None) for candidate in one.small],
        "in_full": one.in_full,
        "freed_bytes": one.freed_bytes,
        "stayed": [
            {
                "candidate": left.candidate.id,
                "number": left.candidate.number,
                "message": left.message,
                "hint": left.hint,
            }
            for left in one.stayed
        ],
    }


def _reduced_lines(one: Reduced) -> list[str]:
    code = one.background.code
    stayed = [
        _(
            "{code}#{number} is not done: {why} {hint}",
            code=code,
            number=left.candidate.number,
            why=left.message,
            hint=left.hint,
        )
        for left in one.stayed
    ]
    return [reduced_words(code, len(one.small), one.freed_bytes), *stayed]


def _row(one: Candidate, code: str, chosen: Selection | None) -> tuple[str, ...]:
    picked = "✓" if chosen is not None and chosen.candidate == one.id else ""
    system = " ".join(part for part in (one.system, one.version) if part)
    return (
        picked,
        f"{code}#{one.number}",
        f"{one.width}×{one.height}",
        system,
        one.model,
        ", ".join(one.seeds),
        one.id[:12],
        _("kept small") if one.small is not None else "",
    )
