"""`teire pay`, `teire invoice`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.words import day, month
from studio_app.domain.floor_wording import money_words
from studio_app.domain.language import _
from studio_app.domain.money import money_from_text
from studio_app.domain.periods import last_of_month
from studio_app.exports.invoice_json import invoice_json
from studio_app.exports.pay_json import pay_json
from studio_app.statements.invoice_draft import InvoiceDraft
from studio_app.statements.pay_statement import PayStatement

_ENDINGS = "Ends in .xlsx, .csv, .pdf, .html, .json, .journal (hledger) or .beancount."


@click.command()
@click.option("--from", "first", metavar="DAY")
@click.option("--to", "last", metavar="DAY")
@click.option("--month", "whole", metavar="YYYY-MM", help="A whole month, instead of --from and --to.")
@click.option("--person", metavar="CODE", help="The statement of one person alone.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=_ENDINGS)
@click.option(
    "--floor", metavar="AMOUNT", help="Stated floor of pay per hour; else the studio's, else its region's minimum wage."
)
@shared_options
@asked
def pay(
    ask: Asked,
    first: str | None,
    last: str | None,
    whole: str | None,
    person: str | None,
    out: Path | None,
    floor: str | None,
) -> None:
    """Draw up the pay statement of a period, both days included."""
    begins, ends = _period(first, last, whole)
    least = money_from_text(floor, ask.folder.currency) if floor else None
    paying = ask.steps.paying
    draw_up = partial(paying.write, out) if out else paying.statement
    statement = draw_up(begins, ends, person=person, floor=least)
    if ask.json:
        print_json({**pay_json(statement), "path": str(out.absolute()) if out else None})
    else:
        print_lines([*_lines(statement), *_written(out)])


def _period(first: str | None, last: str | None, whole: str | None) -> tuple[date, date]:
    """Return the days that were asked for: those of --from and --to, or a whole month."""
    if whole and not first and not last:
        begins = month(whole)
        return begins, last_of_month(begins)
    if first and last and not whole:
        return day(first), day(last)
    raise click.UsageError(_("Say either --from and --to, or --month."))


def _lines(statement: PayStatement) -> list[str]:
    lines = [
        f"{one.code}  {one.name}  " + (", ".join(f"{t.amount} {t.currency}" for t in one.totals) or _("no rate agreed"))
        for one in statement.people
    ]
    said = [finding for one in statement.people for finding in one.findings] if statement.only else []
    return [*lines, *said, *statement.findings]


def _written(out: Path | None) -> list[str]:
    return [_("Written to {path}.", path=out)] if out else []


@click.command()
@click.argument("person")
@click.option("--from", "first", metavar="DAY")
@click.option("--to", "last", metavar="DAY")
@click.option("--month", "whole", metavar="YYYY-MM", help="A whole month, instead of --from and --to.")
@click.option("--date", "dated", metavar="DAY", help="The date of the invoice; else the last day.")
@click.option("--number", default="", metavar="TEXT", help="The number of the invoice.")
@click.option("--recipient", default="", metavar="NAME", help="Who pays; else the production's title.")
@click.option("--currency", default="", metavar="CODE", help="Which invoice of somebody who is paid in several.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=_ENDINGS)
@shared_options
@asked
def invoice(
    ask: Asked,
    person: str,
    first: str | None,
    last: str | None,
    whole: str | None,
    dated: str | None,
    number: str,
    recipient: str,
    currency: str,
    out: Path | None,
) -> None:
    """Draft the invoice of a PERSON for a period; it says what is missing."""
    begins, ends = _period(first, last, whole)
    paying = ask.steps.paying
    draft_it = partial(paying.write_invoice, out) if out else paying.invoice
    draft = draft_it(
        person,
        begins,
        ends,
        dated=day(dated) if dated else None,
        number=number,
        recipient=recipient,
        currency=currency,
    )
    if ask.json:
        print_json({**invoice_json(draft), "path": str(out.absolute()) if out else None})
    else:
        print_lines([*_invoice_lines(draft), *_written(out)])


def _invoice_lines(draft: InvoiceDraft) -> list[str]:
    lines = [
        _("DRAFT · {heading} · {code} {name}", heading=draft.heading, code=draft.code, name=draft.name),
        _("Without tax: {amount}", amount=money_words(draft.net)),
    ]
    lines += [
        _("{tax} {percent} %: {amount}", tax=draft.tax_name, percent=one.percent, amount=money_words(one.tax))
        for one in draft.taxes
    ]
    if draft.withheld is not None:
        lines.append(f"{draft.withheld.name}: − {money_words(draft.withheld.amount)}")
    lines.append(_("To be paid: {amount}", amount=money_words(draft.payable)))
    return [*lines, *(_("Missing: {sentence}", sentence=one) for one in draft.missing), *draft.notes]
