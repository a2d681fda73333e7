"""What an artist sees and decides of recorded time, and every refusal in its words."""

from datetime import timedelta
from pathlib import Path

import pytest

from studio_app.domain.desk_changes import Answer
from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.moments import to_ms
from studio_app.domain.recordings import Ending
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import PieceKind
from studio_app.workflow.errors import StepRefused
from tests.recording_desk import FakeIdle, Hours

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def desk(studio):
    studio.sato = studio.person("SATO").id
    studio.background("C012")
    studio.background("C013")
    studio.idle = FakeIdle(studio.clock)
    yield studio
    studio.machine.desk.close()


def task(desk, code="C012", kind=WorkKind.RETOUCH, by="sato"):
    return desk.steps.desk.task(code, person=None, kind=kind, by=desk.sato if by == "sato" else by)


def record(desk, *deeds, code="C012", kind=WorkKind.RETOUCH, ending=Ending.STOPPED):
    """Record deeds such as ("paint", 10 * MINUTE) on a background; return the recording's id."""
    with desk.recording(lambda: desk.idle) as recorder:
        desk.idle.touch()
        begun = recorder.begin(task(desk, code, kind))
        hours = Hours(recorder.look, desk.clock, desk.idle)
        for name, length in deeds:
            getattr(hours, name)(length)
            desk.idle.touch()
            recorder.look()
        if ending is not None:
            recorder.end(ending)
    return begun.id


def sheet(desk):
    return desk.steps.desk.sheet(desk.sato)


ABSENCE = (("paint", 10 * MINUTE), ("away", 30 * MINUTE), ("paint", 5 * MINUTE))


def test_what_was_recorded_stands_on_the_sheet_with_its_question(desk):
    id_ = record(desk, *ABSENCE)
    (line,) = sheet(desk).lines
    assert (line.line.id, line.line.task.code, line.runs) == (id_, "C012", False)
    assert line.ms(TimeKind.ACTIVE) == 15 * 60_000
    assert line.stopped_ms - line.started_ms == 45 * 60_000
    (question,) = sheet(desk).questions
    assert (question.gap.piece.ms, question.code) == (30 * 60_000, "C012")
    assert sheet(desk).ms(TimeKind.UNCONFIRMED) == 30 * 60_000


def test_nobody_sees_what_another_person_recorded(desk):
    record(desk, ("paint", MINUTE))
    other = desk.person("KAMIYA", "神谷").id
    assert desk.steps.desk.sheet(other).lines == ()


def test_a_running_line_shows_as_such_and_is_not_decided_about(desk):
    id_ = record(desk, ("paint", 10 * MINUTE), ending=None)
    (line,) = sheet(desk).lines
    assert line.runs
    for decide in (
        lambda: desk.steps.desk.split(id_, at_ms=line.started_ms + 5, person=desk.sato),
        lambda: desk.steps.desk.assign(id_, "C013", kind=None, person=desk.sato),
        lambda: desk.steps.desk.leave_out(id_, left_out=True, reason="x", person=desk.sato),
    ):
        with pytest.raises(StepRefused, match=r"The clock of this time still runs\. Stop it first"):
            decide()


def answer(desk, *parts, reason="", name=None):
    question = name or sheet(desk).questions[0].name
    return desk.steps.desk.answer(question, parts, reason=reason, person=desk.sato)


