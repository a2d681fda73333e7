"""Sessions of the ledger and lines at the desk as pieces of one's own timeline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from studio_app.domain.desk_lines import TimeKind, gaps
from studio_app.domain.facts import Basis
from studio_app.domain.moments import duration_ms, to_ms
from studio_app.domain.own_time import NO_TIME, OwnTime, active_of
from studio_app.domain.tapes import PieceKind
from studio_app.ledger import kinds
from studio_app.workflow.desk_views import Question
from studio_app.workflow.own_views import OwnPiece, Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from studio_app.domain.desk_changes import Answered
    from studio_app.domain.desk_lines import Stretch
    from studio_app.domain.ids import BackgroundId
    from studio_app.domain.own_time import OwnSession
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.workflow.desk_views import LineView
    from studio_app.workflow.own_days import DayGrid


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A stretch of a session before anything said of the session since is laid on it; `seen` as in `OwnPiece`."""

    kind: TimeKind
    seen: PieceKind | None
    at_ms: int
    ms: int


def session_pieces(
    own: OwnSession,
    entry: LedgerEntry | None,
    *,
    grid: DayGrid,
    code: Mapping[BackgroundId, str],
    text: Callable[[str], str],
    now_ms: int,
) -> Iterator[OwnPiece]:
    """Yield the pieces of a session that lie on the grid's days.

    What the session counts now is laid over its pieces in proportion to what each held when it was recorded, in whole
    milliseconds that add up to it exactly. `entry` is the one that fixed its time.
    """
    session = own.session
    runs = session.stopped_at is None and not session.withdrawn
    where = Whereabouts.WITHDRAWN if session.withdrawn else Whereabouts.SENT
    payload: Mapping[str, Any] = {} if entry is None else entry.payload
    reason = text(str(payload["reason"])) if payload.get("reason") else ""
    parts = _recorded_parts(entry) or (_whole(own, now_ms),)
    for part, counts in zip(parts, _counts(own, parts), strict=True):
        yield from _on_days(
            OwnPiece(
                background=session.background,
                code=code.get(session.background, "?"),
                day=date.min,
                kind=part.kind,
                seen=part.seen,
                basis=session.basis,
                start_ms=part.at_ms,
                end_ms=part.at_ms + part.ms,
                counts=NO_TIME if session.withdrawn else counts,
                where=where,
                work=session.kind,
                reason=reason,
                corrected=session.corrected,
                disputed=session.disputed,
                runs=runs,
                session=session.id,
                entry=session.entry,
            ),
            grid,
        )


def line_pieces(view: LineView, answers: Sequence[Answered], *, grid: DayGrid) -> Iterator[OwnPiece]:
    """Yield the pieces of a line at the desk that lie on the grid's days; gaps carry the name of their question."""
    task, names = view.line.task, _names(view, answers)
    for number, part in enumerate(view.parts):
        yield from _on_days(
            OwnPiece(
                background=task.background,
                code=task.code,
                day=date.min,
                kind=part.kind,
                seen=part.seen,
                basis=Basis.STATED if part.kind is TimeKind.STATED else Basis.MEASURED,
                start_ms=part.at_ms,
                end_ms=part.at_ms + part.ms,
                counts=_counts_of(part),
                where=Whereabouts.LEFT_OUT if view.line.left_out else Whereabouts.WAITING,
                work=task.work,
                reason=part.reason,
                runs=view.runs and number == len(view.parts) - 1,
                line=view.line.id,
                question=_question(part, names),
            ),
            grid,
        )


def _on_days(piece: OwnPiece, grid: DayGrid) -> Iterator[OwnPiece]:
    length = piece.end_ms - piece.start_ms
    for day, span in grid.cut(piece.start_ms, piece.end_ms):
        if not length:
            yield replace(piece, day=day)
            continue
        counts = piece.counts.part(span.start_ms - piece.start_ms, span.end_ms - piece.start_ms, length)
        yield replace(piece, day=day, start_ms=span.start_ms, end_ms=span.end_ms, counts=counts)


def _recorded_parts(entry: LedgerEntry | None) -> tuple[_Part, ...]:
    """Return the pieces that an entry holds, none where its kind holds none.

    What its artist stated is left out: it has an entry of its own, which counts it.
    """
    if entry is None or entry.kind != kinds.SESSION_RECORDED:
        return ()
    try:
        parts = tuple(
            _Part(kind=TimeKind(one["kind"]), seen=PieceKind(one["seen"]), at_ms=int(one["at"]), ms=int(one["ms"]))
            for one in entry.payload["pieces"]
        )
    except (LookupError, TypeError, ValueError):
        return ()  # another program's entry: its time counts all the same, from start to stop
    return tuple(one for one in parts if one.kind is not TimeKind.STATED and one.ms >= 0)


def _whole(own: OwnSession, now_ms: int) -> _Part:
    session = own.session
    start = to_ms(session.started_at)
    stop = now_ms if session.stopped_at is None else to_ms(session.stopped_at)
    kind = TimeKind.STATED if session.basis is Basis.STATED else TimeKind.ACTIVE
    return _Part(kind=kind, seen=None, at_ms=start, ms=max(0, stop - start))


def _counts(own: OwnSession, parts: Sequence[_Part]) -> list[OwnTime]:
    """Return what each part counts now."""
    session = own.session
    active = _shares(duration_ms(session.active), parts, {TimeKind.ACTIVE, TimeKind.STATED})
    waiting = _shares(duration_ms(session.unconfirmed), parts, {TimeKind.UNCONFIRMED})
    rest = _shares(duration_ms(own.rest), parts, {TimeKind.UNCONFIRMED})
    return [
        active_of(session.basis, worked)
        + OwnTime(unconfirmed_ms=open_ms, break_ms=rest_ms + (part.ms if part.kind is TimeKind.BREAK else 0))
        for part, worked, open_ms, rest_ms in zip(parts, active, waiting, rest, strict=True)
    ]


def _shares(ms: int, parts: Sequence[_Part], kinds_meant: set[TimeKind]) -> list[int]:
    """Cut `ms` up over the parts of some kinds by their lengths, over all of them where there is none of these."""
    weights = [part.ms if part.kind in kinds_meant else 0 for part in parts]
    if not any(weights):
        weights = [part.ms for part in parts]
    if not any(weights):
        weights = [1] + [0] * (len(parts) - 1)
    ends = list(accumulate(weights))
    cuts = [ms * end // ends[-1] for end in ends]
    return [one - other for one, other in zip(cuts, [0, *cuts], strict=False)]


def _counts_of(part: Stretch) -> OwnTime:
    return {
        TimeKind.ACTIVE: OwnTime(measured_ms=part.ms),
        TimeKind.STATED: OwnTime(stated_ms=part.ms),
        TimeKind.UNCONFIRMED: OwnTime(unconfirmed_ms=part.ms),
        TimeKind.BREAK: OwnTime(break_ms=part.ms),
    }.get(part.kind, NO_TIME)


def _names(view: LineView, answers: Sequence[Answered]) -> list[tuple[int, int, PieceKind, str]]:
    """Return when each gap that is asked about began and ended, what was seen, and the name of its question."""
    asked = [gap for one in view.recordings for gap in gaps(one, answers) if gap.piece.kind.is_asked]
    return [
        (gap.piece.at_ms, gap.piece.at_ms + gap.piece.ms, gap.piece.kind, Question(gap=gap, code="").name)
        for gap in asked
    ]


def _question(part: Stretch, names: Sequence[tuple[int, int, PieceKind, str]]) -> str:
    return next((name for start, end, seen, name in names if seen is part.seen and start <= part.at_ms < end), "")
