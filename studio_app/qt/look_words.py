"""A way of looking in words, and the one amount that each way may have."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.qt.region_words import difference_definition, region_sentence, regions_definition, regions_sentence
from studio_app.viewing.look import LARGEST_GAIN, Way

if TYPE_CHECKING:
    from studio_app.domain.changes import ChangeReport
    from studio_app.viewing.look import Look

_DOUBLINGS = int(math.log2(LARGEST_GAIN))


def amount_of(look: Look) -> tuple[float, str] | None:
    """Return what the slider sets, 0 to 1, with its name; None where this way has no amount."""
    if look.way is Way.BLEND:
        return look.share, _("How much of the later picture")
    if look.way is Way.DIFFERENCE:
        return math.log2(look.gain) / _DOUBLINGS, _("How many times as bright")
    if look.way is Way.OWNERS:
        return look.strength, _("How strong the colours are")
    return None


def with_amount(look: Look, share: float) -> Look:
    """Return the look with its amount set to a share, 0 to 1; gains go by doublings."""
    if look.way is Way.BLEND:
        return replace(look, share=share)
    if look.way is Way.DIFFERENCE:
        return replace(look, gain=2 ** round(share * _DOUBLINGS))
    if look.way is Way.OWNERS:
        return replace(look, strength=share)
    return look


def way_words(  # each is one thing that may be said
    look: Look, report: ChangeReport | None, *, outlined: bool, graded: bool, region: int, paired: bool
) -> tuple[str, str]:
    """Return what is said beside the tools, and its definition."""
    if not paired:
        return _treatment_words(look), ""
    parts, definitions = [], []
    if look.way is Way.DIFFERENCE:
        parts.append(_("difference × {gain}", gain=look.gain))
        definitions.append(difference_definition(look.gain))
    elif look.way is Way.BLEND:
        parts.append(_("blend {share} %", share=round(look.share * 100)))
    elif look.way is Way.FLIP:
        parts.append(_("later") if look.later else _("earlier"))
    elif look.way is Way.HEAT:
        definitions.append(heat_definition())
    elif look.way is Way.OWNERS:
        definitions.append(owners_definition())
    if outlined:
        parts.append(_regions_words(report, region))
        definitions.append(regions_definition())
    if graded and report is not None and not report.grade.found:
        parts.append(_("no grade was found"))
    if (treated := _treatment_words(look)) and look.way not in (Way.DIFFERENCE, Way.HEAT, Way.OWNERS):
        parts.append(treated)
    words = " · ".join(parts)
    return words, "\n".join((words, *definitions)) if definitions else ""


def heat_definition() -> str:
    """Return what the heat view shows."""
    return _(
        "Repaint heat (H): pixels that differ beyond the noise floor once shift, scale and grade are taken out, from "
        "dark red (just seen) to pale yellow (ΔE 40 and more)."
    )


def owners_definition() -> str:
    """Return what the owners' view shows."""
    return _(
        "Who painted what (O): each pixel in the colour of whoever repainted it last. A generator is grey and hatched, "
        "what cannot be traced is dotted."
    )


def _regions_words(report: ChangeReport | None, region: int) -> str:
    if report is None:
        return _("Comparing…")
    regions = report.repaint.regions
    if 0 <= region < len(regions):
        return _(
            "region {number} of {count}: {region}",
            number=region + 1,
            count=len(regions),
            region=region_sentence(regions[region]),
        )
    return regions_sentence(report)


def _treatment_words(look: Look) -> str:
    parts = []
    if look.treatment.exposure:
        parts.append(_("exposure {stops} stops", stops=f"{look.treatment.exposure:+.1f}"))
    if look.treatment.values:
        parts.append(_("values"))
    return " · ".join(parts)
