"""The periods over which one looks at one's own time."""

from datetime import date, timedelta
from enum import StrEnum


class Period(StrEnum):
    """How far back one looks."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


def days_of(period: Period, today: date) -> tuple[date, date]:
    """Return the first and the last day of the period that `today` is in; weeks begin on Monday (ISO 8601)."""
    if period is Period.TODAY:
        return today, today
    if period is Period.WEEK:
        first = today - timedelta(days=today.weekday())
        return first, first + timedelta(days=6)
    first = today.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
