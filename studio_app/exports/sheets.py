"""A sheet and a path to a file, in the format the path's ending asks for."""

from pathlib import Path

from studio_app.exports.csv_sheet import pay_csv
from studio_app.exports.json_sheet import json_bytes, pay_json
from studio_app.exports.sheet_file import SheetFormat, format_of, write_sheet
from studio_app.statements.pay_statement import PayStatement

POSSIBLE = (SheetFormat.CSV, SheetFormat.JSON)


def write_pay(path: Path, statement: PayStatement) -> None:
    """Write the pay statement to `path`; `.csv` and `.json` are possible."""
    match format_of(path, POSSIBLE):
        case SheetFormat.CSV:
            write_sheet(path, pay_csv(statement))
        case SheetFormat.JSON:
            write_sheet(path, json_bytes(pay_json(statement)))
