"""The no-AI record, drawn up: chains without a generation, link by link, with whatever keeps them from being whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.domain.stages import StageKind
from studio_app.domain.wording import stage_name
from studio_app.statements.answers.definitions import no_ai_definitions
from studio_app.statements.answers.head import AnswerKind, head_of
from studio_app.statements.answers.material import gathered, names_of, note_time
from studio_app.statements.answers.missing import MissingKind, MissingList
from studio_app.statements.answers.no_ai_values import Gap, GapFinding, NoAiLink, NoAiRecord, NoAiRecords, RefusedRecord
from studio_app.statements.answers.scope import AnswerRefused
from studio_app.statements.answers.sums import share_in_picture
from studio_app.statements.times import active_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.statements.answers.material import BackgroundWork
    from studio_app.statements.answers.people import Names
    from studio_app.statements.answers.reading import AnswerReading


def draw_up_no_ai(reading: AnswerReading) -> NoAiRecords:
    """Draw up the records of all covered backgrounds; one background with a generation in its chain is refused."""
    require_record(reading)
    works, names, missing = gathered(reading), names_of(reading), MissingList()
    records = tuple(_record(work, reading, names, missing) for work in works if can_have_record(work))
    refused = tuple(_refused(work) for work in works if not can_have_record(work))
    return NoAiRecords(
        head=head_of(AnswerKind.NO_AI, reading),
        records=records,
        refused=refused,
        missing=missing.listed(),
        definitions=no_ai_definitions(),
    )


def can_have_record(work: BackgroundWork) -> bool:
    """Whether there is a picture, and no generation in its chain."""
    return bool(work.chain) and not _generated(work)


def gaps(work: BackgroundWork, reading: AnswerReading) -> tuple[GapFinding, ...]:
    """Return what keeps a background's record from being whole."""
    places: dict[Gap, dict[str, None]] = defaultdict(dict)
    entries: dict[Gap, set[EntryHash]] = defaultdict(set)

    def note(gap: Gap, place: str, *rests_on: EntryHash) -> None:
        places[gap][place] = None
        entries[gap].update(rests_on)

    for stage in work.chain:
        for gap in _stage_gaps(stage, work, reading):
            note(gap, work.place(stage), stage.entry)
    for stage in work.stages:
        if stage not in work.chain and (stage.kind.made_by_generator or work.marked(stage)):
            note(Gap.GENERATED_BESIDE, work.place(stage), stage.entry)
    for tally in work.candidates:
        note(Gap.CANDIDATES, work.code, tally.entry)
    newest, attribution = work.chain[-1], work.attribution
    if attribution is None:
        note(Gap.NOT_MEASURED, work.place(newest), newest.entry)
    elif attribution.unattributed:
        note(Gap.UNATTRIBUTED, work.place(newest), newest.entry)
    return tuple(
        GapFinding(gap=gap, places=tuple(places[gap]), entries=tuple(sorted(entries[gap])))
        for gap in Gap
        if gap in places
    )


def _stage_gaps(stage: Stage, work: BackgroundWork, reading: AnswerReading) -> Sequence[Gap]:
    first, marks = stage is work.chain[0], work.evidence_of(stage).marks
    compared = stage.change is not None
    told = {
        Gap.NO_LAYOUT: first and stage.kind is not StageKind.LAYOUT,
        Gap.BROKEN_CHAIN: first and stage.kind is not StageKind.LAYOUT and stage.parent is not None,
        Gap.MARKED_FILE: work.marked(stage),
        Gap.MARKS_NOT_READ: not marks.recorded,
        Gap.NAMELESS: stage.by is None,
        Gap.NOT_COMPARED: not first and not compared,
        Gap.NOT_ALIGNED: not first and stage.change is not None and not stage.change.alignment_found,
        Gap.FILE_GONE: stage.sha256 in reading.gone,
        Gap.DISPUTED: stage.disputed,
    }
    return [gap for gap, holds in told.items() if holds]


def _record(work: BackgroundWork, reading: AnswerReading, names: Names, missing: MissingList) -> NoAiRecord:
    note_time(work, missing)
    return NoAiRecord(
        code=work.code,
        cuts=work.background.cuts,
        episode=work.background.episode,
        links=_links(work, names, missing),
        saves=sum(stage.saved_at is not None for stage in work.chain),
        sessions=len(work.sessions),
        active=active_time(work.sessions),
        gaps=gaps(work, reading),
    )


def _links(work: BackgroundWork, names: Names, missing: MissingList) -> tuple[NoAiLink, ...]:
    known = {stage.id: stage for stage in work.stages}
    left: dict[PersonId, list[RetouchSession]] = defaultdict(list)
    for session in work.sessions:
        left[session.person].append(session)
    links = []
    for stage in work.chain:
        own = left[stage.by] if stage.by is not None else []
        here = [one for one in own if one.started_at <= stage.made_at]
        own[:] = [one for one in own if one not in here]
        parent = known.get(stage.parent) if stage.parent is not None else None
        marks = work.evidence_of(stage).marks
        if not here:
            missing.add(MissingKind.NO_SESSION, work.place(stage), (stage.entry,))
        if marks.recorded and not (marks.credentials or marks.credential_states or marks.evidence):
            missing.add(MissingKind.NO_PROVENANCE, work.place(stage), (stage.entry,))
        links.append(
            NoAiLink(
                id=stage.id,
                stage=stage_name(stage),
                kind=stage.kind,
                who=names.noted(stage.by, missing, work.place(stage), stage.entry),
                parent="" if parent is None else stage_name(parent),
                sha256=stage.sha256,
                width=stage.width,
                height=stage.height,
                recorded_at=stage.recorded_at,
                saved_at=stage.saved_at,
                change=stage.change,
                share=share_in_picture(work, stage),
                sessions=len(here),
                active=active_time(here),
                marks=marks,
                entries=tuple(sorted({stage.entry, *(one.entry for one in here)})),
            )
        )
    return tuple(links)


def require_record(reading: AnswerReading) -> None:
    """Refuse one background that cannot have a record; of several, those are listed."""
    if not reading.scope.single:
        return
    (work,) = gathered(reading)
    if not work.chain:
        raise AnswerRefused(
            _("The background {code} has no picture yet.", code=work.code),
            hint=_("Add one: teire add FILE --background {code} --stage layout.", code=work.code),
        )
    generated = _generated(work)
    if generated:
        raise AnswerRefused(
            _(
                "{code} cannot have a no-AI record: {stages} in its chain came from a generator.",
                code=work.code,
                stages=", ".join(stage_name(stage) for stage in generated),
            ),
            hint=_("“teire answer authorship” says what people made of it, and what the generator made."),
        )


def _refused(work: BackgroundWork) -> RefusedRecord:
    generated = _generated(work)
    return RefusedRecord(
        code=work.code,
        generated=bool(generated),
        stages=tuple(stage_name(stage) for stage in generated),
        entries=tuple(stage.entry for stage in generated),
    )


def _generated(work: BackgroundWork) -> tuple[Stage, ...]:
    return tuple(stage for stage in work.chain if stage.kind.made_by_generator)
