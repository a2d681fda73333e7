"""`teire correct`."""

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.words import duration
from studio_app.domain.language import _
from studio_app.domain.sessions import WorkKind
from studio_app.workflow.correcting import Amendment


@click.command()
@click.argument("entry")
@click.option("--reason", required=True)
@click.option("--withdraw/--restore", "withdrawn", default=None, help="Take the entry out of all sums, or back in.")
@click.option("--by", "person", metavar="PERSON", help="Who really painted or reviewed it.")
@click.option("--time", "length", metavar="H:MM", help="The session's right length.")
@click.option("--kind", type=click.Choice([one.value for one in WorkKind]), help="What the time was really spent on.")
@click.option("--background", metavar="CODE", help="Where it belongs.")
@click.option("--dispute", is_flag=True, help="Only say that it is disputed; no sum changes.")
@shared_options
@asked
def correct(
    ask: Asked,
    entry: str,
    reason: str,
    person: str | None,
    length: str | None,
    kind: str | None,
    background: str | None,
    *,
    withdrawn: bool | None,
    dispute: bool,
) -> None:
    """Answer an ENTRY with a correcting one; both stay readable and totals follow."""
    amendment = Amendment(
        withdrawn=withdrawn,
        person=person,
        active=duration(length) if length else None,
        work=WorkKind(kind) if kind else None,
        background=background,
    )
    if dispute and amendment != Amendment():
        raise click.UsageError(_("A dispute changes nothing: leave the other options out."))
    step = ask.steps.corrections
    if dispute:
        made = step.dispute(entry, reason=reason, by=ask.by)
    else:
        made = step.correct(entry, amendment, reason=reason, by=ask.by)
    if ask.json:
        print_json({"entry": made.hash, "corrects": made.payload["target"], "dispute": dispute})
    else:
        print_lines([_("Recorded as entry {entry}; the entry it answers stays readable.", entry=made.hash[:12])])
