"""The register of AI uses, drawn up: every generator that made anything, on whose word, and where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.generator_uses import GeneratorUse
from studio_app.domain.language import counted
from studio_app.statements.answers.definitions import register_definitions
from studio_app.statements.answers.head import AnswerKind, head_of
from studio_app.statements.answers.material import gathered, names_of
from studio_app.statements.answers.missing import MissingKind, MissingList
from studio_app.statements.answers.providers import Use, covering, provider_of
from studio_app.statements.answers.register_values import ApprovalLine, GeneratorLine, UseRegister
from studio_app.statements.answers.use_problems import ProblemList, note_marked_files, note_use
from studio_app.statements.days import LocalDays

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from studio_app.domain.generator_uses import GeneratorApproval
    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.statements.answers.material import BackgroundWork
    from studio_app.statements.answers.people import Names
    from studio_app.statements.answers.reading import AnswerReading


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedUse:
    """A generation, or a batch of candidates (`count` above 0), as one use of a generator."""

    work: BackgroundWork
    place: str
    system: str
    version: str
    by: PersonId | None
    count: int
    first: datetime
    last: datetime
    entry: EntryHash
    visible: int | None = None
    in_newest: bool = False

    def on(self, days: LocalDays) -> Use:
        """Return it with its days by the studio's calendar."""
        first, last = days.day_of(self.first), days.day_of(self.last)
        episode = self.work.background.episode
        return Use(system=self.system, version=self.version, episode=episode, first=first, last=last)


def draw_up_register(reading: AnswerReading) -> UseRegister:
    """Draw up the register; uses that no approval covers, and temporary material that stayed, are its findings."""
    works, names, missing, problems = gathered(reading), names_of(reading), MissingList(), ProblemList()
    days, approvals = LocalDays(reading.studio.zone), reading.studio.approvals
    groups: dict[tuple[str, str], list[RecordedUse]] = defaultdict(list)
    for work in works:
        for use in _uses(work):
            groups[use.system, use.version].append(use)
            note_use(use.on(days), use, approvals, problems)
        note_marked_files(work, problems)
    lines = tuple(_line(groups[key], days, reading, names, missing) for key in sorted(groups))
    uses = [use.on(days) for group in groups.values() for use in group]
    return UseRegister(
        head=head_of(AnswerKind.REGISTER, reading),
        generators=lines,
        approvals=tuple(_approval(one, uses, names) for one in approvals),
        findings=problems.listed(),
        backgrounds=len(works),
        with_generation=sum(bool(work.generations) for work in works),
        missing=missing.listed(),
        definitions=register_definitions(),
    )


def _uses(work: BackgroundWork) -> Iterable[RecordedUse]:
    for stage in work.generations:
        share = work.share_of(stage)
        yield RecordedUse(
            work=work,
            place=work.place(stage),
            system=stage.system.strip(),
            version=stage.version.strip(),
            by=stage.by,
            count=0,
            first=stage.recorded_at,
            last=stage.recorded_at,
            entry=stage.entry,
            visible=None if share is None else share.visible,
            in_newest=stage in work.chain,
        )
    for tally in work.candidates:
        count = counted("{count} candidate", "{count} candidates", tally.count)
        yield RecordedUse(
            work=work,
            place=f"{work.code} {count}",
            system=tally.system.strip(),
            version=tally.version.strip(),
            by=tally.by,
            count=tally.count,
            first=tally.first,
            last=tally.last,
            entry=tally.entry,
        )


def _line(
    uses: list[RecordedUse], days: LocalDays, reading: AnswerReading, names: Names, missing: MissingList
) -> GeneratorLine:
    system, version = uses[0].system, uses[0].version
    approvals = [one for one in reading.studio.approvals if any(covering((one,), use.on(days)) for use in uses)]
    provider, approved = provider_of(system, approvals or reading.studio.approvals, reading.providers)
    _note_line(uses, provider, missing)
    stages = [use for use in uses if not use.count]
    backgrounds = _backgrounds(uses)
    newest = [use for use in stages if use.in_newest]
    people = {use.by for use in uses if use.by is not None}
    return GeneratorLine(
        system=system,
        version=version,
        provider=provider,
        provider_approved=approved,
        licences=tuple(dict.fromkeys(one.licence for one in approvals if one.licence)),
        use=_widest(approvals),
        generations=len(stages),
        candidates=sum(use.count for use in uses),
        asked_by=tuple(names.who(person) for person in sorted(people, key=names.order)),
        episodes=tuple(sorted({work.background.episode for work in backgrounds.values() if work.background.episode})),
        cuts=tuple(sorted({cut for work in backgrounds.values() for cut in work.background.cuts})),
        backgrounds=tuple(backgrounds),
        in_newest=tuple(_backgrounds(newest)),
        visible_in=tuple(_backgrounds(use for use in newest if use.visible)),
        measured_in=len(_backgrounds(use for use in newest if use.visible is not None)),
        first_use=min(use.first for use in uses),
        last_use=max(use.last for use in uses),
        entries=tuple(sorted({use.entry for use in uses})),
    )


def _note_line(uses: Iterable[RecordedUse], provider: str, missing: MissingList) -> None:
    for use in uses:
        entry = (use.entry,)
        if not use.system:
            missing.add(MissingKind.SYSTEM_UNKNOWN, use.place, entry)
        elif not use.version:
            missing.add(MissingKind.VERSION_UNKNOWN, use.place, entry)
        if use.system and not provider:
            missing.add(MissingKind.PROVIDER_UNKNOWN, use.system, entry)
        if use.by is None:
            missing.add(MissingKind.NAMELESS, use.place, entry)
        if use.in_newest and use.visible is None:
            missing.add(MissingKind.NOT_MEASURED, use.work.code, entry)


def _widest(approvals: Iterable[GeneratorApproval]) -> GeneratorUse | None:
    """Return final use where an approval says so, temporary where none does, None without any."""
    uses = {one.use for one in approvals}
    if GeneratorUse.FINAL in uses:
        return GeneratorUse.FINAL
    return GeneratorUse.TEMPORARY if uses else None


def _backgrounds(uses: Iterable[RecordedUse]) -> Mapping[str, BackgroundWork]:
    return {use.work.code: use.work for use in uses}


def _approval(one: GeneratorApproval, uses: Iterable[Use], names: Names) -> ApprovalLine:
    return ApprovalLine(
        system=one.system,
        version=one.version,
        provider=one.provider,
        licence=one.licence,
        use=one.use,
        episode=one.episode,
        approved_by=names.who(one.approved_by),
        approved_on=one.approved_on,
        until=one.until,
        note=one.note,
        covers=sum(bool(covering((one,), use)) for use in uses),
        entries=(one.entry,),
    )
