"""What producers say about the credits beside the work itself: names given, checks cleared, sheets locked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio_app.domain.ids import EntryHash, LockId, PersonId


class CreditCheck(StrEnum):
    """What has to be cleared before a sheet is locked, each by a person's signed reason."""

    WORKED_NOT_NAMED = "worked-not-named"
    NAMED_NO_WORK = "named-no-work"


class CreditOrder(StrEnum):
    """The rule by which people stand within a role: a producer's choice, printed with the sheet."""

    READING = "reading"
    NAME_EN = "name-en"
    CODE = "code"
    FIRST_WORK = "first-work"
    BACKGROUNDS = "backgrounds"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCredit:
    """A person whom a producer names in a role (a key of the table of roles) whether or not work of theirs is recorded.

    `episode` and `cut` limit it as they limit a sheet; both empty: the whole production.
    """

    person: PersonId
    role: str
    episode: str
    cut: str
    by: PersonId | None
    entry: EntryHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """A check cleared for one person (and, for `named-no-work`, one role) by somebody's signed reason."""

    check: CreditCheck
    person: PersonId
    role: str
    episode: str
    cut: str
    reason: str
    signed_by: PersonId
    entry: EntryHash


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLock:
    """A sheet as it was locked: `sheet` is its JSON as issued, empty where it was erased.

    `version` counts from 1 within the scope (`episode`, `cut`).
    """

    id: LockId
    version: int
    episode: str
    cut: str
    order: CreditOrder
    sheet: str
    locked_by: PersonId
    recorded_at: datetime
    entry: EntryHash
