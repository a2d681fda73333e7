"""Credits that a producer gives by name: where they hold, and whether work of that person earns the role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.credit_words import CreditCheck
from studio_app.domain.language import _
from studio_app.statements.credit_sheet import OpenCheck
from studio_app.statements.names import name_on_sheet
from studio_app.statements.naming import generator_as_person, signed
from studio_app.statements.scopes import CreditScope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.credit_words import NamedCredit
    from studio_app.domain.people import Person
    from studio_app.statements.naming import Footing
    from studio_app.statements.roles import Role


def named_within(
    named: Sequence[NamedCredit], scope: CreditScope, backgrounds: Sequence[Background]
) -> tuple[NamedCredit, ...]:
    """Return the credits that stand on a sheet of `scope`: those whose own scope shares a background with it.

    One given for the whole production stands on every sheet, and the whole production's sheet carries all.
    """
    holds: dict[tuple[str, str], bool] = {}
    for one in named:
        own = (one.episode, one.cut)
        if own not in holds:
            limit = CreditScope(episode=one.episode, cut=one.cut)
            holds[own] = (
                limit.whole or scope.whole or any(scope.covers(back) and limit.covers(back) for back in backgrounds)
            )
    return tuple(one for one in named if holds[one.episode, one.cut])


def named_for_no_work(footing: Footing) -> tuple[OpenCheck, ...]:
    """Everybody named in a role that no counted work of theirs earns, with what was signed for it; each once."""
    seen: set[tuple[str, str]] = set()
    checks: list[OpenCheck] = []
    for one in footing.named:
        if one.person in footing.omitted or (one.person, one.role) in seen:
            continue
        seen.add((one.person, one.role))
        checks += _checks_of(one, footing)
    return tuple(checks)


def _checks_of(one: NamedCredit, footing: Footing) -> Iterable[OpenCheck]:
    person, role = footing.people.get(one.person), footing.roles.roles.get(one.role)
    worked = one.person in footing.shares
    if role is None:
        code = person.code if person else one.person
        sentence = _("{code} is named in the role “{role}”, which no table holds", code=code, role=one.role)
        yield _check(one, person, None, sentence, may_clear=False)
        return
    fault = "" if worked else _unfit(person, one, footing)
    if fault:
        yield _check(one, person, role, fault, may_clear=False)
    elif not any(share.role == role for share in footing.shares.get(one.person, ())):
        code = person.code if person else one.person
        sentence = _("{code} is named as {role} and no recorded work of theirs earns it", code=code, role=role.ja)
        yield signed(_check(one, person, role, sentence, may_clear=True), footing)


def _unfit(person: Person | None, one: NamedCredit, footing: Footing) -> str:
    """Return why somebody who did no work cannot be printed; of those who worked the other check says it."""
    name = name_on_sheet(person)
    if person is None or not name:
        return _("{code} is named and has no name to print", code=person.code if person else one.person)
    return generator_as_person(person, name) if footing.is_generator(name) else ""


def _check(one: NamedCredit, person: Person | None, role: Role | None, sentence: str, *, may_clear: bool) -> OpenCheck:
    return OpenCheck(
        check=CreditCheck.NAMED_NO_WORK,
        person=one.person,
        code=person.code if person else "",
        name=name_on_sheet(person),
        role=role,
        backgrounds=(),
        entries=(one.entry,),
        sentence=sentence,
        may_clear=may_clear,
    )
