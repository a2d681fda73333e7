"""`teire order`, `teire contract`."""

from datetime import date
from zoneinfo import ZoneInfo

import click

from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.words import WordRefused, day, duration
from studio_app.cli.words import currency as named_currency
from studio_app.domain.floor_wording import money_words
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.domain.money import money_from_text
from studio_app.domain.names import shown
from studio_app.domain.orders import Contract, RetakePrice, WorkOrder
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause
from studio_app.domain.wording import cause_words, hours, unit_word
from studio_app.exports.pay_values import Json, order_json
from studio_app.workflow.ordering import OrderTerms

_CAUSES = ", ".join(one.value for one in RetakeCause)


@click.group()
def order() -> None:
    """What was agreed for backgrounds, before the work."""


@order.command()
@click.argument("person")
@click.option("--background", "backgrounds", required=True, multiple=True, metavar="CODE", help="May be repeated.")
@click.option("--per", "unit", required=True, type=click.Choice([one.value for one in RateUnit]))
@click.option("--price", required=True, metavar="AMOUNT", help="In the currency's major unit: 9000, or 75.50.")
@click.option("--currency", metavar="CODE", help="Else the studio's.")
@click.option("--role", default="", metavar="KEY", help="The role it is for, as in the table of roles; else any.")
@click.option("--planned", metavar="H:MM", help="How long both expect the work to take.")
@click.option("--agreed", metavar="DAY", help="The day on which both agreed; else today.")
@click.option("--due", metavar="DAY", help="The day by which the work is wanted.")
@click.option("--pay-on", metavar="DAY", help="The day of payment.")
@click.option(
    "--retake",
    "retakes",
    multiple=True,
    metavar="CAUSE=AMOUNT",
    help="What one redo for a cause is paid; may be repeated. Without it a redo is part of the price.",
)
@click.option("--note", default="", metavar="TEXT")
@shared_options
@asked
def add(
    ask: Asked,
    person: str,
    backgrounds: tuple[str, ...],
    unit: str,
    price: str,
    currency: str | None,
    role: str,
    planned: str | None,
    agreed: str | None,
    due: str | None,
    pay_on: str | None,
    retakes: tuple[str, ...],
    note: str,
) -> None:
    """Agree an order with a PERSON; it goes before their rates on its backgrounds."""
    money = named_currency(currency) if currency else ask.folder.currency
    terms = OrderTerms(
        person=person,
        backgrounds=backgrounds,
        unit=RateUnit(unit),
        price=money_from_text(price, money),
        role=role,
        planned=duration(planned) if planned else None,
        agreed_on=day(agreed) if agreed else _today(ask),
        due_on=day(due) if due else None,
        pay_on=day(pay_on) if pay_on else None,
        retakes=tuple(_retake(one, money) for one in retakes),
        note=note,
    )
    entry = ask.steps.orders.agree(terms, by=ask.by)
    if ask.json:
        print_json({"entry": entry.hash, **entry.payload})
        return
    sentence = _(
        "Ordered from {person}: {backgrounds}, {price} per {unit}.",
        person=person,
        backgrounds=", ".join(backgrounds),
        price=money_words(terms.price),
        unit=unit_word(terms.unit),
    )
    print_lines([sentence, _("The order is {order}.", order=entry.payload["order"][:8])])


def _retake(text: str, currency: str) -> RetakePrice:
    """Read `direction-change=4500`."""
    cause, equals, amount = text.partition("=")
    if not equals or cause not in list(RetakeCause):
        raise WordRefused(
            _("{text} is no cause of retakes with a price.", text=shown(text)),
            hint=_("Write CAUSE=AMOUNT; the causes are {causes}.", causes=_CAUSES),
        )
    return RetakePrice(cause=RetakeCause(cause), price=money_from_text(amount, currency))


def _today(ask: Asked) -> date:
    """Return the day it is by the studio's own wall."""
    return ask.machine.clock.read().wall.astimezone(ZoneInfo(ask.folder.zone)).date()


@order.command("list")
@click.option("--person", metavar="CODE", help="One person's orders alone.")
@shared_options
@asked
def list_orders(ask: Asked, person: str | None) -> None:
    """List orders."""
    orders = ask.steps.orders.orders(person)
    if ask.json:
        print_json({"orders": [_document(ask, one) for one in orders]})
    elif orders:
        print_table([_row(_document(ask, one), one) for one in orders])
    else:
        print_lines([_("No order yet. “teire order add PERSON --background CODE --per background …” agrees one.")])


