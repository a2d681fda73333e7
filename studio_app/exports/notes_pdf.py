"""Notes as PDF: what stands in them goes to the page as data, never as markup."""

import json
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from studio_app.domain.language import _, chosen_language, counted
from studio_app.domain.names import is_plain
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.reviews import Verdict
from studio_app.domain.wording import moment, verdict_words
from studio_app.exports.note_pictures import jpeg_of, note_picture
from studio_app.exports.note_words import cause_of, given_at, scope_words, stage_words
from studio_app.exports.sheet_file import SheetNotWritten
from studio_app.workflow.note_sheets import Note, NoteSheet

_JAPANESE = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "Yu Gothic",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "BIZ UDPGothic",
    "Meiryo",
    "MS Gothic",
    "IPAexGothic",
    "IPAGothic",
    "TakaoGothic",
    "VL Gothic",
)
"""The families that have the studio's names, best first."""
_SIGNS = "DejaVu Sans Mono"
"""Comes with the typesetter; has the glyphs of verdicts."""

Data = dict[str, Any]


def notes_pdf(sheet: NoteSheet, template: Path, *, progress: Progress = no_progress) -> bytes:
    """Return the pages as PDF, fonts embedded; the same sheet gives the same bytes.

    The typesetter sees one temporary folder with its template, its data and its pictures, and nothing else.
    """
    import typst  # noqa: PLC0415  # 50 MB that only this needs

    with tempfile.TemporaryDirectory(prefix="teire-notes-") as name:
        folder = Path(name)
        shutil.copyfile(template, folder / "notes.typ")
        notes: list[Data] = []
        for note in sheet.notes:
            notes.append(_note(sheet, note, folder / f"{len(notes):05}.jpg"))
            progress(len(notes) / len(sheet.notes))
        known = typst.Fonts()
        data = {**_page(sheet), "notes": notes}
        text = json.dumps(data, ensure_ascii=False)
        data["fonts"] = [*_families(known.families(), text), _SIGNS]
        (folder / "notes.json").write_text(json.dumps(data), encoding="utf-8")
        compiler = typst.Compiler(folder / "notes.typ", root=folder, font_paths=known, package_path=folder)
        return bytes(compiler.compile(format="pdf", timestamp=int(sheet.drawn_up_at.timestamp())))  # type: ignore[arg-type]


def _families(known: Iterable[str], text: str) -> list[str]:
    """Return the families with Japanese that are here; refuse to print Japanese where there is none."""
    families = set(known)
    here = [family for family in _JAPANESE if family in families]
    if not here and any(unicodedata.east_asian_width(sign) in "WF" for sign in text):
        raise SheetNotWritten(
            _("This machine has no font with Japanese, so that names would be missing on paper."),
            hint=_("Install “{font}”, or write the notes as .csv.", font=_JAPANESE[1]),
        )
    return here[:1]


def _page(sheet: NoteSheet) -> Data:
    waiting = sum(note.waits for note in sheet.notes)
    return {
        "lang": chosen_language(),
        "title": plain(sheet.title),
        "heading": _("Notes"),
        "scope": plain(scope_words(sheet.scope)),
        "date": moment(sheet.drawn_up_at, sheet.zone),
        "count": counted("{count} note", "{count} notes", len(sheet.notes)),
        "waiting": _("{count} to be redone", count=waiting) if waiting else "",
        "nothing": "" if sheet.notes else _("There are no notes here."),
    }


def _note(sheet: NoteSheet, note: Note, place: Path) -> Data:
    """Return what the page says of a note; its picture is written to `place`."""
    picture = note_picture(note)
    data: Data = {"picture": "", "width": 16, "height": 9, "trouble": plain(picture.trouble)}
    if picture.pixels is not None:
        place.write_bytes(jpeg_of(picture.pixels))
        data |= {"picture": place.name, "width": picture.pixels.shape[1], "height": picture.pixels.shape[0]}
    review = note.review
    return data | {
        "code": plain(note.background.code),
        "verdict": verdict_words(review.verdict),
        "retake": review.verdict is Verdict.RETAKE,
        "waits": _("to be redone") if note.waits else "",
        "disputed": _("disputed") if review.disputed else "",
        "facts": [[label, plain(value)] for label, value in _facts(sheet, note) if value],
        "note": _lines(review.note),
        "written_label": _("Written on the picture"),
        "written": [plain(" ".join(words.split())) for words in note.written],
    }


def _facts(sheet: NoteSheet, note: Note) -> list[tuple[str, str]]:
    return [
        (_("Cuts"), ", ".join(note.background.cuts)),
        (_("Episode"), note.background.episode),
        (_("Stage"), stage_words(note)),
        (_("Painter"), note.painter),
        (_("Cause"), cause_of(note)),
        (_("Reviewed by"), note.reviewer),
        (_("Reviewed at"), given_at(note, sheet)),
    ]


def _lines(text: str) -> list[str]:
    """Return a note line by line, without the empty ones at its ends."""
    return [plain(line) for line in text.strip().splitlines()]


def plain(text: str) -> str:
    """Return `text` as paper can show it: what is invisible or turns text round is escaped, a tab is a space."""
    return "".join(sign if is_plain(sign) else _escaped(sign) for sign in text.replace("\t", " "))


def _escaped(sign: str) -> str:
    return sign if unicodedata.category(sign) == "Co" else sign.encode("unicode_escape").decode("ascii")
