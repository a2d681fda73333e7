"""Retouch time: only awake time is work, one clock runs for a person, and nobody else changes it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.facts import Basis
from studio_app.domain.ids import new_id
from studio_app.domain.sessions import WorkKind
from studio_app.workflow.errors import StepRefused

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def desk(studio):
    studio.sato = studio.person("SATO").id
    studio.background("C012")
    studio.background("C013")
    return studio


def start(desk, background="C012", *, by=None, person=None):
    return desk.steps.time.start(background, person=person, kind=WorkKind.RETOUCH, by=by or desk.sato)


def stop(desk, *, by=None, person=None):
    return desk.steps.time.stop(person=person, by=by or desk.sato)


def log(desk, active=HOUR, *, started_at=None, reason="紙で描いた", background="C012", person=None, by="sato"):
    return desk.steps.time.log(
        background,
        person=person,
        kind=WorkKind.RETOUCH,
        active=active,
        started_at=started_at,
        reason=reason,
        by=desk.sato if by == "sato" else by,
    )


def test_time_awake_is_work(desk):
    started = start(desk)
    assert (started.stopped_at, started.active, started.basis) == (None, timedelta(0), Basis.MEASURED)
    desk.clock.work(HOUR)
    stopped = stop(desk)
    assert (stopped.id, stopped.active, stopped.unconfirmed) == (started.id, HOUR, timedelta(0))
    assert stopped.stopped_at - stopped.started_at == HOUR


def test_a_night_of_sleep_is_no_work(desk):
    start(desk)
    desk.clock.work(HOUR)
    desk.clock.sleep(10 * HOUR)
    assert stop(desk).active == HOUR
    assert b'"asleep_ms":36000000' in desk.leaves()[-1]


@pytest.mark.parametrize("by", [timedelta(days=-400), -MINUTE, MINUTE, timedelta(days=400)])
def test_a_clock_set_forward_or_back_changes_nothing(desk, by):
    start(desk)
    desk.clock.work(HOUR)
    desk.clock.set_wall(by)
    desk.clock.work(HOUR)
    stopped = stop(desk)
    assert (stopped.active, stopped.unconfirmed) == (2 * HOUR, timedelta(0))


def test_after_a_restart_of_the_machine_the_time_before_is_unconfirmed(desk):
    start(desk)
    desk.clock.work(HOUR)
    desk.clock.restart(away=HOUR)
    stopped = stop(desk)
    assert (stopped.active, stopped.unconfirmed) == (timedelta(0), 2 * HOUR)
    assert desk.steps.overview.rows()[0].active == timedelta(0)


def test_the_clock_runs_on_over_a_new_start_of_the_program(desk):
    start(desk)
    desk.clock.work(HOUR)
    desk.open()
    desk.clock.work(HOUR)
    assert stop(desk).active == 2 * HOUR


def test_starting_another_background_stops_the_first(desk):
    first = start(desk, "C012")
    desk.clock.work(HOUR)
    second = start(desk, "C013")
    desk.clock.work(2 * HOUR)
    stop(desk)
    assert [(one.id, one.active) for one in desk.steps.time.all()] == [(first.id, HOUR), (second.id, 2 * HOUR)]


def test_starting_twice_changes_nothing(desk):
    first = start(desk)
    desk.clock.work(HOUR)
    before = desk.leaves()
    assert start(desk) == first
    assert desk.leaves() == before
    assert stop(desk).active == HOUR


def test_two_people_may_work_on_one_background(desk):
    other = desk.person("TANAKA").id
    start(desk)
    start(desk, by=other)
    desk.clock.work(HOUR)
    assert stop(desk).active == stop(desk, by=other).active == HOUR


def test_nothing_runs_nothing_stops(desk):
    for by in (desk.sato, None):
        with pytest.raises(StepRefused, match="No clock is running"):
            desk.steps.time.stop(person=None, by=by)
    start(desk)
    stop(desk)
    with pytest.raises(StepRefused, match="No clock is running"):
        stop(desk)


def test_the_only_clock_stops_without_saying_whose_but_not_one_of_several(desk):
    desk.person("TANAKA")
    start(desk)
    start(desk, person="TANAKA")
    with pytest.raises(StepRefused, match=r"Several clocks are running. Say whose to stop"):
        desk.steps.time.stop(person=None, by=None)
    stop(desk)
    desk.clock.work(HOUR)
    assert desk.steps.time.stop(person=None, by=None).active == HOUR


def test_time_without_a_person_is_never_recorded(desk):
    before = desk.leaves()
    with pytest.raises(StepRefused, match="Nobody has said whose time this is"):
        desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=None)
    with pytest.raises(StepRefused, match="Nobody has said whose time this is"):
        log(desk, by=None)
    assert desk.leaves() == before


def test_what_runs_now_is_shown_with_the_time_so_far(desk):
    assert desk.steps.time.running(desk.sato) is None
    start(desk)
    desk.clock.work(HOUR)
    desk.clock.sleep(HOUR)
    running = desk.steps.time.running(desk.sato)
    assert (running.background_code, running.so_far) == ("C012", HOUR)
    assert desk.steps.overview.rows()[0].running


def test_time_typed_in_is_marked_as_stated_and_its_reason_kept(desk):
    logged = log(desk, 90 * MINUTE)
    assert (logged.active, logged.basis, logged.stopped_at) == (90 * MINUTE, Basis.STATED, desk.clock.now.wall)
    assert list(desk.steps.evidence.listed())[-1].summary == "1:30 of work stated: 紙で描いた"


@pytest.mark.parametrize("active", [timedelta(0), -HOUR, 24 * HOUR + MINUTE])
def test_a_length_no_day_has_is_refused(desk, active):
    with pytest.raises(StepRefused, match="more than nothing and at most 24 hours"):
        log(desk, active)


@pytest.mark.parametrize("ahead", [timedelta(milliseconds=1), HOUR, timedelta(days=365 * 7900)])
def test_time_in_the_future_is_refused(desk, ahead):
    with pytest.raises(StepRefused, match="would end in the future"):
        log(desk, started_at=desk.clock.now.wall - HOUR + ahead)
    log(desk, started_at=desk.clock.now.wall - HOUR)


def test_a_moment_at_the_end_of_all_calendars_is_refused(desk):
    with pytest.raises(StepRefused, match="would end in the future"):
        log(desk, started_at=datetime.max.replace(tzinfo=desk.clock.now.wall.tzinfo))


@pytest.mark.parametrize("reason", ["", "a\nb", "\udcff", "x" * 201], ids=ascii)
def test_a_reason_is_needed_and_stays_on_its_line(desk, reason):
    with pytest.raises(StepRefused):
        log(desk, reason=reason)


def test_sessions_are_listed_by_background_and_by_person(desk):
    desk.person("TANAKA")
    log(desk)
    log(desk, background="C013")
    log(desk, person="TANAKA")
    assert len(desk.steps.time.all(background="C012")) == 2
    assert len(desk.steps.time.all(person="SATO")) == 2
    assert len(desk.steps.time.all(background="C012", person="SATO")) == 1


moves = st.lists(
    st.tuples(
        st.sampled_from(["work", "work", "sleep", "set_wall", "C012", "C013", "stop"]),
        st.integers(0, 90).map(lambda m: m * MINUTE),
    ),
    max_size=10,
)


@given(moves)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sum_of_sessions_is_the_awake_time_with_a_clock_running(desk, moves):
    painter = desk.person(new_id()[:8]).id
    expected, running = timedelta(0), False
    for what, length in moves:
        if what == "stop":
            if running:
                stop(desk, by=painter)
            running = False
        elif what.startswith("C"):
            start(desk, what, by=painter)
            running = True
        else:
            getattr(desk.clock, what)(length)
            expected += length if running and what == "work" else timedelta(0)
    if running:
        stop(desk, by=painter)
    sessions = [one for one in desk.steps.time.all() if one.person == painter]
    assert sum((one.active for one in sessions), timedelta(0)) == expected
    assert all(one.unconfirmed == timedelta(0) for one in sessions)
