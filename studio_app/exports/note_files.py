"""The writer of notes that the workflow is given."""

from enum import StrEnum
from pathlib import Path

from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.document_fonts import Faces
from studio_app.exports.sheet_file import check_place, ending_of, not_written, write_sheet
from studio_app.workflow.note_sheets import NoteSheet


class NoteFormat(StrEnum):
    """The kinds of file notes can be written as, named by their endings."""

    PDF = "pdf"
    CSV = "csv"


class NoteFiles:
    """Puts notes into files, in the format their endings ask for.

    `templates` is the folder of pages to fill, `fonts` that of the fonts that ship with Teire.
    """

    def __init__(self, templates: Path, fonts: Path) -> None:
        self._templates = templates
        self._faces = Faces(fonts)

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format, or where nothing can be written."""
        ending_of(path, NoteFormat)
        check_place(path)

    def write(self, path: Path, sheet: NoteSheet, *, progress: Progress = no_progress) -> tuple[Path | None, ...]:
        """Write notes and return the picture beside the file of each, None where it stands in the file itself."""
        # What draws on pictures is loaded when notes are written: a studio opens without it.
        from studio_app.exports.notes_csv import write_notes_csv  # noqa: PLC0415

        match ending_of(path, NoteFormat):
            case NoteFormat.CSV:
                return write_notes_csv(path, sheet, progress=progress)
            case NoteFormat.PDF:
                write_sheet(path, self._pages(path, sheet, progress))
                return (None,) * len(sheet.notes)

    def _pages(self, path: Path, sheet: NoteSheet, progress: Progress) -> bytes:
        from studio_app.exports.notes_pdf import notes_pdf  # noqa: PLC0415

        try:
            return notes_pdf(sheet, self._templates / "notes.typ", self._faces, progress=progress)
        except OSError as error:
            raise not_written(path, error) from error
