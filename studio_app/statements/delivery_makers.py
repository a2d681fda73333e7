"""Who made a picture that is delivered: the same gate as before a credit sheet, for the one background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.stages import StageKind
from studio_app.statements.credit_shares import shares_by_person
from studio_app.statements.locked_places import locked_places
from studio_app.statements.names import name_on_sheet, sort_key
from studio_app.statements.naming import CreditsRefused, Footing, holds_in, worked_not_named
from studio_app.statements.scopes import CreditScope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import PersonId
    from studio_app.domain.people import Person
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.stages import Stage
    from studio_app.statements.roles import RoleTable
    from studio_app.statements.scopes import CountedWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """The names of those who made a picture, as the locked sheet or else the roll orders them.

    `hidden` are not to be named anywhere in it; `omitted` counts the makers among them.
    """

    names: tuple[str, ...]
    hidden: frozenset[PersonId]
    omitted: int


def makers_of(reading: StudioReading, background: Background, work: CountedWork, roles: RoleTable) -> Makers:
    """Return who made the picture; raise `CreditsRefused` where somebody worked on it and is not named.

    What a producer cleared with a signed reason is cleared here too. Two people of one name stand there twice. They
    stand in the order of the credit sheet that was locked for the picture; who joined since stands after them.
    """
    people = {person.id: person for person in reading.people}
    footing = _footing(reading, background, work, roles, people)
    faults = {check.sentence for check in worked_not_named(footing) if not check.cleared}
    if faults:
        raise CreditsRefused(tuple(sorted(faults)))
    makers = _in_order(work, roles, people, locked_places(reading, background))
    hidden = footing.omitted | {one for one in footing.shares if not name_on_sheet(people.get(one))}
    return Makers(
        names=tuple(name_on_sheet(people[one]) for one in makers if one not in hidden),
        hidden=frozenset(hidden),
        omitted=sum(one in hidden for one in makers),
    )


def _footing(
    reading: StudioReading,
    background: Background,
    work: CountedWork,
    roles: RoleTable,
    people: Mapping[PersonId, Person],
) -> Footing:
    scope = CreditScope(episode=background.episode)
    return Footing(
        scope=scope,
        work=work,
        shares=shares_by_person(work, roles),
        people=people,
        backgrounds=(background,),
        omissions=tuple(sorted(reading.omissions, key=lambda one: one.entry)),
        named=(),
        clearances=tuple(one for one in reading.clearances if holds_in(one, scope)),
        systems=frozenset(stage.system.strip().casefold() for stage in reading.stages if stage.system.strip()),
        roles=roles,
    )


def _in_order(
    work: CountedWork, roles: RoleTable, people: Mapping[PersonId, Person], places: Mapping[PersonId, int]
) -> tuple[PersonId, ...]:
    """Everybody who made the picture: by their place on the locked sheet, else by their first role, then as names sort.

    Whoever asked a generator made no picture: they are the prompt's writer, and no creator. Nor is whoever handed a
    final in that was measured to be the picture before it.
    """
    first: dict[PersonId, int] = {}
    for stage in work.stages:
        if stage.by is not None and not stage.kind.made_by_generator and not _only_handed_in(stage):
            order = roles.stages[stage.kind].order
            first[stage.by] = min(order, first.get(stage.by, order))
    for session in work.sessions:
        role = roles.works[session.kind] or roles.help
        first[session.person] = min(role.order, first.get(session.person, role.order))

    def place(one: PersonId) -> tuple[int, int, tuple[str, str, str], str]:
        person = people.get(one)
        standing = places.get(one, len(places))
        return standing, first[one], sort_key(person) if person is not None else ("", "", ""), one

    return tuple(sorted(first, key=place))


def _only_handed_in(stage: Stage) -> bool:
    change = stage.change
    return stage.kind is StageKind.FINAL and change is not None and not change.changed_pixels and not change.grade_found
