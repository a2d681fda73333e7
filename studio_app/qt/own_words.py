"""One's own time in words and on an axis: rows of the timeline, sums, pay per hour beside its floor."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.desk_wording import time_kind_word
from studio_app.domain.facts import Basis
from studio_app.domain.figures import percent
from studio_app.domain.floor_wording import floor_words, money_words
from studio_app.domain.language import _
from studio_app.domain.moments import from_ms
from studio_app.domain.names import shown_name
from studio_app.domain.periods import Period
from studio_app.domain.spans import Span
from studio_app.domain.wording import basis_word, hours, hours_with_seconds, moment, stage_name
from studio_app.qt.lines import Line
from studio_app.qt.timeline import Axis, Bar, Tick, TimelineRow
from studio_app.statements.pay_statement import FloorStanding
from studio_app.workflow.own_views import Whereabouts

if TYPE_CHECKING:
    from datetime import date

    from studio_app.workflow.own_views import OwnPiece, OwnView, PayPerHour

_HOUR_MS = 3_600_000
_SHORTEST_AXIS_HOURS = 6
_USUAL_HOURS = (9, 18)


def period_words(period: Period) -> str:
    """Return a period as a button says it."""
    return {Period.TODAY: _("Today"), Period.WEEK: _("This week"), Period.MONTH: _("This month")}[period]


def timeline_rows(view: OwnView) -> tuple[TimelineRow, ...]:
    """Return a row for each background with time in the period."""
    return tuple(
        TimelineRow(
            title=one.code,
            tail=hours(timedelta(milliseconds=one.sums.whole.active_ms)),
            bars=tuple(_bar(piece) for piece in one.pieces),
        )
        for one in view.backgrounds
        if one.pieces
    )


def axis_of(view: OwnView) -> Axis:
    """Return the axis of a view: of each day the hours in which there was time on any of them, six at least."""
    first, last = _hours_worked(view)
    parts = tuple(
        Span(start_ms=one.start_ms + first * _HOUR_MS, end_ms=min(one.end_ms, one.start_ms + last * _HOUR_MS))
        for one in view.days
    )
    if len(view.days) == 1:
        at = range(parts[0].start_ms, parts[0].end_ms, _HOUR_MS)
        words = tuple(Tick(at_ms=ms, words=from_ms(ms).astimezone().strftime("%H:%M")) for ms in at)
        return Axis(parts=parts, ticks=words)
    short = len(view.days) > 10
    return Axis(
        parts=parts,
        ticks=tuple(
            Tick(at_ms=part.start_ms, words=_day_words(one.day, short=short))
            for one, part in zip(view.days, parts, strict=True)
        ),
    )


def _hours_worked(view: OwnView) -> tuple[int, int]:
    """Return from which to which hour after midnight there was time on any day of a view."""
    pieces = [(one.start_ms - day.start_ms, one.end_ms - day.start_ms) for day in view.days for one in day.pieces]
    if not pieces:
        return _USUAL_HOURS
    first = min(start for start, _end in pieces) // _HOUR_MS
    last = -(-max(end for _start, end in pieces) // _HOUR_MS)
    return max(0, min(first, 24 - _SHORTEST_AXIS_HOURS)), max(last, first + _SHORTEST_AXIS_HOURS)


def sum_words(view: OwnView) -> str:
    """Return the sums of a period, each by how it is known; nothing is added across that."""
    whole = view.sums.whole
    parts = [
        (basis_word(Basis.MEASURED), whole.measured_ms),
        (basis_word(Basis.READ), whole.read_ms),
        (basis_word(Basis.STATED), whole.stated_ms),
        (time_kind_word(TimeKind.UNCONFIRMED), whole.unconfirmed_ms),
        (time_kind_word(TimeKind.BREAK), whole.break_ms),
        (_("not sent yet"), view.sums.waiting.active_ms),
        (_("left out"), view.sums.left_out.active_ms),
    ]
    return " · ".join(f"{word} {hours(timedelta(milliseconds=ms))}" for word, ms in parts if ms)


def pay_lines(view: OwnView) -> tuple[Line, ...]:
    """Return pay per hour for each background and month of which there is any, beside its floor."""
    lines = [_pay_line(one.code, one.pay) for one in view.backgrounds if one.pay is not None]
    lines += [_pay_line(f"{one.month:%Y-%m}", one.pay) for one in view.months]
    return tuple(lines)


def area_lines(view: OwnView) -> tuple[Line, ...]:
    """Return what each own picture of the period changed against the one before it; the shares are never added up."""
    lines = [
        (
            stage.made_at,
            Line(
                title=f"{one.code} · {stage_name(stage)}",
                detail=moment(stage.made_at, view.zone),
                tail=percent(stage.change.changed_permille) if stage.change is not None else "–",
                mark="pen",
                struck=stage.withdrawn,
            ),
        )
        for one in view.backgrounds
        for stage in one.stages
    ]
    lines += [
        (
            from_ms(own.save.at_ms),
            Line(
                title=f"{one.code} · {shown_name(Path(own.save.name))}",
                detail=" · ".join((moment(from_ms(own.save.at_ms), view.zone), _("not sent yet"))),
                tail=percent(own.save.changed_permille) if own.save.changed_permille else "–",
                mark="pen",
                struck=own.left_out,
            ),
        )
        for one in view.backgrounds
        for own in one.saves
    ]
    return tuple(line for _at, line in sorted(lines, key=lambda pair: pair[0], reverse=True))


def answer_lines(view: OwnView) -> tuple[Line, ...]:
    """Return corrections and disputes of one's own time and pictures, newest first: who, when and why."""
    return tuple(
        Line(
            title=f"{one.code} · {_('disputed') if one.dispute else _('corrected')}",
            detail=" · ".join(part for part in (one.by_code, moment(one.recorded_at, view.zone), one.reason) if part),
            tail="" if one.counts else _("no sum changes"),
            mark="warning" if one.dispute else "undo",
        )
        for one in reversed(view.answers)
    )


