"""`teire credits name`, `clear`, `lock` and `roles`: what people say about the credits."""

import click

from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.credit_options import ordered, scope_of, scoped
from studio_app.domain.credit_words import CreditCheck, CreditOrder
from studio_app.domain.language import _
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import StageKind
from studio_app.statements.roles import Role, RoleTable


@click.command()
@click.argument("person")
@click.option("--role", required=True, metavar="KEY", help="A key of the table of roles.")
@scoped
@shared_options
@asked
@click.pass_context
def name(ctx: click.Context, ask: Asked, *, person: str, role: str, episode: str, cut: str) -> None:
    """Name a PERSON in a role, whether or not work of theirs is recorded."""
    entry = ask.steps.crediting.name(person, role, scope_of(ctx, episode, cut), by=ask.by)
    if ask.json:
        print_json({"entry": entry.hash, **entry.payload})
    else:
        print_lines([_("{person} is named as {role}.", person=person, role=role)])


@click.command()
@click.argument("check", type=click.Choice([one.value for one in CreditCheck]))
@click.argument("person")
@click.option("--role", default="", metavar="KEY", help="Where somebody is named in several roles.")
@click.option("--reason", required=True, help="Stands on the sheet with your name.")
@scoped
@shared_options
@asked
@click.pass_context
def clear(
    ctx: click.Context, ask: Asked, *, check: str, person: str, role: str, reason: str, episode: str, cut: str
) -> None:
    """Clear an open CHECK about a PERSON by your signed reason."""
    scope = scope_of(ctx, episode, cut)
    entry = ask.steps.crediting.clear(CreditCheck(check), person, role, scope, reason=reason, by=ask.by)
    if ask.json:
        print_json({"entry": entry.hash})
    else:
        print_lines([_("Cleared; the sheet says who signed it and why.")])


@click.command()
@scoped
@ordered
@shared_options
@asked
@click.pass_context
def lock(ctx: click.Context, ask: Asked, *, episode: str, cut: str, order: str | None) -> None:
    """Lock the sheet as it stands now as its next version."""
    rule = CreditOrder(order) if order else None
    locked = ask.steps.crediting.lock(scope_of(ctx, episode, cut), rule, by=ask.by)
    if ask.json:
        print_json({"version": locked.version, "order": locked.order.value, "lock": locked.id, "entry": locked.entry})
    else:
        print_lines([_("Version {version} is locked.", version=locked.version)])


@click.command()
@click.option("--edit-copy", is_flag=True, help="Lay a copy into the studio, to be edited there.")
@shared_options
@asked
def roles(ask: Asked, *, edit_copy: bool) -> None:
    """Show the roles of the trade and which work earns them."""
    crediting = ask.steps.crediting
    laid = crediting.lay_roles() if edit_copy else None
    table, own = crediting.roles(), crediting.own_roles()
    if ask.json:
        print_json(
            {
                "roles": [{**_record(role), "earned_by": _earned(table, role)} for role in table.roles.values()],
                "path": None if own is None else str(own.absolute()),
            }
        )
    elif laid is not None:
        print_lines([_("The table lies in {path}; it counts from now on.", path=laid)])
    else:
        print_table([(one.key, one.ja, one.en, ", ".join(_earned(table, one))) for one in table.roles.values()])


def _record(role: Role) -> dict[str, str | int]:
    return {"key": role.key, "ja": role.ja, "en": role.en, "order": role.order}


def _earned(table: RoleTable, role: Role) -> list[str]:
    """Return what earns a role: kinds of stages and of work, `review`, `help`; each once."""
    stages: list[StageKind | WorkKind] = [kind for kind, earned in table.stages.items() if earned == role]
    works = [kind for kind, earned in table.works.items() if earned == role]
    others = [word for word, earned in (("review", table.review), ("help", table.help)) if earned == role]
    return list(dict.fromkeys([*(kind.value for kind in (*stages, *works)), *others]))
