"""Changes in the words a person reads, each with its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.change_wording import region_kind_word
from studio_app.domain.figures import decimals, grouped
from studio_app.domain.language import _, counted

if TYPE_CHECKING:
    from studio_app.domain.changes import ChangeReport, Region


def region_sentence(region: Region) -> str:
    """Return one region's kind, area and mean difference."""
    return _(
        "{kind} · {pixels} pixels · ΔE {delta}",
        kind=region_kind_word(region.kind),
        pixels=grouped(region.pixels),
        delta=decimals(region.mean_delta_e, 1),
    )


def regions_sentence(report: ChangeReport) -> str:
    """Return how many regions are outlined."""
    if not report.repaint.regions:
        return _("no region")
    return counted("{count} region", "{count} regions", len(report.repaint.regions))


def changed_share_definition() -> str:
    """Return what the changed share means."""
    return _(
        "Changed share: the pixels that differ from the parent by more than the noise floor, as a share of all "
        "pixels of this picture. Shift, crop, scale and a colour change of the whole picture are taken out first. "
        "It says how much area changed, not how much work that was."
    )


def regions_definition() -> str:
    """Return what a region is."""
    return _("Regions: connected changed areas; gaps of a few pixels are closed.")


def noise_floor_definition() -> str:
    """Return what the noise floor is."""
    return _(
        "Noise floor: the difference (OKLab distance times 100) that this pair shows without anybody's work, "
        "such as compression, dither or resampling. Only what lies above it counts as changed."
    )


def alignment_definition() -> str:
    """Return what alignment means."""
    return _("Aligned: whether the two pictures could be laid on each other. Shift, crop and scale are no repaint.")


def grade_definition() -> str:
    """Return what a grade is."""
    return _("Grade: a change that one colour transform of the whole picture explains. It is no repaint.")


def difference_definition(gain: int) -> str:
    """Return what the difference view shows."""
    return _(
        "Difference (D): for each pixel the largest channel's difference in 8-bit sRGB, {gain} times as bright.",
        gain=gain,
    )
