"""The process dossier, drawn up: everything recorded of how each picture came to be, oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.ids import BackgroundId
from studio_app.domain.language import _
from studio_app.domain.sessions import WorkKind
from studio_app.domain.wording import stage_name
from studio_app.statements.answers.definitions import dossier_definitions
from studio_app.statements.answers.dossier_values import (
    BackgroundProcess,
    CandidateBatch,
    DossierPicture,
    DossierReview,
    DossierStage,
    DossierTime,
    Pick,
    PictureKind,
    ProcessDossier,
    Told,
)
from studio_app.statements.answers.head import AnswerKind, head_of
from studio_app.statements.answers.material import (
    gathered,
    names_of,
    note_approvals,
    note_chain,
    note_choice,
    note_time,
)
from studio_app.statements.answers.missing import MissingKind, MissingList
from studio_app.statements.answers.scope import AnswerRefused, covered
from studio_app.statements.answers.sums import share_in_picture
from studio_app.statements.times import active_time, unconfirmed_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from studio_app.domain.ids import PersonId
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.statements.answers.material import (
        BackgroundWork,
    )
    from studio_app.statements.answers.people import Names
    from studio_app.statements.answers.reading import AnswerReading

MOST_BACKGROUNDS = 500
"""More than an episode has; a dossier of more is read by nobody."""

Pictures = Mapping[BackgroundId, tuple[DossierPicture, ...]]
_NO_PICTURES: Pictures = MappingProxyType({})


def check_length(reading: AnswerReading) -> None:
    """Refuse more than 500 backgrounds at once."""
    count = len(covered(reading.scope, reading.studio.backgrounds))
    if count > MOST_BACKGROUNDS:
        raise AnswerRefused(
            _("A dossier of {count} backgrounds is too long to be read.", count=count),
            hint=_("Ask for one episode, cut or background; {most} at most.", most=MOST_BACKGROUNDS),
        )


def draw_up_dossier(reading: AnswerReading, pictures: Pictures = _NO_PICTURES) -> ProcessDossier:
    """Draw up the dossiers of a background, a cut or an episode; refuse more than 500 at once."""
    check_length(reading)
    works, names, missing = gathered(reading), names_of(reading), MissingList()
    return ProcessDossier(
        head=head_of(AnswerKind.DOSSIER, reading),
        backgrounds=tuple(
            _process(work, reading, names, missing, pictures.get(work.background.id, ())) for work in works
        ),
        missing=missing.listed(),
        definitions=dossier_definitions(),
    )


def _process(
    work: BackgroundWork,
    reading: AnswerReading,
    names: Names,
    missing: MissingList,
    pictures: tuple[DossierPicture, ...],
) -> BackgroundProcess:
    note_chain(work, reading, missing)
    note_time(work, missing)
    note_choice(work, missing)
    note_approvals(work, reading, missing)
    mapped = {one.stage for one in pictures if one.kind is PictureKind.CHANGE}
    for stage in work.chain[1:]:
        if stage.id not in mapped:
            missing.add(MissingKind.NO_MASK, work.place(stage), (stage.entry,))
    return BackgroundProcess(
        code=work.code,
        cuts=work.background.cuts,
        episode=work.background.episode,
        stages=tuple(_stage(stage, work, reading, names, missing) for stage in work.stages),
        batches=tuple(_batches(work, names)),
        picks=tuple(_picks(work, names, missing)),
        told=tuple(_told(work, names, missing)),
        reviews=tuple(_reviews(work, names, missing)),
        time=tuple(_time(work, names)),
        pictures=_printable(pictures, work, names),
    )


def _printable(pictures: tuple[DossierPicture, ...], work: BackgroundWork, names: Names) -> tuple[DossierPicture, ...]:
    """Leave out the picture of who painted what where it names somebody who asked not to be named."""
    if not any(names.who(stage.by).withheld for stage in work.chain):
        return pictures
    return tuple(one for one in pictures if one.kind is not PictureKind.OWNERS)


def _stage(
    stage: Stage, work: BackgroundWork, reading: AnswerReading, names: Names, missing: MissingList
) -> DossierStage:
    evidence, place, entry = work.evidence_of(stage), work.place(stage), (stage.entry,)
    generated = stage.kind.made_by_generator
    record = reading.settings.get(stage.id)
    if generated and record is None:
        missing.add(MissingKind.SETTINGS_NOT_READ, place, entry)
    if evidence.marks.conflicts:
        missing.add(MissingKind.CONFLICTING_MARKS, place, entry)
    parent = next((one for one in work.stages if one.id == stage.parent), None)
    return DossierStage(
        id=stage.id,
        kind=stage.kind,
        name=stage_name(stage),
        who=names.who(stage.by) if generated else names.noted(stage.by, missing, place, stage.entry),
        system=stage.system,
        version=stage.version,
        parent="" if parent is None else stage_name(parent),
        in_chain=stage in work.chain,
        sha256=stage.sha256,
        file_format=stage.file_format,
        width=stage.width,
        height=stage.height,
        basis=stage.basis,
        recorded_at=stage.recorded_at,
        saved_at=stage.saved_at,
        change=stage.change,
        region_sums=evidence.region_sums,
        grade_delta_e=evidence.grade_delta_e,
        marks=evidence.marks,
        prompts=() if record is None else record.prompts,
        samplings=() if record is None else record.samplings,
        settings_read=record is not None,
        share=share_in_picture(work, stage),
        entries=entry,
    )


def _batches(work: BackgroundWork, names: Names) -> Iterable[CandidateBatch]:
    for tally in work.candidates:
        yield CandidateBatch(
            system=tally.system,
            version=tally.version,
            asked_by=names.who(tally.by),
            count=tally.count,
            small=tally.small,
            first=tally.first,
            last=tally.last,
            entries=(tally.entry,),
        )


def _picks(work: BackgroundWork, names: Names, missing: MissingList) -> Iterable[Pick]:
    """The picks of a background; the last one counts."""
    stages = {stage.id: stage for stage in work.stages}
    for pick in work.selections:
        yield Pick(
            stage=stage_name(stages[pick.stage]) if pick.stage in stages else "",
            who=names.noted(pick.by, missing, work.code, pick.entry),
            reason=pick.reason,
            among=pick.among,
            when=pick.recorded_at,
            counts=pick is work.selections[-1],
            entries=(pick.entry,),
        )


def _told(work: BackgroundWork, names: Names, missing: MissingList) -> Iterable[Told]:
    """Who was told; whoever painted or worked on a generated picture and was not is listed as missing."""
    stages = {stage.id: stage for stage in work.stages}
    if work.generations:
        first = work.generations[0]
        workers = {stage.by for stage in work.stages if not stage.kind.made_by_generator and _after(stage, first)}
        workers |= {session.person for session in work.sessions if session.started_at >= first.recorded_at}
        for person in sorted(workers - {one.person for one in work.disclosures} - {None}, key=names.order):
            missing.add(MissingKind.NOT_TOLD, f"{work.code} {names.who(person).words}", (first.entry,))
    for one in work.disclosures:
        yield Told(
            who=names.who(one.person),
            stage=stage_name(stages[one.stage]) if one.stage in stages else "",
            when=one.recorded_at,
            entries=(one.entry,),
        )


def _after(stage: Stage, generation: Stage) -> bool:
    return stage.recorded_at >= generation.recorded_at


def _reviews(work: BackgroundWork, names: Names, missing: MissingList) -> Iterable[DossierReview]:
    stages = {stage.id: stage for stage in work.stages}
    newest = work.newest
    if newest is not None and (work.last_word is None or work.last_word.stage != newest.id):
        missing.add(MissingKind.NOT_REVIEWED, work.place(newest), (newest.entry,))
    for one in work.reviews:
        if one.disputed:
            missing.add(MissingKind.DISPUTED, work.code, (one.entry,))
        yield DossierReview(
            stage=stage_name(stages[one.stage]) if one.stage in stages else "",
            verdict=one.verdict,
            cause=one.cause,
            who=names.noted(one.by, missing, work.code, one.entry),
            note=one.note,
            when=one.recorded_at,
            disputed=one.disputed,
            entries=(one.entry,),
        )


def _time(work: BackgroundWork, names: Names) -> Iterable[DossierTime]:
    groups: dict[tuple[PersonId, WorkKind], list[RetouchSession]] = defaultdict(list)
    for session in work.sessions:
        groups[session.person, session.kind].append(session)
    order = {kind: place for place, kind in enumerate(WorkKind)}
    for person, kind in sorted(groups, key=lambda key: (names.order(key[0]), order[key[1]])):
        sessions = groups[person, kind]
        unconfirmed: timedelta = unconfirmed_time(sessions)
        yield DossierTime(
            who=names.who(person),
            work=kind,
            sessions=len(sessions),
            active=active_time(sessions),
            unconfirmed=unconfirmed,
            entries=tuple(sorted({one.entry for one in sessions})),
        )
