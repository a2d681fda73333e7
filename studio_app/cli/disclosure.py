"""`teire disclosure`."""

from typing import Any

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.domain.candidates import Disclosure
from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.domain.wording import stage_name
from studio_app.workflow.views import ToBeTold


@click.command()
@click.argument("background", metavar="CODE")
@click.option("--seen", is_flag=True, help="Record that you saw it.")
@shared_options
@asked
def disclosure(ask: Asked, background: str, *, seen: bool) -> None:
    """Say which generator began the picture of a background, as an artist is told before the first session on it."""
    told = ask.steps.disclosures.of(background)
    recorded = ask.steps.disclosures.see(background, by=ask.by) if seen else None
    if ask.json:
        print_json({"disclosure": _document(told) if told else None, "seen": _seen_document(recorded)})
        return
    print_lines(_lines(told, recorded))


def _document(told: ToBeTold) -> dict[str, Any]:
    return {
        "background": told.background.id,
        "stage": told.stage.id,
        "system": told.system,
        "version": told.version,
        "model": told.model,
        "marks": list(told.marks),
        "source_types": list(told.source_types),
        "credential_states": list(told.credential_states),
    }


def _seen_document(one: Disclosure | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"person": one.person, "stage": one.stage, "entry": one.entry, "recorded_at": to_ms(one.recorded_at)}


def _lines(told: ToBeTold | None, recorded: Disclosure | None) -> list[str]:
    if told is None:
        return [_("Nothing recorded here comes from a generator. That says nothing of what was not recorded.")]
    system = " ".join(part for part in (told.system, told.version) if part) or _("a system its file does not name")
    lines = [
        _(
            "{stage} of {code} was made by {system}.",
            stage=stage_name(told.stage),
            code=told.background.code,
            system=system,
        )
    ]
    if told.model:
        lines.append(_("Model: {model}.", model=told.model))
    found = ", ".join((*told.marks, *told.source_types, *told.credential_states)) or _("none")
    lines.append(_("Marks found in its file: {marks}.", marks=found))
    if recorded is not None:
        lines.append(_("That you saw this is recorded."))
    return lines
