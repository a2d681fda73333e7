"""Read time counts each minute once, adds nothing the second time, and is marked as read."""

from datetime import date, timedelta

import pytest

from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.moments import to_ms
from studio_app.domain.sessions import WorkKind
from studio_app.domain.spans import Span, intersect
from studio_app.ledger.entries import Draft
from studio_app.workflow import time_reading
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.ports import Decision
from studio_app.workflow.time_reading import Asking
from tests.desk import read_time
from tests.watched_records import MORNING, TITLE, export, front, there, written

MINUTE = timedelta(minutes=1)
SAID = export([front(0, 40), front(60, 20)], [there(-60, 300)])


@pytest.fixture
def desk(studio):
    studio.sato = studio.person("SATO").id
    studio.background("C012")
    studio.background("C013")
    return studio


def read(desk, said=SAID, *, background="C012", by=None, **more):
    return read_time(desk, background, said, by=by or desk.sato, **more)


def sessions(desk):
    return desk.steps.time.all()


def payload(desk, day):
    return desk.steps.evidence.shown(day.entry).entry.payload


def measured(desk, begun, minutes, background="C012"):
    """Run a clock from so many minutes after the morning of the record."""
    desk.clock.set_wall(MORNING + begun * MINUTE - desk.clock.now.wall)
    desk.steps.time.start(background, person=None, kind=WorkKind.RETOUCH, by=desk.sato)
    desk.clock.work(minutes * MINUTE)
    stopped = desk.steps.time.stop(person=None, by=desk.sato)
    desk.clock.set_wall(timedelta(days=30))
    return stopped


def test_a_days_work_is_one_entry_that_says_it_was_read(desk):
    found = read(desk)
    (session,) = sessions(desk)
    assert (session.active, session.basis, session.kind) == (60 * MINUTE, Basis.READ, WorkKind.RETOUCH)
    assert (session.started_at, session.stopped_at) == (MORNING, MORNING + 80 * MINUTE)
    assert (session.entry, session.id) == (found.days[0].entry, found.days[0].session)
    said = payload(desk, found.days[0])
    assert said["spans"] == [
        {"at": to_ms(MORNING), "ms": 2_400_000},
        {"at": to_ms(MORNING) + 3_600_000, "ms": 1_200_000},
    ]
    assert {name: said[name] for name in ("program", "active_ms", "covered_ms", "spans_left_out", "away_known")} == {
        "program": "ActivityWatch",
        "active_ms": 3_600_000,
        "covered_ms": 0,
        "spans_left_out": 0,
        "away_known": True,
    }
    assert said["buckets"] == ["aw-watcher-window_room-07", "aw-watcher-afk_room-07"]
    assert said["apps"] == [{"name": "krita.exe", "ms": 3_600_000}]
    assert said["source_sha256"] == found.watched.source_sha256
    assert desk.steps.evidence.shown(session.entry).summary == "1:00 of work read from ActivityWatch."
    assert desk.steps.overview.rows()[0].active == 60 * MINUTE


def test_the_ledger_holds_and_is_rebuilt_with_read_time_in_it(desk):
    read(desk)
    before = sessions(desk)
    desk.steps.evidence.rebuild()
    assert (sessions(desk), desk.sentences()) == (before, [])


def test_the_same_read_again_adds_nothing(desk, tmp_path):
    read(desk)
    leaves = desk.leaves()
    again = read(desk)
    assert (again.days, again.covered, again.recorded) == ((), 60 * MINUTE, True)
    assert (desk.leaves(), len(sessions(desk))) == (leaves, 1)
    read(desk.other(tmp_path / "second-home"), background="C013", by=desk.sato)
    assert len(sessions(desk)) == 1


def test_a_later_export_adds_only_what_is_new(desk):
    read(desk)
    more = read(desk, export([front(0, 40), front(60, 50)], [there(-60, 300)]))
    assert [(one.active, one.covered) for one in more.days] == [(30 * MINUTE, 60 * MINUTE)]
    assert desk.steps.overview.rows()[0].active == 90 * MINUTE
    assert desk.steps.evidence.shown(more.days[0].entry).summary == (
        "0:30 of work read from ActivityWatch; 1:00 more stood already."
    )


