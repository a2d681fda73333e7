"""`teire generator`."""

from datetime import UTC, datetime
from typing import Any

import click

from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.words import day
from studio_app.domain.generator_uses import GeneratorApproval, GeneratorUse
from studio_app.domain.language import _
from studio_app.domain.names import shown


@click.group()
def generator() -> None:
    """Which generators may be used, on whose word, for what, until when."""


@generator.command()
@click.argument("system")
@click.option("--version", default="", metavar="VERSION", help="Else any version.")
@click.option("--provider", default="", metavar="NAME", help="Who offers it; else as the table of generators says.")
@click.option("--licence", required=True, metavar="TIER", help="The tier it is used under: “Pro, commercial use”.")
@click.option(
    "--use", required=True, type=click.Choice([one.value for one in GeneratorUse]), help="May it stay in the picture?"
)
@click.option("--episode", default="", metavar="EP", help="Only for this episode; else for the whole production.")
@click.option("--from", "first", metavar="DAY", help="The first day it counts; else today.")
@click.option("--until", metavar="DAY", help="The last day it counts; else it has no end.")
@click.option("--note", default="")
@click.option("--by", "approver", metavar="PERSON", help="Who approves it; else who records this.")
@shared_options
@asked
def approve(
    ask: Asked,
    system: str,
    version: str,
    provider: str,
    licence: str,
    use: str,
    episode: str,
    first: str | None,
    until: str | None,
    note: str,
    approver: str | None,
) -> None:
    """Record that a generator, the SYSTEM as files name it, may be used. “teire correct” takes it back."""
    found = ask.steps.approvals.approve(
        system,
        version=version,
        provider=provider,
        licence=licence,
        use=GeneratorUse(use),
        episode=episode,
        approved_on=day(first) if first else datetime.now(UTC).astimezone().date(),
        until=day(until) if until else None,
        note=note,
        approver=approver,
        by=ask.by,
    )
    if ask.json:
        print_json(_document(found))
        return
    print_lines([_("Recorded: {what}.", what=", ".join(_words(found)))])


@generator.command("list")
@shared_options
@asked
def list_approvals(ask: Asked) -> None:
    """List the generators that are approved."""
    found = ask.steps.approvals.approvals()
    if ask.json:
        print_json({"approvals": [_document(one) for one in found]})
    elif found:
        codes = {person.id: person.code for person in ask.steps.people.all()}
        print_table([[*_words(one), codes.get(one.approved_by, ""), one.entry[:12]] for one in found])
    else:
        print_lines([_("No generator is approved yet. “teire generator approve SYSTEM” records an approval.")])


def _words(one: GeneratorApproval) -> list[str]:
    uses = {GeneratorUse.FINAL: _("for final use"), GeneratorUse.TEMPORARY: _("as temporary material")}
    until = _("from {first} to {last}", first=one.approved_on, last=one.until)
    return [
        shown(f"{one.system} {one.version}".strip()),
        shown(one.provider) if one.provider else _("provider not recorded"),
        shown(one.licence),
        uses[one.use],
        shown(one.episode) if one.episode else _("every episode"),
        until if one.until is not None else _("from {first} on", first=one.approved_on),
    ]


def _document(one: GeneratorApproval) -> dict[str, Any]:
    return {
        "system": one.system,
        "version": one.version,
        "provider": one.provider,
        "licence": one.licence,
        "use": one.use.value,
        "episode": one.episode,
        "approved_by": one.approved_by,
        "approved_on": one.approved_on.isoformat(),
        "until": one.until.isoformat() if one.until is not None else None,
        "note": one.note,
        "entry": one.entry,
    }