def test_an_answer_moves_unconfirmed_time_and_measured_work_stays(desk):
    record(desk, *ABSENCE)
    answered = answer(desk, (Answer.WORK, 20 * 60_000), (Answer.BREAK, None), reason="資料を見た")
    assert answered.gap.parts == ((Answer.WORK, 20 * 60_000), (Answer.BREAK, 10 * 60_000))
    assert sheet(desk).questions == ()
    (line,) = sheet(desk).lines
    sums = {kind: line.ms(kind) // 60_000 for kind in TimeKind if line.ms(kind)}
    assert sums == {TimeKind.ACTIVE: 15, TimeKind.STATED: 20, TimeKind.BREAK: 10}


def test_an_answer_can_be_given_again(desk):
    record(desk, *ABSENCE)
    name = sheet(desk).questions[0].name
    answer(desk, (Answer.WORK, None), reason="紙")
    answer(desk, (Answer.BREAK, None), name=name)
    assert sheet(desk).ms(TimeKind.BREAK) == 30 * 60_000
    assert sheet(desk).ms(TimeKind.STATED) == 0


def test_what_is_put_off_is_asked_again(desk):
    record(desk, *ABSENCE)
    answer(desk, (Answer.LATER, None))
    (question,) = sheet(desk).questions
    assert question.gap.is_put_off
    answer(desk, (Answer.WORK, 60_000), (Answer.LATER, None), reason="紙")
    assert len(sheet(desk).questions) == 1


@pytest.mark.parametrize(
    "parts",
    [
        [(Answer.WORK, 31 * 60_000)],
        [(Answer.WORK, 29 * 60_000)],
        [(Answer.WORK, None), (Answer.BREAK, None)],
        [(Answer.WORK, -60_000), (Answer.BREAK, None)],
        [(Answer.WORK, 40 * 60_000), (Answer.BREAK, None)],
        [],
    ],
)
def test_parts_that_do_not_fill_the_gap_are_refused(desk, parts):
    record(desk, *ABSENCE)
    with pytest.raises(StepRefused, match=r"These parts do not fill the gap\. Leave out the length of one part"):
        answer(desk, *parts, reason="紙")
    assert sheet(desk).ms(TimeKind.UNCONFIRMED) == 30 * 60_000


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201, "a\nb", "\u202e"])
def test_work_needs_a_reason_that_fits_one_line(desk, reason):
    record(desk, *ABSENCE)
    with pytest.raises(StepRefused, match="cannot be a reason"):
        answer(desk, (Answer.WORK, None), reason=reason)
    assert answer(desk, (Answer.BREAK, None), reason=reason).gap.parts == ((Answer.BREAK, 30 * 60_000),)


def test_an_absence_just_before_the_machine_sleeps_has_a_name_of_its_own(desk):
    with desk.recording(lambda: desk.idle) as recorder:
        recorder.begin(task(desk))
        hours = Hours(recorder.look, desk.clock, desk.idle)
        hours.paint(MINUTE)
        hours.away(timedelta(milliseconds=300))
        hours.sleep(HOUR)
        hours.away(20 * MINUTE)
        recorder.end(Ending.STOPPED)
    questions = sheet(desk).questions
    assert len({one.name for one in questions}) == len(questions) == 2
    for one in questions:
        answer(desk, (Answer.BREAK, None), name=one.name)
    assert sheet(desk).questions == ()


def test_a_question_that_is_not_there_is_said(desk):
    record(desk, *ABSENCE)
    with pytest.raises(StepRefused, match=r"There is no question “\\x1bnone” at this desk|no question") as refused:
        answer(desk, (Answer.BREAK, None), name="\x1bnone")
    assert "\x1b" not in str(refused.value)


def test_a_line_that_is_not_there_is_said(desk):
    id_ = record(desk, ("paint", MINUTE))
    for name in ("", id_[:5], "zzzzzzzz", id_ + "0"):
        with pytest.raises(StepRefused, match=r"There is no recorded time .* at this desk\."):
            desk.steps.desk.line(name, person=desk.sato)
    assert desk.steps.desk.line(id_[:6], person=desk.sato).line.id == id_


def test_a_line_is_cut_at_a_moment_and_merged_again(desk):
    id_ = record(desk, *ABSENCE)
    start = sheet(desk).lines[0].started_ms
    one, two = desk.steps.desk.split(id_, at_ms=start + 12 * 60_000, person=desk.sato)
    assert [view.ms(TimeKind.ACTIVE) for view in (one, two)] == [600_000, 300_000]
    assert two.started_ms == start + 12 * 60_000
    whole = desk.steps.desk.merge(two.line.id, one.line.id, person=desk.sato)
    assert (whole.line.id, whole.ms(TimeKind.ACTIVE), whole.ms(TimeKind.UNCONFIRMED)) == (id_, 900_000, 1_800_000)


