"""Local days: moments are kept in UTC, pay is reckoned by the studio's own calendar."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_app.domain.language import _
from studio_app.statements.pay_statement import PayRefused

if TYPE_CHECKING:
    from datetime import date, datetime


class LocalDays:
    """The calendar of one zone; a moment belongs to the day a clock on the studio's wall shows."""

    def __init__(self, zone: str) -> None:
        try:
            self._zone = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise PayRefused(
                _("“{zone}” is not a time zone this machine knows.", zone=zone),
                hint=_("Name the studio's zone like “Asia/Tokyo”, or install the time zone data (tzdata)."),
            ) from error

    def day_of(self, moment: datetime) -> date:
        return _day(moment, self._zone)


@lru_cache(maxsize=1 << 17)
def _day(moment: datetime, zone: ZoneInfo) -> date:
    """Return a local day; a statement asks for that of each moment several times, and the next statement again."""
    return moment.astimezone(zone).date()
