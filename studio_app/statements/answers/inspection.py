"""The inspection sheet, drawn up per cut. That no evidence was found never says that there is none."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studio_app.domain.wording import stage_name
from studio_app.statements.answers.definitions import inspection_definitions
from studio_app.statements.answers.head import AnswerKind, head_of
from studio_app.statements.answers.inspection_values import (
    AiFinding,
    AiPlace,
    Check,
    FileSaid,
    InspectedBackground,
    InspectedCut,
    InspectionSheet,
)
from studio_app.statements.answers.material import gathered, names_of, note_approvals, note_chain
from studio_app.statements.answers.missing import MissingKind, MissingList
from studio_app.statements.answers.no_ai import gaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_app.statements.answers.material import BackgroundWork
    from studio_app.statements.answers.people import Names
    from studio_app.statements.answers.reading import AnswerReading


def draw_up_inspection(reading: AnswerReading) -> InspectionSheet:
    """Draw up one line per cut, by episode and cut; a background that serves several cuts stands under each."""
    missing, names = MissingList(), names_of(reading)
    cuts: dict[tuple[str, str], list[InspectedBackground]] = defaultdict(list)
    for work in gathered(reading):
        inspected = _background(work, reading, names, missing)
        wanted = [cut for cut in work.background.cuts if not reading.scope.cut or cut == reading.scope.cut]
        for cut in wanted or [""]:
            cuts[work.background.episode, cut].append(inspected)
    return InspectionSheet(
        head=head_of(AnswerKind.INSPECTION, reading),
        cuts=tuple(_cut(episode, cut, cuts[episode, cut]) for episode, cut in sorted(cuts)),
        missing=missing.listed(),
        definitions=inspection_definitions(),
    )


def _cut(episode: str, cut: str, backgrounds: Sequence[InspectedBackground]) -> InspectedCut:
    entries = {entry for one in backgrounds for place in one.places for entry in place.entries}
    entries |= {entry for one in backgrounds if one.check is not None for entry in one.check.entries}
    entries |= {entry for one in backgrounds for said in one.files for entry in said.entries}
    return InspectedCut(
        cut=cut,
        episode=episode,
        finding=_together([one.finding for one in backgrounds]),
        backgrounds=tuple(backgrounds),
        entries=tuple(sorted(entries)),
    )


def _together(findings: Sequence[AiFinding]) -> AiFinding:
    """One yes makes the cut a yes; it is a no only where every picture is one."""
    if AiFinding.YES in findings:
        return AiFinding.YES
    pictured = [one for one in findings if one is not AiFinding.NO_PICTURE]
    if not pictured:
        return AiFinding.NO_PICTURE
    whole = all(one is AiFinding.NO for one in findings)
    return AiFinding.NO if whole else AiFinding.NO_EVIDENCE


def _background(
    work: BackgroundWork, reading: AnswerReading, names: Names, missing: MissingList
) -> InspectedBackground:
    note_chain(work, reading, missing)
    note_approvals(work, reading, missing)
    places = tuple(_places(work))
    check = _check(work, names, missing)
    candidates = sum(tally.count for tally in work.candidates)
    return InspectedBackground(
        code=work.code,
        finding=_finding(work, reading, places),
        state=work.state,
        places=places,
        files=tuple(_files(work, names, missing)),
        candidates=candidates,
        check=check,
    )


def _finding(work: BackgroundWork, reading: AnswerReading, places: Sequence[AiPlace]) -> AiFinding:
    if places:
        return AiFinding.YES
    if not work.chain:
        # Candidates without a picture: a generator was at work, but nothing of it is in a picture.
        return AiFinding.NO_PICTURE
    return AiFinding.NO_EVIDENCE if gaps(work, reading) else AiFinding.NO


def _places(work: BackgroundWork) -> Iterable[AiPlace]:
    """Where a generator was: its generations; and files with its marks, unless they have them from a generation."""
    for stage in work.stages:
        recorded = stage.kind.made_by_generator
        if recorded or work.unexplained(stage):
            share, attribution = work.share_of(stage), work.attribution
            marks = work.evidence_of(stage).marks
            yield AiPlace(
                code=work.code,
                stage=stage_name(stage),
                kind=stage.kind,
                recorded=recorded,
                system=stage.system or marks.system,
                version=stage.version or marks.version,
                marks=marks,
                in_newest=stage in work.chain,
                visible=None if share is None else share.visible,
                total=None if attribution is None else attribution.width * attribution.height,
                entries=(stage.entry,),
            )


def _files(work: BackgroundWork, names: Names, missing: MissingList) -> Iterable[FileSaid]:
    for stage in work.chain:
        marks = work.evidence_of(stage).marks
        place, entry = work.place(stage), (stage.entry,)
        if not marks.recorded:
            missing.add(MissingKind.MARKS_NOT_READ, place, entry)
        elif not (marks.generation or marks.credentials or marks.credential_states or marks.evidence):
            missing.add(MissingKind.NO_PROVENANCE, place, entry)
        if marks.conflicts:
            missing.add(MissingKind.CONFLICTING_MARKS, place, entry)
        if stage.by is None and not stage.kind.made_by_generator:
            missing.add(MissingKind.NAMELESS, place, entry)
        yield FileSaid(
            stage=stage_name(stage),
            kind=stage.kind,
            system=stage.system,
            version=stage.version,
            who=names.who(stage.by),
            marks=marks,
            entries=entry,
        )


def _check(work: BackgroundWork, names: Names, missing: MissingList) -> Check | None:
    word, newest = work.last_word, work.newest
    current = word is not None and newest is not None and word.stage == newest.id
    if newest is not None and not current:
        missing.add(MissingKind.NOT_REVIEWED, work.place(newest), (newest.entry,))
    if word is None:
        return None
    if word.disputed:
        missing.add(MissingKind.DISPUTED, work.code, (word.entry,))
    reviewed = next((stage for stage in work.stages if stage.id == word.stage), None)
    place = work.code if reviewed is None else work.place(reviewed)
    return Check(
        who=names.noted(word.by, missing, place, word.entry),
        when=word.recorded_at,
        verdict=word.verdict,
        cause=word.cause,
        stage="" if reviewed is None else stage_name(reviewed),
        current=current,
        entries=(word.entry,),
    )
