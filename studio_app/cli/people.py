"""`teire person`."""

import click

from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.documents import person_document
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.domain.people import Person, PersonKind
from studio_app.workflow.people import Details


@click.group()
def person() -> None:
    """People and companies."""


@person.command()
@click.argument("code")
@click.option("--name", required=True)
@click.option("--name-en", default="", help="The name in Latin letters.")
@click.option("--reading", default="", help="Kana by which a Japanese name is sorted.")
@click.option("--credit-as", default="", help="The name to print instead.")
@click.option(
    "--kind",
    type=click.Choice([one.value for one in PersonKind]),
    default=PersonKind.INDIVIDUAL.value,
    show_default=True,
)
@click.option("--company", default="", metavar="CODE", help="The company they work for.")
@click.option("--registration-number", default="", metavar="T…", help="Number of a qualified invoice issuer.")
@shared_options
@asked
def add(
    ask: Asked,
    code: str,
    name: str,
    name_en: str,
    reading: str,
    credit_as: str,
    kind: str,
    company: str,
    registration_number: str,
) -> None:
    """Add somebody under a CODE of the studio's own."""
    wanted = Person(
        id=PersonId(""),
        code=code,
        name=name,
        name_en=name_en,
        reading=reading,
        credit_as=credit_as,
        kind=PersonKind(kind),
        registration_number=registration_number,
    )
    added = ask.steps.people.add(wanted, company=company, by=ask.by)
    if ask.json:
        print_json(person_document(added))
    else:
        print_lines([_("{code} {name} was added.", code=added.code, name=added.name)])


@person.command("set")
@click.argument("code")
@click.option("--name", help="The name; it cannot be empty.")
@click.option("--name-en", help="The name in Latin letters.")
@click.option("--reading", help="Kana by which a Japanese name is sorted.")
@click.option("--credit-as", help="The name to print instead.")
@click.option("--company", metavar="CODE", help="The company they work for.")
@click.option("--no-company", is_flag=True, help="They work for no company.")
@click.option("--registration-number", metavar="T…", help="Number of a qualified invoice issuer.")
@shared_options
@asked
def set_details(
    ask: Asked,
    code: str,
    name: str | None,
    name_en: str | None,
    reading: str | None,
    credit_as: str | None,
    company: str | None,
    registration_number: str | None,
    *,
    no_company: bool,
) -> None:
    """Say what is right about somebody: what is not given stays as it is, and '' clears it."""
    if no_company and company:
        raise click.UsageError(_("Say either --company or --no-company."))
    details = Details(
        name=name,
        name_en=name_en,
        reading=reading,
        credit_as=credit_as,
        company="" if no_company else company,
        registration_number=registration_number,
    )
    before, after = ask.steps.people.change(code, details, by=ask.by)
    if ask.json:
        print_json(person_document(after))
    else:
        print_lines([_("{code} was changed: {what}.", code=after.code, what=", ".join(_differing(before, after)))])


def _differing(before: Person, after: Person) -> list[str]:
    """Return the words for what differs."""
    words = {
        "name": _("name"),
        "name_en": _("name in Latin letters"),
        "reading": _("reading"),
        "credit_as": _("name to print"),
        "company": _("company"),
        "registration_number": _("registration number"),
    }
    return [word for field, word in words.items() if getattr(before, field) != getattr(after, field)]


@person.command("list")
@shared_options
@asked
def list_people(ask: Asked) -> None:
    """List everybody."""
    people = ask.steps.people.all()
    if ask.json:
        print_json({"people": [person_document(one) for one in people]})
    elif people:
        print_table([(one.code, one.name, one.name_en, one.kind.value) for one in people])
    else:
        print_lines([_("Nobody yet. “teire person add CODE --name NAME” adds somebody.")])


@person.command()
@click.argument("code")
@click.option("--reason", required=True)
@click.option("--asked", "asked_for", is_flag=True, help="The person asked not to be named.")
@shared_options
@asked
def omit(ask: Asked, code: str, reason: str, *, asked_for: bool) -> None:
    """Sign that somebody is left off the credits; the sheet says so."""
    entry = ask.steps.agreements.sign_omission(code, reason=reason, asked=asked_for, by=ask.by)
    if ask.json:
        print_json({"entry": entry.hash})
    else:
        print_lines([_("The omission of {code} was signed; the credit sheet says so.", code=code)])
