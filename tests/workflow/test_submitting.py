"""Recorded time goes to the ledger once, whole, and never more than the artist said and the machine saw."""

from datetime import timedelta

import pytest

from studio_app.domain.desk_changes import Answer
from studio_app.domain.facts import Basis
from studio_app.domain.moments import to_ms
from studio_app.domain.recordings import Ending
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stage_times import stage_times
from studio_app.ledger.entries import read_leaf
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.errors import StepRefused
from tests.desk import read_time
from tests.fakes import FakeClock
from tests.recording_desk import FakeIdle, Hours
from tests.watched_records import MORNING, export, front, there

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def desk(studio):
    studio.sato = studio.person("SATO").id
    studio.background("C012")
    studio.background("C013")
    studio.idle = FakeIdle(studio.clock)
    yield studio
    studio.machine.desk.close()


@pytest.fixture
def laptop(desk, tmp_path):
    """Another machine of the same artist, in the same studio, with clocks of its own."""
    other = desk.other(tmp_path / "laptop", clock=FakeClock("boot-9"))
    other.sato, other.idle = desk.sato, FakeIdle(other.clock)
    yield other
    other.machine.desk.close()


def record(desk, *deeds, code="C012", kind=WorkKind.RETOUCH):
    """Record deeds such as ("paint", 10 * MINUTE) or ("save", shade); return the recording's id."""
    with desk.recording(lambda: desk.idle) as recorder:
        desk.idle.touch()
        begun = recorder.begin(desk.steps.desk.task(code, person=None, kind=kind, by=desk.sato))
        hours = Hours(recorder.look, desk.clock, desk.idle)
        for name, what in deeds:
            if name == "save":
                desk.save(recorder, what)
            elif name == "set":
                desk.clock.set_wall(what)
            else:
                getattr(hours, name)(what)
                desk.idle.touch()
                recorder.look()
        recorder.end(Ending.STOPPED)
    return begun.id


def submit(desk, *names):
    return desk.steps.submitting.submit(names, person=desk.sato)


def sessions(desk, background=None):
    return desk.steps.time.all(background=background)


def payloads(desk, kind):
    return [entry.payload for entry in map(read_leaf, desk.leaves()) if entry.kind == kind]


ABSENCE = (("paint", 10 * MINUTE), ("away", 30 * MINUTE), ("paint", 5 * MINUTE))


def test_nothing_is_in_the_studio_before_it_is_sent(desk):
    before = desk.leaves()
    record(desk, *ABSENCE)
    desk.steps.desk.sheet(desk.sato)
    assert desk.leaves() == before


def test_a_line_becomes_a_measured_session_and_leaves_the_sheet(desk):
    id_ = record(desk, *ABSENCE)
    (sent,) = submit(desk)
    (session,) = sessions(desk)
    assert sent.sessions == (session,)
    assert (session.active, session.unconfirmed, session.basis) == (15 * MINUTE, 30 * MINUTE, Basis.MEASURED)
    assert session.stopped_at - session.started_at == 45 * MINUTE
    (payload,) = payloads(desk, "session-recorded/1")
    assert (payload["line"], payload["idle_source"], payload["cut_off"]) == (id_, "fake-input", False)
    assert [(one["kind"], one["seen"], one["ms"]) for one in payload["pieces"]] == [
        ("active", "work", 600_000),
        ("unconfirmed", "away", 1_800_000),
        ("active", "work", 300_000),
    ]
    assert desk.steps.desk.sheet(desk.sato).lines == ()
    with pytest.raises(StepRefused, match="There is no recorded time"):
        submit(desk, id_)
    assert desk.sentences() == []


def test_unconfirmed_time_is_in_no_sum(desk):
    record(desk, *ABSENCE)
    submit(desk)
    assert desk.steps.overview.rows()[0].active == 15 * MINUTE
    (late,) = desk.steps.desk.sheet(desk.sato).late
    assert (late.session.unconfirmed, late.code) == (30 * MINUTE, "C012")


def answer(desk, *parts, reason="資料を見た"):
    (question,) = desk.steps.desk.sheet(desk.sato).questions
    desk.steps.desk.answer(question.name, parts, reason=reason, person=desk.sato)


