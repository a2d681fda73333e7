"""Credits drawn up from the ledger: people by role, generators in a block of their own, omissions with their reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.credit_words import CreditCheck, CreditOrder
from studio_app.domain.language import _, counted
from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage
from studio_app.statements.credit_definitions import sheet_definitions
from studio_app.statements.credit_named import named_for_no_work, named_within
from studio_app.statements.credit_order import in_order
from studio_app.statements.credit_shares import codes_of, entries_of, shares_by_person
from studio_app.statements.credit_sheet import CreditLine, CreditOmission, CreditSheet, GeneratorLine
from studio_app.statements.generator_table import GeneratorTable
from studio_app.statements.names import name_on_sheet
from studio_app.statements.naming import CreditsRefused, Footing, holds_in, worked_not_named
from studio_app.statements.scopes import counted_work
from studio_app.statements.times import active_time, unconfirmed_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from studio_app.domain.credit_words import NamedCredit
    from studio_app.domain.generator_uses import GeneratorApproval
    from studio_app.domain.ids import PersonId
    from studio_app.domain.people import Person
    from studio_app.domain.readings import StudioReading
    from studio_app.statements.credit_shares import Share, Thing
    from studio_app.statements.credit_sheet import OpenCheck
    from studio_app.statements.roles import Role, RoleTable
    from studio_app.statements.scopes import CountedWork, CreditScope

NO_TABLE = GeneratorTable(providers={})
"""A table of generators that knows none; what a studio approved still names its provider."""


def draw_up_credits(
    reading: StudioReading,
    roles: RoleTable,
    scope: CreditScope,
    *,
    order: CreditOrder = CreditOrder.READING,
    generators: GeneratorTable = NO_TABLE,
) -> CreditSheet:
    """Draw up the sheet, or raise `CreditsRefused` while a check is open."""
    return issued(draft_credits(reading, roles, scope, order=order, generators=generators))


def issued(sheet: CreditSheet) -> CreditSheet:
    """Return `sheet` if it may be issued; raise `CreditsRefused` naming its open checks otherwise."""
    faults = {check.sentence for check in sheet.open_checks}
    if faults:
        raise CreditsRefused(tuple(sorted(faults)))
    return sheet


def draft_credits(
    reading: StudioReading,
    roles: RoleTable,
    scope: CreditScope,
    *,
    order: CreditOrder = CreditOrder.READING,
    generators: GeneratorTable = NO_TABLE,
) -> CreditSheet:
    """Draw up the sheet with whatever checks are open in it; who cannot be named stands in the checks alone."""
    footing = _footing(reading, roles, scope)
    checks = (*worked_not_named(footing), *named_for_no_work(footing))
    return CreditSheet(
        title=reading.title,
        scope=scope,
        order=order,
        lines=in_order(_lines(footing), order),
        generators=_generators(footing.work, generators, reading.approvals),
        omissions=(*_omissions(footing), *_left_out(checks, footing)),
        checks=tuple(sorted(checks, key=lambda one: (one.cleared, one.check, one.sentence, one.person))),
        findings=_findings(footing),
        definitions=sheet_definitions(),
    )


def _footing(reading: StudioReading, roles: RoleTable, scope: CreditScope) -> Footing:
    work = counted_work(reading, scope)
    return Footing(
        scope=scope,
        work=work,
        shares=shares_by_person(work, roles),
        people={person.id: person for person in reading.people},
        backgrounds=reading.backgrounds,
        omissions=tuple(sorted(reading.omissions, key=lambda one: one.entry)),
        named=named_within(reading.named_credits, scope, reading.backgrounds),
        clearances=tuple(one for one in reading.clearances if holds_in(one, scope)),
        systems=frozenset(stage.system.strip().casefold() for stage in reading.stages if stage.system.strip()),
        roles=roles,
    )


def _lines(footing: Footing) -> Iterable[tuple[CreditLine, Person, Person | None]]:
    """Yield a line for every person and role, with the person and the company whose heading they stand under."""
    groups: dict[tuple[PersonId, str], list[Share]] = defaultdict(list)
    for person, shares in footing.shares.items():
        for share in shares:
            groups[person, share.role.key].append(share)
    named: dict[tuple[PersonId, str], list[NamedCredit]] = defaultdict(list)
    for one in footing.named:
        named[one.person, one.role].append(one)
    for person_id, key in groups.keys() | named.keys():
        found = footing.people.get(person_id)
        name = name_on_sheet(found)
        role = groups[person_id, key][0].role if groups.get((person_id, key)) else footing.roles.roles.get(key)
        if found is None or role is None or not name or person_id in footing.omitted or footing.is_generator(name):
            continue
        employer = footing.people.get(found.company) if found.company is not None else None
        company = employer if name_on_sheet(employer) else None
        line = _line(found, role, groups.get((person_id, key), []), company, footing)
        yield _with_names(line, named.get((person_id, key), []), footing), found, company


def _line(person: Person, role: Role, shares: list[Share], company: Person | None, footing: Footing) -> CreditLine:
    things = [share.thing for share in shares]
    sessions = [thing for thing in things if isinstance(thing, RetouchSession)]
    return CreditLine(
        role=role,
        person=person.id,
        name=name_on_sheet(person),
        name_en=person.name_en,
        reading=person.reading,
        code=person.code,
        company=name_on_sheet(company),
        company_en=company.name_en if company is not None else "",
        company_person=company.id if company is not None else None,
        backgrounds=codes_of(things, footing.work),
        stages=sum(isinstance(thing, Stage) for thing in things),
        reviews=sum(isinstance(thing, Review) for thing in things),
        active=active_time(sessions),
        unconfirmed=unconfirmed_time(sessions),
        first_work=min(map(_moment, things), default=None),
        worked=bool(things),
        entries=entries_of(things),
    )


def _with_names(line: CreditLine, named: list[NamedCredit], footing: Footing) -> CreditLine:
    """Return the line with what producers gave by name: who did so last, and on which entries it rests."""
    if not named:
        return line
    giver = footing.people.get(named[-1].by) if named[-1].by is not None else None
    entries = tuple(sorted({*line.entries, *(one.entry for one in named)}))
    return replace(line, named=True, named_by=name_on_sheet(giver), entries=entries)


def _moment(thing: Thing) -> datetime:
    return thing.started_at if isinstance(thing, RetouchSession) else thing.recorded_at


def _generators(
    work: CountedWork, table: GeneratorTable, approvals: tuple[GeneratorApproval, ...]
) -> tuple[GeneratorLine, ...]:
    groups: dict[tuple[str, str], list[Stage]] = defaultdict(list)
    for stage in work.stages:
        if stage.kind.made_by_generator:
            groups[stage.system.strip(), stage.version.strip()].append(stage)
    return tuple(
        GeneratorLine(
            system=system or _("system not recorded in the file"),
            version=version,
            recorded=bool(system),
            provider=_provider(system, version, table, approvals),
            stages=len(stages),
            backgrounds=codes_of(stages, work),
            entries=entries_of(stages),
        )
        for (system, version), stages in sorted(groups.items())
    )


def _provider(system: str, version: str, table: GeneratorTable, approvals: tuple[GeneratorApproval, ...]) -> str:
    """Return who offers a system: by the table, else as the studio approved it, the version's approval first."""
    known = table.provider(system) if system else ""
    meant = [one for one in approvals if system and one.system.strip().casefold() == system.casefold()]
    of_version = [one.provider for one in meant if one.version.strip() == version]
    return known or next(filter(None, map(str.strip, (*of_version, *(one.provider for one in meant)))), "")


