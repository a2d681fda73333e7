"""`teire rate`."""

from datetime import UTC, datetime

import click

from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.words import currency as named_currency
from studio_app.cli.words import day
from studio_app.domain.language import _
from studio_app.domain.money import money_from_text
from studio_app.domain.rates import RateUnit
from studio_app.domain.wording import unit_word


@click.group()
def rate() -> None:
    """What is paid per hour, per background and per cut."""


@rate.command()
@click.argument("person")
@click.option("--per", "unit", required=True, type=click.Choice([one.value for one in RateUnit]))
@click.option("--price", required=True, metavar="AMOUNT", help="In the currency's major unit: 2500, or 17.50.")
@click.option("--currency", metavar="CODE", help="Else the studio's.")
@click.option("--from", "valid_from", metavar="DAY", help="The first day it counts; else today.")
@shared_options
@asked
def add(ask: Asked, person: str, unit: str, price: str, currency: str | None, valid_from: str | None) -> None:
    """Agree a rate with a PERSON; it counts until a later one does."""
    begins = day(valid_from) if valid_from else datetime.now(UTC).astimezone().date()
    agreed = ask.steps.agreements.agree_rate(
        person,
        unit=RateUnit(unit),
        price=money_from_text(price, named_currency(currency) if currency else ask.folder.currency),
        valid_from=begins,
        by=ask.by,
    )
    if ask.json:
        print_json({"entry": agreed.hash, **agreed.payload})
    else:
        print_lines(
            [_("{price} per {unit} agreed with {person}.", price=price, unit=unit_word(RateUnit(unit)), person=person)]
        )


@rate.command("list")
@shared_options
@asked
def list_rates(ask: Asked) -> None:
    """List agreed rates."""
    reading = ask.steps.overview.reading()
    codes = {person.id: person.code for person in reading.people}
    rows = [
        {
            "person": codes.get(one.person, one.person),
            "unit": one.unit.value,
            "minor": one.price.minor,
            "currency": one.price.currency,
            "valid_from": one.valid_from.isoformat(),
            "entry": one.entry,
        }
        for one in reading.rates
    ]
    if ask.json:
        print_json({"rates": rows})
    elif rows:
        print_table([[str(cell) for cell in row.values()] for row in rows])
    else:
        print_lines([_("No rate yet. “teire rate add PERSON --per hour --price AMOUNT” agrees one.")])
