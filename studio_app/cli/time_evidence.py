"""`teire session evidence`."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.domain.facts import Basis
from studio_app.domain.file_times import FileTimes, TimeDoubt
from studio_app.domain.file_times_wording import (
    doubt_words,
    history_definition,
    history_words,
    krita_definition,
    signed,
)
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms
from studio_app.domain.names import shown, shown_name
from studio_app.domain.people import Person
from studio_app.domain.wording import basis_word, hours_with_seconds, stage_label, stage_name
from studio_app.workflow.time_evidence import StageEvidence, TimeEvidence


@click.command()
@click.argument("background")
@click.option("--by", "person", metavar="PERSON", help="Only the stages of one person.")
@shared_options
@asked
def evidence(ask: Asked, background: str, person: str | None) -> None:
    """Lay the times that files tell of their making beside the recorded time, and show the difference."""
    found = ask.steps.time_evidence.of(background, person=person)
    if ask.json:
        print_json(_document(found))
    else:
        print_lines(_lines(found, {one.id: one for one in ask.steps.people.all()}))


def _definitions() -> dict[str, str]:
    """What each figure is; the names are those of the JSON document."""
    return {
        "krita": krita_definition(),
        "recorded": _(
            "Measured, read, stated: what the ledger holds; a session counts to the first stage that its person "
            "recorded after it began."
        ),
        "difference": _("Difference: Krita's figure less all that was recorded. It is shown, not judged."),
        "together": _(
            "Together: what Krita counted of a stage and of those that were saved later in the same session."
        ),
        "history": history_definition(),
    }


def _document(found: TimeEvidence) -> dict[str, Any]:
    """The evidence; lengths are whole milliseconds, moments as the files write them."""
    return {
        "background": found.background.id,
        "code": found.background.code,
        "waiting_ms": duration_ms(found.waiting),
        "stages": [_stage_document(one) for one in found.stages],
        "definitions": _definitions(),
    }


def _stage_document(one: StageEvidence) -> dict[str, Any]:
    return {
        "stage": one.stage.id,
        "kind": one.stage.kind.value,
        "number": one.stage.number,
        "by": one.stage.by,
        "sha256": one.stage.sha256,
        "format": one.stage.file_format,
        "problem": one.problem or None,
        **_file_document(one.file),
        "krita_ms": None if one.krita is None else duration_ms(one.krita),
        "beyond_parent": one.beyond_parent,
        "counted_with": None if one.counted_with is None else one.counted_with.id,
        "together_ms": None if one.together is None else duration_ms(one.together),
        "recorded": {f"{basis.value}_ms": duration_ms(one.recorded.get(basis, timedelta(0))) for basis in Basis},
        "difference_ms": None if one.difference is None else duration_ms(one.difference),
    }


def _file_document(file: FileTimes | None) -> dict[str, Any]:
    editing, history = (file.editing, file.history) if file else (None, None)
    return {
        "editing_time": None
        if editing is None
        else {"written": editing.written, "seconds": editing.seconds, "doubt": editing.doubt},
        "history": None
        if history is None
        else {"events": history.events, "saves": history.saves, "first": history.first, "last": history.last},
        "dates": [{"name": one.name, "value": one.value, "where": one.where} for one in (file.dates if file else ())],
        "authors": list(file.authors) if file else [],
    }


def _lines(found: TimeEvidence, people: Mapping[PersonId, Person]) -> Iterator[str]:
    for one in found.stages:
        yield stage_label(one.stage, people)
        yield f"  {' · '.join(_figures(one))}"
        if one.problem:
            yield f"  {one.problem}"
        if one.file is not None:
            yield from (f"  {line}" for line in _file_lines(one.file))
    if found.waiting:
        yield _("{length} were recorded that led to no stage yet.", length=hours_with_seconds(found.waiting))
    yield from _definitions().values()


def _figures(one: StageEvidence) -> Iterator[str]:
    """Yield the figures of a stage: Krita's, each recorded one, the difference."""
    yield from _krita_words(one)
    if one.together is not None:
        yield _("Krita together {length}", length=signed(one.together))
    for basis, length in one.recorded.items():
        yield f"{basis_word(basis)} {hours_with_seconds(length)}"
    if one.counted_with is not None:
        yield _("time counted with {stage}", stage=stage_name(one.counted_with))
    elif not one.recorded:
        yield _("no time recorded")
    if one.difference is not None:
        yield _("difference {length}", length=signed(one.difference))


def _krita_words(one: StageEvidence) -> Iterator[str]:
    editing = one.file.editing if one.file else None
    if editing is None:
        return
    if editing.doubt is not None:
        yield doubt_words(editing.doubt, editing.written)
    elif one.krita is not None:
        yield _("Krita {length}", length=signed(one.krita))
    else:
        yield _("Krita's editing time of the file before is not known")
    if editing.seconds is not None and (one.beyond_parent or editing.doubt is TimeDoubt.LONGER_THAN_LIFE):
        yield _("in all {length}", length=signed(timedelta(seconds=editing.seconds)))


def _file_lines(file: FileTimes) -> Iterator[str]:
    if file.history is not None:
        yield history_words(file.history)
    for one in file.dates:
        yield f"{one.name} {shown_name(one.value)}  [{one.where}]"
    if file.authors:
        yield _("named in it: {names}", names=", ".join(shown(name) for name in file.authors))
