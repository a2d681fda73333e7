"""`teire session import`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import click

from studio_app.cli.answers import clock, print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.session_options import by_option, kind_option
from studio_app.cli.words import moment
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms, to_ms
from studio_app.domain.names import shown_name
from studio_app.domain.sessions import WorkKind
from studio_app.domain.watched import WatchedTime
from studio_app.domain.wording import moment as shown_moment
from studio_app.workflow.time_reading import Asking, ReadDay, TimeRead


@click.command("import")
@click.argument("background")
@click.option(
    "--activitywatch",
    "place",
    required=True,
    metavar="FILE|URL",
    help="An export of ActivityWatch, or its address on this machine.",
)
@click.option("--from", "begun", required=True, metavar="'DAY H:MM'", help="When work on this background began.")
@click.option("--to", "ended", required=True, metavar="'DAY H:MM'", help="When it ended.")
@click.option("--app", "apps", multiple=True, metavar="NAME", help="A program that counts; else known paint programs.")
@click.option("--host", default="", help="Whose machine, where the record knows several.")
@click.option("--dry-run", "preview", is_flag=True, help="Only show what would be recorded.")
@by_option
@kind_option
@shared_options
@asked
def import_time(
    ask: Asked,
    background: str,
    place: str,
    begun: str,
    ended: str,
    apps: tuple[str, ...],
    host: str,
    person: str | None,
    kind: str,
    *,
    preview: bool,
) -> None:
    """Read retouch time from what ActivityWatch recorded; it is marked as read, and nothing counts twice."""
    asking = Asking(
        background=background,
        place=place,
        begun=moment(begun, ask.folder.zone),
        ended=moment(ended, ask.folder.zone),
        apps=apps,
        host=host,
        person=person,
        kind=WorkKind(kind),
    )
    step = ask.steps.time_reading
    found = step.preview(asking, by=ask.by) if preview else step.read(asking, by=ask.by)
    if ask.json:
        print_json(_document(found))
    else:
        print_lines(_lines(found, ask.folder.zone))


def _document(found: TimeRead) -> dict[str, Any]:
    """What was read; lengths are whole milliseconds, moments whole milliseconds UTC."""
    watched = found.watched
    return {
        "background": found.background,
        "person": found.person,
        "program": watched.program,
        "source_sha256": watched.source_sha256,
        "buckets": list(watched.buckets),
        "apps": [{"name": app.name, "active_ms": app.active_ms} for app in watched.apps],
        "away_known": watched.away_known,
        "zoneless": watched.zoneless,
        "left_out": watched.left_out,
        "found_ms": sum(span.length_ms for span in watched.spans),
        "covered_ms": duration_ms(found.covered),
        "recorded": found.recorded,
        "days": [_day_document(day) for day in found.days],
    }


def _day_document(day: ReadDay) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "session": day.session,
        "entry": day.entry,
        "already": day.known,
        "started_at": to_ms(day.started_at),
        "stopped_at": to_ms(day.stopped_at),
        "active_ms": duration_ms(day.active),
        "covered_ms": duration_ms(day.covered),
    }


def _lines(found: TimeRead, zone: str) -> Iterator[str]:
    new = [day for day in found.days if not day.known]
    if new and not found.recorded:
        yield _("Nothing is recorded yet; this would be:")
    for day in new:
        yield _(
            "{start} to {stop}: {active} read from {program} for {background}.",
            start=shown_moment(day.started_at, zone),
            stop=shown_moment(day.stopped_at, zone),
            active=clock(day.active),
            program=found.watched.program,
            background=found.background_code,
        )
    if not new:
        yield _("Nothing was added: all of it stands already.")
    for day in found.days:
        if day.known:
            yield _(
                "The time of {day} was recorded and withdrawn: “teire correct {entry} --restore” brings it back.",
                day=day.day.isoformat(),
                entry=(day.entry or "")[:12],
            )
    if found.covered:
        yield _("{covered} stood already in measured or read time and count only once.", covered=clock(found.covered))
    yield from _record_lines(found.watched)


def _record_lines(watched: WatchedTime) -> Iterator[str]:
    lengths = (f"{shown_name(app.name)} {clock(timedelta(milliseconds=app.active_ms))}" for app in watched.apps)
    yield " · ".join(lengths)
    if not watched.away_known:
        yield _("The record does not tell when nobody was there: time in front counts as it is.")
    if watched.zoneless:
        yield _("{count} moments without a zone were taken as UTC, as ActivityWatch does.", count=watched.zoneless)
    if watched.left_out:
        yield _("{count} events of impossible length or moment were left out.", count=watched.left_out)