@pytest.mark.parametrize("minutes", [-5, 0, 45, 600])
def test_a_cut_outside_a_line_is_refused(desk, minutes):
    id_ = record(desk, *ABSENCE)
    start = sheet(desk).lines[0].started_ms
    with pytest.raises(StepRefused, match=r"That moment is not inside this time\. Give a moment between"):
        desk.steps.desk.split(id_, at_ms=start + minutes * 60_000, person=desk.sato)


def test_where_the_clock_was_set_back_the_first_of_two_moments_counts(desk):
    with desk.recording(lambda: desk.idle) as recorder:
        id_ = recorder.begin(task(desk)).id
        hours = Hours(recorder.look, desk.clock, desk.idle)
        hours.paint(10 * MINUTE)
        desk.clock.set_wall(-5 * MINUTE)
        hours.paint(10 * MINUTE)
        recorder.end(Ending.STOPPED)
    start = sheet(desk).lines[0].started_ms
    one, _two = desk.steps.desk.split(id_, at_ms=start + 7 * 60_000, person=desk.sato)
    assert one.line.ms == 7 * 60_000


def test_only_lines_of_one_task_are_merged(desk):
    one, two = record(desk, ("paint", MINUTE)), record(desk, ("paint", MINUTE), code="C013")
    for other in (two, one):
        with pytest.raises(StepRefused, match="Only two lines of one background and one kind of work become one"):
            desk.steps.desk.merge(one, other, person=desk.sato)
    desk.steps.desk.assign(two, "C012", kind=None, person=desk.sato)
    assert desk.steps.desk.merge(one, two, person=desk.sato).ms(TimeKind.ACTIVE) == 120_000


def test_time_that_was_left_out_is_not_merged_into_time_that_is_sent(desk):
    one, two = record(desk, ("paint", MINUTE)), record(desk, ("paint", MINUTE))
    desk.steps.desk.leave_out(two, left_out=True, reason="試し", person=desk.sato)
    with pytest.raises(StepRefused, match=r"This time was left out\. Take that back first"):
        desk.steps.desk.merge(one, two, person=desk.sato)


def test_time_is_moved_to_another_background_or_kind(desk):
    id_ = record(desk, ("paint", MINUTE))
    moved = desk.steps.desk.assign(id_, "C013", kind=WorkKind.LAYOUT, person=desk.sato)
    assert (moved.line.task.code, moved.line.task.work) == ("C013", WorkKind.LAYOUT)
    assert moved.recordings[0].task.code == "C012"
    same = desk.steps.desk.assign(id_, "C013", kind=None, person=desk.sato)
    assert len(same.line.history) == 1


def test_time_is_not_moved_to_what_is_not_there_or_not_ordered(desk):
    id_ = record(desk, ("paint", MINUTE))
    with pytest.raises(StepRefused, match="There is no background"):
        desk.steps.desk.assign(id_, "C999", kind=None, person=desk.sato)
    with pytest.raises(StepRefused, match=r"Nobody ordered a retake of this background\. Choose another kind of work"):
        desk.steps.desk.assign(id_, None, kind=WorkKind.RETAKE, person=desk.sato)
    desk.add(2, kind="generation", background="C013")
    with pytest.raises(StepRefused, match="SATO has not yet been told that C013 was begun by"):
        desk.steps.desk.assign(id_, "C013", kind=None, person=desk.sato)
    assert sheet(desk).lines[0].line.task.code == "C012"


def test_time_that_is_left_out_counts_nowhere_and_comes_back(desk):
    id_ = record(desk, *ABSENCE)
    out = desk.steps.desk.leave_out(id_, left_out=True, reason="練習", person=desk.sato)
    assert out.line.left_out
    assert sheet(desk).questions == ()
    assert sheet(desk).ms(TimeKind.ACTIVE) == 0
    with pytest.raises(StepRefused, match="cannot be a reason"):
        desk.steps.desk.leave_out(id_, left_out=True, reason="", person=desk.sato)
    desk.steps.desk.leave_out(id_, left_out=False, reason="", person=desk.sato)
    assert sheet(desk).ms(TimeKind.ACTIVE) == 900_000


