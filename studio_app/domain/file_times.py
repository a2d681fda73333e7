"""The times that a picture's file tells of its own making, each as it stands and none of them proof."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio_app.domain.authors import is_nobody
from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks

_DATES = frozenset({"created", "modified", "saved", "digitized", "metadata_date"})
_AUTHORS = frozenset({"initial_creator", "full_name", "artist", "author"})
_MOST_DIGITS = 12
_WHEN = re.compile(r"[+\-]?\d[\dTZtz:.+\-]+")


class TimeDoubt(StrEnum):
    """Why Krita's editing time is no length of time."""

    MISSING = "missing"
    EMPTY = "empty"
    NEGATIVE = "negative"
    NO_NUMBER = "no-number"
    LONGER_THAN_LIFE = "longer-than-life"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditingTime:
    """Krita's editing time: as it stands in the file, in seconds where it is a number, and what speaks against it."""

    written: str
    seconds: int | None
    doubt: TimeDoubt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveHistory:
    """An XMP history: how many events and saves it lists, and the first and last moment, as written, that it dates."""

    events: int
    saves: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTimes:
    """What a file tells; `editing` is None where it is no document of Krita's, `history` where it carries none."""

    editing: EditingTime | None
    history: SaveHistory | None
    dates: tuple[Finding, ...]
    authors: tuple[str, ...]


def file_times(marks: FileMarks, *, krita: bool) -> FileTimes:
    """Return the times among a file's marks; `krita` says whether it is a document of Krita's."""
    named = [finding.value for finding in marks.evidence if finding.name in _AUTHORS]
    return FileTimes(
        editing=_editing(marks.evidence) if krita else None,
        history=_history([finding.value for finding in marks.evidence if finding.name == "history"]),
        dates=tuple(finding for finding in marks.evidence if finding.name in _DATES),
        authors=tuple(dict.fromkeys(name for name in named if not is_nobody(name))),
    )


def _editing(evidence: Iterable[Finding]) -> EditingTime:
    said: dict[str, str] = {}
    for finding in evidence:
        said.setdefault(finding.name, finding.value)
    written = said.get("editing_time")
    if written is None:
        return EditingTime(written="", seconds=None, doubt=TimeDoubt.MISSING)
    plain = written.strip()
    digits = plain.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
        doubt = TimeDoubt.NO_NUMBER if plain else TimeDoubt.EMPTY
        return EditingTime(written=written, seconds=None, doubt=doubt)
    seconds = int(plain)
    if plain.startswith("-"):
        return EditingTime(written=written, seconds=seconds, doubt=TimeDoubt.NEGATIVE)
    life = _seconds_between(said.get("created", ""), said.get("saved", ""))
    longer = life is not None and seconds > max(0.0, life)
    return EditingTime(written=written, seconds=seconds, doubt=TimeDoubt.LONGER_THAN_LIFE if longer else None)


def _history(events: list[str]) -> SaveHistory | None:
    """Sum up events written as `saved 2018-11-08T16:26:56+09:00 Adobe Photoshop`, in the order of the file."""
    if not events:
        return None
    dated = [moment for event in events if (moment := _moment_in(event))]
    return SaveHistory(
        events=len(events),
        saves=sum(event.split(" ", 1)[0] == "saved" for event in events),
        first=dated[0] if dated else "",
        last=dated[-1] if dated else "",
    )


def _moment_in(event: str) -> str:
    """Return the moment of an event as written, which stands before the program's name; empty where it has none.

    Programs write what is no moment, too: GIMP has written the zone alone (`+08:00`).
    """
    return next((word for word in event.split(" ", 2)[:2] if _WHEN.fullmatch(word)), "")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _seconds_between(begin: str, end: str) -> float | None:
    one, other = _moment(begin), _moment(end)
    if one is None or other is None or (one.tzinfo is None) != (other.tzinfo is None):
        return None
    return (other - one).total_seconds()
