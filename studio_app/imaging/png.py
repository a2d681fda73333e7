"""PNG chunks walked before decoding: what they announce, never what they hold."""

import struct
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.errors import DamagedPicture, OversizedPicture, damaged
from studio_app.imaging.limits import MOST_TEXT_BYTES

_MOST_CHUNKS = 1_000_000
_CRITICAL = frozenset({b"IHDR", b"PLTE", b"IDAT"})
_BLOCK = 1 << 20
_SMALL = 1 << 16
_IN_ONE_GO = 4096
_TEXT = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})


def check_chunks(path: Path, data: bytes = b"") -> None:
    """Refuse a PNG that ends inside its picture data, or carries more text than Teire reads.

    The PNG is `data` where it lay packed in the file `path`, else the file itself.
    """
    with BytesIO(data) if data else path.open("rb", buffering=_BLOCK) as file:
        size = file.seek(0, 2)
        text, saw_pixels = 0, False
        position = file.seek(8)
        for _index in range(_MOST_CHUNKS):
            header = file.read(8)
            if len(header) < 8:
                break
            length, kind = struct.unpack(">I4s", header)
            saw_pixels = saw_pixels or kind == b"IDAT"
            if kind == b"IEND":
                return
            text += length if kind in _TEXT else 0
            position += 12 + length
            if position > size and (kind == b"IDAT" or not saw_pixels):
                raise _ends_early(path)
            if kind not in _CRITICAL:
                file.seek(position)
            # A wrong checksum on text is common and harmless; on the picture itself it is damage.
            elif not _checksum_holds(file, kind, length):
                raise damaged(path)
            if text > MOST_TEXT_BYTES:
                raise OversizedPicture(
                    _("“{name}” carries more than 64 MiB of text.", name=shown_name(path)),
                    hint=_("Save it again without metadata."),
                )
    if not saw_pixels:
        raise _ends_early(path)


def _checksum_holds(file: BinaryIO, kind: bytes, length: int) -> bool:
    from isal import isal_zlib  # noqa: PLC0415  # ten times as fast as zlib's

    # Thousands of small chunks: letting other threads run at each would cost far more than the sum itself, and up to
    # this size the library does not.
    checksum, left = isal_zlib.crc32(kind), length
    if length < _SMALL:
        block = memoryview(file.read(length + 4))
        for start in range(0, length, _IN_ONE_GO):
            checksum = isal_zlib.crc32(block[start : min(start + _IN_ONE_GO, length)], checksum)
        return block[length:] == checksum.to_bytes(4)
    while left:
        part = file.read(min(left, _BLOCK))
        if not part:
            return False
        checksum, left = isal_zlib.crc32(part, checksum), left - len(part)
    return file.read(4) == checksum.to_bytes(4)


def _ends_early(path: Path) -> DamagedPicture:
    return DamagedPicture(
        _("“{name}” is cut off: it ends before its picture does.", name=shown_name(path)),
        hint=_("Copy or save it again from where it came."),
    )
