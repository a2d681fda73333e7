"""`teire attribute`."""

from pathlib import Path
from typing import Any

import click

from studio_app.analysis.attribution_report import attribution_json
from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.progress import shown_progress
from studio_app.domain.attributions import MOST_STAGES, Attribution, ChainLink
from studio_app.domain.chain_limit_wording import limits_of_attribution
from studio_app.domain.errors import StudioError
from studio_app.domain.figures import decimals, percent, share
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.domain.stages import StageKind
from studio_app.domain.wording import kind_word
from studio_app.sandbox.in_process import InProcessExaminer


@click.command()
@click.option("--stage", "stages", multiple=True, metavar="KIND:NAME=FILE", help="A stage; several, in their order.")
@click.option("--background", metavar="CODE", help="A background of the studio, by its stages' real parents.")
@click.option("--map", "map_to", type=click.Path(path_type=Path), metavar="OUT.png", help="Write each pixel's owner.")
@click.option("--picture", type=click.Path(path_type=Path), metavar="OUT.png", help="Write an overlay with a legend.")
@shared_options
@asked
def attribute(
    ask: Asked, stages: tuple[str, ...], background: str | None, map_to: Path | None, picture: Path | None
) -> None:
    """Say who painted what of the last picture of a chain."""
    if bool(stages) == bool(background):
        raise StudioError(
            _("A chain is given either by its stages or by its background."),
            hint=_(
                "For example: --stage layout:ITO=lay.png --stage generation:comfy=gen.png --stage retouch:MORI=v1.png."
            ),
        )
    if background is not None:
        found, extra = _of_background(ask, background, map_to, picture)
    else:
        chain = [_read(text) for text in stages]
        if len(chain) > MOST_STAGES:
            raise StudioError(
                _("A chain has at most {most} stages.", most=MOST_STAGES), hint=_("Leave out some between.")
            )
        with shown_progress() as progress:
            found = InProcessExaminer().attribute(chain, map_to=map_to, picture_to=picture, progress=progress)
        extra = {}
    if ask.json:
        print_json(attribution_json(found) | extra)
    else:
        _print(found)


def _of_background(
    ask: Asked, code: str, map_to: Path | None, picture: Path | None
) -> tuple[Attribution, dict[str, Any]]:
    with shown_progress() as progress:
        answer = ask.steps.attribution.attribute(code, map_to=map_to, picture_to=picture, progress=progress)
    return answer.attribution, {"background": answer.background.code, "stages": list(answer.stages)}


def _read(text: str) -> tuple[ChainLink, Path]:
    """Read KIND:NAME=FILE; the name may hold anything but an equals sign."""
    head, equals, file = text.partition("=")
    kind, colon, name = head.partition(":")
    if not equals or not colon or not name or not file or kind not in set(StageKind):
        raise StudioError(
            _("“{text}” is no stage.", text=shown(text)),
            hint=_("Write KIND:NAME=FILE with KIND one of {kinds}.", kinds=", ".join(StageKind)),
        )
    return ChainLink(kind=StageKind(kind), name=name), Path(file)


def _print(found: Attribution) -> None:
    total = found.width * found.height
    header = (_("stage"), _("name"), _("visible"), _("touched"), _("overpainted"))
    rows = [
        (kind_word(owner.link.kind), shown(owner.link.name), *(share(value, total) for value in figures))
        for owner in found.owners
        for figures in [(owner.visible, owner.touched, owner.overpainted)]
    ]
    print_table([header, *rows])
    lines = [_("{share} unattributed.", share=share(found.unattributed, total))]
    if found.layout_kept_permille is not None:
        lines.append(_("{share} of the layout's line is kept.", share=percent(found.layout_kept_permille)))
    lines += [
        _(
            "A grade over the whole picture in {stage}: ΔE {mean}.",
            stage=shown(grade.link.name),
            mean=decimals(grade.mean_delta_e, 1),
        )
        for grade in found.grades
    ]
    print_lines([*lines, *limits_of_attribution(found)])
