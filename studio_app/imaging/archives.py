"""KRA and ORA archives: needed members read into memory, nothing unpacked to disk."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.errors import DamagedPicture, OversizedPicture, UnsafeArchive

MOST_ENTRIES = 5_000
MOST_MEMBER_BYTES = 64 * 2**20
MOST_PICTURE_BYTES = 512 * 2**20
MOST_RATIO = 200
# An all-white merged picture packs better than 200 to 1, so the ratio counts only where memory is at stake.
_RATIO_COUNTS_FROM = 48 << 20


class Archive:
    """An opened archive whose entries all lie inside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _damaged(path) from error

    def __enter__(self) -> Self:
        _check_entries(self.path, self._zip.infolist())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def has(self, member: str) -> bool:
        """True if the archive has an entry of this exact name."""
        return member in self._zip.NameToInfo

    def read(self, member: str, *, most: int = MOST_MEMBER_BYTES) -> bytes:
        """Return a member's bytes; refuse more than `most` and what was packed more than 200 to 1."""
        try:
            info = self._zip.getinfo(member)
            bomb = info.file_size > _RATIO_COUNTS_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1)
            if info.file_size > most or bomb:
                raise OversizedPicture(
                    _(
                        "“{member}” in “{name}” unpacks to {size} bytes, more than Teire opens.",
                        member=shown_name(member),
                        name=shown_name(self.path),
                        size=info.file_size,
                    ),
                    hint=_("Save the picture again from the paint program."),
                )
            # Asked for one byte more than announced: a member that lies about its size shows.
            with self._zip.open(info) as file:
                data = file.read(info.file_size + 1)
        except (KeyError, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise _damaged(self.path) from error
        except (zipfile.BadZipFile, zlib.error, ValueError) as error:
            raise _damaged(self.path) from error
        if len(data) != info.file_size:
            raise _damaged(self.path)
        return data

    def read_xml(self, member: str) -> Element:
        """Return the root of an XML member; document types and entities are refused."""
        try:
            root: Element = defusedxml.ElementTree.fromstring(self.read(member), forbid_dtd=True)
        except DefusedXmlException as error:
            raise UnsafeArchive(
                _("“{member}” in “{name}” declares XML entities.", member=member, name=shown_name(self.path)),
                hint=_("Save the picture again from the paint program."),
            ) from error
        except (ParseError, ValueError, LookupError) as error:
            raise _damaged(self.path) from error
        return root


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise OversizedPicture(
            _("“{name}” holds {count} entries, more than Teire opens.", name=shown_name(path), count=len(entries)),
            hint=_("Merge layers and save it again."),
        )
    for entry in entries:
        # `orig_filename` keeps the backslashes and what follows a NUL, which `filename` has tidied away.
        if any(_points_out(name) for name in (entry.filename, entry.orig_filename)):
            raise UnsafeArchive(
                _(
                    "“{name}” holds an entry that points out of the archive: “{entry}”.",
                    name=shown_name(path),
                    entry=shown_name(entry.orig_filename.replace("/", "∕")),
                ),
                hint=_("Do not open it elsewhere either; ask whoever sent it for a clean copy."),
            )


def _points_out(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or (len(name) > 1 and name[1] == ":")


def _damaged(path: Path) -> DamagedPicture:
    return DamagedPicture(
        _("The archive “{name}” is damaged or cut off.", name=shown_name(path)),
        hint=_("Copy or save it again from where it came."),
    )