def test_a_task_is_refused_where_nobody_is_named_or_told_or_nothing_is_ordered(desk):
    with pytest.raises(StepRefused, match="Nobody has said whose time this is"):
        task(desk, by=None)
    with pytest.raises(StepRefused, match="There is no background"):
        task(desk, "C999")
    with pytest.raises(StepRefused, match="Nobody ordered a retake of this background"):
        task(desk, kind=WorkKind.RETAKE)
    desk.add(2, kind="generation")
    with pytest.raises(StepRefused, match="SATO has not yet been told that C012 was begun by"):
        task(desk)
    desk.steps.disclosures.see("C012", by=desk.sato)
    assert task(desk).code == "C012"


def retake(desk, verdict=Verdict.RETAKE):
    cause = RetakeCause.OTHER if verdict is Verdict.RETAKE else None
    return desk.steps.reviews.review("C012", stage=None, verdict=verdict, cause=cause, note="", by=None)


def test_a_retake_names_the_newest_review_that_ordered_one(desk):
    desk.add(1, painter="SATO")
    retake(desk)
    second = retake(desk)
    retake(desk, Verdict.APPROVED)
    assert task(desk, kind=WorkKind.RETAKE).review == second.id


def test_a_save_is_a_retake_until_something_is_painted_or_approved(desk):
    def kind():
        return desk.steps.desk.task_of_save(Path("/paint/C012.kra"), person=desk.sato).work

    assert kind() is WorkKind.RETOUCH
    desk.add(1, painter="SATO")
    desk.clock.work(MINUTE)
    retake(desk)
    assert kind() is WorkKind.RETAKE
    desk.clock.work(MINUTE)
    desk.add(2, painter="SATO")
    assert kind() is WorkKind.RETOUCH
    desk.clock.work(MINUTE)
    retake(desk)
    retake(desk, Verdict.APPROVED)
    assert kind() is WorkKind.RETOUCH
    assert desk.steps.desk.task_of_save(Path("/paint/notes.kra"), person=desk.sato) is None


def test_a_save_is_compared_with_the_one_before_it_or_with_the_newest_stage(desk):
    store = desk.machine.saves
    with desk.recording(lambda: desk.idle) as recorder:
        recorder.begin(task(desk))
        desk.clock.work(MINUTE)
        first = desk.save(recorder, 50)
        assert desk.steps.desk.picture_before(first, store, store) is None
        stage = desk.add(1, painter="SATO")
        assert desk.steps.desk.picture_before(first, store, store) == store.path(stage.sha256)
        desk.clock.work(MINUTE)
        second = desk.save(recorder, 51)
        recorder.end(Ending.STOPPED)
    assert desk.steps.desk.picture_before(second, store, store) == store.path(first.sha256)


def test_the_first_moment_of_a_recording_belongs_to_its_line(desk):
    with desk.recording(lambda: desk.idle) as recorder:
        id_ = recorder.begin(task(desk)).id
        desk.save(recorder, 60)
        desk.idle.touch()
        Hours(recorder.look, desk.clock, desk.idle).paint(10 * MINUTE)
        desk.save(recorder, 61)
        recorder.end(Ending.STOPPED)
    (line,) = sheet(desk).lines
    assert [save.number for save in line.saves] == [1, 2]
    one, two = desk.steps.desk.split(id_, at_ms=line.started_ms + 60_000, person=desk.sato)
    assert [[save.number for save in view.saves] for view in (one, two)] == [[1], [2]]


def test_a_moment_of_work_away_keeps_the_wall_clocks_label(desk):
    start = to_ms(desk.clock.read().wall)
    record(desk, *ABSENCE)
    (question,) = sheet(desk).questions
    assert question.gap.piece.kind is PieceKind.AWAY
    assert question.gap.piece.at_ms == start + 10 * 60_000
