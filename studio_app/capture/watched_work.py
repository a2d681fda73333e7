"""Time at work, worked out of what ActivityWatch recorded: a paint program in front, and somebody there."""

from collections.abc import Iterable

from studio_app.capture.activitywatch import BucketKind, RecordRefused, WatchedBucket, hosts_of
from studio_app.capture.paint_programs import is_paint_program, plain_name
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.domain.spans import Span, clip, intersect, total_ms, union
from studio_app.domain.watched import AppTime, Wanted, WatchedTime

PROGRAM = "ActivityWatch"
_MOST_NAMES = 20


def of_one_machine(buckets: Iterable[WatchedBucket], host: str) -> tuple[WatchedBucket, ...]:
    """Return the buckets of `host`, or of the one machine there is; raises `RecordRefused` where that is not clear."""
    buckets = tuple(buckets)
    hosts = hosts_of(buckets)
    if not hosts:
        raise RecordRefused(
            _("This record does not say which programs were in front."),
            hint=_("ActivityWatch's window watcher (aw-watcher-window) has to have run."),
        )
    if (host and host not in hosts) or (not host and len(hosts) > 1):
        names = ", ".join(shown(name) for name in hosts[:_MOST_NAMES])
        raise RecordRefused(
            _("The machines in this record are {names}.", names=names), hint=_("Name one of them with --host.")
        )
    return tuple(bucket for bucket in buckets if bucket.host == (host or hosts[0]))


def at_work(buckets: Iterable[WatchedBucket], wanted: Wanted, *, source_sha256: str) -> WatchedTime:
    """Return when one of the wanted programs was in front while somebody was there.

    Both are unions: real records hold the same minute several times. Where no bucket tells whether anybody was there,
    time in front is all there is, and `away_known` says so.
    """
    own = of_one_machine(buckets, wanted.host)
    away_known = any(bucket.kind is BucketKind.AWAY for bucket in own)
    present: tuple[Span, ...] = (wanted.within,)
    if away_known:
        there = (
            event.span
            for bucket in own
            if bucket.kind is BucketKind.AWAY
            for event in bucket.events
            if event.word == "not-afk"
        )
        present = clip(there, wanted.within)
    by_app = {app: intersect(spans, present) for app, spans in _in_front(own, wanted.apps).items()}
    return WatchedTime(
        program=PROGRAM,
        source_sha256=source_sha256,
        buckets=tuple(bucket.name for bucket in own),
        spans=union(span for spans in by_app.values() for span in spans),
        apps=tuple(AppTime(name=app, active_ms=total_ms(spans)) for app, spans in sorted(by_app.items()) if spans),
        away_known=away_known,
        zoneless=sum(bucket.zoneless for bucket in own),
        left_out=sum(bucket.left_out for bucket in own),
    )


def _in_front(buckets: Iterable[WatchedBucket], apps: tuple[str, ...]) -> dict[str, list[Span]]:
    """Return when each program that counts was in front, by its name as it stands."""
    named = {plain_name(app) for app in apps}
    found: dict[str, list[Span]] = {}
    for bucket in buckets:
        for event in bucket.events if bucket.kind is BucketKind.WINDOW else ():
            counts = plain_name(event.word) in named if named else is_paint_program(event.word)
            if counts:
                found.setdefault(event.word, []).append(event.span)
    return found