def test_work_away_from_the_machine_is_a_stated_session_with_its_reason(desk):
    record(desk, *ABSENCE)
    answer(desk, (Answer.WORK, 20 * 60_000), (Answer.BREAK, None))
    submit(desk)
    measured, stated = sessions(desk)
    assert (measured.active, measured.unconfirmed, measured.basis) == (15 * MINUTE, timedelta(0), Basis.MEASURED)
    assert (stated.active, stated.basis) == (20 * MINUTE, Basis.STATED)
    assert stated.started_at == measured.started_at + 10 * MINUTE
    (payload,) = payloads(desk, "session-logged/1")
    assert payload["of"] == measured.id
    assert "資料を見た".encode() not in b"".join(desk.leaves())
    with desk.ledger.look() as index:
        assert index.text(payload["reason"]) == "資料を見た"
    assert desk.steps.overview.rows()[0].active == 35 * MINUTE
    assert desk.sentences() == []


def test_lines_left_out_or_running_are_not_sent(desk):
    out = record(desk, ("paint", MINUTE))
    record(desk, ("paint", 2 * MINUTE), code="C013")
    desk.steps.desk.leave_out(out, left_out=True, reason="練習", person=desk.sato)
    with desk.recording(lambda: desk.idle) as recorder:
        runs = recorder.begin(desk.steps.desk.task("C012", person=None, kind=WorkKind.CHECK, by=desk.sato)).id
    with pytest.raises(StepRefused, match=r"This time was left out\. Take that back first"):
        submit(desk, out)
    with pytest.raises(StepRefused, match=r"The clock of this time still runs"):
        submit(desk, runs)
    (sent,) = submit(desk)
    assert sent.view.line.task.code == "C013"
    assert [one.active for one in sessions(desk)] == [2 * MINUTE]


def test_a_line_over_midnight_is_a_session_for_each_day(desk):
    record(desk, ("paint", 7 * HOUR))  # the desk's clock begins at 18:00 in Tokyo
    submit(desk)
    assert [one.active for one in sessions(desk)] == [6 * HOUR, HOUR]


def test_an_empty_line_can_be_sent(desk):
    record(desk)
    (sent,) = submit(desk)
    assert sent.sessions == ()
    assert desk.steps.desk.sheet(desk.sato).lines == ()
    assert sessions(desk) == ()


class NoMark(Exception):
    """The machine stopped between the ledger's entry and the desk's mark."""


@pytest.fixture
def unmarked(desk, monkeypatch):
    """A line that went to the ledger of which the desk's mark was lost."""
    id_ = record(desk, ("paint", 10 * MINUTE), ("save", 30), ("away", 30 * MINUTE))
    answer(desk, (Answer.WORK, None))

    def crash(*_args, **_more):
        raise NoMark

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.machine.desk), "mark_submitted", crash)
        with pytest.raises(NoMark):
            submit(desk)
    return id_


def test_a_try_repeated_after_a_crash_adds_nothing(desk, unmarked):
    before = desk.leaves()
    assert len(sessions(desk)) == 2
    desk.open()
    assert desk.steps.desk.sheet(desk.sato).lines == ()
    assert submit(desk) == ()
    assert desk.leaves() == before


def test_a_try_that_runs_beside_another_one_adds_nothing(desk, unmarked):
    """Two programs of the desk send the same line at the same time: the second decides after the first wrote."""
    view = desk.steps.desk._look(desk.sato).views[0]
    before = desk.leaves()
    sent = desk.steps.submitting._send(view, desk.sato)
    assert desk.leaves() == before
    assert (len(sent.sessions), sent.stages) == (1, 0)
    assert [one.line for one in desk.machine.desk.submitted(desk.steps.desk.studio)] == [unmarked]


def test_what_is_not_marked_yet_cannot_be_cut_or_moved(desk, unmarked):
    for decide in (
        lambda: desk.steps.desk.assign(unmarked, "C013", kind=None, person=desk.sato),
        lambda: desk.steps.desk.leave_out(unmarked, left_out=True, reason="x", person=desk.sato),
    ):
        with pytest.raises(StepRefused, match="There is no recorded time"):
            decide()


