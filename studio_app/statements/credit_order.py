"""The rule by which people stand within a role: chosen by a producer, printed with the sheet."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from studio_app.domain.credit_words import CreditOrder
from studio_app.domain.language import _
from studio_app.statements.names import folded, is_visible, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio_app.domain.people import Person
    from studio_app.statements.credit_sheet import CreditLine

_NEVER = datetime.max.replace(tzinfo=UTC)


def order_words(order: CreditOrder) -> str:
    """Return the rule as the sheet prints it."""
    match order:
        case CreditOrder.READING:
            return _("By reading, in the order of the kana")
        case CreditOrder.NAME_EN:
            return _("By the name in Latin letters")
        case CreditOrder.CODE:
            return _("By the studio’s code")
        case CreditOrder.FIRST_WORK:
            return _("By the day of the first work in the role")
        case CreditOrder.BACKGROUNDS:
            return _("By the number of backgrounds, most first")


def in_order(lines: Iterable[tuple[CreditLine, Person, Person | None]], order: CreditOrder) -> tuple[CreditLine, ...]:
    """Return lines (each with its person and the company it stands under) as they roll.

    By role; in each the people of no company, then company by company, itself placed by the same rule: by its own
    name, or where the rule looks at work by that of whoever of its people comes first.
    """
    by_role: dict[tuple[int, str], dict[str, list[tuple[Any, Any, CreditLine]]]] = {}
    for line, person, company in lines:
        heading = "" if company is None else str(company.id)
        place = _RULES[order](line, person)
        standing = place if company is None or order in _BY_WORK else _RULES[order](line, company)
        groups = by_role.setdefault((line.role.order, line.role.key), {})
        groups.setdefault(heading, []).append((standing, place, line))
    rolled: list[CreditLine] = []
    for _role, groups in sorted(by_role.items()):
        first = sorted(groups.items(), key=lambda one: (one[0] != "", min(found[0] for found in one[1]), one[0]))
        rolled += chain.from_iterable(
            [line for _standing, _place, line in sorted(found, key=lambda one: (one[1], one[2].person))]
            for _heading, found in first
        )
    return tuple(rolled)


def _by_reading(_line: CreditLine, person: Person) -> tuple[Any, ...]:
    return sort_key(person)


def _by_name_en(_line: CreditLine, person: Person) -> tuple[Any, ...]:
    return (not is_visible(person.name_en), folded(person.name_en), *sort_key(person))


def _by_code(_line: CreditLine, person: Person) -> tuple[Any, ...]:
    return (folded(person.code), person.code)


def _by_first_work(line: CreditLine, person: Person) -> tuple[Any, ...]:
    return (line.first_work or _NEVER, *sort_key(person))


def _by_backgrounds(line: CreditLine, person: Person) -> tuple[Any, ...]:
    return (-len(line.backgrounds), *sort_key(person))


_BY_WORK = frozenset({CreditOrder.FIRST_WORK, CreditOrder.BACKGROUNDS})
_RULES: dict[CreditOrder, Callable[[CreditLine, Person], tuple[Any, ...]]] = {
    CreditOrder.READING: _by_reading,
    CreditOrder.NAME_EN: _by_name_en,
    CreditOrder.CODE: _by_code,
    CreditOrder.FIRST_WORK: _by_first_work,
    CreditOrder.BACKGROUNDS: _by_backgrounds,
}
