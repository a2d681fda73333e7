"""`teire compare`."""

from pathlib import Path

import click

from studio_app.analysis.report import report_json
from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.progress import shown_progress
from studio_app.domain.change_wording import region_kind_word
from studio_app.domain.figures import decimals, grouped, percent
from studio_app.domain.language import _
from studio_app.domain.limit_wording import limits_of_report
from studio_app.sandbox.in_process import InProcessExaminer


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--picture", type=click.Path(path_type=Path), metavar="OUT.png", help="Write what changed as a picture.")
@shared_options
@asked
def compare(ask: Asked, before: Path, after: Path, picture: Path | None) -> None:
    """Compare two pictures; no studio is needed."""
    with shown_progress() as progress:
        report = InProcessExaminer().compare(before, after, picture=picture, progress=progress)
    if ask.json:
        print_json(report_json(report, before, after))
        return
    repaint = report.repaint
    lines = [
        _(
            "{share} repainted: {pixels} pixels in {count} regions, above a noise floor of ΔE {noise}.",
            share=percent(repaint.changed_permille),
            pixels=grouped(repaint.changed_pixels),
            count=len(repaint.regions),
            noise=decimals(repaint.noise_floor, 2),
        )
    ]
    lines += [
        f"  {region_kind_word(region.kind)}  {region.width}×{region.height} +{region.left}+{region.top}  "
        f"{grouped(region.pixels)} px  ΔE {decimals(region.mean_delta_e, 1)}"
        for region in repaint.regions
    ]
    print_lines([*lines, *limits_of_report(report)])
