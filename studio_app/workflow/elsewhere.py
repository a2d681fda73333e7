"""One person's time from two machines or programs: what stands there twice is asked about, never counted twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.facts import Basis
from studio_app.domain.ids import SessionId
from studio_app.domain.moments import to_ms
from studio_app.domain.spans import Span, intersect, minus, union
from studio_app.ledger import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from studio_app.domain.desk_lines import Stretch
    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.domain.sessions import RetouchSession
    from studio_app.workflow.desk_views import LineView
    from studio_app.workflow.ports import StudioIndex


def counted_elsewhere(index: StudioIndex, view: LineView, own: AbstractSet[EntryHash]) -> tuple[Span, ...]:
    """Return when measured time of the line's person already counts in the ledger that this desk did not send.

    `own` are the entries it sent: on one machine only one clock runs, so that only a clock set back lets them overlap.
    """
    # Where the clock was set back, a line neither begins with its earliest moment nor ends with its latest.
    within = Span(
        start_ms=min((one.at_ms for one in view.parts), default=0),
        end_ms=max((one.at_ms + one.ms for one in view.parts), default=0),
    )
    return counted_between(index, view.line.task.person, within, own)


def counted_between(
    index: StudioIndex, person: PersonId, within: Span, own: AbstractSet[EntryHash] = frozenset()
) -> tuple[Span, ...]:
    """Return when somebody's time already counts in the ledger within a stretch, but for the entries `own`.

    That is measured time, time read from another program, and work away from one machine in an absence whose moments
    that machine measured. Time that was typed in, or said of an absence afterwards, has no sure moment, and is left
    out.
    """
    spans: list[Span] = []
    for found in index.own(person).sessions(within.start_ms, within.end_ms):
        one = found.session
        if one.withdrawn or one.stopped_at is None or one.entry in own:
            continue
        whole = Span(start_ms=to_ms(one.started_at), end_ms=max(to_ms(one.started_at), to_ms(one.stopped_at)))
        if one.basis in {Basis.MEASURED, Basis.READ}:
            listed = listed_spans(index, one)
            spans += [whole] if listed is None else listed
        elif one.basis is Basis.STATED and _is_placed(index, one, own):
            spans.append(whole)
    return union(spans)


def apart(parts: Sequence[Stretch], others: Sequence[Span]) -> tuple[Stretch, ...]:
    """Return parts with what counts elsewhere as well made unconfirmed, piece by piece."""
    return tuple(piece for part in parts for piece in _pieces(part, others))


def _pieces(part: Stretch, others: Sequence[Span]) -> Iterator[Stretch]:
    if part.kind not in {TimeKind.ACTIVE, TimeKind.STATED}:
        yield part
        return
    whole = Span(start_ms=part.at_ms, end_ms=part.at_ms + part.ms)
    kinds_by_span: list[tuple[Span, TimeKind]] = [(span, part.kind) for span in minus([whole], others)]
    kinds_by_span += [(span, TimeKind.UNCONFIRMED) for span in intersect([whole], others)]
    for span, kind in sorted(kinds_by_span, key=lambda one: one[0].start_ms):
        yield replace(part, kind=kind, at_ms=span.start_ms, ms=span.length_ms)


def listed_spans(index: StudioIndex, session: RetouchSession) -> list[Span] | None:
    """Return when a session's active time was, piece by piece; None where its entry does not list it, or not all."""
    found = index.entry(session.entry)
    if found is None:
        return None
    payload = found[1].payload
    match found[1].kind:
        case kinds.SESSION_RECORDED:
            listed = [piece for piece in payload["pieces"] if piece["kind"] == TimeKind.ACTIVE.value]
        case kinds.SESSION_READ if not payload["spans_left_out"]:
            listed = payload["spans"]
        case _:
            return None
    return [Span(start_ms=one["at"], end_ms=one["at"] + one["ms"]) for one in listed]


def _is_placed(index: StudioIndex, one: RetouchSession, own: AbstractSet[EntryHash]) -> bool:
    """Whether stated time is work in an absence that another desk measured, at the moments it measured."""
    found = index.entry(one.entry)
    payload = {} if found is None else found[1].payload
    if "of" not in payload or payload.get("late"):
        return False
    return not any(session.entry in own for session in index.sessions_named((SessionId(payload["of"]),)))
