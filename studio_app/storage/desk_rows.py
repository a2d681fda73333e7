"""Recorded time as JSON and back; what this version cannot have written is refused in one sentence."""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from studio_app.domain.desk_changes import CHANGES, Answer, DeskChange, Reassigned, change_name
from studio_app.domain.ids import BackgroundId, PersonId, ReviewId, SessionId, StudioId
from studio_app.domain.language import _
from studio_app.domain.recordings import Ending, Recording, Task
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import ClockMark, ClockStep, Piece, PieceKind, Tape
from studio_app.storage.failures import StudioDamaged
from studio_app.workflow.desk_ports import DeskSettings, WatchedFolder, Wish

_Given = ParamSpec("_Given")
_Value = TypeVar("_Value")


def _sound(read: Callable[_Given, _Value]) -> Callable[_Given, _Value]:
    @wraps(read)
    def checked(*args: _Given.args, **kwargs: _Given.kwargs) -> _Value:
        try:
            return read(*args, **kwargs)
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise damaged_desk() from error

    return checked


def damaged_desk() -> StudioDamaged:
    """Return the sentence for a desk's book that does not hold."""
    return StudioDamaged(
        _("What was recorded at this desk cannot be read."),
        hint=_("Restore the folder “desk” of this installation from a backup, or move it away."),
    )


def recording_text(one: Recording) -> str:
    """Return a recording as JSON."""
    tape = one.tape
    return _json(
        {
            "task": _task_document(one.task),
            "zone": one.zone,
            "idle_source": one.idle_source,
            "away_after_ms": one.away_after_ms,
            "started_ms": one.started_ms,
            "saves": one.saves,
            "settled": [_piece_list(piece) for piece in tape.settled],
            "trailing": [_piece_list(piece) for piece in tape.trailing],
            "sign_ms": tape.sign_ms,
            "last": [tape.last.wall_ms, tape.last.awake_ms, tape.last.elapsed_ms, tape.last.boot],
            "steps": [[step.at_ms, step.by_ms] for step in tape.steps],
        }
    )


@_sound
def recording_value(id_: str, text: str, ending: str | None) -> Recording:
    """Read a recording."""
    known = json.loads(text)
    wall, awake, elapsed, boot = known["last"]
    tape = Tape(
        settled=tuple(_piece(one) for one in known["settled"]),
        trailing=tuple(_piece(one) for one in known["trailing"]),
        sign_ms=_whole(known["sign_ms"]),
        last=ClockMark(wall_ms=_whole(wall), awake_ms=_whole(awake), elapsed_ms=_whole(elapsed), boot=_text(boot)),
        steps=tuple(ClockStep(at_ms=_whole(at), by_ms=_whole(by)) for at, by in known["steps"]),
    )
    return Recording(
        id=SessionId(id_),
        task=_task(known["task"]),
        zone=_text(known["zone"]),
        idle_source=_text(known["idle_source"]),
        away_after_ms=_length(known["away_after_ms"]),
        started_ms=_whole(known["started_ms"]),
        tape=tape,
        saves=_length(known["saves"]),
        ending=None if ending is None else Ending(ending),
    )


def change_text(change: DeskChange) -> str:
    """Return a decision as JSON."""
    fields: dict[str, Any] = {name: getattr(change, name) for name in type(change).__dataclass_fields__}
    if isinstance(change, Reassigned):
        fields["task"] = _task_document(change.task)
    return _json({"kind": change_name(change), **fields})


@_sound
def change_value(text: str) -> DeskChange:
    """Read a decision."""
    known = json.loads(text)
    type_ = CHANGES[known.pop("kind")]
    change: DeskChange = type_(**{name: _CHANGE_FIELDS[name](value) for name, value in known.items()})
    return change


def settings_text(settings: DeskSettings) -> str:
    """Return the desk's settings as JSON."""
    return _json(
        {
            "paused": settings.paused,
            "away_after_ms": settings.away_after_ms,
            "at_once": settings.at_once,
            "program": settings.program,
            "work_folder": None if settings.work_folder is None else str(settings.work_folder),
            "watched": [[str(one.folder), str(one.studio)] for one in settings.watched],
            "region": settings.region,
        }
    )


@_sound
def settings_value(text: str) -> DeskSettings:
    """Read the desk's settings."""
    known = json.loads(text)
    return DeskSettings(
        paused=_flag(known["paused"]),
        away_after_ms=_length(known["away_after_ms"]),
        at_once=_flag(known["at_once"]),
        program=_text(known["program"]),
        work_folder=None if known["work_folder"] is None else Path(known["work_folder"]),
        watched=tuple(WatchedFolder(folder=Path(one), studio=Path(studio)) for one, studio in known["watched"]),
        region=_text(known.get("region", "")),  # settings that an earlier version kept have none
    )


def wish_text(wish: Wish) -> str:
    """Return a wish as JSON."""
    return _json(
        {
            "task": None if wish.task is None else _task_document(wish.task),
            "file": None if wish.file is None else str(wish.file),
            "ending": wish.ending.value,
            "leave": wish.leave,
            "boot": wish.boot,
            "awake_ms": wish.awake_ms,
        }
    )


@_sound
def wish_value(text: str) -> Wish:
    """Read a wish."""
    known = json.loads(text)
    return Wish(
        task=None if known["task"] is None else _task(known["task"]),
        file=None if known["file"] is None else Path(known["file"]),
        ending=Ending(known["ending"]),
        leave=_flag(known["leave"]),
        boot=_text(known["boot"]),
        awake_ms=_whole(known["awake_ms"]),
    )


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=True, separators=(",", ":"))


def _task_document(task: Task) -> dict[str, Any]:
    return {
        "studio": task.studio,
        "person": task.person,
        "background": task.background,
        "code": task.code,
        "work": task.work.value,
        "review": task.review,
    }


def _task(known: dict[str, Any]) -> Task:
    return Task(
        studio=StudioId(_text(known["studio"])),
        person=PersonId(_text(known["person"])),
        background=BackgroundId(_text(known["background"])),
        code=_text(known["code"]),
        work=WorkKind(known["work"]),
        review=None if known["review"] is None else ReviewId(_text(known["review"])),
    )


def _piece_list(piece: Piece) -> list[str | int]:
    return [piece.kind.value, piece.at_ms, piece.ms]


def _piece(known: list[Any]) -> Piece:
    kind, at_ms, ms = known
    return Piece(kind=PieceKind(kind), at_ms=_whole(at_ms), ms=_length(ms))


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _length(value: Any) -> int:
    if _whole(value) < 0:
        raise ValueError(value)
    return _whole(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _parts(value: Any) -> tuple[tuple[Answer, int], ...]:
    return tuple((Answer(answer), _length(ms)) for answer, ms in value)


_CHANGE_FIELDS: dict[str, Callable[[Any], Any]] = {
    "at_ms": _whole,
    "recording": _text,
    "start_ms": _whole,
    "parts": _parts,
    "reason": _text,
    "line": _text,
    "offset_ms": _whole,
    "rest": _text,
    "other": _text,
    "task": _task,
    "left_out": _flag,
}
