"""What Krita writes of a document's making: who began it, how long it was open, how often it was saved."""

import errno
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from studio_app.capture.chunks import readable
from studio_app.capture.marks_krita_ai import is_history, krita_ai_record
from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks, GenerationRecord
from studio_app.domain.language import _

_MEMBER = "documentinfo.xml"
_MOST_ENTRIES = 5_000
_LARGEST_MEMBER = 4 * 1024 * 1024
_LARGEST_RATIO = 200
_FIELDS = {
    "initial-creator": "initial_creator",
    "full-name": "full_name",
    "editing-time": "editing_time",
    "editing-cycles": "editing_cycles",
    "creation-date": "created",
    "date": "saved",
}


def zip_marks(file: BinaryIO) -> FileMarks:
    """Return the evidence of a Krita document; other archives, such as OpenRaster, hold none."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _archive_marks(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error):
        return FileMarks(problems=(_("The archive is damaged; its marks cannot be read."),))
    except OSError as error:
        # A directory that points before the file's start; any other failure is the disk's and not the archive's.
        if error.errno != errno.EINVAL:
            raise
        return FileMarks(problems=(_("The archive is damaged; its marks cannot be read."),))


def _archive_marks(archive: zipfile.ZipFile) -> FileMarks:
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        return FileMarks(problems=(_("The archive has more than {most} entries.", most=_MOST_ENTRIES),))
    generation, said = _generation(archive, entries)
    info = next((entry for entry in entries if entry.filename == _MEMBER), None)
    if info is None:
        krita = any(entry.filename == "maindoc.xml" for entry in entries)
        said += (_("The Krita document carries no document information."),) if krita else ()
        return FileMarks(generation=generation, problems=said)
    data, refused = _member(archive, info, _("The document information"))
    if data is None:
        return FileMarks(generation=generation, problems=(*said, refused))
    marks = _information(data)
    return replace(marks, generation=generation, problems=(*marks.problems, *said))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> tuple[bytes | None, str]:
    """Return a member of the archive, or None and the sentence on why it was not read."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return None, _("{name} is packed in a way Krita does not use.", name=name)
    too_dense = info.file_size > _LARGEST_RATIO * max(1, info.compress_size)
    if info.file_size > _LARGEST_MEMBER or too_dense:
        return None, _("{name} is too large and was not read.", name=name)
    with archive.open(info) as member:
        return member.read(_LARGEST_MEMBER + 1), ""


def _generation(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> tuple[GenerationRecord | None, tuple[str, ...]]:
    """Return what a generator made within the document, with sentences on what could not be read of it."""
    info = next((entry for entry in entries if is_history(entry.filename)), None)
    if info is None:
        return None, ()
    data, refused = _member(archive, info, _("The history of the generator"))
    if data is None:
        return None, (refused,)
    return krita_ai_record(readable(data), f"KRA {info.filename[-80:]}"), ()


def _information(data: bytes) -> FileMarks:
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return FileMarks(problems=(_("The document information cannot be read."),))
    return _document_marks(root)


def _document_marks(root: Element) -> FileMarks:
    said: dict[str, str] = {}
    evidence = []
    for element in root.iter():
        field = element.tag.rpartition("}")[2]
        if field not in _FIELDS or field in said:
            continue
        said[field] = (element.text or "").strip()
        if said[field] or field == "editing-time":
            evidence.append(Finding(name=_FIELDS[field], value=said[field], where=f"KRA {_MEMBER} {field}"))
    return FileMarks(evidence=tuple(evidence), problems=tuple(_doubts(said)))


def _doubts(said: dict[str, str]) -> list[str]:
    """Return sentences on an editing time that cannot be one; it is shown as it stood and never counted."""
    if "editing-time" not in said:
        return [_("The Krita document has no editing time.")]
    written = said["editing-time"]
    if not (written.isascii() and written.isdigit()) or len(written) > 12:
        return [_("Krita's editing time reads {written}, which is no number of seconds.", written=repr(written[:40]))]
    life = _life_in_seconds(said.get("creation-date", ""), said.get("date", ""))
    if life is not None and int(written) > max(0.0, life):
        return [_("Krita's editing time of {seconds} s is longer than the document's own life.", seconds=int(written))]
    return []


def _life_in_seconds(created: str, saved: str) -> float | None:
    try:
        begin, end = datetime.fromisoformat(created), datetime.fromisoformat(saved)
        return (end - begin).total_seconds()
    except (ValueError, TypeError):
        return None
