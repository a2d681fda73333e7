"""Periods begin on Mondays and on the first of a month, and end on their last day."""

from datetime import date

import pytest

from studio_app.domain.periods import Period, days_of


@pytest.mark.parametrize(
    ("period", "today", "first", "last"),
    [
        ("today", date(2026, 4, 8), date(2026, 4, 8), date(2026, 4, 8)),
        ("week", date(2026, 4, 12), date(2026, 4, 6), date(2026, 4, 12)),
        ("month", date(2028, 2, 12), date(2028, 2, 1), date(2028, 2, 29)),
        ("month", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_periods_begin_on_monday_and_on_the_first(period, today, first, last):
    assert days_of(Period(period), today) == (first, last)
