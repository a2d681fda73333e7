"""A pay statement as the rows of a table: a person a row, under it each line that its figures are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.floor_wording import money_words
from studio_app.domain.language import _, counted
from studio_app.domain.wording import cause_words, hours, unit_word
from studio_app.statements.pay_statement import (
    FloorStanding,
)
from studio_app.statements.times import ActiveTime

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.domain.money import Money
    from studio_app.domain.owner_signs import OwnerSign
    from studio_app.statements.order_standings import OrderStanding
    from studio_app.statements.pay_statement import (
        BackgroundLine,
        HourLine,
        OpenBackground,
        PayStatement,
        PersonPay,
        RedoLine,
        RetakeLine,
    )

NONE = "–"
COLUMNS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRow:
    """A row: `cells` as many as there are columns, `words` say all of it, `entries` are what it rests on.

    `person` is set on the rows of people alone; `warns` where somebody should look: pay below the floor, or a finding.
    """

    cells: tuple[str, ...]
    words: str
    entries: tuple[EntryHash, ...]
    person: PersonId | None = None
    sign: OwnerSign | None = None
    warns: bool = False
    lines: tuple[PayRow, ...] = ()


def heads() -> tuple[tuple[str, str], ...]:
    """Return each column's title and what its figures are."""
    return (
        (_("Name"), _("Who it is about; opened, each line that the figures are made of")),
        (_("Measured"), _("Active time that the program measured")),
        (_("Read"), _("Active time read from files of other programs")),
        (_("Stated"), _("Active time that somebody typed in")),
        (_("Units"), _("Finished backgrounds and cuts that are paid as such")),
        (_("Retakes"), _("Retakes ordered in the period on this person’s pictures")),
        (_("Amount"), _("What it comes to by order or rate; currencies are never added up")),
        (_("Per hour"), _("The amount divided by all active time, where it is one currency")),
        (_("Floor"), _("How pay per hour stands to the yardstick of those days")),
    )


def pay_rows(statement: PayStatement, signs: Mapping[PersonId, OwnerSign]) -> tuple[PayRow, ...]:
    """Return a row for each person in the statement’s order."""
    return tuple(_person_row(one, signs.get(one.person)) for one in statement.people)


def sum_cells(statement: PayStatement) -> tuple[str, ...]:
    """Return the sums of all columns that add up."""
    people = statement.people
    whole = ActiveTime(
        measured=sum((one.active.measured for one in people), timedelta()),
        read=sum((one.active.read for one in people), timedelta()),
        stated=sum((one.active.stated for one in people), timedelta()),
    )
    units = sum(line.quantity for one in people for line in one.backgrounds)
    redos = sum(len(one.retakes) for one in people)
    below = sum(one.standing is FloorStanding.BELOW for one in people)
    return (
        counted("{count} person", "{count} people", len(people)),
        *_time_cells(whole),
        str(units) if units else "",
        str(redos) if redos else "",
        amounts(statement.totals),
        "",
        counted("⚑ {count} below", "⚑ {count} below", below) if below else "",
    )


def pay_spot(statement: PayStatement, key: str) -> tuple[str, tuple[EntryHash, ...]] | None:
    """Return what a key of the printed statement means (a person’s code), with all entries of theirs."""
    found = next((one for one in statement.people if key in {one.code, one.person}), None)
    return (found.name, _person_row(found, None).entries) if found is not None else None


def amounts(totals: Iterable[Money]) -> str:
    """Return amounts side by side; nothing where nothing was agreed."""
    return " + ".join(money_words(total) for total in totals)


def standing_words(standing: FloorStanding) -> str:
    """Return how pay per hour stands to its yardstick: a sign and a word."""
    return {
        FloorStanding.BELOW: _("⚑ below"),
        FloorStanding.AT_OR_ABOVE: _("✓ at or above"),
        FloorStanding.NO_FLOOR: _("no floor stated"),
        FloorStanding.NOT_COMPARABLE: NONE,
    }[standing]


