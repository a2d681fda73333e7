"""A table as CSV that any spreadsheet opens: UTF-8 with its mark, CRLF, every cell quoted and made harmless."""

import csv
import io
from collections.abc import Iterable, Mapping

from studio_app.exports.cells import Cell, cell_text

Row = dict[str, Cell]


def csv_table(columns: Mapping[str, str], rows: Iterable[Row]) -> bytes:
    """Return a table: `columns` by their key with their titles, and a line for each row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([cell_text(title) for title in columns.values()])
    for row in rows:
        writer.writerow([cell_text(row.get(key, "")) for key in columns])
    return text.getvalue().encode("utf-8-sig")
