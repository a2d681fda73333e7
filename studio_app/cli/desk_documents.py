"""Recorded time as JSON documents: whole milliseconds, moments in ms since 1970 UTC."""

from typing import Any

from studio_app.domain.desk_changes import Answer, change_name
from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.moments import duration_ms
from studio_app.domain.recordings import KeptSave, Recording
from studio_app.workflow.desk_clock import ClockState
from studio_app.workflow.desk_views import DeskSheet, LateQuestion, LineView, Question
from studio_app.workflow.submitting import Sent

Document = dict[str, Any]


def recording_document(one: Recording) -> Document:
    """A recording as it is kept at the desk."""
    task = one.task
    return {
        "recording": one.id,
        "background": task.background,
        "code": task.code,
        "person": task.person,
        "kind": task.work.value,
        "review": task.review,
        "started_at": one.started_ms,
        "zone": one.zone,
        "idle_source": one.idle_source,
        "away_after_ms": one.away_after_ms,
        "active_ms": one.active_ms,
        "saves": one.saves,
        "ending": None if one.ending is None else one.ending.value,
        "pieces": [{"kind": piece.kind.value, "at": piece.at_ms, "ms": piece.ms} for piece in one.pieces],
        "clock_steps": [{"at": step.at_ms, "by_ms": step.by_ms} for step in one.tape.steps],
    }


def state_document(state: ClockState) -> Document:
    """What the desk's clock does."""
    return {
        "running": None if state.running is None else recording_document(state.running),
        "active_ms": state.active_ms,
        "away": state.is_away,
        "recorded": state.is_recorded,
        "paused": state.paused,
        "problem": state.problem,
    }


def line_document(view: LineView) -> Document:
    """Time on one task as it would go to the studio."""
    task = view.line.task
    return {
        "line": view.line.id,
        "background": task.background,
        "code": task.code,
        "kind": task.work.value,
        "review": task.review,
        "started_at": view.started_ms,
        "stopped_at": view.stopped_ms,
        "running": view.runs,
        "left_out": view.line.left_out,
        **{f"{kind.value}_ms": view.ms(kind) for kind in TimeKind},
        "recorded_ms": view.recorded_ms,
        "saves": [save_document(one) for one in view.saves],
        "changes": [{"kind": change_name(one), "at": one.at_ms} for one in view.line.history],
    }


def save_document(one: KeptSave) -> Document:
    """A finished save."""
    return {
        "recording": one.recording,
        "number": one.number,
        "at": one.at_ms,
        "sha256": one.sha256,
        "size": one.size_bytes,
        "name": one.name,
        "changed_permille": float(one.changed_permille) if one.changed_permille else None,
    }


def question_document(one: Question) -> Document:
    """A gap that is asked about."""
    return {
        "question": one.name,
        "code": one.code,
        "seen": one.gap.piece.kind.value,
        "at": one.gap.piece.at_ms,
        "ms": one.gap.piece.ms,
        "put_off": one.gap.is_put_off,
        "parts": [{"answer": said.value, "ms": ms} for said, ms in one.gap.parts if said is not Answer.LATER],
    }


def late_document(one: LateQuestion) -> Document:
    """Unconfirmed time of a session in the ledger."""
    return {
        "question": one.name,
        "session": one.session.id,
        "code": one.code,
        "unconfirmed_ms": duration_ms(one.session.unconfirmed),
    }


def sheet_document(sheet: DeskSheet, state: ClockState) -> Document:
    """Everything at the desk that is not in the ledger yet."""
    return {
        "clock": state_document(state),
        "lines": [line_document(one) for one in sheet.lines],
        "questions": [question_document(one) for one in sheet.questions],
        "unconfirmed_sessions": [late_document(one) for one in sheet.late],
    }


def sent_document(one: Sent) -> Document:
    """A line that went to the ledger."""
    return {
        "line": one.view.line.id,
        "code": one.view.line.task.code,
        "sessions": [session.id for session in one.sessions],
        "entries": [session.entry for session in one.sessions],
        "stages": one.stages,
        "overlap_ms": one.overlap_ms,
    }
