"""Tables as an XLSX workbook for people and their spreadsheets: everything a value, nothing a formula."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from studio_app.domain.language import _, chosen_language
from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.cells import sheet_text
from studio_app.exports.documents import Table
from studio_app.exports.sheet_file import SheetNotWritten, set_aside
from studio_app.exports.workbook_names import sheet_names
from studio_app.exports.workbook_sheet import SheetWriter

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001  # the format knows no zones
"""Every workbook's date of making: what day a sheet stands for is in it, and equal sheets are equal files."""
_MOST_ROWS = 1_048_576
"""Of one worksheet (Excel specifications and limits)."""
_ROWS_AT_ONCE = 500
_FONTS = {"ja": "Yu Gothic"}


def workbook(title: str, tables: Sequence[Table], *, progress: Progress = no_progress) -> bytes:
    """Return a workbook with a worksheet for each table, in their order; the same tables give the same bytes.

    It names no person and no machine but those in its cells. Rows are written one by one, so that a hundred thousand
    of them need little memory.
    """
    import xlsxwriter  # noqa: PLC0415  # only needed where a workbook is written

    for table in tables:
        _require_room(table)
    file = io.BytesIO()
    with set_aside("teire-workbook-") as folder:
        book = xlsxwriter.Workbook(file, _options(folder))
        book.set_properties({"title": sheet_text(title)[:255], "author": "", "created": _MADE})
        writer = SheetWriter(book, title, _counted(progress, sum(len(table.rows) for table in tables)))
        try:
            for table, name in zip(tables, sheet_names([table.name for table in tables]), strict=True):
                writer.write(table, name)
            book.close()
        finally:
            for sheet in book.worksheets():  # stopped halfway, the library would leave these open
                sheet.row_data_fh.close()
    return file.getvalue()


def _counted(progress: Progress, count: int) -> Callable[[], None]:
    """Return what is called after each row and tells how far the work has come, now and then."""
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if done % _ROWS_AT_ONCE == 0 or done == count:
            progress(done / count)

    return tell


def _options(folder: Path) -> dict[str, Any]:
    return {
        "constant_memory": True,
        "tmpdir": str(folder),
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": _FONTS.get(chosen_language(), "Calibri"), "font_size": 11},
    }


def _require_room(table: Table) -> None:
    if len(table.rows) + 3 > _MOST_ROWS:
        raise SheetNotWritten(
            _("“{name}” has more lines than a worksheet can hold.", name=table.name),
            hint=_("Choose a shorter period, or write the sheet as .csv."),
        )
