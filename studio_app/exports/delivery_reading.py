"""What a delivered file says: which note was written into it, and whom its EXIF names."""

from pathlib import Path
from typing import BinaryIO

from studio_app.capture.chunks import LooseParts
from studio_app.capture.chunks_containers import jpeg_parts, tiff_parts
from studio_app.capture.chunks_png import png_parts
from studio_app.capture.marks_exif import tags_in_block
from studio_app.domain.deliveries import DeliveredFormat
from studio_app.imaging.xmp_packet import TEIRE
from studio_app.imaging.xmp_words import BrokenPacket, read_packet

_ARTISTS = frozenset({"EXIF Artist", "TIFF Artist"})


def delivered_note(path: Path, kind: DeliveredFormat) -> str:
    """Return the digest of the note in a delivered file's XMP, empty where there is none that can be read."""
    try:
        with path.open("rb") as file:
            packets = _parts(file, kind).xmp
        for packet in packets:
            for element in read_packet(packet.data).getElementsByTagNameNS(TEIRE, "note"):
                return "".join(child.nodeValue or "" for child in element.childNodes)
    except (OSError, BrokenPacket):
        return ""
    return ""


def delivered_artists(path: Path, kind: DeliveredFormat) -> tuple[str, ...]:
    """Return every Artist in the EXIF of a delivered file, or among the tags of a TIFF, each once."""
    try:
        with path.open("rb") as file:
            parts = _parts(file, kind)
    except OSError:
        return ()
    texts = [*parts.texts, *(text for block in parts.exif for text in tags_in_block(block.data).texts("EXIF"))]
    return tuple(dict.fromkeys(one.text for one in texts if one.where in _ARTISTS))


def _parts(file: BinaryIO, kind: DeliveredFormat) -> LooseParts:
    readers = {DeliveredFormat.PNG: png_parts, DeliveredFormat.JPEG: jpeg_parts, DeliveredFormat.TIFF: tiff_parts}
    return readers[kind](file)
