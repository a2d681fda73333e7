"""Words for the lines of pay: what was done, so much of what, and how it stands to the floor."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from studio_app.domain.language import _, chosen_language
from studio_app.domain.orders import WorkOrder
from studio_app.domain.rates import RateUnit
from studio_app.domain.wording import cause_words, unit_word
from studio_app.statements.pay_lines import LineKind, PayLine
from studio_app.statements.pay_statement import FloorStanding, PayStatement
from studio_app.statements.roles import Role

_SHORT = 8


def kind_words(line: PayLine) -> str:
    """Return what a line is paid for."""
    match line.kind:
        case LineKind.HOURS:
            return _("hours")
        case LineKind.REDO:
            return _("redo: {cause}", cause=cause_words(line.cause)) if line.cause else _("redo")
        case LineKind.UNITS:
            return _("cuts") if line.unit is RateUnit.CUT else _("background")


def unit_words(unit: RateUnit | None) -> str:
    """Return the unit, empty where nothing was agreed."""
    return "" if unit is None else unit_word(unit)


def described(line: PayLine) -> str:
    """Return a line in words for an invoice: role, background, its cuts, and what of it."""
    cuts = ", ".join(line.cuts)
    where = _("{background} (cuts {cuts})", background=line.background, cuts=cuts) if cuts else line.background
    if line.cuts == (line.background,):
        where = line.background
    return " · ".join(part for part in (role_words(line.roles), where, kind_words(line)) if part)


def role_words(roles: Iterable[Role]) -> str:
    """Return the names of roles in the language in use: in Japanese the Japanese ones, else the English ones."""
    return ", ".join(role.ja if chosen_language() == "ja" else role.en for role in roles)


def quantity_of(line: PayLine) -> timedelta | int | Decimal:
    """Return a quantity as a cell takes it."""
    return line.quantity


def order_name(order: WorkOrder | None) -> str:
    """Return the beginning of an order's id, by which `teire order show` finds it."""
    return "" if order is None else order.id[:_SHORT]


def standing_words(standing: FloorStanding) -> str:
    """Return how pay stands to the floor, as mark and words."""
    return {
        FloorStanding.BELOW: _("⚑ below it"),
        FloorStanding.AT_OR_ABOVE: _("✓ at or above it"),
        FloorStanding.NO_FLOOR: _("no floor stated"),
        FloorStanding.NOT_COMPARABLE: _("not comparable"),
    }[standing]


def period_words(statement: PayStatement) -> str:
    """Return the days and whose they are."""
    days = f"{statement.period.first.isoformat()} – {statement.period.last.isoformat()}"
    return f"{days} · {statement.only}" if statement.only else days