def test_saves_become_stages_with_their_moment_and_their_time(desk):
    desk.add(1, kind="layout", painter="SATO")
    desk.clock.work(MINUTE)
    record(desk, ("paint", 10 * MINUTE), ("save", 40), ("paint", 5 * MINUTE), ("save", 41))
    (save, second) = desk.machine.desk.saves([desk.steps.desk.sheet(desk.sato).lines[0].line.id])
    (sent,) = submit(desk)
    assert sent.stages == 2
    dossier = desk.steps.overview.dossier("C012")
    layout, first, last = dossier.stages
    assert [to_ms(one.saved_at) for one in (first, last)] == [save.at_ms, second.at_ms]
    assert (first.parent, last.parent, first.by) == (layout.id, first.id, desk.sato)
    assert first.change.changed_permille == "1000.0"
    # The session began before the first save: its time went into that one.
    assert stage_times(dossier.stages, dossier.sessions) == {first.id: 15 * MINUTE}
    (payload,) = payloads(desk, "session-recorded/1")
    assert payload["saves"] == 2
    assert submit(desk) == ()
    assert desk.sentences() == []


def test_a_picture_that_was_saved_twice_alike_is_one_stage(desk):
    record(desk, ("save", 40), ("paint", MINUTE), ("save", 41), ("paint", MINUTE), ("save", 40))
    (sent,) = submit(desk)
    assert sent.stages == 2


def test_what_is_saved_during_a_check_is_a_correction_and_in_layout_a_layout(desk):
    record(desk, ("paint", MINUTE), ("save", 40), kind=WorkKind.LAYOUT)
    record(desk, ("paint", MINUTE), ("save", 41), kind=WorkKind.CHECK)
    submit(desk)
    assert [one.kind.value for one in desk.steps.overview.dossier("C012").stages] == ["layout", "correction"]


def test_a_retake_stays_tied_to_the_review_that_ordered_it(desk):
    desk.add(1, painter="SATO")
    order = {"stage": None, "verdict": Verdict.RETAKE, "cause": RetakeCause.OTHER, "by": None}
    review = desk.steps.reviews.review("C012", note="暗く", **order)
    record(desk, *ABSENCE, kind=WorkKind.RETAKE)
    answer(desk, (Answer.WORK, None))
    desk.steps.reviews.review("C012", note="もっと", **order)
    submit(desk)
    assert [(one.kind, one.review) for one in sessions(desk)] == [(WorkKind.RETAKE, review.id)] * 2


def late(desk, *, work=timedelta(0), rest=timedelta(0), reason="紙", person=None, name=None):
    return desk.steps.submitting.answer_late(
        sessions(desk)[0].id[:12] if name is None else name,
        work=work,
        rest=rest,
        reason=reason,
        person=person or desk.sato,
    )


@pytest.fixture
def sent(desk):
    record(desk, *ABSENCE)
    submit(desk)
    return desk


def test_unconfirmed_time_is_answered_after_it_was_sent(sent):
    assert late(sent, work=10 * MINUTE, rest=5 * MINUTE).unconfirmed == 15 * MINUTE
    assert late(sent, work=10 * MINUTE).unconfirmed == 5 * MINUTE
    assert late(sent, rest=5 * MINUTE, reason="").unconfirmed == timedelta(0)
    measured, *stated = sessions(sent)
    assert measured.active == 15 * MINUTE
    assert [(one.active, one.basis) for one in stated] == [(10 * MINUTE, Basis.STATED)] * 2
    assert sent.steps.overview.rows()[0].active == 35 * MINUTE
    assert sent.steps.desk.sheet(sent.sato).late == ()
    assert sent.sentences() == []


@pytest.mark.parametrize(("work", "rest"), [(31, 0), (0, 31), (20, 20), (0, 0), (-5, 10), (10, -5)], ids=str)
def test_nobody_accounts_for_more_than_is_unconfirmed(sent, work, rest):
    before = sent.leaves()
    with pytest.raises(StepRefused, match="That is not what is unconfirmed of this session"):
        late(sent, work=work * MINUTE, rest=rest * MINUTE)
    assert sent.leaves() == before


def test_only_the_artist_answers_for_their_time(sent, tmp_path):
    producer = sent.person("PRO", "制作").id
    with pytest.raises(StepRefused, match="There is no session of yours with unconfirmed time"):
        late(sent, work=MINUTE, person=producer)
    (session,) = sessions(sent)
    forced = {"session": session.id, "background": session.background, "work_ms": 0, "break_ms": 1_800_000}
    sent.other(tmp_path / "producer").force("away-answered/1", {**forced, "person": producer}, by=producer)
    assert sessions(sent)[0].unconfirmed == 30 * MINUTE


def test_work_answered_late_needs_a_reason(sent):
    with pytest.raises(StepRefused, match="cannot be a reason"):
        late(sent, work=MINUTE, reason=" ")


