"""Command-line words into values: durations, days and moments."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown

_SHORT_HOUR = re.compile(r"(?<=[ T])(?=\d:)")
_DURATION = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")


class WordRefused(StudioError):
    """A word on the command line that cannot be read."""


def duration(text: str) -> timedelta:
    """Read `2:14` (hours and minutes) or `2:14:30`."""
    found = _DURATION.fullmatch(text)
    if not found:
        raise WordRefused(_("{text} is not a duration.", text=shown(text)), hint=_("Write hours and minutes: 2:14."))
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def day(text: str) -> date:
    """Read `2026-11-23`."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WordRefused(_("{text} is not a day.", text=shown(text)), hint=_("Write 2026-11-23.")) from error


def month(text: str) -> date:
    """Read `2026-11` as its first day."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise WordRefused(_("{text} is not a month.", text=shown(text)), hint=_("Write 2026-11.")) from error


def currency(text: str) -> str:
    """Read `JPY`, in capitals or not; refuse what is no currency of ISO 4217."""
    from babel.numbers import list_currencies  # noqa: PLC0415 - slow to load

    code = text.strip().upper()
    if code not in list_currencies():
        raise WordRefused(
            _("{currency} is not a currency.", currency=shown(text)), hint=_("Write an ISO 4217 code such as JPY.")
        )
    return code


def moment(text: str, zone: str) -> datetime:
    """Read `2026-11-23 14:30` or `2026-11-23 9:30` as the wall clock of `zone` showed it (or with its own offset)."""
    try:
        found = datetime.fromisoformat(_SHORT_HOUR.sub("0", text))
        local = found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError, ZoneInfoNotFoundError) as error:
        raise WordRefused(_("{text} is not a moment.", text=shown(text)), hint=_("Write 2026-11-23 14:30.")) from error