def _pay_line(title: str, pay: PayPerHour) -> Line:
    effective = _("{amount} an hour", amount=money_words(pay.effective)) if pay.effective is not None else "–"
    floor = _("yardstick {amount}", amount=money_words(pay.floor.price)) if pay.floor is not None else ""
    said = [hours(pay.active.total), floor, _standing_words(pay.standing)]
    if pay.is_open:
        said.append(_("part of it is paid once approved"))
    return Line(
        title=title,
        detail=" · ".join(part for part in said if part),
        tail=effective,
        mark="sheet",
        tooltip="\n".join(
            (
                _("Pay per hour from time in the ledger and agreed rates."),
                *([floor_words(pay.floor, pay.floor_day)] if pay.floor is not None else []),
                *pay.findings,
            )
        ),
    )


def _standing_words(standing: FloorStanding) -> str:
    return {
        FloorStanding.BELOW: _("⚑ below it"),
        FloorStanding.AT_OR_ABOVE: _("✓ at or above it"),
        FloorStanding.NO_FLOOR: _("no floor stated"),
        FloorStanding.NOT_COMPARABLE: _("not comparable"),
    }[standing]


def _bar(piece: OwnPiece) -> Bar:
    begun, ended = (from_ms(ms).astimezone().strftime("%H:%M") for ms in (piece.start_ms, piece.end_ms))
    length = hours_with_seconds(timedelta(milliseconds=piece.end_ms - piece.start_ms))
    said = [
        f"{piece.code} · {begun} – {ended} · {length}",
        " · ".join((time_kind_word(piece.kind), basis_word(piece.basis))),
        piece.reason,
        _("corrected") if piece.corrected else "",
        _("disputed") if piece.disputed else "",
        _where_words(piece.where),
    ]
    return Bar(
        start_ms=piece.start_ms,
        end_ms=piece.end_ms,
        kind=piece.kind,
        sent=piece.where is Whereabouts.SENT,
        struck=piece.where in {Whereabouts.LEFT_OUT, Whereabouts.WITHDRAWN},
        running=piece.runs,
        tooltip="\n".join(part for part in said if part),
    )


def _where_words(where: Whereabouts) -> str:
    return {
        Whereabouts.SENT: _("in the ledger"),
        Whereabouts.WAITING: _("not sent yet"),
        Whereabouts.LEFT_OUT: _("left out"),
        Whereabouts.WITHDRAWN: _("withdrawn"),
    }[where]


def _day_words(day: date, *, short: bool) -> str:
    weekdays = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{day.day}" if short else _("{weekday} {day}", weekday=weekdays[day.weekday()], day=day.day)
