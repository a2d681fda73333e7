"""`teire ledger`."""

import click

from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.documents import audit_document, entry_document
from studio_app.domain.language import _, counted
from studio_app.domain.moments import from_ms
from studio_app.domain.wording import basis_word

_FOUND = 1


@click.group()
def ledger() -> None:
    """The evidence."""


@ledger.command("list")
@click.option("--background", metavar="CODE")
@shared_options
@asked
def list_entries(ask: Asked, background: str | None) -> None:
    """List entries in the log's order."""
    listed = ask.steps.evidence.listed(background=background)
    if ask.json:
        print_json({"entries": [entry_document(one) for one in listed]})
        return
    people = {person.id: person.code for person in ask.steps.people.all()}
    print_table(
        [
            (
                str(one.position),
                one.entry.hash[:12],
                f"{from_ms(one.entry.recorded_at):%Y-%m-%d %H:%M}Z",
                people.get(one.entry.person, "") if one.entry.person else "-",
                basis_word(one.entry.basis),
                one.summary,
            )
            for one in listed
        ]
    )


@ledger.command()
@click.argument("entry")
@shared_options
@asked
def show(ask: Asked, entry: str) -> None:
    """Show an ENTRY's own bytes."""
    found = ask.steps.evidence.shown(entry)
    if ask.json:
        print_json({**entry_document(found), "leaf": found.entry.leaf.decode()})
    else:
        print_lines([found.summary, found.entry.leaf.decode()])


@ledger.command()
@click.option("--all", "everything", is_flag=True, help="Name everything that does not hold, not only the first.")
@shared_options
@asked
@click.pass_context
def verify(ctx: click.Context, ask: Asked, *, everything: bool) -> None:
    """Check every entry, signature, kept file and index; exit status 1 if anything does not hold."""
    evidence = ask.steps.evidence
    findings = []
    for finding in evidence.findings():
        findings.append(finding)
        if not everything:
            break
    if ask.json:
        holds = not findings
        document = {"holds": holds, "checkpoint": evidence.head() if holds else None}
        print_json({**document, "findings": [audit_document(finding) for finding in findings]})
    elif findings:
        print_lines(
            f"{'' if one.position is None else one.position}  {(one.entry or '')[:12]}  {one.sentence}".strip()
            for one in findings
        )
    else:
        count = int(evidence.head().split("\n")[1])
        sentence = counted("{count} entry holds.", "{count} entries hold, with every file and index.", count)
        print_lines([sentence])
    ctx.exit(_FOUND if findings else 0)


@ledger.command()
@shared_options
@asked
def rebuild(ask: Asked) -> None:
    """Make every index anew from the ledger."""
    count = ask.steps.evidence.rebuild()
    if ask.json:
        print_json({"entries": count})
    else:
        print_lines([_("Every index was made anew from {count} entries.", count=count)])
