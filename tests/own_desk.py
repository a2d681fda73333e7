"""Recordings made by hand at a desk, so that a test sees weeks of them at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from studio_app.domain.desk_changes import Answer
from studio_app.domain.ids import SessionId, new_id
from studio_app.domain.moments import to_ms
from studio_app.domain.recordings import Ending, KeptSave, Recording
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import ClockMark, Piece, PieceKind, Tape

MINUTE = 60_000
HOUR = 60 * MINUTE


def at(text):
    """Return a moment of UTC in ms: `at("2026-04-06 00:30")`."""
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=UTC))


def record(desk, code, person, begun_ms, *pieces, zone="Asia/Tokyo", ending=Ending.STOPPED, work=WorkKind.RETOUCH):
    """Keep a recording of pieces such as `("work", 30 * MINUTE)` that follow each other; return it."""
    task = desk.steps.desk.task(code, person=None, kind=work, by=person)
    made, now = [], begun_ms
    for kind, ms in pieces:
        made.append(Piece(kind=PieceKind(kind), at_ms=now, ms=ms))
        now += ms
    length = now - begun_ms
    last = ClockMark(wall_ms=now, awake_ms=length, elapsed_ms=length, boot="boot-1")
    recording = Recording(
        id=SessionId(new_id()),
        task=task,
        zone=zone,
        idle_source="fake-input",
        away_after_ms=10 * MINUTE,
        started_ms=begun_ms,
        tape=Tape(settled=tuple(made), trailing=(), sign_ms=length, last=last),
        ending=ending,
    )
    desk.machine.desk.keep(recording)
    return recording


def save(desk, recording, at_ms, shade, changed="", number=1):
    """Keep a picture that was saved during a recording."""
    path = desk.picture(f"save-{shade}.png", shade)
    with desk.machine.saves.receive(path) as incoming:
        desk.machine.saves.keep(incoming)
    kept = KeptSave(
        recording=recording.id,
        number=number,
        at_ms=at_ms,
        offset_ms=at_ms - recording.started_ms,
        sha256=incoming.sha256,
        size_bytes=incoming.size_bytes,
        name=path.name,
        changed_permille=changed,
    )
    desk.machine.desk.keep_save(kept)
    desk.machine.desk.keep(_with_saves(recording, number))
    return kept


def _with_saves(recording, count):
    return replace(recording, saves=count)


def answer(desk, person, name, *parts, reason=""):
    """Answer a question in parts such as `("work", 10 * MINUTE)`; None is what is left."""
    said = [(Answer(kind), ms) for kind, ms in parts]
    return desk.steps.desk.answer(name, said, reason=reason, person=person)


def log(desk, code, person, minutes, begun_ms, reason="紙の資料"):
    """Type time in."""
    return desk.steps.time.log(
        code,
        person=None,
        kind=WorkKind.RETOUCH,
        active=timedelta(minutes=minutes),
        started_at=datetime.fromtimestamp(begun_ms / 1000, UTC),
        reason=reason,
        by=person,
    )
