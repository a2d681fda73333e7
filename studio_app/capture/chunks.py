"""What stands beside the pixels of a picture file, cut out of its container but not yet understood."""

from dataclasses import dataclass
from typing import BinaryIO

# Real files carry a few hundred KiB of text. Beyond this a file is hostile or broken and is reported, not read.
MOST_TEXT = 16 * 1024 * 1024
MOST_PIECES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseText:
    """One text of a file: its `keyword` (`parameters`) and `where` it stood (`PNG tEXt parameters`)."""

    keyword: str
    text: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseBlock:
    """One block of bytes of a file and `where` it stood (`PNG iTXt XML:com.adobe.xmp`)."""

    data: bytes
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseParts:
    """All that a container holds beside its pixels; `manifests` are the places of Content Credentials."""

    texts: tuple[LooseText, ...] = ()
    xmp: tuple[LooseBlock, ...] = ()
    exif: tuple[LooseBlock, ...] = ()
    manifests: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def with_problem(self, sentence: str) -> "LooseParts":
        """Return the same parts with one more sentence on what could not be read."""
        return LooseParts(
            texts=self.texts,
            xmp=self.xmp,
            exif=self.exif,
            manifests=self.manifests,
            problems=(*self.problems, sentence),
        )


def joined(parts: list[LooseParts]) -> LooseParts:
    """Return several parts of one file as one, in file order."""
    return LooseParts(
        texts=tuple(text for part in parts for text in part.texts),
        xmp=tuple(block for part in parts for block in part.xmp),
        exif=tuple(block for part in parts for block in part.exif),
        manifests=tuple(dict.fromkeys(place for part in parts for place in part.manifests)),
        problems=tuple(dict.fromkeys(problem for part in parts for problem in part.problems)),
    )


def readable(data: bytes) -> str:
    """Return bytes as text: UTF-8 where it is (many programs write it where Latin-1 is asked for), else Latin-1."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def length_of(file: BinaryIO) -> int:
    """Return the length of an open file in bytes, leaving it at its start."""
    file.seek(0, 2)
    length = file.tell()
    file.seek(0)
    return length