def _omissions(footing: Footing) -> Iterable[CreditOmission]:
    for omission in footing.omissions:
        if omission.person not in footing.shares:
            continue
        covered = footing.shares[omission.person]
        person, own_word = footing.people.get(omission.person), omission.signed_by == omission.person
        signer = name_on_sheet(footing.people.get(omission.signed_by))
        yield CreditOmission(
            person=omission.person,
            code="" if omission.asked or person is None else person.code,
            asked=omission.asked,
            reason=omission.reason,
            signed_by=_("the person themselves") if own_word else signer,
            roles=_roles(covered),
            backgrounds=codes_of([share.thing for share in covered], footing.work),
            entries=tuple(sorted({omission.entry, *entries_of(share.thing for share in covered)})),
        )


def _left_out(checks: Iterable[OpenCheck], footing: Footing) -> Iterable[CreditOmission]:
    """Yield those who worked, cannot be named, and are left out by a clearance: the sheet says so as of an omission."""
    nameless = {
        check.person: check
        for check in checks
        if check.check is CreditCheck.WORKED_NOT_NAMED
        and check.cleared
        and not check.name
        and check.person not in footing.omitted
    }
    for check in nameless.values():
        yield CreditOmission(
            person=check.person,
            code=check.code,
            asked=False,
            reason=check.reason,
            signed_by=check.cleared_by,
            roles=_roles(footing.shares[check.person]),
            backgrounds=check.backgrounds,
            entries=check.entries,
        )


def _roles(shares: Iterable[Share]) -> tuple[Role, ...]:
    return tuple(sorted({share.role for share in shares}, key=lambda role: (role.order, role.key)))


def _findings(footing: Footing) -> tuple[str, ...]:
    running = len({session.id for session in footing.work.running})
    both = len({one.person for one in footing.named} & footing.omitted)
    findings = []
    if running:
        findings.append(
            counted(
                "{count} session is still running; its time is not in this sheet.",
                "{count} sessions are still running; their time is not in this sheet.",
                running,
            )
        )
    if both:
        findings.append(
            counted(
                "{count} person was named by a producer and is left out all the same, since an omission is recorded.",
                "{count} people were named by a producer and are left out all the same, since omissions are recorded.",
                both,
            )
        )
    return tuple(findings)
