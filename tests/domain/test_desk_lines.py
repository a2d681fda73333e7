"""Decisions about recorded time: what they change, and that no minute is lost or made by any of them."""

from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.desk_changes import Answer, Answered, LeftOut, Merged, Reassigned, Split
from studio_app.domain.desk_lines import TimeKind, desk_lines, gaps, stretches, total
from studio_app.domain.ids import SessionId
from studio_app.domain.tapes import Piece, PieceKind
from tests.recording_desk import START, recording, task

MINUTE = 60_000


def answered(start_ms, *parts, recording_="r1", reason="紙"):
    return Answered(at_ms=START, recording=SessionId(recording_), start_ms=start_ms, parts=parts, reason=reason)


def split(line, offset_ms, rest):
    return Split(at_ms=START, line=SessionId(line), offset_ms=offset_ms, rest=SessionId(rest))


def merged(line, other):
    return Merged(at_ms=START, line=SessionId(line), other=SessionId(other))


def parts_of(recordings, changes):
    """Return everything that the lines consist of, line by line."""
    known = {one.id: one for one in recordings}
    answers = [one for one in changes if isinstance(one, Answered)]
    return {one.id: stretches(one, known, answers) for one in desk_lines(recordings, changes)}


AWAY = recording((PieceKind.WORK, 10 * MINUTE), (PieceKind.AWAY, 30 * MINUTE), (PieceKind.WORK, 5 * MINUTE))


def test_without_a_decision_an_absence_is_unconfirmed():
    (parts,) = parts_of([AWAY], ()).values()
    assert total(parts, TimeKind.ACTIVE) == 15 * MINUTE
    assert total(parts, TimeKind.UNCONFIRMED) == 30 * MINUTE


def test_an_absence_may_be_answered_in_parts():
    change = answered(10 * MINUTE, (Answer.WORK, 20 * MINUTE), (Answer.BREAK, 10 * MINUTE))
    (parts,) = parts_of([AWAY], [change]).values()
    assert [(one.kind, one.ms, one.reason) for one in parts] == [
        (TimeKind.ACTIVE, 10 * MINUTE, ""),
        (TimeKind.STATED, 20 * MINUTE, "紙"),
        (TimeKind.BREAK, 10 * MINUTE, ""),
        (TimeKind.ACTIVE, 5 * MINUTE, ""),
    ]
    assert parts[2].at_ms == START + 30 * MINUTE


def test_the_last_answer_counts():
    first, second = (
        answered(10 * MINUTE, (Answer.WORK, 30 * MINUTE)),
        answered(10 * MINUTE, (Answer.BREAK, 30 * MINUTE)),
    )
    (parts,) = parts_of([AWAY], [first, second]).values()
    assert total(parts, TimeKind.STATED) == 0
    assert total(parts, TimeKind.BREAK) == 30 * MINUTE


def test_an_answer_that_does_not_fill_its_gap_says_nothing():
    (parts,) = parts_of([AWAY], [answered(10 * MINUTE, (Answer.WORK, 31 * MINUTE))]).values()
    assert total(parts, TimeKind.UNCONFIRMED) == 30 * MINUTE


def test_an_answer_to_a_moment_of_work_says_nothing():
    (parts,) = parts_of([AWAY], [answered(0, (Answer.BREAK, 10 * MINUTE))]).values()
    assert total(parts, TimeKind.ACTIVE) == 15 * MINUTE


def test_what_was_put_off_is_still_asked():
    later = answered(10 * MINUTE, (Answer.LATER, 30 * MINUTE))
    (gap,) = gaps(AWAY, [later])
    assert (gap.is_open, gap.is_put_off) == (True, True)


def test_a_gap_of_which_a_part_was_put_off_is_still_asked():
    some = answered(10 * MINUTE, (Answer.WORK, 10 * MINUTE), (Answer.LATER, 20 * MINUTE))
    (gap,) = gaps(AWAY, [some])
    assert gap.is_open
    (parts,) = parts_of([AWAY], [some]).values()
    assert total(parts, TimeKind.UNCONFIRMED) == 20 * MINUTE


def test_a_gap_that_was_answered_whole_is_not_asked_again():
    (gap,) = gaps(AWAY, [answered(10 * MINUTE, (Answer.BREAK, 30 * MINUTE))])
    assert not gap.is_open


def test_nobody_is_asked_about_sleep():
    (gap,) = gaps(recording((PieceKind.WORK, 5), (PieceKind.ASLEEP, 9 * MINUTE)), ())
    assert not gap.is_open


def test_the_silence_that_still_lasts_is_no_gap_yet():
    silence = (Piece(kind=PieceKind.WORK, at_ms=START + 5, ms=30 * MINUTE),)
    assert gaps(recording((PieceKind.WORK, 5), ending=None, trailing=silence), ()) == ()


def test_a_line_that_was_cut_has_its_rest_right_after_it():
    one, two = recording((PieceKind.WORK, MINUTE)), recording((PieceKind.WORK, MINUTE), id_="r2")
    lines = desk_lines([one, two], [split("r1", 20_000, "s1")])
    assert [(line.id, line.ms) for line in lines] == [("r1", 20_000), ("s1", 40_000), ("r2", MINUTE)]


def test_a_cut_outside_a_line_changes_nothing():
    one = recording((PieceKind.WORK, MINUTE))
    for offset in (-1, 0, MINUTE, MINUTE + 1):
        assert [line.ms for line in desk_lines([one], [split("r1", offset, "s1")])] == [MINUTE]


