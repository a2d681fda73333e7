"""The writer of sheets that the workflow is given."""

from pathlib import Path

from studio_app.exports import sheets
from studio_app.exports.sheet_file import format_of
from studio_app.statements.pay_statement import PayStatement


class SheetFiles:
    """Puts sheets into files, in the format their endings ask for."""

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format."""
        format_of(path, sheets.POSSIBLE)

    def write_pay(self, path: Path, statement: PayStatement) -> None:
        """Write a pay statement."""
        sheets.write_pay(path, statement)
