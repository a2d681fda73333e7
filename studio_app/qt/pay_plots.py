"""Pay per hour against the floor, and painted area, as plots."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from studio_app.domain.figures import decimals, grouped, share
from studio_app.domain.floor_wording import money_words
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _, counted
from studio_app.domain.owner_signs import OwnerSign, sign_at
from studio_app.domain.wording import person_name
from studio_app.qt.pay_rows import NONE, standing_words
from studio_app.qt.plot_values import Mark, MarkShape, Plot, PlotRow, PlotTick
from studio_app.statements.pay_statement import FloorStanding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.wording import People
    from studio_app.statements.pay_statement import PayStatement, PersonPay
    from studio_app.statements.worked import PersonArea

Signs = Mapping[PersonId, OwnerSign]
_MOST_TICKS = 6
_MEGAPIXEL = 1_000_000


def floor_plot(statement: PayStatement, signs: Signs) -> Plot:
    """Return a dot for each person at their pay per hour, and in each row the floor as a line.

    Amounts in another currency than the studio's cannot stand on one axis with it: their rows say them in words.
    """
    shown = [one for one in statement.people if one.effective is not None or one.floor is not None]
    own = statement.currency
    found = [money for one in shown for money in (one.effective, one.floor) if money is not None]
    step, end = money_steps(max((money.amount for money in found if money.currency == own), default=Decimal(0)))
    return Plot(
        rows=tuple(_floor_row(one, own, end, signs) for one in shown),
        ticks=tuple(
            PlotTick(at=float(number * step / end), words=_tick_words(number * step))
            for number in range(int(end / step) + 1)
        ),
        note=_(
            "Pay per hour in {currency} from time in the ledger. The line is the yardstick of the days worked, and no "
            "legal advice; a hollow dot with ⚑ is below it.",
            currency=own,
        ),
        empty=_("Nobody has both time and an amount in this period. Agree on an order or a rate before the work."),
    )


def area_plot(areas: Sequence[PersonArea], people: People, signs: Signs) -> Plot:
    """Return a bar for each person: what is still theirs filled, what was painted over hatched."""
    measured = [one for one in areas if one.measured]
    widest = max((one.visible + one.overpainted for one in measured), default=0)
    step, end = money_steps(Decimal(widest) / _MEGAPIXEL)
    ordered = sorted(measured, key=lambda one: (-(one.visible + one.overpainted), one.person))
    missing = sum(one.painted - one.measured for one in areas)
    note = _("Megapixels of the newest pictures: filled is still in sight, hatched was painted over by a later hand.")
    if missing:
        note += " " + counted(
            "{count} picture is not measured yet and in no bar.",
            "{count} pictures are not measured yet and in no bar.",
            missing,
        )
    return Plot(
        rows=tuple(_area_row(one, people, float(end) * _MEGAPIXEL, signs) for one in ordered),
        ticks=tuple(
            PlotTick(at=float(number * step / end), words=f"{_tick_words(number * step)} MP")
            for number in range(int(end / step) + 1)
        ),
        note=note,
        empty=_("Nothing is measured yet. Look at a picture with “Who painted what” (O), and it is kept from then on."),
    )


def money_steps(most: Decimal) -> tuple[Decimal, Decimal]:
    """Return the step between ticks (1, 2 or 5 times a power of ten) and the axis's end, a multiple of it."""
    wanted = most if most > 0 else Decimal(1)
    power = Decimal(10) ** (wanted.adjusted() - 1)
    step = next(size * power for size in (1, 2, 5, 10, 20, 50) if wanted <= size * power * (_MOST_TICKS - 1))
    return step, (wanted / step).to_integral_value(ROUND_CEILING) * step


def _floor_row(one: PersonPay, currency: str, end: Decimal, signs: Signs) -> PlotRow:
    sign = signs.get(one.person, sign_at(0))
    effective = money_words(one.effective) if one.effective is not None else NONE
    words = _("{name}: {amount} an hour", name=one.name, amount=effective)
    if one.floor is not None:
        words += ", " + _("yardstick {amount}", amount=money_words(one.floor))
    words += f", {standing_words(one.standing)}"
    entries = tuple(sorted({entry for line in one.hours for entry in line.entries}))
    marks = []
    if one.floor is not None and one.floor.currency == currency:
        at = float(one.floor.amount / end)
        marks.append(Mark(shape=MarkShape.LINE, start=at, end=at, words=words, entries=entries))
    if one.effective is not None and one.effective.currency == currency:
        at = float(one.effective.amount / end)
        below = one.standing is FloorStanding.BELOW
        marks.append(Mark(shape=MarkShape.DOT, start=at, end=at, sign=sign, hollow=below, words=words, entries=entries))
    tail = f"{effective}  {standing_words(one.standing)}" if one.standing is FloorStanding.BELOW else effective
    return PlotRow(
        key=one.person, title=one.name, tail=tail, words=words, marks=tuple(marks), sign=sign, entries=entries
    )


def _area_row(one: PersonArea, people: People, end: float, signs: Signs) -> PlotRow:
    name, sign = person_name(one.person, people), signs.get(one.person, sign_at(0))
    touched = one.visible + one.overpainted
    kept = share(one.visible, touched) if touched else NONE
    words = _(
        "{name}: {touched} touched, {kept} of it still in sight, over {measured} of {painted} pictures",
        name=name,
        touched=_megapixels(touched),
        kept=kept,
        measured=one.measured,
        painted=one.painted,
    )
    visible, reach = one.visible / end, touched / end
    bars = [Mark(shape=MarkShape.BAR, start=0, end=visible, sign=sign, words=words, entries=one.entries)]
    if one.overpainted:
        bars.append(
            Mark(
                shape=MarkShape.BAR, start=visible, end=reach, sign=sign, hollow=True, words=words, entries=one.entries
            )
        )
    return PlotRow(
        key=one.person,
        title=name,
        tail=_megapixels(touched),
        words=words,
        marks=tuple(bars),
        sign=sign,
        entries=one.entries,
    )


def _megapixels(pixels: int) -> str:
    return f"{decimals(Decimal(pixels) / _MEGAPIXEL, 2)} MP"


def _tick_words(value: Decimal) -> str:
    whole = value.to_integral_value()
    return (
        grouped(int(whole)) if whole == value else decimals(value, max(0, -int(value.normalize().as_tuple().exponent)))
    )
