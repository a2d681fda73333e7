"""The chunks of a PNG: texts wherever they stand, also behind the picture or with a wrong checksum."""

import struct
import zlib
from binascii import unhexlify
from collections.abc import Iterator
from typing import BinaryIO

from studio_app.capture.chunks import (
    MOST_PIECES,
    MOST_TEXT,
    LooseBlock,
    LooseParts,
    LooseText,
    joined,
    length_of,
    readable,
)
from studio_app.domain.language import _

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")
_XMP_KEYWORD = "XML:com.adobe.xmp"
# Long pictures are cut into many IDAT chunks; a file of nothing but empty chunks would otherwise take minutes.
_MOST_CHUNKS = 200_000


class _TextBudget:
    """How much text one file may still unfold to."""

    def __init__(self) -> None:
        self.bytes_left = MOST_TEXT
        self.pieces_left = MOST_PIECES

    def take(self, data: bytes) -> bytes | None:
        """Return `data` if it still fits, else None."""
        if len(data) > self.bytes_left:
            return None
        self.bytes_left -= len(data)
        return data

    def unfold(self, data: bytes) -> bytes | None:
        """Return zlib `data` unpacked if it still fits, else None; raise `zlib.error` where it is no zlib data."""
        unpacker = zlib.decompressobj()
        unfolded = unpacker.decompress(data, self.bytes_left + 1)
        return self.take(unfolded)


def png_parts(file: BinaryIO) -> LooseParts:
    """Return what a PNG carries beside its pixels; checksums are not asked, since official files have wrong ones."""
    length = length_of(file)
    budget = _TextBudget()
    parts: list[LooseParts] = []
    for number, (kind, start, size) in enumerate(_chunks(file, length)):
        if number >= _MOST_CHUNKS:
            return joined(parts).with_problem(_("The PNG has too many chunks; the rest of its marks was not read."))
        if start + size > length:
            parts.append(LooseParts(problems=(_("The PNG ends in the middle of a chunk."),)))
        if kind in _TEXT_CHUNKS:
            budget.pieces_left -= 1
            if budget.pieces_left < 0:
                return joined(parts).with_problem(
                    _("The PNG has more than {most} texts; the rest was not read.", most=MOST_PIECES)
                )
        parts.append(_chunk_parts(file, kind, start, min(size, length - start), budget))
    return joined(parts)


def _chunks(file: BinaryIO, length: int) -> Iterator[tuple[bytes, int, int]]:
    position = len(SIGNATURE)
    while position + 8 <= length:
        file.seek(position)
        size, kind = struct.unpack(">I4s", file.read(8))
        yield kind, position + 8, size
        if kind == b"IEND":
            return
        position += 12 + size


def _chunk_parts(file: BinaryIO, kind: bytes, start: int, size: int, budget: _TextBudget) -> LooseParts:
    if kind == b"caBX":
        return LooseParts(manifests=("PNG caBX",))
    if kind not in (*_TEXT_CHUNKS, b"eXIf"):
        return LooseParts()
    name = kind.decode("ascii")
    if size > MOST_TEXT:
        return LooseParts(problems=(_("A PNG {name} block is too large and was not read.", name=name),))
    file.seek(start)
    data = file.read(size)
    if kind == b"eXIf":
        kept = budget.take(data)
        return LooseParts(exif=(LooseBlock(data=kept, where="PNG eXIf"),) if kept else ())
    return _text_parts(name, data, budget)


def _text_parts(name: str, data: bytes, budget: _TextBudget) -> LooseParts:
    keyword_bytes, _nul, rest = data.partition(b"\0")
    keyword = readable(keyword_bytes[:79])
    try:
        content = _content(name, rest, budget)
    except zlib.error:
        return LooseParts(problems=(_("The text {keyword} of the PNG cannot be unpacked.", keyword=repr(keyword)),))
    if content is None:
        return LooseParts(
            problems=(
                _(
                    "The text {keyword} of the PNG is larger than {most} MiB with what stands before it "
                    "and was not read.",
                    keyword=repr(keyword),
                    most=MOST_TEXT // 2**20,
                ),
            )
        )
    where = f"PNG {name} {keyword}"
    if keyword == _XMP_KEYWORD:
        return LooseParts(xmp=(LooseBlock(data=content, where=where),))
    if keyword.lower().startswith("raw profile type"):
        return _raw_profile(keyword, content, where)
    return LooseParts(texts=(LooseText(keyword=keyword, text=readable(content), where=where),))


def _content(name: str, rest: bytes, budget: _TextBudget) -> bytes | None:
    if name == "tEXt":
        return budget.take(rest)
    if name == "zTXt":
        return budget.unfold(rest[1:])
    packed = rest[:1] == b"\x01"
    _language, _nul, behind = rest[2:].partition(b"\0")
    _translated, _nul, content = behind.partition(b"\0")
    return budget.unfold(content) if packed else budget.take(content)


def _raw_profile(keyword: str, content: bytes, where: str) -> LooseParts:
    """ImageMagick writes EXIF and XMP as hexadecimal digits: a line break, the name, the length, then the digits."""
    try:
        data = unhexlify(b"".join(content.split()[2:]))
    except ValueError:
        return LooseParts(problems=(_("The block {place} cannot be read.", place=where),))
    kind = keyword.lower().rsplit(" ", maxsplit=1)[-1]
    if kind == "xmp":
        return LooseParts(xmp=(LooseBlock(data=data, where=where),))
    if kind in ("exif", "app1"):
        return LooseParts(exif=(LooseBlock(data=data.removeprefix(b"Exif\0\0"), where=where),))
    return LooseParts()
