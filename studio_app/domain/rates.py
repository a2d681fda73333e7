"""What is paid, and for what."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from studio_app.domain.ids import EntryHash, PersonId
from studio_app.domain.money import Money


class RateUnit(StrEnum):
    """単価 is agreed for an hour, for a finished background, or for each cut that a finished background serves."""

    HOUR = "hour"
    BACKGROUND = "background"
    CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """An agreed price for one person from a day on (the day counts in UTC+offset of the studio's own dates)."""

    person: PersonId
    unit: RateUnit
    price: Money
    valid_from: date
    entry: EntryHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A signed reason why somebody who worked is not named. `asked` true: the person asked for it themselves."""

    person: PersonId
    asked: bool
    reason: str
    signed_by: PersonId
    entry: EntryHash
