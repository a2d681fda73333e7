"""Whether an answer is right. A wrong one voids the time it took."""

import json
from collections.abc import Mapping
from typing import Any

LEAST_OVERLAP = 0.95
LEAST_AGREEMENT = 0.98
_SHARE_APART = 20.0
_MORE_REGIONS = 1.25
_BOX_OVERLAP = 0.5


def faults(answer: str, truth: Mapping[str, Any], overlap: float) -> list[str]:
    """Return a sentence for everything in which a compare's JSON, or its mask, is not true."""
    try:
        report = json.loads(answer)
    except ValueError:
        return ["the answer is no JSON"]
    return [
        *_alignment_faults(report["alignment"]),
        *_grade_faults(report["grade"], truth),
        *_repaint_faults(report["repaint"], truth),
        *([] if overlap >= LEAST_OVERLAP else [f"the mask overlaps the truth by {overlap:.3f}, not {LEAST_OVERLAP}"]),
    ]


def attribution_faults(answer: str, agreement: float) -> list[str]:
    """Return a sentence for everything in which an attribution is not true."""
    sentences = []
    if agreement < LEAST_AGREEMENT:
        sentences.append(f"{agreement:.2%} of the pixels have their true owner, not {LEAST_AGREEMENT:.0%}")
    try:
        owners = json.loads(answer)["owners"]
    except (ValueError, KeyError):
        return [*sentences, "the answer names no owners"]
    total = sum(float(owner["visible_permille"]) for owner in owners)
    if total > 1000.5:
        sentences.append(f"the owners have {total:.1f} permille between them")
    return sentences


def _alignment_faults(alignment: Mapping[str, Any]) -> list[str]:
    if not alignment["found"]:
        return ["no alignment was found"]
    moved = max(abs(alignment["dx"]), abs(alignment["dy"]))
    if moved > 0.5 or abs(alignment["scale"] - 1) > 0.001:
        return [f"the pictures lie on each other, but {moved:.1f} px and × {alignment['scale']:.4f} was found"]
    return []


def _grade_faults(grade: Mapping[str, Any], truth: Mapping[str, Any]) -> list[str]:
    if grade["found"] == truth["graded"]:
        return []
    return ["the grade was not found"] if truth["graded"] else ["a grade was found where there is none"]


def _repaint_faults(repaint: Mapping[str, Any], truth: Mapping[str, Any]) -> list[str]:
    sentences = []
    apart = repaint["changed_permille"] - truth["permille"]
    # Two points of the picture, or half of the edit where the edit is smaller than that.
    if abs(apart) > min(_SHARE_APART, truth["permille"] / 2):
        sentences.append(f"the share is {repaint['changed_permille']} permille, truly {truth['permille']:.1f}")
    boxes = [tuple(region[side] for side in ("left", "top", "width", "height")) for region in repaint["regions"]]
    if len(boxes) > len(truth["boxes"]) * _MORE_REGIONS:
        sentences.append(f"{len(boxes)} regions, truly {len(truth['boxes'])}")
    lost = sum(all(_box_overlap(known, box) < _BOX_OVERLAP for box in boxes) for known in truth["boxes"])
    if lost:
        sentences.append(f"{lost} of {len(truth['boxes'])} repaints have no region in their place")
    return sentences


def _box_overlap(one: Any, other: Any) -> float:
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    both = float(max(0, wide) * max(0, high))
    return both / float(one[2] * one[3] + other[2] * other[3] - both)
