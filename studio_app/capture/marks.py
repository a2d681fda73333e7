"""What a picture file says beside its pixels: its generator, its credentials, times and histories.

Only reads, never goes online, and holds no more than a few times 16 MiB whatever the file.
"""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from studio_app.capture.chunks import LooseBlock, LooseParts, LooseText, joined
from studio_app.capture.chunks_containers import jpeg_parts, psd_parts, tiff_parts, webp_parts
from studio_app.capture.chunks_png import SIGNATURE, png_parts
from studio_app.capture.marks_exif import tags_in_block
from studio_app.capture.marks_generation import generation_reading
from studio_app.capture.marks_krita import zip_marks
from studio_app.capture.marks_xmp import xmp_marks
from studio_app.domain.errors import StudioError
from studio_app.domain.generations import FileMarks, Finding, GenerationRecord
from studio_app.domain.language import _

# A ledger entry quotes these; nobody reads more, and a hostile file would fill the ledger.
_LONGEST_VALUE = 16 * 1024
_MOST_FINDINGS = 2_000
_EVIDENCE = {
    "Software": "software",
    "DateTime": "modified",
    "DateTimeOriginal": "created",
    "DateTimeDigitized": "digitized",
    "Artist": "artist",
    "Author": "author",
    "Creation Time": "created",
    "date:create": "created",
    "date:modify": "modified",
    "Comment": "comment",
    "ImageDescription": "description",
}
_CONTAINERS: tuple[tuple[bytes, Callable[[BinaryIO], LooseParts]], ...] = (
    (SIGNATURE, png_parts),
    (b"\xff\xd8", jpeg_parts),
    (b"RIFF", webp_parts),
    (b"8BPS", psd_parts),
    (b"II*\0", tiff_parts),
    (b"MM\0*", tiff_parts),
)
_PRESENT = "present, not verified"


class MarksUnreadable(StudioError):
    """The file could not be opened or read at all."""


def read_marks(path: Path) -> FileMarks:
    """Return everything that `path` says beside its pixels; what cannot be read is a sentence in `problems`.

    Raises `MarksUnreadable` where the file itself cannot be opened or read.
    """
    try:
        with path.open("rb") as file:
            return _bounded(_marks(file))
    except OSError as error:
        raise MarksUnreadable(
            _("The file {name} cannot be read: {cause}.", name=path.name, cause=error.strerror or str(error)),
            hint=_("Check that it still exists and that you may open it, then try again."),
        ) from error


def _marks(file: BinaryIO) -> FileMarks:
    head = file.read(16)
    if not head:
        return FileMarks(problems=(_("The file is empty."),))
    if head.startswith(b"PK"):
        return zip_marks(file)
    for signature, parts in _CONTAINERS:
        if head.startswith(signature):
            return _understood(parts(file))
    return FileMarks(problems=(_("Teire knows no marks in this kind of file."),))


def _understood(parts: LooseParts) -> FileMarks:
    whole = joined([parts, *(_from_exif(block) for block in parts.exif)])
    packets = [xmp_marks(packet) for packet in whole.xmp]
    reading = generation_reading(whole.texts)
    manifests = tuple(Finding(name="c2pa_manifest", value=_PRESENT, where=place) for place in whole.manifests)
    return FileMarks(
        generation=reading.record,
        credentials=manifests + tuple(finding for packet in packets for finding in packet.credentials),
        evidence=_evidence(whole.texts) + tuple(finding for packet in packets for finding in packet.evidence),
        problems=whole.problems + tuple(said for packet in packets for said in packet.problems) + reading.problems,
    )


def _from_exif(block: LooseBlock) -> LooseParts:
    found = tags_in_block(block.data)
    return LooseParts(texts=found.texts("EXIF"), problems=found.problems)


def _evidence(texts: tuple[LooseText, ...]) -> tuple[Finding, ...]:
    """Return the plain texts that tell of a file's making; JSON in them belongs to a generator."""
    return tuple(
        Finding(name=_EVIDENCE[text.keyword], value=text.text, where=text.where)
        for text in texts
        if text.keyword in _EVIDENCE and not text.text.lstrip().startswith("{") and "{" not in text.text[:24]
    )


def _bounded(marks: FileMarks) -> FileMarks:
    """Return the marks with nothing longer than a ledger can quote, and a sentence where something was cut."""
    generation = marks.generation
    facts = generation.findings if generation else ()
    texts = [finding.value for finding in (*facts, *marks.credentials, *marks.evidence)]
    problems = marks.problems
    if any(len(text) > _LONGEST_VALUE for text in texts):
        problems += (_("A text in the file is very long; only its beginning was kept."),)
    if max(len(facts), len(marks.evidence)) > _MOST_FINDINGS:
        problems += (_("The file says more than {most} things; the rest was not kept.", most=_MOST_FINDINGS),)
    return FileMarks(
        generation=_bounded_record(generation) if generation else None,
        credentials=_bounded_findings(marks.credentials),
        evidence=_bounded_findings(marks.evidence),
        problems=tuple(dict.fromkeys(_clean(problem) for problem in problems)),
    )


def _bounded_record(record: GenerationRecord) -> GenerationRecord:
    return GenerationRecord(
        dialect=record.dialect,
        system=_clean(record.system),
        version=_clean(record.version),
        model=_clean(record.model),
        prompts=tuple(_clean(prompt) for prompt in record.prompts[:_MOST_FINDINGS]),
        negative_prompts=tuple(_clean(prompt) for prompt in record.negative_prompts[:_MOST_FINDINGS]),
        findings=_bounded_findings(record.findings),
    )


def _bounded_findings(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(
        Finding(name=_clean(finding.name), value=_clean(finding.value), where=_clean(finding.where))
        for finding in findings[:_MOST_FINDINGS]
    )


def _clean(text: str) -> str:
    """Return text that every database and canonical JSON takes: no NUL, no half of a surrogate pair."""
    return text[:_LONGEST_VALUE].replace("\0", "").encode("utf-8", "replace").decode("utf-8")
