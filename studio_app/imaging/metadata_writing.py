"""Metadata written into a copy of a picture file, never a pixel: the bytes of the picture go over as they are."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.errors import DamagedPicture, ImagingError

MakePacket = Callable[[Sequence[bytes]], bytes]
"""Given the XMP packets that a file has, returns the one it is to have."""

CHUNK = 1 << 20


class MetadataTooLarge(ImagingError):
    """A kind of file has less room for metadata than what is to be written."""


def write_with_xmp(
    source: Path, target: Path, kind: DeliveredFormat, make: MakePacket, *, artist: str | None = None
) -> None:
    """Copy `source` to `target` with one XMP packet; raise `DamagedPicture` where it does not hold together.

    In PNG and JPEG everything else goes over byte for byte. In TIFF nothing that is there is moved: the packet and a
    new directory are added behind, and the header points to that. A file that has the EXIF field Artist gets `artist`
    there, unless that is None; a field that cannot be set without risk stays.
    """
    writer = _WRITERS[kind]()
    with source.open("rb") as file, target.open("wb") as out:
        if not writer(file, out, make, artist):
            raise DamagedPicture(
                _(
                    "The parts of “{name}” do not hold together; nothing can be written into it.",
                    name=shown_name(source),
                ),
                hint=_("Save it again from the program that made it, or ask for a new file with --format."),
            )


def copy_bytes(file: BinaryIO, out: BinaryIO, length: int) -> bool:
    """Copy so many bytes; say whether all were there."""
    while length:
        block = file.read(min(CHUNK, length))
        if not block:
            return False
        out.write(block)
        length -= len(block)
    return True


def copy_rest(file: BinaryIO, out: BinaryIO) -> None:
    """Copy whatever is left."""
    while block := file.read(CHUNK):
        out.write(block)


Writer = Callable[[BinaryIO, BinaryIO, MakePacket, str | None], bool]


def _png() -> Writer:
    from studio_app.imaging.metadata_png import png_with_xmp  # noqa: PLC0415 - one of three, when it is needed

    return png_with_xmp


def _jpeg() -> Writer:
    from studio_app.imaging.metadata_jpeg import jpeg_with_xmp  # noqa: PLC0415

    return jpeg_with_xmp


def _tiff() -> Writer:
    from studio_app.imaging.metadata_tiff import tiff_with_xmp  # noqa: PLC0415

    return tiff_with_xmp


_WRITERS: dict[DeliveredFormat, Callable[[], Writer]] = {
    DeliveredFormat.PNG: _png,
    DeliveredFormat.JPEG: _jpeg,
    DeliveredFormat.TIFF: _tiff,
}