@pytest.mark.parametrize("name", ["", "zzz", "\x1b[31m"])
def test_a_session_that_is_not_there_is_said(sent, name):
    with pytest.raises(StepRefused, match="There is no session of yours with unconfirmed time") as refused:
        late(sent, work=MINUTE, name=name)
    assert "\x1b" not in str(refused.value)


def test_a_recorded_session_is_corrected_by_its_artist_like_any_other(sent):
    (session,) = sessions(sent)
    sent.steps.corrections.correct(session.entry, Amendment(active=5 * MINUTE), reason="見直し", by=sent.sato)
    assert (sessions(sent)[0].active, sessions(sent)[0].corrected) == (5 * MINUTE, True)


@pytest.mark.parametrize("first_to_send", ["desk", "laptop"])
@pytest.mark.parametrize("code", ["C012", "C013"])
def test_minutes_measured_on_two_machines_count_once_whoever_sends_first(desk, laptop, first_to_send, code):
    laptop.clock.work(20 * MINUTE)
    record(desk, ("paint", 60 * MINUTE))  # 9:00 to 10:00
    record(laptop, ("paint", 60 * MINUTE), code=code)  # 9:20 to 10:20
    one, two = (desk, laptop) if first_to_send == "desk" else (laptop, desk)
    assert submit(one)[0].overlap_ms == 0
    (sent,) = submit(two)
    assert sent.overlap_ms == 40 * 60_000
    first, second = sessions(desk)
    assert (first.active, second.active, second.unconfirmed) == (60 * MINUTE, 20 * MINUTE, 40 * MINUTE)
    assert sum((row.active for row in desk.steps.overview.rows()), timedelta(0)) == 80 * MINUTE
    # Which of them count is the artist's word.
    late(desk, work=timedelta(0), rest=40 * MINUTE, name=second.id)
    assert sessions(desk)[1].unconfirmed == timedelta(0)
    assert desk.sentences() == []


@pytest.mark.parametrize("first_to_send", ["desk", "laptop"])
def test_work_away_from_one_machine_that_another_measured_counts_once(desk, laptop, first_to_send):
    record(desk, ("paint", 10 * MINUTE), ("away", 30 * MINUTE), ("paint", 10 * MINUTE))
    (question,) = desk.steps.desk.sheet(desk.sato).questions
    desk.steps.desk.answer(question.name, ((Answer.WORK, None),), reason="資料", person=desk.sato)
    laptop.clock.work(12 * MINUTE)
    record(laptop, ("paint", 20 * MINUTE))  # all of it in the absence
    one, two = (desk, laptop) if first_to_send == "desk" else (laptop, desk)
    submit(one)
    (sent,) = submit(two)
    assert sent.overlap_ms == 20 * 60_000
    whole = sum((row.active for row in desk.steps.overview.rows()), timedelta(0))
    waiting = sum((session.unconfirmed for session in sessions(desk)), timedelta(0))
    assert (whole, waiting) == (50 * MINUTE, 20 * MINUTE)
    assert desk.sentences() == []


def test_a_stopwatch_on_another_machine_counts_no_minute_twice(desk, laptop):
    laptop.steps.time.start("C013", person=None, kind=WorkKind.RETOUCH, by=laptop.sato)
    record(desk, ("paint", 60 * MINUTE))
    submit(desk)
    laptop.clock.work(90 * MINUTE)
    stopped = laptop.steps.time.stop(person=None, by=laptop.sato)
    assert (stopped.active, stopped.unconfirmed) == (30 * MINUTE, 60 * MINUTE)


def test_absences_on_one_machine_are_no_time_of_the_other(desk, laptop):
    record(desk, ("paint", 10 * MINUTE), ("away", 30 * MINUTE), ("paint", 10 * MINUTE))
    laptop.clock.work(12 * MINUTE)
    record(laptop, ("paint", 20 * MINUTE))
    submit(desk)
    (sent,) = submit(laptop)
    assert sent.overlap_ms == 0
    assert sessions(desk)[1].active == 20 * MINUTE


def test_two_people_at_once_are_not_held_against_each_other(desk, laptop):
    laptop.sato = laptop.person("KAMIYA", "神谷").id
    record(desk, ("paint", 60 * MINUTE))
    record(laptop, ("paint", 60 * MINUTE))
    submit(desk)
    assert submit(laptop)[0].overlap_ms == 0


