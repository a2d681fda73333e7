"""`teire background`."""

import click

from studio_app.cli.answers import clock, print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.documents import background_document, dossier_document, row_document
from studio_app.domain.figures import percent
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.domain.wording import basis_word, cause_words, stage_name, state_words, verdict_words, work_word
from studio_app.workflow.views import BackgroundDossier


@click.group()
def background() -> None:
    """What is to be painted, and where each stands."""


@background.command()
@click.argument("code")
@click.option("--cut", "cuts", multiple=True, help="A cut it serves; may be given several times.")
@click.option("--episode", default="")
@shared_options
@asked
def add(ask: Asked, code: str, cuts: tuple[str, ...], episode: str) -> None:
    """Add a background under a CODE."""
    added = ask.steps.backgrounds.add(code=code, cuts=cuts, episode=episode, by=ask.by)
    if ask.json:
        print_json(background_document(added))
    else:
        print_lines([_("The background {code} was added.", code=added.code)])


@background.command("list")
@shared_options
@asked
def list_backgrounds(ask: Asked) -> None:
    """List all backgrounds and where they stand."""
    rows = ask.steps.overview.rows()
    if ask.json:
        print_json({"backgrounds": [row_document(row) for row in rows]})
    elif rows:
        print_table(
            [
                (
                    row.background.code,
                    row.background.episode,
                    " ".join(row.background.cuts),
                    state_words(row.state),
                    clock(row.active),
                )
                for row in rows
            ]
        )
    else:
        print_lines([_("No background yet. “teire background add CODE” adds one.")])


@background.command()
@click.argument("code")
@shared_options
@asked
def show(ask: Asked, code: str) -> None:
    """Show a background's chain, times, reviews and entries."""
    dossier = ask.steps.overview.dossier(code)
    if ask.json:
        print_json(dossier_document(dossier))
    else:
        print_lines(_lines(dossier))


def _lines(dossier: BackgroundDossier) -> list[str]:
    """Return a dossier in lines."""

    def name(person: PersonId | None) -> str:
        return dossier.people[person].printed_name if person in dossier.people else _("nobody named")

    row = dossier.row
    lines = [f"{row.background.code}  {row.background.episode}  {state_words(row.state)}  {clock(row.active)}"]
    for stage in dossier.stages:
        who = stage.system or _("system not recorded") if stage.kind.made_by_generator else name(stage.by)
        changed = percent(stage.change.changed_permille) if stage.change else ""
        gone = _("withdrawn") if stage.withdrawn else ""
        words = (f"  {stage_name(stage)}", who, basis_word(stage.basis), changed, gone, stage.id)
        lines.append("  ".join(filter(None, words)))
    for session in dossier.sessions:
        parts = (f"  {clock(session.active)}", name(session.person), work_word(session.kind), basis_word(session.basis))
        lines.append("  ".join(parts))
    for review in dossier.reviews:
        cause = cause_words(review.cause) if review.cause is not None else ""
        lines.append("  ".join(filter(None, (f"  {verdict_words(review.verdict)}", cause, name(review.by)))))
    for one in dossier.deliveries:
        signed = "" if one.certificate else _("not signed")
        said = (f"  {_('delivered')}", one.file_format.upper(), name(one.by), signed, one.sha256[:12])
        lines.append("  ".join(filter(None, said)))
    lines += [f"  {entry.hash[:12]}  {entry.summary}" for entry in dossier.entries]
    return lines
