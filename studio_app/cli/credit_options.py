"""Options that the commands about credits share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from studio_app.domain.credit_words import CreditOrder
from studio_app.statements.scopes import CreditScope

Command = TypeVar("Command", bound=Callable[..., Any])


def scoped(command: Command) -> Command:
    """Add --episode and --cut."""
    for option in (
        click.option("--cut", default="", help="Only this cut."),
        click.option("--episode", default="", help="Only this episode."),
    ):
        command = option(command)
    return command


def ordered(command: Command) -> Command:
    """Add --order."""
    option = click.option(
        "--order",
        type=click.Choice([one.value for one in CreditOrder]),
        help="By what people stand within a role; else as last locked, else by reading.",
    )
    return option(command)


def scope_of(ctx: click.Context, episode: str, cut: str) -> CreditScope:
    """Return the scope of a command under `credits`: its own options, else those that stand before its name."""
    before = ctx.parent.params if ctx.parent is not None else {}
    return CreditScope(episode=episode or before.get("episode", ""), cut=cut or before.get("cut", ""))
