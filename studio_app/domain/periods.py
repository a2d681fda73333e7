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
    return today.replace(day=1), last_of_month(today)


def last_of_month(day: date) -> date:
    """Return the last day of the month that `day` is in."""
    return next_month(day) - timedelta(days=1)


def next_month(day: date) -> date:
    """Return the first day of the month after the one that `day` is in."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