def test_measured_time_of_any_background_is_not_counted_again(desk):
    measured(desk, 30, 35, background="C013")
    found = read(desk)
    assert [(one.active, one.covered) for one in found.days] == [(45 * MINUTE, 15 * MINUTE)]
    assert found.covered == 15 * MINUTE
    spans = [Span(start_ms=one["at"], end_ms=one["at"] + one["ms"]) for one in payload(desk, found.days[0])["spans"]]
    clocked = Span(start_ms=to_ms(MORNING + 30 * MINUTE), end_ms=to_ms(MORNING + 65 * MINUTE))
    assert intersect(spans, [clocked]) == ()


def test_a_running_clock_covers_up_to_now(desk):
    desk.clock.set_wall(MORNING + 30 * MINUTE - desk.clock.now.wall)
    desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=desk.sato)
    desk.clock.work(50 * MINUTE)
    assert [one.active for one in read(desk).days] == [30 * MINUTE]


def test_a_session_that_ends_before_it_began_covers_what_lies_between(desk):
    desk.clock.set_wall(MORNING + 40 * MINUTE - desk.clock.now.wall)
    desk.steps.time.start("C013", person=None, kind=WorkKind.RETOUCH, by=desk.sato)
    desk.clock.work(10 * MINUTE)
    desk.clock.set_wall(-30 * MINUTE)  # the stop is labelled twenty minutes before the start
    desk.steps.time.stop(person=None, by=desk.sato)
    desk.clock.set_wall(timedelta(days=30))
    found = read(desk, export([front(25, 10)], [there(-60, 300)]))
    assert (found.days, found.covered) == ((), 10 * MINUTE)


def test_stated_and_withdrawn_and_other_peoples_time_takes_nothing_away(desk):
    other = desk.person("KAMIYA").id
    more = {"kind": WorkKind.RETOUCH, "active": 30 * MINUTE, "started_at": MORNING, "reason": "紙"}
    desk.steps.time.log("C012", person=None, by=desk.sato, **more)
    stopped = measured(desk, 0, 30)
    desk.steps.corrections.correct(stopped.entry, Amendment(withdrawn=True), reason="違う", by=desk.sato)
    read(desk, by=other)
    assert [one.active for one in read(desk).days] == [60 * MINUTE]


def test_what_was_withdrawn_is_not_added_again_but_named(desk):
    first = read(desk).days[0]
    desk.steps.corrections.correct(first.entry, Amendment(withdrawn=True), reason="別の仕事", by=desk.sato)
    leaves = desk.leaves()
    again = read(desk)
    assert [(one.known, one.entry) for one in again.days] == [(True, first.entry)]
    assert desk.leaves() == leaves
    elsewhere = read(desk, background="C013")
    assert [(one.known, one.active) for one in elsewhere.days] == [(False, 60 * MINUTE)]


def test_an_entry_of_somebody_else_under_our_id_keeps_nothing_out(desk, tmp_path):
    foreseen = desk.steps.time_reading.preview(asking(desk, tmp_path), by=desk.sato).days[0].session
    draft = Draft(kind="something-else/1", payload={}, basis=Basis.STATED, id=foreseen)
    desk.ledger.append(lambda _index: Decision(drafts=(draft,)), by=None)
    assert [one.known for one in read(desk).days] == [False]
    assert sessions(desk)[0].active == 60 * MINUTE


def asking(desk, tmp_path, said=SAID, **more):
    path = written(tmp_path / "asked.json", said)
    period = {"begun": MORNING - 720 * MINUTE, "ended": MORNING + 720 * MINUTE}
    return Asking(**{"background": "C012", "place": str(path), **period, **more})


def test_a_preview_writes_nothing(desk, tmp_path):
    before = desk.leaves()
    seen = desk.steps.time_reading.preview(asking(desk, tmp_path), by=desk.sato)
    assert (desk.leaves(), seen.recorded, seen.days[0].entry) == (before, False, None)
    done = desk.steps.time_reading.read(asking(desk, tmp_path), by=desk.sato)
    assert [(one.session, one.active) for one in done.days] == [(one.session, one.active) for one in seen.days]


