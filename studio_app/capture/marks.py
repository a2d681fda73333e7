"""What a picture file says beside its pixels: its generator, its credentials, times and histories.

Only reads, never goes online, and holds no more than a few times 16 MiB whatever the file.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from numpy.typing import NDArray

from studio_app.capture.chunks import LooseBlock, LooseParts, LooseText, joined
from studio_app.capture.chunks_avif import BRANDS, avif_parts
from studio_app.capture.chunks_containers import jpeg_parts, psd_parts, tiff_parts, webp_parts
from studio_app.capture.chunks_png import SIGNATURE, png_parts
from studio_app.capture.credentials import Resembles, read_credential
from studio_app.capture.hidden_text import hidden_text
from studio_app.capture.marks_bounds import bounded
from studio_app.capture.marks_conflicts import conflicts_between, size_conflict
from studio_app.capture.marks_exif import tags_in_block
from studio_app.capture.marks_generation import generation_reading
from studio_app.capture.marks_krita import zip_marks
from studio_app.capture.marks_limits import limits_of, origin_conflict
from studio_app.capture.marks_xmp import xmp_marks
from studio_app.domain.credentials import ContentCredential, CredentialState
from studio_app.domain.errors import StudioError
from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks
from studio_app.domain.language import _

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
    "Make": "camera_make",
    "Model": "camera_model",
}
_PRESENT = "present"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """What decoding the picture told that marks are held against.

    `pixels` has shape (height, width, 3), `alpha` (height, width) or is None. `resembles` says whether the bytes of a
    small picture's file show this picture.
    """

    pixels: NDArray[Any]
    alpha: NDArray[Any] | None
    resembles: Resembles


@dataclass(frozen=True, slots=True, kw_only=True)
class _Container:
    """A kind of file, what it begins with, and the reader of its parts."""

    signature: bytes
    kind: str
    parts: Callable[[BinaryIO], LooseParts]


_CONTAINERS = (
    _Container(signature=SIGNATURE, kind="image/png", parts=png_parts),
    _Container(signature=b"\xff\xd8", kind="image/jpeg", parts=jpeg_parts),
    _Container(signature=b"RIFF", kind="image/webp", parts=webp_parts),
    _Container(signature=b"8BPS", kind="image/vnd.adobe.photoshop", parts=psd_parts),
    _Container(signature=b"II*\0", kind="image/tiff", parts=tiff_parts),
    _Container(signature=b"MM\0*", kind="image/tiff", parts=tiff_parts),
)
_AVIF = _Container(signature=b"", kind="image/avif", parts=avif_parts)


class MarksUnreadable(StudioError):
    """The file could not be opened or read at all."""


def read_marks(path: Path, sight: Sight | None = None, *, anchors: Path | None = None) -> FileMarks:
    """Return everything that `path` says beside its pixels; what cannot be read is a sentence in `problems`.

    `sight` is what decoding the picture told, without which nothing is held against it. `anchors` is a PEM file of
    the signers this installation trusts. Raises `MarksUnreadable` where the file itself cannot be opened or read.
    """
    try:
        with path.open("rb") as file:
            marks = _marks(file, sight, anchors)
    except OSError as error:
        raise MarksUnreadable(
            _("The file {name} cannot be read: {cause}.", name=path.name, cause=error.strerror or str(error)),
            hint=_("Check that it still exists and that you may open it, then try again."),
        ) from error
    marks = replace(marks, conflicts=marks.conflicts + origin_conflict(marks))
    return bounded(replace(marks, limits=limits_of(marks)))


def _marks(file: BinaryIO, sight: Sight | None, anchors: Path | None) -> FileMarks:
    head = file.read(16)
    if not head:
        return FileMarks(problems=(_("The file is empty."),))
    if head.startswith(b"PK"):
        return zip_marks(file)
    container = _container(head)
    if container is None:
        return FileMarks(problems=(_("Teire knows no marks in this kind of file."),))
    marks = _understood(container.parts(file), sight)
    places = {finding.name: finding for finding in reversed(marks.credentials)}
    if "c2pa_manifest" in places:
        where = places["c2pa_manifest"].where
        resembles = sight.resembles if sight else None
        read = read_credential(file, container.kind, where, anchors=anchors, resembles=resembles)
        return replace(marks, content_credentials=(read,))
    if "c2pa_address" in places:
        named = places["c2pa_address"]
        remote = ContentCredential(state=CredentialState.REMOTE, where=named.where, address=named.value)
        return replace(marks, content_credentials=(remote,))
    return marks


def _container(head: bytes) -> _Container | None:
    if head[4:8] == b"ftyp" and head[8:12] in BRANDS:
        return _AVIF
    return next((one for one in _CONTAINERS if head.startswith(one.signature)), None)


def _understood(parts: LooseParts, sight: Sight | None) -> FileMarks:
    whole = joined([parts, *(_from_exif(block) for block in parts.exif)])
    packets = [xmp_marks(packet) for packet in whole.xmp]
    hidden = hidden_text(sight.pixels, sight.alpha) if sight else None
    texts = whole.texts + tuple(text for packet in packets for text in packet.texts) + ((hidden,) if hidden else ())
    reading = generation_reading(texts)
    conflicts = conflicts_between(reading.sources)
    if sight is not None and reading.record is not None:
        conflicts += size_conflict(reading.record, width=sight.pixels.shape[1], height=sight.pixels.shape[0])
    manifests = tuple(Finding(name="c2pa_manifest", value=_PRESENT, where=place) for place in whole.manifests)
    return FileMarks(
        generation=reading.record,
        credentials=manifests + tuple(finding for packet in packets for finding in packet.credentials),
        evidence=_evidence(texts) + tuple(finding for packet in packets for finding in packet.evidence),
        conflicts=conflicts,
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
