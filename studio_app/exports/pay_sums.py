"""A person's pay in sums: what stands on the paper of everybody when that would run to hundreds of pages."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.exports.documents import Column, Head, Row, Table
from studio_app.exports.pay_words import kind_words, role_words, unit_words
from studio_app.statements.pay_lines import LineKind, PayLine, count_lines, pay_lines
from studio_app.statements.pay_statement import PayStatement, PersonPay

MOST_LINES = 2_000
"""Beyond so many lines of all together, each person's are summed up by role and price."""


def is_summed(statement: PayStatement) -> bool:
    """Whether the paper of this statement shows sums; one person's own never does."""
    return not statement.only and sum(count_lines(person) for person in statement.people) > MOST_LINES


def sums_table(person: PersonPay) -> Table:
    """Return the person's lines summed up by what, role, unit and price; their amounts come to the same total."""
    groups: dict[tuple[object, ...], list[PayLine]] = defaultdict(list)
    for line in pay_lines(person):
        roles = tuple(role.key for role in line.roles)
        groups[line.kind, roles, line.unit, line.price, line.cause, line.amount is None].append(line)
    heads = (
        Head(title=_("Backgrounds"), kind=Column.NUMBER),
        Head(title=_("Role"), share=4),
        Head(title=_("For"), share=4),
        Head(title=_("Quantity"), kind=Column.NUMBER, share=2),
        Head(title=_("Per"), share=2),
        Head(title=_("Unit price"), kind=Column.MONEY, share=3),
        Head(title=_("Amount"), kind=Column.MONEY, share=3),
    )
    sums = tuple(_sum(lines, person) for lines in groups.values())
    return Table(name=_("Lines"), heads=heads, rows=(*sums, *_totals(person)))


def _sum(lines: Sequence[PayLine], person: PersonPay) -> Row:
    first = lines[0]
    amounts = [line.amount for line in lines if line.amount is not None]
    currency = amounts[0].currency if amounts else ""
    return Row(
        cells=(
            len({line.background for line in lines}),
            role_words(first.roles),
            kind_words(first),
            _quantity(lines),
            unit_words(first.unit),
            first.price,
            Money(minor=sum(amount.minor for amount in amounts), currency=currency) if amounts else None,
        ),
        key=person.code,
        entries=tuple(dict.fromkeys(entry for line in lines for entry in line.entries)),
    )


def _quantity(lines: Sequence[PayLine]) -> timedelta | int:
    lengths = [line.quantity for line in lines if isinstance(line.quantity, timedelta)]
    if lines[0].kind is LineKind.HOURS:
        return sum(lengths, timedelta(0))
    return sum(line.quantity for line in lines if isinstance(line.quantity, int))


def _totals(person: PersonPay) -> Iterator[Row]:
    for total in person.totals:
        yield Row(cells=(None, _("Total"), "", None, "", None, total), key=person.code, strong=True)
