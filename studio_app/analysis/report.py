"""A `ChangeReport` as the JSON that other programs may rely on."""

from pathlib import Path
from typing import Any

from studio_app.domain.changes import ChangeReport, Region
from studio_app.domain.limit_wording import limits_of_report
from studio_app.domain.picture_facts import PictureFacts


def report_json(report: ChangeReport, before_path: Path, after_path: Path) -> dict[str, Any]:
    """Return the report as plain values: pixels whole, permille with one decimal, distances with two."""
    repaint = report.repaint
    return {
        "method": report.method,
        "before": _picture(report.before, before_path),
        "after": _picture(report.after, after_path),
        "alignment": {
            "found": report.alignment.found,
            "dx": _whole_if_whole(report.alignment.dx),
            "dy": _whole_if_whole(report.alignment.dy),
            "scale": round(report.alignment.scale, 6),
            "overlap_permille": round(report.alignment.overlap_permille, 1),
        },
        "grade": {"found": report.grade.found, "mean_delta_e": round(report.grade.mean_delta_e, 2)},
        "repaint": {
            "changed_pixels": repaint.changed_pixels,
            "changed_permille": round(repaint.changed_permille, 1),
            "noise_floor": round(repaint.noise_floor, 2),
            "regions": [_region(region) for region in repaint.regions],
        },
        "limits": list(limits_of_report(report)),
        "limit_names": [limit.name.value for limit in report.limits],
    }


def _picture(facts: PictureFacts, path: Path) -> dict[str, Any]:
    return {
        "path": str(path),
        "sha256": facts.sha256,
        "width": facts.width,
        "height": facts.height,
        "bit_depth": facts.bit_depth,
        "colour_space": facts.colour_space,
        "format": facts.file_format,
        "size_bytes": facts.size_bytes,
    }


def _region(region: Region) -> dict[str, Any]:
    return {
        "left": region.left,
        "top": region.top,
        "width": region.width,
        "height": region.height,
        "pixels": region.pixels,
        "mean_delta_e": round(region.mean_delta_e, 2),
        "kind": region.kind.value,
    }


def _whole_if_whole(number: float) -> int | float:
    return int(number) if number.is_integer() else round(number, 2)
