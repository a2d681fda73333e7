"""`teire init`, `teire me`."""

from pathlib import Path

import click
from babel.numbers import list_currencies

from studio_app import bootstrap
from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.documents import person_document
from studio_app.cli.words import WordRefused
from studio_app.domain.language import _
from studio_app.domain.money import money_from_text
from studio_app.domain.names import shown
from studio_app.workflow.naming import checked_name


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="The production's title.")
@click.option("--currency", default="JPY", show_default=True, help="ISO 4217 code of what is paid in.")
@click.option("--floor", default="", metavar="AMOUNT", help="Stated floor of pay per hour, as a yardstick.")
@click.option("--region", default="", metavar="CODE", help="Whose minimum wage is a yardstick, such as JP-13.")
@click.option("--database", metavar="URL", help="A database elsewhere; this version keeps SQLite in the studio.")
@shared_options
@asked
def init(ask: Asked, folder: Path, title: str, currency: str, floor: str, region: str, database: str | None) -> None:
    """Make a new studio in DIR."""
    if database:
        raise WordRefused(
            _("This version keeps the ledger inside the studio, not at {url}.", url=shown(database)),
            hint=_("Leave --database out."),
        )
    if currency not in list_currencies():
        raise WordRefused(
            _("{currency} is not a currency.", currency=shown(currency)), hint=_("Write an ISO 4217 code such as JPY.")
        )
    if floor:
        money_from_text(floor, currency)
    machine = ask.machine
    zone = machine.clock.read().zone
    root = folder.absolute()
    made = bootstrap.found(
        root,
        machine,
        title=checked_name(title),
        currency=currency,
        zone=zone,
        floor=floor,
        region=machine.wage_floors().checked_region(region) if region else "",
    )
    if ask.json:
        print_json({"studio": made.id, "path": str(root), "title": made.title, "currency": currency, "zone": zone})
    else:
        print_lines([_("The studio {title} stands in {path}.", title=made.title, path=root)])


@click.command()
@click.argument("code", required=False)
@shared_options
@asked
def me(ask: Asked, code: str | None) -> None:
    """Say who is at this installation, or show who was said."""
    studio = ask.studio
    if code:
        studio.choose_me(studio.steps.people.find(code))
    person = studio.me()
    if ask.json:
        print_json({"me": person_document(person) if person else None})
    elif person is None:
        print_lines(
            [_("Nobody has said who is at this installation; entries are recorded by the installation itself.")]
        )
    else:
        print_lines([_("{code} {name} is at this installation.", code=person.code, name=person.name)])
