"""Notes as CSV, a row each, with the marked pictures in a folder beside it."""

import shutil
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from studio_app.domain.language import _
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.wording import verdict_words
from studio_app.exports.cells import Cell
from studio_app.exports.csv_table import csv_table
from studio_app.exports.note_pictures import note_picture, png_of
from studio_app.exports.note_words import cause_of, given_at, stage_words
from studio_app.exports.sheet_file import SheetNotWritten, in_sheet_words, write_sheet
from studio_app.storage.durable import sync_folder, write_durably
from studio_app.workflow.note_sheets import Note, NoteSheet

_LONGEST_CODE = 40
_PICTURE_MODE = 0o666


def write_notes_csv(path: Path, sheet: NoteSheet, *, progress: Progress = no_progress) -> tuple[Path | None, ...]:
    """Write notes to `path` and their pictures to `FILE-pictures`; return the picture of each note.

    All pictures are made aside first, and the table is written last: what fails before leaves nothing behind.
    Pictures of an earlier export with the same names are replaced, other files in the folder stay.
    """
    folder = _folder_beside(path)
    with in_sheet_words(folder):
        aside = Path(tempfile.mkdtemp(prefix=".teire-", suffix=".part", dir=folder.parent))
    try:
        names, troubles = _make(aside, sheet.notes, progress)
        places = tuple(folder / name if name else None for name in names)
        content = notes_csv(sheet, [f"{folder.name}/{name}" if name else "" for name in names], troubles)
        _deliver(aside, folder, path, content)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return places


def notes_csv(sheet: NoteSheet, pictures: Sequence[str], troubles: Sequence[str]) -> bytes:
    """Return the table; `pictures` are paths as seen from it, one for each note, empty where there is none."""
    columns = {
        "background": _("Background"),
        "cuts": _("Cuts"),
        "episode": _("Episode"),
        "stage": _("Stage"),
        "painter": _("Painter"),
        "verdict": _("Verdict"),
        "waits": _("To be redone"),
        "cause": _("Cause"),
        "note": _("Note"),
        "written": _("Written on the picture"),
        "by": _("Reviewed by"),
        "at": _("Reviewed at"),
        "disputed": _("Disputed"),
        "picture": _("Picture"),
        "trouble": _("Picture missing because"),
        "entry": _("Entry"),
    }
    rows = zip(sheet.notes, pictures, troubles, strict=True)
    return csv_table(columns, (_row(sheet, note) | {"picture": at, "trouble": why} for note, at, why in rows))


def _row(sheet: NoteSheet, note: Note) -> dict[str, Cell]:
    return {
        "background": note.background.code,
        "cuts": ", ".join(note.background.cuts),
        "episode": note.background.episode,
        "stage": stage_words(note),
        "painter": note.painter,
        "verdict": verdict_words(note.review.verdict),
        "waits": _("to be redone") if note.waits else "",
        "cause": cause_of(note),
        "note": note.review.note,
        "written": " / ".join(note.written),
        "by": note.reviewer,
        "at": given_at(note, sheet),
        "disputed": _("disputed") if note.review.disputed else "",
        "entry": note.review.entry,
    }


def picture_names(notes: Sequence[Note]) -> list[str]:
    """Return `CODE-stage-N-NN.png` for each note; NN counts up, so that no two are one on any file system."""
    seen: Counter[str] = Counter()
    names = []
    for note in notes:
        stage = f"{note.stage.kind.value}-{note.stage.number}" if note.stage is not None else "stage-0"
        base = f"{_file_code(note.background.code)}-{stage}"
        key = unicodedata.normalize("NFKC", base).casefold()
        seen[key] += 1
        names.append(f"{base}-{seen[key]:02}.png")
    return names


def _file_code(code: str) -> str:
    """Return a code as part of a file's name: letters and digits of any script stay, all else is a line below."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in code)[:_LONGEST_CODE]


def _folder_beside(path: Path) -> Path:
    with in_sheet_words(path):
        table = path.resolve()
        folder = table.with_name(f"{table.stem}-pictures")
        if folder.exists() and not folder.is_dir():
            raise SheetNotWritten(
                _("“{path}” is not a folder.", path=folder), hint=_("Give the sheet another name, or move that file.")
            )
    return folder


def _make(aside: Path, notes: Sequence[Note], progress: Progress) -> tuple[list[str], list[str]]:
    """Make all pictures in a folder of their own; return the name or the trouble of each."""
    names, troubles = [], []
    for note, name in zip(notes, picture_names(notes), strict=True):
        picture = note_picture(note)
        if picture.pixels is not None:
            with in_sheet_words(aside.parent / name):
                write_durably(aside / name, png_of(picture.pixels), mode=_PICTURE_MODE)
        names.append(name if picture.pixels is not None else "")
        troubles.append(picture.trouble)
        progress(len(names) / len(notes))
    return names, troubles


def _deliver(aside: Path, folder: Path, path: Path, content: bytes) -> None:
    """Move the pictures into their folder and write the table; a folder that is new goes again if that fails."""
    new = not folder.exists()
    try:
        with in_sheet_words(folder):
            made = sorted(aside.iterdir())
            if made:
                folder.mkdir(exist_ok=True)
            for one in made:
                one.replace(folder / one.name)
            if made:
                sync_folder(folder)
                sync_folder(folder.parent)
        write_sheet(path, content)
    except BaseException:
        if new:
            shutil.rmtree(folder, ignore_errors=True)
        raise