def _person_row(one: PersonPay, sign: OwnerSign | None) -> PayRow:
    units = sum(line.quantity for line in one.backgrounds)
    floor = f"{money_words(one.floor)} · " if one.floor is not None and one.effective is not None else ""
    lines = (
        *(_hour_row(line) for line in one.hours),
        *(_unit_row(line) for line in one.backgrounds),
        *(_redo_row(line) for line in one.redos),
        *(_open_row(line) for line in one.open_backgrounds),
        *(_retake_row(line) for line in one.retakes),
        *(_order_row(line) for line in one.orders),
    )
    cells = (
        one.name,
        *_time_cells(one.active),
        str(units) if units else "",
        str(len(one.retakes)) if one.retakes else "",
        amounts(one.totals) or NONE,
        money_words(one.effective) if one.effective is not None else NONE,
        floor + standing_words(one.standing),
    )
    said = [f"{one.name} ({one.code})", *((one.company,) if one.company else ()), *one.findings]
    if one.unconfirmed:
        said.append(_("{hours} nobody has confirmed yet", hours=hours(one.unconfirmed)))
    return PayRow(
        cells=cells,
        words="\n".join(said),
        entries=tuple(sorted({entry for line in lines for entry in line.entries})),
        person=one.person,
        sign=sign,
        warns=one.standing is FloorStanding.BELOW or bool(one.findings),
        lines=lines,
    )


def _hour_row(line: HourLine) -> PayRow:
    price = (
        _("{price} an hour", price=money_words(line.rate.price))
        if line.rate is not None
        else _("paid by the background")
        if line.by_background
        else _("nothing agreed")
    )
    said = [price]
    if line.corrected:
        said.append(counted("{count} session corrected", "{count} sessions corrected", line.corrected))
    if line.disputed:
        said.append(counted("{count} session disputed", "{count} sessions disputed", line.disputed))
    return _line(
        f"{line.background} · {' · '.join(said)}",
        line.entries,
        times=_time_cells(line.active),
        amount=line.amount,
        warns=line.rate is None and not line.by_background,
    )


def _unit_row(line: BackgroundLine) -> PayRow:
    words = _(
        "{background} · {unit}, {price} each, due on {day}",
        background=line.background,
        unit=unit_word(line.rate.unit),
        price=money_words(line.rate.price),
        day=line.due_on,
    )
    return _line(words, line.entries, units=str(line.quantity), amount=line.amount)


def _redo_row(line: RedoLine) -> PayRow:
    words = _(
        "{stage} of {background} · retake paid as ordered: {cause}",
        stage=line.stage,
        background=line.background,
        cause=cause_words(line.cause),
    )
    return _line(words, line.entries, amount=line.amount)


def _open_row(line: OpenBackground) -> PayRow:
    return _line(
        _("{background} · not yet approved, paid once it is", background=line.background), line.entries, waits=True
    )


def _retake_row(line: RetakeLine) -> PayRow:
    cause = cause_words(line.cause) if line.cause is not None else _("no cause named")
    by = _("by {name}", name=line.ordered_by) if line.ordered_by else _("by nobody named")
    words = _(
        "{stage} of {background} · retake ordered on {day}", stage=line.stage, background=line.background, day=line.day
    )
    return _line(" · ".join((words, cause, by)), line.entries, redos="1")


def _order_row(standing: OrderStanding) -> PayRow:
    order = standing.order
    if standing.agreed_units is not None:
        agreed = _("{count} × {price}", count=standing.agreed_units, price=money_words(order.price))
        done = _("{done} of {agreed} done", done=standing.done_units or 0, agreed=standing.agreed_units)
    else:
        planned = hours(order.planned) if order.planned is not None else _("no length planned")
        agreed = _("{hours} at {price} an hour", hours=planned, price=money_words(order.price))
        done = _("{hours} worked", hours=hours(standing.active))
    said = [_("Order of {day}", day=order.agreed_on), agreed, done]
    if standing.agreed_after_work:
        said.append(_("⚑ agreed only after the work began"))
    if standing.late:
        said.append(_("⚑ late"))
    whole = _(
        "agreed {agreed}, actual {actual}",
        agreed=money_words(standing.agreed_amount) if standing.agreed_amount is not None else NONE,
        actual=money_words(standing.amount),
    )
    return _line(" · ".join((*said, whole)), (order.entry,), warns=standing.agreed_after_work or standing.late)


def _line(
    name: str,
    entries: tuple[EntryHash, ...],
    *,
    times: tuple[str, ...] = ("", "", ""),
    units: str = "",
    redos: str = "",
    amount: Money | None = None,
    waits: bool = False,
    warns: bool = False,
) -> PayRow:
    money = money_words(amount) if amount is not None else NONE if waits else ""
    return PayRow(cells=(name, *times, units, redos, money, "", ""), words=name, entries=entries, warns=warns)


def _time_cells(active: ActiveTime) -> tuple[str, ...]:
    return tuple(hours(one) if one else "" for one in (active.measured, active.read, active.stated))