def test_the_rest_of_a_line_that_was_left_out_stays_left_out():
    out = LeftOut(at_ms=START, line=SessionId("r1"), left_out=True, reason="試し")
    lines = desk_lines([recording((PieceKind.WORK, MINUTE))], [out, split("r1", 20_000, "s1")])
    assert [line.left_out for line in lines] == [True, True]


def test_a_merged_line_keeps_both_histories():
    one, two = recording((PieceKind.WORK, MINUTE)), recording((PieceKind.WORK, MINUTE), id_="r2")
    moved = Reassigned(at_ms=START, line=SessionId("r2"), task=task("C012"))
    (line,) = desk_lines([one, two], [moved, merged("r1", "r2")])
    assert (line.ms, line.history) == (2 * MINUTE, (moved, merged("r1", "r2")))


def test_decisions_about_lines_that_are_not_there_are_passed_over():
    one = recording((PieceKind.WORK, MINUTE))
    changes = [merged("r1", "r1"), merged("r1", "gone"), merged("gone", "r1"), split("gone", 5, "s1")]
    assert [line.segments for line in desk_lines([one], changes)] == [desk_lines([one], ())[0].segments]


KIND = st.sampled_from(list(PieceKind))
PIECES = st.lists(st.tuples(KIND, st.integers(1, 5_000)), min_size=1, max_size=6)
RECORDINGS = st.lists(PIECES, min_size=1, max_size=4).map(
    lambda many: [recording(*pieces, id_=f"r{number}") for number, pieces in enumerate(many)]
)
NAMES = [*(f"r{number}" for number in range(4)), *(f"s{number}" for number in range(8))]
NAME = st.sampled_from(NAMES)
ANSWER = st.tuples(st.sampled_from(list(Answer)), st.integers(0, 100))


@st.composite
def decision(draw, recordings):
    """Any decision, most of which fit a line or a gap that is there."""
    what = draw(st.sampled_from(["split", "merge", "answer", "assign", "leave-out"]))
    if what == "split":
        return split(draw(NAME), draw(st.integers(-5, 20_000)), draw(NAME))
    if what == "merge":
        return merged(draw(NAME), draw(NAME))
    if what == "assign":
        return Reassigned(at_ms=START, line=SessionId(draw(NAME)), task=task(draw(st.sampled_from(["C1", "C2"]))))
    if what == "leave-out":
        return LeftOut(at_ms=START, line=SessionId(draw(NAME)), left_out=draw(st.booleans()), reason="")
    one = draw(st.sampled_from(recordings))
    found = gaps(one, ())
    if not found:
        return answered(draw(st.integers(0, 10_000)), draw(ANSWER), recording_=one.id)
    gap = draw(st.sampled_from(found))
    first = draw(st.integers(0, gap.piece.ms))
    kinds = draw(st.tuples(st.sampled_from(list(Answer)), st.sampled_from(list(Answer))))
    return answered(gap.start_ms, (kinds[0], first), (kinds[1], gap.piece.ms - first), recording_=one.id)


@st.composite
def desks(draw):
    recordings = draw(RECORDINGS)
    return recordings, draw(st.lists(decision(recordings), max_size=12))


def moments(recordings, changes):
    """Return every millisecond of every line as (recording, offset), sorted: doubled or lost ones show."""
    found = []
    for line in desk_lines(recordings, changes):
        for one in line.segments:
            assert one.start_ms < one.end_ms
            found.append((one.recording, one.start_ms, one.end_ms))
    return sorted(found)


@given(desk=desks())
def test_no_decision_loses_or_doubles_a_moment(desk):
    recordings, changes = desk
    found = moments(recordings, changes)
    for one in recordings:
        at = 0
        for start, end in [(start, end) for id_, start, end in found if id_ == one.id]:
            assert start == at
            at = end
        assert at == sum(piece.ms for piece in one.pieces)
    assert {id_ for id_, _start, _end in found} == {one.id for one in recordings}


@given(desk=desks())
def test_no_decision_changes_measured_work_or_the_length_of_everything(desk):
    recordings, changes = desk
    parts = [part for line in parts_of(recordings, changes).values() for part in line]
    assert total(parts, TimeKind.ACTIVE) == sum(one.active_ms for one in recordings)
    assert sum(one.ms for one in parts) == sum(piece.ms for one in recordings for piece in one.pieces)
    assert all(one.ms > 0 for one in parts)
    assert all(one.seen is PieceKind.WORK for one in parts if one.kind is TimeKind.ACTIVE)


@given(desk=desks(), offset=st.integers(1, 20_000), first=st.integers(0, 3))
def test_a_line_that_is_cut_and_laid_together_again_gives_the_same_sums(desk, offset, first):
    recordings, changes = desk
    line = desk_lines(recordings, changes)[0].id
    before = parts_of(recordings, changes)
    again = [*changes, split(line, offset, "new"), merged(line, "new")]
    after = parts_of(recordings, again)
    assert set(after) == set(before)
    for id_, parts in before.items():
        for kind in TimeKind:
            assert total(after[id_], kind) == total(parts, kind)
    assert lengths(recordings, again) == lengths(recordings, changes)


def lengths(recordings, changes):
    return {line.id: line.ms for line in desk_lines(recordings, changes)}


@given(desk=desks())
def test_left_out_or_moved_lines_keep_what_they_consist_of(desk):
    recordings, changes = desk
    line = desk_lines(recordings, changes)[-1].id
    more = [
        *changes,
        LeftOut(at_ms=START, line=line, left_out=True, reason="x"),
        Reassigned(at_ms=START, line=line, task=task("C9")),
    ]
    assert parts_of(recordings, more) == parts_of(recordings, changes)
    moved = next(one for one in desk_lines(recordings, more) if one.id == line)
    assert (moved.left_out, moved.task.code) == (True, "C9")
