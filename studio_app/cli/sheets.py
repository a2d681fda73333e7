"""`teire credits`, `teire pay`."""

from functools import partial
from pathlib import Path

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.words import day
from studio_app.domain.language import _
from studio_app.domain.money import money_from_text
from studio_app.exports.json_sheet import credits_json, pay_json
from studio_app.statements.scopes import CreditScope


@click.command("credits")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Ends in .csv or .json.")
@click.option("--episode", default="")
@click.option("--cut", default="")
@shared_options
@asked
def credits_sheet(ask: Asked, out: Path | None, episode: str, cut: str) -> None:
    """Draw up the credit sheet; refused while somebody who worked is not named."""
    scope, sheets = CreditScope(episode=episode, cut=cut), ask.steps.sheets
    sheet = sheets.write_credits(out, scope) if out else sheets.credits(scope)
    if ask.json:
        print_json({**credits_json(sheet), "path": str(out.absolute()) if out else None})
        return
    lines = [f"{line.role.ja} / {line.role.en}   {line.name}   {line.name_en}".rstrip() for line in sheet.lines]
    lines += [
        _("Generative AI used: {system} {version}", system=line.system, version=line.version).rstrip()
        for line in sheet.generators
    ]
    print_lines([*lines, *([_("Written to {path}.", path=out)] if out else [])])


@click.command()
@click.option("--from", "first", required=True, metavar="DAY")
@click.option("--to", "last", required=True, metavar="DAY")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Ends in .csv or .json.")
@click.option("--floor", metavar="AMOUNT", help="Stated floor of pay per hour; else the studio's.")
@shared_options
@asked
def pay(ask: Asked, first: str, last: str, out: Path | None, floor: str | None) -> None:
    """Draw up the pay statement of a period, both days included."""
    sheets, begins, ends = ask.steps.sheets, day(first), day(last)
    least = money_from_text(floor, ask.folder.currency) if floor else None
    draw_up = partial(sheets.write_pay, out) if out else sheets.pay
    statement = draw_up(begins, ends, floor=least)
    if ask.json:
        print_json({**pay_json(statement), "path": str(out.absolute()) if out else None})
        return
    lines = [
        f"{one.code}  {one.name}  " + (", ".join(f"{t.amount} {t.currency}" for t in one.totals) or _("no rate agreed"))
        for one in statement.people
    ]
    print_lines([*lines, *([_("Written to {path}.", path=out)] if out else [])])
