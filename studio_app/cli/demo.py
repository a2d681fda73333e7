"""`teire demo`: the whole line on a studio of its own."""

import sys
from pathlib import Path

import click

from studio_app.cli.answers import clock, print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.demo_sheets import write_demonstration
from studio_app.cli.demonstration import make_demonstration
from studio_app.cli.documents import row_document
from studio_app.cli.window import has_display, open_window, render
from studio_app.domain.figures import percent
from studio_app.domain.language import _
from studio_app.domain.wording import stage_name, state_words
from studio_app.workflow.studio import Studio

_SIZE = (1600, 1000)


@click.command()
@click.argument("folder", metavar="[DIR]", default="teire-demo", type=click.Path(path_type=Path))
@click.option("--window/--no-window", default=True, help="Open the window on it at the end.")
@shared_options
@asked
def demo(ask: Asked, folder: Path, *, window: bool) -> None:
    """Make a demonstration studio in DIR, run the whole line on it, and open the window."""
    root = folder.absolute()
    ask.studio_path = str(root)
    studio, end = make_demonstration(root, say=_say)
    written = write_demonstration(studio, root, end)
    if window and not has_display():
        picture = root.parent / f"{root.name}-window.png"
        render(ask, picture, _SIZE)
        written.append(picture)
    findings = [finding.sentence for finding in studio.steps.evidence.findings()]
    if ask.json:
        rows = [row_document(row) for row in studio.rows()]
        print_json({"studio": str(root), "written": [str(p) for p in written], "findings": findings, "rows": rows})
    else:
        print_lines(_report(studio, root, written, findings))
    if window and has_display():
        open_window(ask)


def _say(sentence: str) -> None:
    """Tell a person at a terminal what is being done."""
    if sys.stderr.isatty():
        sys.stderr.write(f"  {sentence} …\n")
        sys.stderr.flush()


def _report(studio: Studio, root: Path, written: list[Path], findings: list[str]) -> list[str]:
    """Return what was made, in lines."""
    dossier = studio.steps.overview.dossier("C012")
    lines = [_("The demonstration stands in {path}.", path=root)]
    for stage in dossier.stages:
        who = stage.system if stage.kind.made_by_generator else dossier.people[stage.by].name if stage.by else ""
        changed = percent(stage.change.changed_permille) if stage.change else "–"
        lines.append(f"  {stage_name(stage)}  {who}  {changed}")
    lines.append(
        "  "
        + _("active time {active}, {state}", active=clock(dossier.row.active), state=state_words(dossier.row.state))
    )
    sheet = studio.steps.crediting.sheet()
    lines += [f"  {line.role.ja} / {line.role.en}: {line.name} ({line.name_en})" for line in sheet.lines]
    lines += ["  " + _("Generative AI used: {system}", system=line.system) for line in sheet.generators]
    lines += [_("Written: {path}", path=path) for path in written]
    lines += findings or [_("The ledger holds: every entry, signature, file and index.")]
    return lines
