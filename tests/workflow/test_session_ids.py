"""A line as sessions of the ledger: by local day, under ids that a second try finds again."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.desk_lines import desk_lines, stretches
from studio_app.domain.ids import SessionId
from studio_app.domain.moments import to_ms
from studio_app.domain.spans import local_day
from studio_app.domain.tapes import PieceKind
from studio_app.workflow.desk_views import LineView
from studio_app.workflow.session_ids import MOST_PIECES, entry_id, recorded_ids, session_parts
from tests.recording_desk import recording

HOUR, MINUTE = 3_600_000, 60_000


def view(*pieces, start, zone="Asia/Tokyo", id_="r1"):
    """Return the line of a recording of `(kind, ms)` that began at `start`, local time, in a zone."""
    begun = to_ms(datetime(*start, tzinfo=ZoneInfo(zone)))
    return view_of(recording(*pieces, id_=id_, start=begun), zone)


def view_of(one, zone):
    one = replace(one, zone=zone)
    (line,) = desk_lines([one], ())
    parts = stretches(line, {one.id: one}, ())
    return LineView(line=line, parts=parts, saves=(), recordings=(one,), recorded_ms=one.active_ms)


def days(found):
    return [(one.day, sum(part.ms for part in one.parts)) for one in session_parts(found)]


def test_a_day_is_one_session():
    assert days(view((PieceKind.WORK, 2 * HOUR), start=(2026, 4, 6, 9))) == [(date(2026, 4, 6), 2 * HOUR)]


def test_midnight_makes_two_sessions_of_the_local_days():
    found = view((PieceKind.WORK, 3 * HOUR), start=(2026, 4, 30, 23))
    assert days(found) == [(date(2026, 4, 30), HOUR), (date(2026, 5, 1), 2 * HOUR)]


def test_the_end_of_a_month_and_a_year_is_that_of_the_zone():
    found = view((PieceKind.WORK, HOUR), start=(2026, 12, 31, 23, 30), zone="America/New_York")
    assert days(found) == [(date(2026, 12, 31), HOUR // 2), (date(2027, 1, 1), HOUR // 2)]


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)],
)
def test_a_day_on_which_clocks_are_put_forward_or_back_has_its_own_length(day, hours):
    before = (day.year, day.month, day.day - 1)
    found = view((PieceKind.WORK, 30 * HOUR), start=(*before, 22), zone="Europe/Paris")
    assert days(found)[:2] == [(date(*before), 2 * HOUR), (day, hours * HOUR)]
    assert sum(ms for _day, ms in days(found)) == 30 * HOUR


def test_an_unknown_zone_is_read_as_utc():
    assert days(view_of(recording((PieceKind.WORK, HOUR)), "Mars/Olympus")) != []


def test_the_ids_follow_from_the_line_and_the_day_and_from_nothing_else():
    one = view((PieceKind.WORK, 3 * HOUR), start=(2026, 4, 30, 23))
    same = view((PieceKind.AWAY, 3 * HOUR), start=(2026, 4, 30, 23))
    other = view((PieceKind.WORK, 3 * HOUR), start=(2026, 4, 30, 23), id_="r2")
    assert recorded_ids(one) == recorded_ids(same)
    assert set(recorded_ids(one)).isdisjoint(recorded_ids(other))
    assert len(set(recorded_ids(one))) == 2
    assert entry_id(recorded_ids(one)[0], "recorded") == entry_id(recorded_ids(same)[0], "recorded")
    assert entry_id(recorded_ids(one)[0], "recorded") != entry_id(recorded_ids(one)[0], "stated")
    assert all(len(id_) == 32 and int(id_, 16) >= 0 for id_ in recorded_ids(one))


@pytest.mark.parametrize(("count", "sessions"), [(MOST_PIECES, 1), (MOST_PIECES + 1, 2), (2 * MOST_PIECES + 1, 3)])
def test_a_day_of_very_many_pieces_is_several_sessions(count, sessions):
    kinds = (PieceKind.WORK, PieceKind.FROZEN)
    found = view(*((kinds[number % 2], 2_000) for number in range(count)), start=(2026, 4, 6, 9))
    parts = session_parts(found)
    assert len(parts) == sessions == len({one.id for one in parts})
    assert [part for one in parts for part in one.parts] == list(found.parts)


PIECES = st.lists(st.tuples(st.sampled_from(PieceKind), st.integers(1, 40 * HOUR)), min_size=1, max_size=6)
ZONES = st.sampled_from(["Asia/Tokyo", "Europe/Paris", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu", "UTC"])
STARTS = st.tuples(st.integers(2009, 2030), st.integers(1, 12), st.integers(1, 28), st.integers(0, 23))


@given(pieces=PIECES, zone=ZONES, start=STARTS)
def test_every_millisecond_is_in_one_session_of_its_own_day(pieces, zone, start):
    found = view(*pieces, start=start, zone=zone)
    parts = session_parts(found)
    assert sum(part.ms for one in parts for part in one.parts) == sum(ms for _kind, ms in pieces)
    for one in parts:
        for part in one.parts:
            first, last = part.at_ms, part.at_ms + part.ms - 1
            assert local_day(first, ZoneInfo(zone)) == local_day(last, ZoneInfo(zone)) == one.day
    assert len({one.id for one in parts}) == len(parts)
    assert isinstance(parts[0].id, str)
    assert SessionId(parts[0].id) == recorded_ids(found)[0]