@order.command()
@click.argument("name", metavar="ORDER")
@shared_options
@asked
def show(ask: Asked, name: str) -> None:
    """Show an ORDER, named by its id or the beginning of it."""
    found = ask.steps.orders.order(name)
    document = _document(ask, found)
    if ask.json:
        print_json(document)
        return
    lines = ["  ".join(_row(document, found)), found.note]
    lines += [
        _("A redo for {cause} is paid {price}.", cause=cause_words(one.cause), price=money_words(one.price))
        for one in found.retakes
    ]
    lines.append(_("Every other redo is part of the price.") if found.retakes else _("Redos are part of the price."))
    print_lines([line for line in lines if line])


def _document(ask: Asked, found: WorkOrder) -> Json:
    """Return an order with codes beside its ids."""
    codes = {one.id: one.code for one in ask.steps.people.all()}
    backgrounds = {row.background.id: row.background.code for row in ask.steps.overview.rows()}
    return {
        **order_json(found),
        "person_code": codes.get(found.person, found.person),
        "background_codes": [backgrounds.get(one, one) for one in found.backgrounds],
    }


def _row(document: Json, found: WorkOrder) -> tuple[str, ...]:
    planned = _("planned {hours}", hours=hours(found.planned)) if found.planned else ""
    due = _("due {day}", day=found.due_on) if found.due_on else ""
    pay_on = _("paid on {day}", day=found.pay_on) if found.pay_on else ""
    return (
        found.id[:8],
        document["person_code"],
        ", ".join(document["background_codes"]),
        found.role,
        f"{money_words(found.price)} / {unit_word(found.unit)}",
        _("agreed {day}", day=found.agreed_on),
        planned,
        due,
        pay_on,
    )


@click.group()
def contract() -> None:
    """What holds for all payments to a person: country, tax, withholding."""


@contract.command()
@click.argument("person")
@click.option("--from", "valid_from", required=True, metavar="DAY", help="The first day it counts.")
@click.option("--country", default="JP", show_default=True, metavar="CODE", help="Whose taxes; see the table of taxes.")
@click.option(
    "--withholding/--no-withholding", default=True, show_default=True, help="Keep income tax back at the source."
)
@click.option("--taxed/--untaxed", default=True, show_default=True, help="Whether tax is added at all.")
@click.option("--tax-included", is_flag=True, help="Prices already contain the tax.")
@shared_options
@asked
def agree(
    ask: Asked, person: str, valid_from: str, country: str, *, withholding: bool, taxed: bool, tax_included: bool
) -> None:
    """Agree a contract with a PERSON; it counts until a later one does."""
    entry = ask.steps.orders.agree_contract(
        person,
        valid_from=day(valid_from),
        country=country,
        taxed=taxed,
        tax_included=tax_included,
        withholding=withholding,
        by=ask.by,
    )
    if ask.json:
        print_json({"entry": entry.hash, **entry.payload})
    else:
        print_lines([_("A contract with {person} counts from {day} on.", person=person, day=valid_from)])


@contract.command("list")
@shared_options
@asked
def list_contracts(ask: Asked) -> None:
    """List contracts."""
    codes = {one.id: one.code for one in ask.steps.people.all()}
    contracts = ask.steps.orders.contracts()
    if ask.json:
        print_json({"contracts": [_contract_document(one, codes) for one in contracts]})
    elif contracts:
        print_table([_contract_row(one, codes) for one in contracts])
    else:
        print_lines([_("No contract yet. “teire contract agree PERSON --from DAY” agrees one.")])


def _contract_document(one: Contract, codes: dict[PersonId, str]) -> Json:
    return {
        "person": one.person,
        "person_code": codes.get(one.person, one.person),
        "valid_from": one.valid_from.isoformat(),
        "country": one.country,
        "taxed": one.taxed,
        "tax_included": one.tax_included,
        "withholding": one.withholding,
        "entry": one.entry,
    }


def _contract_row(one: Contract, codes: dict[PersonId, str]) -> tuple[str, ...]:
    included = _("tax included") if one.tax_included else _("tax added")
    return (
        codes.get(one.person, one.person),
        one.valid_from.isoformat(),
        one.country,
        included if one.taxed else _("untaxed"),
        _("withheld") if one.withholding else _("not withheld"),
    )
