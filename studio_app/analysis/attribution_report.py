"""An `Attribution` as the JSON that other programs may rely on."""

from collections.abc import Sequence
from typing import Any

from studio_app.domain.attributions import Attribution
from studio_app.domain.chain_limit_wording import limits_of_attribution


def attribution_json(attribution: Attribution) -> dict[str, Any]:
    """Return plain values: pixels whole, shares in permille with one decimal.

    The shown shares of all owners and `unattributed_permille` add up to exactly 1000.0: they are rounded together, by
    the largest remainder.
    """
    total = attribution.width * attribution.height
    shown = _rounded([*(owner.visible for owner in attribution.owners), attribution.unattributed], total)
    return {
        "method": attribution.method,
        "width": attribution.width,
        "height": attribution.height,
        "owners": [
            {
                "index": owner.index,
                "stage": owner.link.kind.value,
                "name": owner.link.name,
                "visible_permille": visible / 10,
                "touched_permille": _permille(owner.touched, total),
                "overpainted_permille": _permille(owner.overpainted, total),
                "visible_pixels": owner.visible,
                "touched_pixels": owner.touched,
                "overpainted_pixels": owner.overpainted,
            }
            for owner, visible in zip(attribution.owners, shown, strict=False)
        ],
        "people": [
            {
                "name": person.name,
                "visible_permille": _permille(person.visible, total),
                "touched_permille": _permille(person.touched, total),
                "overpainted_permille": _permille(person.overpainted, total),
                "visible_pixels": person.visible,
                "touched_pixels": person.touched,
                "overpainted_pixels": person.overpainted,
            }
            for person in attribution.people
        ],
        "unattributed_permille": shown[-1] / 10,
        "unattributed_pixels": attribution.unattributed,
        "layout_kept_permille": None
        if attribution.layout_kept_permille is None
        else round(attribution.layout_kept_permille, 1),
        "grades": [
            {
                "name": grade.link.name,
                "stage": grade.link.kind.value,
                "index": grade.index,
                "mean_delta_e": round(grade.mean_delta_e, 2),
            }
            for grade in attribution.grades
        ],
        "limits": list(limits_of_attribution(attribution)),
        "limit_names": [limit.name.value for limit in attribution.limits],
    }


def _permille(pixels: int, total: int) -> float:
    return round(pixels * 1000 / total, 1)


def _rounded(pixels: Sequence[int], total: int) -> list[int]:
    """Return shares in tenths of a permille that add up to 10,000: the largest remainders are rounded up."""
    whole = [pixel * 10_000 // total for pixel in pixels]
    order = sorted(range(len(pixels)), key=lambda place: (-(pixels[place] * 10_000 % total), place))
    for place in order[: 10_000 - sum(whole)]:
        whole[place] += 1
    return whole
