"""`teire pay`."""

from functools import partial
from pathlib import Path

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.words import day
from studio_app.domain.language import _
from studio_app.domain.money import money_from_text
from studio_app.exports.json_sheet import pay_json


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
