"""Measured and read facts in the ledger's profile: whole numbers, ratios as decimal text, no floats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_app.domain.published import published
from studio_app.domain.source_types import source_type_term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.changes import ChangeReport
    from studio_app.domain.generations import FileMarks, GenerationRecord
    from studio_app.domain.picture_facts import PictureFacts

_LONGEST = 200
_LARGEST_REGIONS = 64
_MOST_SEEDS = 8


def file_payload(facts: PictureFacts) -> dict[str, Any]:
    """Return a file's facts."""
    return {
        "sha256": facts.sha256,
        "size": facts.size_bytes,
        "format": facts.file_format,
        "width": facts.width,
        "height": facts.height,
        "bit_depth": facts.bit_depth,
        "colour_space": _kept(facts.colour_space),
    }


def change_payload(report: ChangeReport) -> dict[str, Any]:
    """Return a comparison: exact pixel counts, and the largest regions with their boxes."""
    repaint = report.repaint
    largest = sorted(repaint.regions, key=lambda region: (-region.pixels, region.top, region.left))
    return {
        "method": report.method,
        "before": report.before.sha256,
        "changed_pixels": repaint.changed_pixels,
        "total_pixels": report.after.width * report.after.height,
        "changed_permille": f"{repaint.changed_permille:.1f}",
        "noise_floor": f"{repaint.noise_floor:.2f}",
        "alignment_found": report.alignment.found,
        "grade_found": report.grade.found,
        "grade_mean_delta_e": f"{report.grade.mean_delta_e:.2f}",
        "region_count": len(repaint.regions),
        "regions": [
            {
                "left": region.left,
                "top": region.top,
                "width": region.width,
                "height": region.height,
                "pixels": region.pixels,
                "mean_delta_e": f"{region.mean_delta_e:.2f}",
                "kind": region.kind.value,
            }
            for region in largest[:_LARGEST_REGIONS]
        ],
    }


def generation_payload(record: GenerationRecord) -> dict[str, Any]:
    """Return what names the generator, without paths or names of a machine.

    Prompts stay in the kept file, which the entry binds by its SHA-256.
    """
    return {
        "dialect": _kept(record.dialect),
        "system": _kept(published(record.system)),
        "version": _kept(published(record.version)),
        "model": _kept(published(record.model)),
        "seeds": [seed for seed in record.values("seed") if seed.isascii() and seed.isdigit()][:_MOST_SEEDS],
    }


def marks_payload(marks: FileMarks) -> dict[str, Any]:
    """Return which kinds of marks were found, as names only: values can hold people's names and stay in the file.

    Of Content Credentials it is whether they hold; of declared source types the term; of conflicts the matter.
    """
    typed = [finding for finding in marks.credentials if finding.name == "digital_source_type"]
    typed += [finding for one in marks.content_credentials if one.is_evidence for finding in one.source_types]
    return {
        "marks": {
            "generation": marks.generation is not None,
            "credentials": _names(finding.name for finding in marks.credentials),
            "credential_states": _names(one.state.value for one in marks.content_credentials),
            "source_types": _names(published(source_type_term(finding.value)) for finding in typed),
            "evidence": _names(finding.name for finding in marks.evidence),
            "conflicts": _names(one.about for one in marks.conflicts),
        }
    }


def _names(names: Iterable[str]) -> list[str]:
    return sorted({_kept(name) for name in names})[:_LONGEST]


def _kept(text: str) -> str:
    """Return the beginning of a text from a file; halves of characters, which no entry can hold, appear as numbers."""
    return text[:_LONGEST].encode("utf-8", "backslashreplace").decode()
