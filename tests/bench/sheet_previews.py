"""How soon a producer sees the sheets of a whole series in the window: the first view, and those after.

A view is what a page of the window asks for: the credits with their checks and the first pages as they will print; a
month's statement with its work and pages; who painted how much.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from studio_app.bootstrap import open_studio
from studio_app.bootstrap_machine import this_machine
from studio_app.domain.credit_words import CreditOrder
from studio_app.domain.paper_pages import PageWish
from studio_app.sandbox.runner import ChildExaminer
from studio_app.statements.pay_statement import Period
from studio_app.statements.scopes import CreditScope
from studio_app.storage.shipped import translations_folder
from studio_app.workflow.studio_sheets import StudioSheets

_WANTED = PageWish(ppi=110, first=0, count=2)
_MAY = Period(first=date(2026, 5, 1), last=date(2026, 5, 31))
_AFTER = 5


def previews(root: Path) -> Iterator[tuple[str, float, float]]:
    """Yield the name of each view, the seconds of its first time in this process and the median of five after it."""
    sheets = open_studio(root, this_machine(), examiner=ChildExaminer(translations=translations_folder())).sheets
    views: dict[str, Callable[[], None]] = {
        "credits": lambda: _credits(sheets),
        "pay of a month": lambda: _pay(sheets, ""),
        "pay of one person": lambda: _pay(sheets, "P01"),
        "areas": lambda: _areas(sheets),
    }
    for name, view in views.items():
        first = _seconds(view)
        yield name, first, statistics.median(_seconds(view) for _time in range(_AFTER))


def _credits(sheets: StudioSheets) -> None:
    sheets.credit_pages(sheets.credit_draft(CreditScope(), CreditOrder.READING), _WANTED)


def _pay(sheets: StudioSheets, person: str) -> None:
    sheets.pay_pages(sheets.pay_view(_MAY, person).statement, _WANTED)


def _areas(sheets: StudioSheets) -> None:
    sheets.areas()


def _seconds(view: Callable[[], None]) -> float:
    begun = time.monotonic()
    view()
    return time.monotonic() - begun