def test_each_local_day_is_an_entry_of_its_own(desk):
    # Midnight in Tokyo is 900 minutes after nine in the morning.
    found = read(desk, export([front(840, 120)]), ended=2000)
    assert [(one.day, one.active) for one in found.days] == [
        (date(2026, 4, 2), 60 * MINUTE),
        (date(2026, 4, 3), 60 * MINUTE),
    ]
    assert len({one.entry for one in found.days}) == len(sessions(desk)) == 2


def test_more_spans_than_an_entry_lists_are_counted_all_the_same(desk, monkeypatch):
    monkeypatch.setattr(time_reading, "MOST_SPANS", 3)
    windows = [front(10 * number, 5) for number in range(8)]
    found = read(desk, export(windows))
    said = payload(desk, found.days[0])
    assert (len(said["spans"]), said["spans_left_out"], said["active_ms"]) == (3, 5, 40 * 60_000)
    assert read(desk, export(windows)).days == ()
    assert desk.sentences() == []


def test_the_artist_alone_corrects_read_time(desk):
    day = read(desk).days[0]
    desk.steps.corrections.correct(day.entry, Amendment(active=50 * MINUTE), reason="休んだ", by=desk.sato)
    assert (sessions(desk)[0].active, sessions(desk)[0].corrected) == (50 * MINUTE, True)
    with pytest.raises(StepRefused, match="Only SATO may correct this entry"):
        desk.steps.corrections.correct(day.entry, Amendment(active=MINUTE), reason="長い", by=None)
    assert read(desk).days == ()


@pytest.mark.parametrize(("begun", "ended"), [(10, 10), (20, 10), (0, 60 * 24 * 400), (60 * 24 * 300, 60 * 24 * 301)])
def test_a_period_in_which_nobody_can_have_worked_is_refused(desk, begun, ended):
    with pytest.raises(StepRefused, match="no period in which work can have been done"):
        read(desk, begun=begun, ended=ended)


def test_what_lies_after_now_is_no_work(desk):
    desk.clock.set_wall(MORNING + 30 * MINUTE - desk.clock.now.wall)
    assert [one.active for one in read(desk).days] == [30 * MINUTE]


def test_a_record_without_work_says_so_and_writes_nothing(desk):
    before = desk.leaves()
    for more in ({"apps": ("blender",)}, {"begun": -700, "ended": -600}):
        with pytest.raises(StepRefused, match="ActivityWatch recorded no work of these programs in that period"):
            read(desk, **more)
    with pytest.raises(StudioError):
        read(desk, {"buckets": 7})
    assert desk.leaves() == before


def test_no_title_stands_in_the_studio(desk):
    read(desk)
    assert TITLE.encode() in (desk.root.parent / "watched.json").read_bytes()
    kept = b"".join(path.read_bytes() for path in desk.root.rglob("*") if path.is_file())
    assert b"secret.example" not in kept
    assert "背景_第3話".encode() not in kept


@pytest.mark.parametrize(
    "wrong",
    [
        {"active_ms": 1},
        {"active_ms": 3_600_001},
        {"spans": []},
        {"spans": [{"ms": 3_600_000}]},
        {"spans": [{"at": 0, "ms": 3_600_000}]},
        {"spans": "none"},
        {"spans_left_out": 2},
        {"stopped_at": 5},
        {"person": None},
    ],
    ids=str,
)
def test_an_entry_whose_time_does_not_add_up_is_not_of_its_kinds_form(desk, wrong):
    sound = dict(payload(desk, read(desk).days[0]))
    before = desk.leaves()
    bad = {name: value for name, value in {**sound, "session": "ab" * 16, **wrong}.items() if value is not None}
    with pytest.raises(StudioError, match="is not of its kind's form"):
        desk.force("session-read/1", bad, by=desk.sato)
    assert desk.leaves() == before
