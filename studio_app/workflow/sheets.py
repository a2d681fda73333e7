"""Pay statements, drawn up from the ledger as it reads now."""

from datetime import date
from pathlib import Path
from typing import Protocol

from studio_app.domain.money import Money
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import PayStatement, Period
from studio_app.workflow.overview import OverviewStep


class SheetWriter(Protocol):
    """Puts a sheet into a file, in the format its ending asks for."""

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format."""
        ...

    def write_pay(self, path: Path, statement: PayStatement) -> None: ...


class SheetStep:
    """Draws up sheets and has them written."""

    def __init__(self, overview: OverviewStep, *, floor: Money | None, writer: SheetWriter) -> None:
        self._overview = overview
        self._floor = floor
        self._writer = writer

    def pay(self, first: date, last: date, *, floor: Money | None = None) -> PayStatement:
        """Draw up the pay statement of the days from `first` to `last`, both included."""
        return draw_up_pay(self._overview.reading(), Period(first=first, last=last), floor or self._floor)

    def write_pay(self, path: Path, first: date, last: date, *, floor: Money | None = None) -> PayStatement:
        """Draw up the pay statement and write it to a file."""
        self._writer.check(path)
        statement = self.pay(first, last, floor=floor)
        self._writer.write_pay(path, statement)
        return statement
