"""`teire desk export`: everything about you in one file, taken out by you."""

from pathlib import Path

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.whose import me
from studio_app.domain.language import _


@click.command("export")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Ends in .json or .zip.")
@shared_options
@asked
def export(ask: Asked, out: Path) -> None:
    """Write everything about you to FILE: recordings, decisions, saves, and your entries with their bytes."""
    found = ask.steps.own.exports.write(out, me(ask))
    counts = {
        "recordings": len(found.desk.recordings),
        "changes": len(found.desk.changes),
        "saves": len(found.desk.saves),
        "sessions": len(found.ledger.sessions),
        "entries": len(found.ledger.entries),
    }
    if ask.json:
        print_json({"path": str(out.absolute()), "person": found.person.id, **counts})
        return
    print_lines(
        [
            _(
                "Everything about you is in {path}: {recordings} recordings, {saves} saves, {entries} entries.",
                path=out,
                recordings=counts["recordings"],
                saves=counts["saves"],
                entries=counts["entries"],
            )
        ]
    )
