"""ActivityWatch's record from an export, or from its server on this machine."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit

from studio_app.capture.activitywatch import RecordRefused, WatchedBucket, read_bucket_list, read_export, with_events
from studio_app.capture.watched_work import at_work, of_one_machine
from studio_app.domain.language import _
from studio_app.domain.moments import from_ms
from studio_app.domain.names import shown
from studio_app.domain.watched import Wanted, WatchedTime
from studio_app.integrations.errors import SourceError, SourceRefused
from studio_app.integrations.exchange import Address, Exchange

_MOST_BYTES = 64 * 2**20
_SECONDS = 30.0
_MISSING = 404
_Answer = TypeVar("_Answer")


def watched(place: str, wanted: Wanted) -> WatchedTime:
    """Return the time at work that a record tells; `place` is an export's path or the address of the server.

    Raises `RecordRefused`, or `SourceError` where the server does not answer as it should.
    """
    if place.strip().lower().startswith(("http://", "https://")):
        return _from_server(place.strip(), wanted)
    data = _file(Path(place))
    return at_work(read_export(data), wanted, source_sha256=sha256(data).hexdigest())


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RecordRefused(
            _("The file {name} cannot be read.", name=shown(path)),
            hint=_("Check that it still exists and that you may open it, then try again."),
        ) from error
    if len(data) > _MOST_BYTES:
        raise RecordRefused(
            _("The record is larger than {most} MiB.", most=_MOST_BYTES // 2**20),
            hint=_(
                "Give the address of ActivityWatch instead, such as http://127.0.0.1:5600: only the period is asked."
            ),
        )
    return data


def _from_server(address: str, wanted: Wanted) -> WatchedTime:
    """Ask the server for the buckets of one machine and their events in the period.

    What the entry binds is the SHA-256 of all events as they came, bucket after bucket: the list of buckets changes
    with every second.
    """
    server = _Server(Exchange(Address(base=_checked_local(address))))
    listed = _in_words(server.buckets)
    own = of_one_machine(listed, wanted.host)
    answers = [_in_words(partial(server.events, bucket, wanted)) for bucket in own]
    filled = [with_events(bucket, data) for bucket, data in zip(own, answers, strict=True)]
    return at_work(filled, wanted, source_sha256=sha256(b"".join(answers)).hexdigest())


@dataclass(frozen=True, slots=True)
class _Server:
    """Two questions of ActivityWatch's API."""

    exchange: Exchange

    def buckets(self) -> tuple[WatchedBucket, ...]:
        try:
            data = self.exchange.data("/api/0/buckets/", seconds=_SECONDS, most=_MOST_BYTES)
        except SourceRefused as error:
            if error.status != _MISSING:
                raise
            # The server in Python knows the first form alone, and others may know only this one.
            data = self.exchange.data("/api/0/buckets", seconds=_SECONDS, most=_MOST_BYTES)
        return read_bucket_list(data)

    def events(self, bucket: WatchedBucket, wanted: Wanted) -> bytes:
        start, end = (from_ms(moment).isoformat() for moment in (wanted.within.start_ms, wanted.within.end_ms))
        return self.exchange.data(
            f"/api/0/buckets/{quote(bucket.name, safe='')}/events",
            params={"start": start, "end": end, "limit": "-1"},
            seconds=_SECONDS,
            most=_MOST_BYTES,
        )


def _checked_local(address: str) -> str:
    """Return the base of an address on this machine: a person's record is fetched from nowhere else."""
    try:
        parts = urlsplit(address)
        local = parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
        odd = "@" in parts.netloc or parts.path.strip("/") or parts.query or parts.fragment or parts.port == 0
    except ValueError:
        local, odd = False, True
    if not local or odd:
        raise RecordRefused(
            _("{address} is no address of ActivityWatch on this machine.", address=shown(address)),
            hint=_("Write http://127.0.0.1:5600, or give an export as a file."),
        )
    return f"{parts.scheme}://{parts.netloc}"


def _in_words(ask: Callable[[], _Answer]) -> _Answer:
    """Ask; what goes wrong is said with what to do about ActivityWatch, not about a generator."""
    try:
        return ask()
    except SourceError as error:
        raise RecordRefused(
            error.message, hint=_("See whether ActivityWatch runs, and whether the address is right.")
        ) from error
