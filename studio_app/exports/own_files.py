"""The writer of everything about one person: one JSON file, or an archive with the pictures and a README."""

import shutil
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from studio_app.domain.ids import Digest
from studio_app.domain.moments import from_ms
from studio_app.exports.json_text import json_bytes
from studio_app.exports.own_json import own_json
from studio_app.exports.own_words import read_me
from studio_app.exports.sheet_file import check_place, ending_of, write_sheet, write_sheet_stream
from studio_app.workflow.own_export import OwnExport

DOCUMENT, READ_ME, PICTURES = "about-me.json", "README.txt", "pictures"


class OwnFormat(StrEnum):
    """The kinds of file it can be written as, named by their endings."""

    JSON = "json"
    ZIP = "zip"


class OwnFiles:
    """Puts everything about somebody into one file, durably: a reader sees all of it or what was there before."""

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format, or where nothing can be written."""
        ending_of(path, OwnFormat)
        check_place(path)

    def write(self, path: Path, export: OwnExport) -> None:
        """Write it."""
        if ending_of(path, OwnFormat) is OwnFormat.ZIP:
            write_sheet_stream(path, lambda file: _pack(file, export))
        else:
            write_sheet(path, json_bytes(own_json(export, readme=read_me(export), pictures={})))


def _pack(file: BinaryIO, export: OwnExport) -> None:
    moment = from_ms(max(export.exported_at_ms, 315_532_800_000)).timetuple()[
        :6
    ]  # an archive knows no time before 1980
    names: dict[str, str] = {one.sha256: f"{PICTURES}/{one.sha256}{_suffix(one.name)}" for one in export.desk.saves}
    present: dict[Digest, str] = {sha256: names[sha256] for sha256 in export.pictures}
    readme = read_me(export)
    texts = {READ_ME: readme.encode(), DOCUMENT: json_bytes(own_json(export, readme=readme, pictures=present))}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in texts.items():
            archive.writestr(_member(name, moment, zipfile.ZIP_DEFLATED), content)
        for sha256, name in present.items():
            # A picture is packed already: packing it again takes time and saves nothing.
            member = _member(name, moment, zipfile.ZIP_STORED)
            with export.pictures[sha256].open("rb") as picture, archive.open(member, "w", force_zip64=True) as into:
                shutil.copyfileobj(picture, into)


def _member(name: str, moment: tuple[int, ...], packing: int) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = moment
    member = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
    member.compress_type = packing
    member.external_attr = 0o644 << 16
    return member


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""
