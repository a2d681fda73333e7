"""The art director's word, and taking it back."""

import pytest

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.drawings import Drawing, Mark, Tool
from studio_app.domain.ids import ReviewId
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.workflow.errors import StepRefused


@pytest.fixture
def desk(studio):
    studio.director, studio.other = studio.person("KAMI").id, studio.person("SATO").id
    studio.background("C012")
    studio.add(kind="layout", by=studio.director)
    return studio


def word(desk, verdict=Verdict.APPROVED, cause=None, by=None):
    return desk.steps.reviews.review("C012", stage=None, verdict=verdict, cause=cause, note="", by=by or desk.director)


def state(desk):
    return desk.steps.overview.rows()[0].state


def test_a_word_taken_back_leaves_the_background_waiting(desk):
    given = word(desk)
    assert state(desk) is BackgroundState.APPROVED
    assert desk.steps.reviews.withdraw(given.id, by=desk.director).withdrawn
    assert state(desk) is BackgroundState.WAITING
    assert desk.sentences() == []


def test_the_word_before_counts_again_when_the_last_is_taken_back(desk):
    word(desk, Verdict.RETAKE, RetakeCause.OTHER)
    second = word(desk)
    desk.steps.reviews.withdraw(second.id, by=desk.director)
    assert state(desk) is BackgroundState.RETAKE


def test_nobody_takes_back_another_persons_word(desk):
    given = word(desk)
    with pytest.raises(StepRefused, match="Only whoever gave this word"):
        desk.steps.reviews.withdraw(given.id, by=desk.other)
    assert state(desk) is BackgroundState.APPROVED


def test_a_word_is_taken_back_once_and_must_exist(desk):
    given = word(desk)
    desk.steps.reviews.withdraw(given.id, by=desk.director)
    with pytest.raises(StepRefused, match="taken back already"):
        desk.steps.reviews.withdraw(given.id, by=desk.director)
    with pytest.raises(StepRefused, match="no such review"):
        desk.steps.reviews.withdraw(ReviewId("ff" * 16), by=desk.director)


def test_a_drawn_note_is_bound_and_read_back(desk):
    drawing = Drawing(width=8, height=6, marks=(Mark(tool=Tool.TEXT, points=((1, 2),), words="灯籠"),))
    given = desk.steps.reviews.review(
        "C012", stage=None, verdict=Verdict.RETAKE, cause=RetakeCause.OTHER, drawing=drawing, by=desk.director
    )
    assert given.drawing == drawing
    assert desk.open().steps.overview.dossier("C012").reviews[0].drawing == drawing
    payload = desk.steps.evidence.shown(given.entry).entry.payload
    assert len(payload["drawing"]) == 64, "the entry carries a commitment, not the words"
    assert desk.sentences() == []


def test_a_drawing_of_too_many_marks_is_refused_and_nothing_is_written(desk):
    mark = Mark(tool=Tool.PEN, points=((1, 1),))
    with pytest.raises(StepRefused, match="too many marks"):
        desk.steps.reviews.review(
            "C012",
            stage=None,
            verdict=Verdict.APPROVED,
            cause=None,
            drawing=Drawing(width=8, height=6, marks=(mark,) * 501),
            by=desk.director,
        )
    assert state(desk) is BackgroundState.WAITING
