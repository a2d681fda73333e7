"""What ActivityWatch recorded: which program was in front, and whether anybody was there.

Of a window only its program's name is looked at. Titles, addresses and whatever else stands beside it are dropped while
the JSON is read, before anything is made of it, and no sentence quotes an event.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.domain.spans import Span

_LOOKED_AT = frozenset({"buckets", "type", "hostname", "events", "timestamp", "duration", "data", "app", "status"})
_MOST_BUCKETS = 1_000
_LONGEST_SECONDS = 31 * 24 * 3600
_LONGEST_NAME = 200
_CALENDAR_END_MS = 253_402_300_800_000
"""The first moment of the year 10000."""
_NO_HOST = "unknown"


class RecordRefused(StudioError):
    """A record of another program that cannot be read, or does not say what is needed."""


class BucketKind(StrEnum):
    """The kinds of buckets that are looked at; all others (browsers, editors, input) are passed over unread."""

    WINDOW = "currentwindow"
    AWAY = "afkstatus"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedEvent:
    """What was so for a while: `word` is a program's name, or `afk` or `not-afk`."""

    span: Span
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedBucket:
    """The events of one watcher on one machine; see `WatchedTime` for what is counted."""

    name: str
    host: str
    kind: BucketKind
    events: tuple[WatchedEvent, ...] = ()
    zoneless: int = 0
    left_out: int = 0


def read_export(data: bytes) -> tuple[WatchedBucket, ...]:
    """Return the window and idle buckets of an export (`/api/0/export`) with their events."""
    said = _json(data)
    buckets = said.get("buckets") if isinstance(said, dict) else None
    if not isinstance(buckets, dict):
        raise _no_record()
    found = _buckets(buckets)
    return tuple(_filled(bucket, buckets[bucket.name].get("events")) for bucket in found)


def read_bucket_list(data: bytes) -> tuple[WatchedBucket, ...]:
    """Return the window and idle buckets that a server lists (`/api/0/buckets/`), without events."""
    said = _json(data)
    if not isinstance(said, dict):
        raise _no_record()
    return _buckets(said)


def with_events(bucket: WatchedBucket, data: bytes) -> WatchedBucket:
    """Return a bucket with the events that a server gives of it (`/api/0/buckets/ID/events`)."""
    return _filled(bucket, _json(data))


def _json(data: bytes) -> Any:
    """Read JSON, keeping of each object only what is looked at."""
    try:
        return json.loads(data, object_pairs_hook=_kept)
    except (ValueError, RecursionError):
        pass
    # Raised out here: the failure of the reader holds the whole text, titles and all.
    raise _no_record()


def _kept(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return what is looked at of an object; buckets stand under names of their own, so objects are passed on."""
    return {name: value for name, value in pairs if name in _LOOKED_AT or isinstance(value, dict)}


def _buckets(said: Mapping[str, Any]) -> tuple[WatchedBucket, ...]:
    if len(said) > _MOST_BUCKETS:
        raise _no_record()
    found = []
    for name, bucket in said.items():
        kind = bucket.get("type") if isinstance(bucket, dict) else None
        if kind in (BucketKind.WINDOW.value, BucketKind.AWAY.value):
            host = bucket.get("hostname") or _NO_HOST
            if not isinstance(host, str) or len(name) > _LONGEST_NAME or len(host) > _LONGEST_NAME:
                raise _no_record()
            found.append(WatchedBucket(name=name, host=host, kind=BucketKind(kind)))
    return tuple(found)


def _filled(bucket: WatchedBucket, events: object) -> WatchedBucket:
    if not isinstance(events, list):
        raise _no_record()
    key = "app" if bucket.kind is BucketKind.WINDOW else "status"
    found: list[WatchedEvent] = []
    zoneless = left_out = 0
    for event in events:
        begun, seconds, word = _parts(event, key)
        if begun is None or seconds is None:
            left_out += 1
            continue
        zoneless += begun.tzinfo is None
        span = _span(begun, seconds)
        if span is None:
            left_out += 1
        elif word:
            found.append(WatchedEvent(span=span, word=word))
    return replace(bucket, events=tuple(found), zoneless=zoneless, left_out=left_out)


def _parts(event: object, key: str) -> tuple[datetime | None, float | None, str]:
    """Return when an event began, None where no clock shows that; its seconds, None where none last so; its word.

    Raises `RecordRefused` where a value is of another type than ActivityWatch writes.
    """
    data = event.get("data", {}) if isinstance(event, dict) else None
    if not isinstance(event, dict) or not isinstance(data, dict):
        raise _no_record()
    written, seconds, word = event.get("timestamp"), event.get("duration", 0), data.get(key, "")
    number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not isinstance(written, str) or not number or not isinstance(word, str) or len(word) > _LONGEST_NAME:
        raise _no_record()
    # NaN compares with nothing, so it is asked for what it should be.
    sound = (isinstance(seconds, int) or math.isfinite(seconds)) and 0 <= seconds <= _LONGEST_SECONDS
    return _moment(written), float(seconds) if sound else None, word


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written.strip())
    except ValueError:
        return None


def _span(begun: datetime, seconds: float) -> Span | None:
    """Return when an event was, None where it lies outside the calendar; where no zone stands, UTC is meant."""
    start = to_ms(begun if begun.tzinfo else begun.replace(tzinfo=UTC))
    end = start + round(seconds * 1000)
    return Span(start_ms=start, end_ms=end) if start > 0 and end < _CALENDAR_END_MS else None


def hosts_of(buckets: Iterable[WatchedBucket]) -> tuple[str, ...]:
    """Return the machines whose windows were watched."""
    return tuple(dict.fromkeys(bucket.host for bucket in buckets if bucket.kind is BucketKind.WINDOW))


def _no_record() -> RecordRefused:
    return RecordRefused(
        _("That is no record of ActivityWatch."),
        hint=_(
            "In ActivityWatch choose “Raw Data”, “Export all buckets as JSON”, and give that file or the address there."
        ),
    )
