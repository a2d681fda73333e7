"""Options that several commands of `teire session` share."""

import click

from studio_app.domain.sessions import WorkKind

kind_option = click.option(
    "--kind",
    type=click.Choice([one.value for one in WorkKind]),
    default=WorkKind.RETOUCH.value,
    show_default=True,
    help="What it is spent on.",
)
by_option = click.option("--by", "person", metavar="PERSON", help="Whose time it is.")
