"""Notes as PDF: what stands in them goes to the page as data, never as markup."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from studio_app.domain.language import _, chosen_language, counted
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.reviews import Verdict
from studio_app.domain.wording import moment, verdict_words
from studio_app.exports.document_fonts import Faces
from studio_app.exports.document_text import lines, plain
from studio_app.exports.note_pictures import jpeg_of, note_picture
from studio_app.exports.note_words import cause_of, given_at, scope_words, stage_words
from studio_app.workflow.note_sheets import Note, NoteSheet

Data = dict[str, Any]


def notes_pdf(sheet: NoteSheet, template: Path, faces: Faces, *, progress: Progress = no_progress) -> bytes:
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
        data = {**_page(sheet), "notes": notes}
        text = json.dumps(data, ensure_ascii=False)
        data["fonts"] = faces.families(text)
        (folder / "notes.json").write_text(json.dumps(data), encoding="utf-8")
        compiler = typst.Compiler(folder / "notes.typ", root=folder, font_paths=faces.known(), package_path=folder)
        return bytes(compiler.compile(format="pdf", timestamp=int(sheet.drawn_up_at.timestamp())))  # type: ignore[arg-type]


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
        "note": lines(review.note),
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