def test_one_machine_is_not_held_against_itself_where_its_clock_was_set_back(desk):
    record(desk, ("paint", 60 * MINUTE), ("set", -HOUR))
    record(desk, ("paint", 60 * MINUTE))
    assert [one.overlap_ms for one in submit(desk)] == [0, 0]
    assert [one.active for one in sessions(desk)] == [HOUR, HOUR]


def test_a_clock_set_back_in_a_line_hides_no_minute_of_another_machine(desk, laptop):
    record(laptop, ("paint", 60 * MINUTE))  # 9:00 to 10:00
    submit(laptop)
    desk.clock.work(HOUR)
    # Labelled 10:00 to 10:30, then 9:00 to 10:00: what is labelled last is what stands elsewhere.
    record(desk, ("paint", 30 * MINUTE), ("set", -90 * MINUTE), ("paint", 60 * MINUTE))
    (sent,) = submit(desk)
    assert sent.overlap_ms == 60 * 60_000


def test_what_was_withdrawn_elsewhere_is_in_nobodys_way(desk, laptop):
    record(laptop, ("paint", 60 * MINUTE))
    submit(laptop)
    entry = sessions(laptop)[0].entry
    laptop.steps.corrections.correct(entry, Amendment(withdrawn=True), reason="誤り", by=laptop.sato)
    record(desk, ("paint", 60 * MINUTE))
    assert submit(desk)[0].overlap_ms == 0


def test_a_session_started_by_hand_on_another_machine_is_not_counted_twice(desk, laptop):
    laptop.steps.time.start("C013", person=None, kind=WorkKind.RETOUCH, by=laptop.sato)
    laptop.clock.work(HOUR)
    laptop.steps.time.stop(person=None, by=laptop.sato)
    record(desk, ("paint", 60 * MINUTE))
    assert submit(desk)[0].overlap_ms == 60 * 60_000


@pytest.mark.parametrize("first", ["the line", "the record of another program"])
def test_minutes_that_another_program_recorded_too_count_once_whichever_comes_first(desk, first):
    desk.clock.set_wall(MORNING - desk.clock.now.wall)
    record(desk, ("paint", 60 * MINUTE))  # from the morning on
    said = export([front(20, 20), front(70, 20)], [there(-60, 300)])  # 40 minutes, half of them in that hour
    desk.clock.work(HOUR)
    if first == "the line":
        submit(desk)
        read_time(desk, "C013", said, by=desk.sato)
        waiting = 0
    else:
        read_time(desk, "C013", said, by=desk.sato)
        (sent,) = submit(desk)
        assert sent.overlap_ms == 20 * 60_000
        waiting = 20
    assert sum((row.active for row in desk.steps.overview.rows()), timedelta(0)) == 80 * MINUTE
    assert sum((session.unconfirmed for session in sessions(desk)), timedelta(0)) == waiting * MINUTE
    assert desk.sentences() == []


def test_the_decisions_that_made_a_line_stand_in_its_entry(desk):
    one, two = record(desk, ("paint", 10 * MINUTE)), record(desk, ("paint", 10 * MINUTE), code="C013")
    desk.steps.desk.assign(two, "C012", kind=None, person=desk.sato)
    merged = desk.steps.desk.merge(one, two, person=desk.sato)
    desk.steps.desk.split(merged.line.id, at_ms=merged.started_ms + 300_000, person=desk.sato)
    submit(desk)
    first, second = payloads(desk, "session-recorded/1")
    assert [change["kind"] for change in first["changes"]] == ["reassigned", "merged", "split"]
    assert (first["active_ms"], second["active_ms"]) == (300_000, 900_000)
    # Of the first part's recording, and of both recordings.
    assert (first["recorded_ms"], second["recorded_ms"]) == (600_000, 1_200_000)


def test_a_very_long_line_of_pieces_is_sent_whole(desk):
    record(desk, *((("paint", 2 * SECOND), ("freeze", 5 * SECOND)) * 700))
    (sent,) = submit(desk)
    assert len(sent.sessions) == 2
    assert sum((one.active for one in sessions(desk)), timedelta(0)) == 700 * 3 * SECOND
    assert desk.sentences() == []


def test_the_indexes_are_rebuilt_from_what_was_sent(desk):
    record(desk, *ABSENCE)
    answer(desk, (Answer.WORK, 60_000), (Answer.LATER, None))
    submit(desk)
    late(desk, rest=MINUTE)
    before = sessions(desk)
    desk.steps.evidence.rebuild()
    assert sessions(desk) == before
    assert before[0].unconfirmed == 28 * MINUTE
    assert desk.sentences() == []
