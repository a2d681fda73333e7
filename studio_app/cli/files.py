"""`teire add`."""

from collections.abc import Iterator
from pathlib import Path

import click

from studio_app.analysis.report import report_json
from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.marks_documents import Document, marks_document
from studio_app.domain.figures import percent
from studio_app.domain.language import _
from studio_app.domain.limit_wording import limits_of_report
from studio_app.domain.marks_wording import conflict_words, credential_state_words
from studio_app.domain.names import shown
from studio_app.domain.stages import StageKind
from studio_app.domain.wording import stage_name
from studio_app.workflow.handed_files import Arrived


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--background", required=True, metavar="CODE")
@click.option("--stage", "kind", required=True, type=click.Choice([one.value for one in StageKind]))
@click.option("--by", "painter", metavar="PERSON", help="Who painted it, or who asked the generator for it.")
@click.option("--parent", metavar="STAGE-ID", help="What it was made from; else the background's newest stage.")
@shared_options
@asked
def add(
    ask: Asked, files: tuple[Path, ...], background: str, kind: str, painter: str | None, parent: str | None
) -> None:
    """Take files into the studio: kept, read, compared with their parent, recorded; all of them or none."""
    arrived = ask.steps.arrival.add(
        files, background=background, kind=StageKind(kind), painter=painter, parent=parent, by=ask.by
    )
    if not ask.json:
        print_lines(
            line for one, file in zip(arrived, files, strict=True) for line in (_sentence(one, file), *_told(one))
        )
        return
    documents = [_document(one, file) for one, file in zip(arrived, files, strict=True)]
    print_json(documents[0] if len(documents) == 1 else {"added": documents})


def _told(one: Arrived) -> Iterator[str]:
    """Yield what has to be known at once: what its figures leave open, marks that contradict or do not hold."""
    if one.change is not None and not one.already:
        yield from (f"  {sentence}" for sentence in limits_of_report(one.change))
    for conflict in one.marks.conflicts:
        said = " ≠ ".join(shown(finding.value) for finding in conflict.findings)
        yield "  " + _("Its file contradicts itself. {about}: {said}.", about=conflict_words(conflict.about), said=said)
    for credential in one.marks.content_credentials:
        if not credential.is_evidence:
            yield "  " + credential_state_words(credential.state)
    yield from (f"  {sentence}" for sentence in one.marks.problems)


def _document(one: Arrived, file: Path) -> Document:
    stage = one.stage
    return {
        "stage": stage.id,
        "sha256": stage.sha256,
        "entry": stage.entry,
        "kind": stage.kind.value,
        "number": stage.number,
        "by": stage.by,
        "parent": stage.parent,
        "already": one.already,
        **marks_document(one.marks),
        "change": _change(one, file),
    }


def _change(one: Arrived, file: Path) -> Document | None:
    """Return the comparison with the parent, None where there is nothing to compare with."""
    if one.change is None or one.compared_with is None:
        return None
    return report_json(one.change, one.compared_with, file)


def _sentence(one: Arrived, file: Path) -> str:
    stage = stage_name(one.stage)
    if one.already:
        return _("{name} already stands there as {stage}; nothing was recorded.", name=shown(file), stage=stage)
    if one.change is None:
        return _("{name} was recorded as {stage}.", name=shown(file), stage=stage)
    share = percent(one.change.repaint.changed_permille)
    return _("{name} was recorded as {stage}; {share} repainted.", name=shown(file), stage=stage, share=share)
