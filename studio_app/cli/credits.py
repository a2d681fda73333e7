"""`teire credits`: the sheet, what is open in it, and its locked versions."""

import json
from pathlib import Path
from typing import Any

import click

from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.credit_deeds import clear, lock, name, roles
from studio_app.cli.credit_options import ordered, scope_of, scoped
from studio_app.domain.credit_words import CreditLock, CreditOrder
from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.exports.credit_files import issued_text
from studio_app.exports.credit_text import credits_text
from studio_app.exports.credit_words import check_words
from studio_app.statements.credit_difference import difference_record
from studio_app.statements.credit_record import check_record
from studio_app.statements.credit_sheet import OpenCheck
from studio_app.statements.credits import issued
from studio_app.statements.scopes import CreditScope
from studio_app.workflow.crediting import CreditDraft

_FOUND = 1


@click.group("credits", invoke_without_command=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ends in .csv, .json, .xlsx, .pdf, .html, .txt or .cinecred.csv.",
)
@scoped
@ordered
@click.option("--version", type=int, metavar="N", help="A locked version exactly as it was issued.")
@click.option(
    "--for",
    "purpose",
    default="",
    metavar="PROGRAM",
    help="A program that reads the .csv: cinecred, which looks for Credits.csv in its project.",
)
@click.option("--draft", "as_draft", is_flag=True, help="Show the sheet although checks are open; nothing is written.")
@shared_options
@asked
@click.pass_context
def credits_sheet(
    ctx: click.Context,
    ask: Asked,
    *,
    out: Path | None,
    episode: str,
    cut: str,
    order: str | None,
    version: int | None,
    purpose: str,
    as_draft: bool,
) -> None:
    """Draw up the credit sheet; refused while somebody who worked is not named, or is named for no work."""
    if ctx.invoked_subcommand is not None:
        return
    if as_draft and (out is not None or version is not None):
        raise click.UsageError(_("--draft only shows the sheet; leave out --out and --version."))
    if version is not None and order is not None:
        raise click.UsageError(_("A locked version keeps its own order; leave out --order."))
    scope, rule = CreditScope(episode=episode, cut=cut), CreditOrder(order) if order else None
    draft = _drawn(ask, scope, rule, out=out, version=version, purpose=purpose)
    if not as_draft:
        issued(draft.sheet)
    if ask.json:
        print_json({**json.loads(issued_text(draft)), "path": str(out.absolute()) if out else None})
        return
    findings = [*(check.sentence for check in draft.sheet.open_checks), *draft.sheet.findings]
    written = [_("Written to {path}.", path=out)] if out else []
    print_lines([credits_text(draft.sheet).decode(), *findings, *written])


def _drawn(
    ask: Asked, scope: CreditScope, rule: CreditOrder | None, *, out: Path | None, version: int | None, purpose: str
) -> CreditDraft:
    crediting = ask.steps.crediting
    if version is not None:
        if out is not None:
            return crediting.write_locked(out, scope, version, purpose=purpose)
        return crediting.locked(scope, version)
    if out is not None:
        return crediting.write(out, scope, rule, purpose=purpose)
    return crediting.draft(scope, rule)


@credits_sheet.command()
@scoped
@shared_options
@asked
@click.pass_context
def check(ctx: click.Context, ask: Asked, *, episode: str, cut: str) -> None:
    """List what keeps the sheet from being issued; exit status 1 if anything is open."""
    checks = ask.steps.crediting.draft(scope_of(ctx, episode, cut)).checks
    still = [one for one in checks if not one.cleared]
    if ask.json:
        print_json({"open": len(still), "checks": [check_record(one) for one in checks]})
    elif checks:
        print_lines(_check_line(one) for one in checks)
    else:
        print_lines([_("Everybody who worked is named, and everybody named has worked.")])
    ctx.exit(_FOUND if still else 0)


@credits_sheet.command()
@scoped
@shared_options
@asked
@click.pass_context
def history(ctx: click.Context, ask: Asked, *, episode: str, cut: str) -> None:
    """List the locked versions."""
    locks = ask.steps.crediting.locks(scope_of(ctx, episode, cut))
    codes = {person.id: person.code for person in ask.steps.people.all()}
    rows = [_lock_record(one, codes.get(one.locked_by, one.locked_by)) for one in locks]
    if ask.json:
        print_json({"versions": rows})
    elif rows:
        print_table(
            [
                (str(one.version), one.recorded_at.strftime("%Y-%m-%d %H:%M UTC"), row["locked_by"], one.entry)
                for one, row in zip(locks, rows, strict=True)
            ]
        )
    else:
        print_lines([_("No version yet. “teire credits lock” locks one.")])


@credits_sheet.command()
@scoped
@click.option("--version", type=int, metavar="N", help="Else the newest locked version.")
@shared_options
@asked
@click.pass_context
def difference(ctx: click.Context, ask: Asked, *, episode: str, cut: str, version: int | None) -> None:
    """Show what the sheet says otherwise than a locked version; exit status 1 if it differs."""
    found, changes = ask.steps.crediting.difference(scope_of(ctx, episode, cut), version)
    if ask.json:
        print_json({"version": found.version, "changes": difference_record(changes)})
    elif changes:
        print_lines(one.sentence for one in changes)
    else:
        print_lines([_("Nothing has changed since version {version} was locked.", version=found.version)])
    ctx.exit(_FOUND if changes else 0)


def _check_line(check: OpenCheck) -> str:
    if check.cleared:
        return _(
            "cleared  {check}: {sentence} ({name}: {reason})",
            check=check_words(check),
            sentence=check.sentence,
            name=check.cleared_by,
            reason=check.reason or "–",
        )
    return _("open  {check}: {sentence}", check=check_words(check), sentence=check.sentence)


def _lock_record(lock: CreditLock, code: str) -> dict[str, Any]:
    return {
        "version": lock.version,
        "episode": lock.episode,
        "cut": lock.cut,
        "order": lock.order.value,
        "locked_by": code,
        "recorded_at": to_ms(lock.recorded_at),
        "erased": not lock.sheet,
        "entry": lock.entry,
    }


for _command in (name, clear, lock, roles):
    credits_sheet.add_command(_command)
