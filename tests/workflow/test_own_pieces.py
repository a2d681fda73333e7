"""Pieces of one's own timeline, whatever a session held and whatever was said of it since."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.facts import Basis
from studio_app.domain.ids import BackgroundId, EntryHash, PersonId, SessionId
from studio_app.domain.moments import duration_ms, from_ms
from studio_app.domain.own_time import NO_TIME, OwnSession, OwnTime
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.ledger import kinds
from studio_app.workflow.own_days import DayGrid
from studio_app.workflow.own_pieces import session_pieces
from tests.own_desk import HOUR, MINUTE, at

ZONES = ("Asia/Tokyo", "Europe/Paris", "America/New_York", "America/Havana", "Pacific/Apia", "Australia/Lord_Howe")
FIRST = date(2026, 3, 27)
BEGUN = at("2026-03-28 12:00")


@dataclass(frozen=True)
class Entry:
    """What `session_pieces` reads of an entry."""

    payload: dict
    kind: str = kinds.SESSION_RECORDED


def piece(kind, at_ms, ms, seen="work"):
    return {"kind": kind, "seen": seen, "at": at_ms, "ms": ms}


def session(active_ms, unconfirmed_ms=0, rest_ms=0, stopped_ms=BEGUN + HOUR, **changes):
    fields = {"basis": Basis.MEASURED, "kind": WorkKind.RETOUCH, "zone": "Asia/Tokyo", **changes}
    made = RetouchSession(
        id=SessionId("s"),
        background=BackgroundId("b"),
        person=PersonId("p"),
        started_at=from_ms(BEGUN),
        stopped_at=None if stopped_ms is None else from_ms(stopped_ms),
        active=timedelta(milliseconds=active_ms),
        unconfirmed=timedelta(milliseconds=unconfirmed_ms),
        entry=EntryHash("e"),
        **fields,
    )
    return OwnSession(session=made, begun=EntryHash("e"), rest=timedelta(milliseconds=rest_ms), answers=())


def pieces_of(own, entry=None, *, first=FIRST, days=6, zone="Asia/Tokyo", now_ms=BEGUN):
    grid = DayGrid(first, first + timedelta(days=days - 1), ZoneInfo(zone))
    found = session_pieces(own, entry, grid=grid, code={"b": "C012"}, text=lambda _c: "", now_ms=now_ms)
    return tuple(found)


def counted(pieces):
    return sum((one.counts for one in pieces), NO_TIME)


parts = st.lists(
    st.tuples(
        st.sampled_from(["active", "unconfirmed", "break", "asleep", "frozen", "stated"]), st.integers(0, 9 * HOUR)
    ),
    max_size=8,
)


@given(
    parts=parts,
    active=st.integers(0, 20 * HOUR),
    waiting=st.integers(0, 20 * HOUR),
    rest=st.integers(0, 3 * HOUR),
    basis=st.sampled_from(list(Basis)),
    zone=st.sampled_from(ZONES),
    cut=st.integers(1, 5),
    back=st.integers(-HOUR, HOUR),
)
def test_whatever_was_corrected_days_add_up_to_what_the_session_counts(
    parts, active, waiting, rest, basis, zone, cut, back
):
    now, written = BEGUN, []
    for kind, ms in parts:
        written.append(piece(kind, now, ms))
        now += ms + back  # the clock was set between any two
    own = session(active, waiting, rest, max(BEGUN, now), basis=basis)
    entry = Entry({"pieces": written})
    whole = pieces_of(own, entry, days=9, zone=zone)
    total = counted(whole)
    assert total.active_ms == duration_ms(own.session.active)
    assert {Basis.MEASURED: total.measured_ms, Basis.READ: total.read_ms, Basis.STATED: total.stated_ms}[
        basis
    ] == active
    assert total.unconfirmed_ms == waiting
    assert total.break_ms == rest + sum(ms for kind, ms in parts if kind == "break")
    days = [pieces_of(own, entry, first=FIRST + timedelta(days=n), days=1, zone=zone) for n in range(9)]
    assert sorted(repr(one) for day in days for one in day) == sorted(map(repr, whole))
    assert sum((counted(one) for one in days), NO_TIME) == total
    early = pieces_of(own, entry, days=cut, zone=zone)
    late = pieces_of(own, entry, first=FIRST + timedelta(days=cut), days=9 - cut, zone=zone)
    assert counted(early) + counted(late) == total
    assert all(one.start_ms <= one.end_ms and min(vars_of(one.counts)) >= 0 for one in whole)


def vars_of(counts):
    return [getattr(counts, name) for name in OwnTime.__dataclass_fields__]


def test_uncorrected_pieces_count_exactly_what_they_hold():
    written = [
        piece("active", BEGUN, 1001),
        piece("unconfirmed", BEGUN + 1001, 7, "away"),
        piece("active", BEGUN + 1008, 3),
    ]
    found = pieces_of(session(1004, 7), Entry({"pieces": written}))
    assert [(one.kind, one.counts) for one in found] == [
        (TimeKind.ACTIVE, OwnTime(measured_ms=1001)),
        (TimeKind.UNCONFIRMED, OwnTime(unconfirmed_ms=7)),
        (TimeKind.ACTIVE, OwnTime(measured_ms=3)),
    ]


def test_what_is_stated_in_a_session_is_left_to_the_entry_that_counts_it():
    written = [piece("active", BEGUN, HOUR), piece("stated", BEGUN + HOUR, HOUR, "away")]
    assert [one.kind for one in pieces_of(session(HOUR), Entry({"pieces": written}))] == [TimeKind.ACTIVE]


def test_an_entry_that_another_program_wrote_otherwise_counts_from_start_to_stop():
    for strange in ({}, {"pieces": 3}, {"pieces": [{"kind": "juggling"}]}, {"pieces": [piece("dancing", 1, 2)]}):
        (found,) = pieces_of(session(HOUR), Entry(strange))
        assert (found.counts, found.seen) == (OwnTime(measured_ms=HOUR), None)


def test_a_running_session_reaches_to_now_and_counts_nothing_yet():
    (found,) = pieces_of(session(0, stopped_ms=None), now_ms=BEGUN + 5 * MINUTE)
    assert (found.runs, found.end_ms - found.start_ms, found.counts) == (True, 5 * MINUTE, NO_TIME)


def test_time_without_length_stands_on_one_day():
    for moment in ("2026-03-28 15:00", "2026-03-28 14:59"):
        start = at(moment)
        made = session(0, stopped_ms=BEGUN)
        made = OwnSession(session=made.session, begun=made.begun, rest=made.rest, answers=())
        written = [piece("active", start, 0)]
        days = [pieces_of(made, Entry({"pieces": written}), first=FIRST + timedelta(days=n), days=1) for n in range(4)]
        assert sum(map(len, days)) == 1
