"""Credits drawn up from the ledger: people by role, generators in a block of their own, omissions with their reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
from studio_app.domain.language import _, counted
from studio_app.domain.people import Person
from studio_app.domain.rates import Omission
from studio_app.domain.readings import StudioReading
from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage
from studio_app.statements.definitions import Definition, credit_definitions
from studio_app.statements.names import name_on_sheet, sort_key
from studio_app.statements.naming import require_names, workers
from studio_app.statements.roles import Role, RoleTable
from studio_app.statements.scopes import CountedWork, CreditScope, counted_work
from studio_app.statements.times import ActiveTime, active_time, unconfirmed_time


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """One person in one role. `company` is the printed name of theirs, empty where there is none."""

    role: Role
    person: PersonId
    name: str
    name_en: str
    reading: str
    code: str
    company: str
    backgrounds: tuple[str, ...]
    stages: int
    reviews: int
    active: ActiveTime
    unconfirmed: timedelta
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorLine:
    """A generator that made pictures of the chain. `recorded` is false where the file names no system."""

    system: str
    version: str
    recorded: bool
    stages: int
    backgrounds: tuple[str, ...]
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditOmission:
    """Somebody who worked and is not named, and why.

    `entries` holds the omission and the work it covers. Who asked not to be named is not named here either: `code`
    stays empty and their own signature reads “the person themselves”. Where a producer signed, the code says whom
    it concerns.
    """

    person: PersonId
    code: str
    asked: bool
    reason: str
    signed_by: str
    roles: tuple[Role, ...]
    backgrounds: tuple[str, ...]
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSheet:
    """Everything a credit sheet prints; `findings` are sentences on what the figures do not yet hold."""

    title: str
    scope: CreditScope
    lines: tuple[CreditLine, ...]
    generators: tuple[GeneratorLine, ...]
    omissions: tuple[CreditOmission, ...]
    findings: tuple[str, ...]
    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """One thing a person did, in the role it earned."""

    person: PersonId
    role: Role
    background: BackgroundId
    thing: Stage | RetouchSession | Review


def draw_up_credits(reading: StudioReading, roles: RoleTable, scope: CreditScope) -> CreditSheet:
    """Draw up the sheet, or raise `CreditsRefused` where somebody worked and could not be named."""
    work = counted_work(reading, scope)
    people = {person.id: person for person in reading.people}
    require_names(work, people, reading.omissions)
    shares = _shares(work, roles)
    worked, omitted = workers(work), {omission.person for omission in reading.omissions}
    groups: dict[tuple[int, str, PersonId], list[_Share]] = defaultdict(list)
    for share in shares:
        if share.person not in omitted:
            groups[share.role.order, share.role.key, share.person].append(share)
    order = sorted(groups, key=lambda key: (key[0], key[1], *sort_key(people[key[2]]), key[2]))
    omissions = sorted(
        (omission for omission in reading.omissions if omission.person in worked), key=lambda omission: omission.entry
    )
    return CreditSheet(
        title=reading.title,
        scope=scope,
        lines=tuple(_line(groups[key], people, work) for key in order),
        generators=_generators(work),
        omissions=tuple(_omission(omission, shares, people, work) for omission in omissions),
        findings=_findings(work),
        definitions=credit_definitions(),
    )


def _shares(work: CountedWork, roles: RoleTable) -> list[_Share]:
    """Give every piece of work its role; meetings come last, since they follow the roles a person has already."""
    shares: list[_Share] = []
    for stage in work.stages:
        if stage.by is not None:
            role = roles.stages[stage.kind]
            shares.append(_Share(person=stage.by, role=role, background=stage.background, thing=stage))
    for review in work.reviews:
        if review.by is not None:
            shares.append(_Share(person=review.by, role=roles.review, background=review.background, thing=review))
    without: list[RetouchSession] = []
    for session in work.sessions:
        own = roles.works[session.kind]
        if own is None:
            without.append(session)
        else:
            shares.append(_Share(person=session.person, role=own, background=session.background, thing=session))
    held = _held_roles(shares)
    for session in without:
        there = held.get((session.person, session.background)) or held.get((session.person, None)) or roles.help
        shares.append(_Share(person=session.person, role=there, background=session.background, thing=session))
    return shares


def _held_roles(shares: Iterable[_Share]) -> dict[tuple[PersonId, BackgroundId | None], Role]:
    """The first role, in the order of the roll, of each person on each background and (under None) anywhere."""
    held: dict[tuple[PersonId, BackgroundId | None], Role] = {}
    for share in sorted(shares, key=lambda share: (share.role.order, share.role.key)):
        held.setdefault((share.person, share.background), share.role)
        held.setdefault((share.person, None), share.role)
    return held


def _line(shares: list[_Share], people: Mapping[PersonId, Person], work: CountedWork) -> CreditLine:
    person = people[shares[0].person]
    things = [share.thing for share in shares]
    sessions = [thing for thing in things if isinstance(thing, RetouchSession)]
    return CreditLine(
        role=shares[0].role,
        person=person.id,
        name=name_on_sheet(person),
        name_en=person.name_en,
        reading=person.reading,
        code=person.code,
        company=name_on_sheet(people[person.company]) if person.company is not None else "",
        backgrounds=_codes(things, work),
        stages=sum(isinstance(thing, Stage) for thing in things),
        reviews=sum(isinstance(thing, Review) for thing in things),
        active=active_time(sessions),
        unconfirmed=unconfirmed_time(sessions),
        entries=_entries(things),
    )


def _generators(work: CountedWork) -> tuple[GeneratorLine, ...]:
    groups: dict[tuple[str, str], list[Stage]] = defaultdict(list)
    for stage in work.stages:
        if stage.kind.made_by_generator:
            groups[stage.system.strip(), stage.version.strip()].append(stage)
    return tuple(
        GeneratorLine(
            system=system or _("system not recorded in the file"),
            version=version,
            recorded=bool(system),
            stages=len(stages),
            backgrounds=_codes(stages, work),
            entries=_entries(stages),
        )
        for (system, version), stages in sorted(groups.items())
    )


def _omission(
    omission: Omission, shares: Iterable[_Share], people: Mapping[PersonId, Person], work: CountedWork
) -> CreditOmission:
    covered = [share for share in shares if share.person == omission.person]
    person, own_word = people.get(omission.person), omission.signed_by == omission.person
    roles = {share.role.key: share.role for share in covered}
    return CreditOmission(
        person=omission.person,
        code="" if omission.asked or person is None else person.code,
        asked=omission.asked,
        reason=omission.reason,
        signed_by=_("the person themselves") if own_word else name_on_sheet(people.get(omission.signed_by)),
        roles=tuple(sorted(roles.values(), key=lambda role: (role.order, role.key))),
        backgrounds=_codes([share.thing for share in covered], work),
        entries=tuple(sorted({omission.entry, *_entries([share.thing for share in covered])})),
    )


def _findings(work: CountedWork) -> tuple[str, ...]:
    running = len({session.id for session in work.running})
    if not running:
        return ()
    return (
        counted(
            "{count} session is still running; its time is not in this sheet.",
            "{count} sessions are still running; their time is not in this sheet.",
            running,
        ),
    )


def _codes(things: Iterable[Stage | RetouchSession | Review], work: CountedWork) -> tuple[str, ...]:
    return tuple(sorted({work.codes.get(thing.background, thing.background) for thing in things}))


def _entries(things: Iterable[Stage | RetouchSession | Review]) -> tuple[EntryHash, ...]:
    return tuple(sorted({thing.entry for thing in things}))
