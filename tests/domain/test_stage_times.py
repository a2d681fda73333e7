"""Each session leads to one stage of its own person, or to none yet."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.facts import Basis
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.domain.stage_times import stage_times
from studio_app.domain.stages import Stage, StageKind

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def stage(id_, by, at, *, kind=StageKind.RETOUCH, withdrawn=False):
    return Stage(
        id=id_, background="b", kind=kind, number=1, sha256="0" * 64, file_format="png", width=8, height=8, by=by,
        parent=None, basis=Basis.MEASURED, recorded_at=NOON + at * MINUTE, entry=id_, withdrawn=withdrawn,
    )  # fmt: skip


def session(person, at, minutes, *, withdrawn=False):
    return RetouchSession(
        id=f"{person}{at}", background="b", person=person, kind=WorkKind.RETOUCH, basis=Basis.MEASURED,
        started_at=NOON + at * MINUTE, stopped_at=NOON + (at + minutes) * MINUTE, active=minutes * MINUTE,
        unconfirmed=timedelta(0), zone="Asia/Tokyo", entry="e", withdrawn=withdrawn,
    )  # fmt: skip


def test_time_goes_into_the_next_stage_of_whoever_worked():
    stages = (stage("one", "hanako", 60), stage("two", "taro", 90), stage("three", "hanako", 200))
    sessions = (session("hanako", 0, 30), session("hanako", 40, 20), session("taro", 50, 10), session("hanako", 100, 5))
    assert stage_times(stages, sessions) == {"one": 50 * MINUTE, "two": 10 * MINUTE, "three": 5 * MINUTE}


def test_what_leads_to_no_stage_yet_counts_to_none():
    assert stage_times((stage("one", "hanako", 60),), (session("hanako", 61, 30), session("taro", 0, 9))) == {}


def test_withdrawn_sessions_and_stages_and_generations_count_nowhere():
    stages = (
        stage("gone", "hanako", 60, withdrawn=True),
        stage("asked", "hanako", 70, kind=StageKind.GENERATION),
        stage("one", "hanako", 80),
    )
    found = stage_times(stages, (session("hanako", 0, 30), session("hanako", 5, 7, withdrawn=True)))
    assert found == {"one": 30 * MINUTE}


people = st.sampled_from(("hanako", "taro"))


@given(
    st.lists(st.tuples(people, st.integers(0, 500), st.booleans()), max_size=8),
    st.lists(st.tuples(people, st.integers(0, 500), st.integers(0, 90)), max_size=12),
)
def test_a_persons_stages_never_come_to_more_than_their_sessions(recorded, worked):
    stages = tuple(
        stage(f"s{number}", by, at, withdrawn=withdrawn)
        for number, (by, at, withdrawn) in enumerate(sorted(recorded, key=lambda one: one[1]))
    )
    sessions = tuple(session(person, at, minutes) for person, at, minutes in worked)
    times = stage_times(stages, sessions)
    for person in ("hanako", "taro"):
        own = sum((times.get(one.id, timedelta(0)) for one in stages if one.by == person), timedelta(0))
        assert own <= sum((one.active for one in sessions if one.person == person), timedelta(0))
    assert all(length > timedelta(0) for length in times.values())
