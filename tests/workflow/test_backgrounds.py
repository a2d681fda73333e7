"""Backgrounds, and where each stands."""

from datetime import timedelta

import pytest

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.errors import StepRefused


def state(studio):
    return studio.steps.overview.rows()[0].state


def approve(studio, stage=None):
    return studio.steps.reviews.review("C012", stage=stage, verdict=Verdict.APPROVED, cause=None, by=None)


def retake(studio, stage=None):
    return studio.steps.reviews.review(
        "C012", stage=stage, verdict=Verdict.RETAKE, cause=RetakeCause.GENERATOR_DEFECT, by=None
    )


def test_a_background_without_cuts_is_its_own_cut(studio):
    assert studio.background("C012A").cuts == ("C012A",)


def test_one_background_may_serve_several_cuts(studio):
    made = studio.background("BG-7", ("C001", "C014", "C003"))
    assert studio.open().steps.backgrounds.find("BG-7") == made
    assert made.cuts == ("C001", "C014", "C003")


def test_a_code_is_taken_once(studio):
    studio.background("C012")
    with pytest.raises(StepRefused, match="The background C012 is already there"):
        studio.background("C012")


def test_a_background_is_empty_then_waits_then_follows_the_newest_word(studio):
    studio.background()
    assert state(studio) is BackgroundState.EMPTY
    for shade, word, expected in ((1, retake, BackgroundState.RETAKE), (2, approve, BackgroundState.APPROVED)):
        studio.clock.work(timedelta(minutes=1))
        studio.add(shade)
        assert state(studio) is BackgroundState.WAITING
        studio.clock.work(timedelta(minutes=1))
        word(studio)
        assert state(studio) is expected
    retake(studio)
    assert state(studio) is BackgroundState.RETAKE


def test_a_clock_that_was_set_back_does_not_hide_the_word_on_the_newest_picture(studio):
    studio.background()
    studio.add(1)
    studio.clock.set_wall(timedelta(hours=-3))
    approve(studio)
    assert state(studio) is BackgroundState.APPROVED


def test_a_withdrawn_word_and_a_withdrawn_picture_count_nowhere(studio):
    studio.background()
    stage = studio.add(1)
    review = approve(studio)
    studio.steps.corrections.correct(review.entry, Amendment(withdrawn=True), reason="誤り", by=None)
    assert state(studio) is BackgroundState.WAITING
    studio.steps.corrections.correct(stage.entry, Amendment(withdrawn=True), reason="誤り", by=None)
    assert state(studio) is BackgroundState.EMPTY
    assert studio.steps.overview.rows()[0].picture is None
    studio.steps.corrections.correct(stage.entry, Amendment(withdrawn=False), reason="やはり", by=None)
    assert state(studio) is BackgroundState.WAITING


def test_a_dossier_holds_all_that_is_known_and_who_is_named(working):
    dossier = working.steps.overview.dossier("C012")
    assert [stage.kind.value for stage in dossier.stages] == [
        *("layout", "generation", "generation", "retouch"),
        *("retouch", "retouch", "retouch"),  # saved at the desk
    ]
    # Corrected, logged, read, recorded at the desk, and what was work of an absence there.
    assert [one.active for one in dossier.sessions] == [timedelta(minutes=minutes) for minutes in (25, 5, 60, 15, 5)]
    assert dossier.row.active == timedelta(minutes=110)
    assert {person.code for person in dossier.people.values()} == {"SATO", "AD"}
    kinds = [row.kind for row in dossier.entries]
    assert {"entry-corrected/1", "entry-disputed/1", "background-reviewed/1"} <= set(kinds)
    assert all(row.summary for row in dossier.entries)
    assert "rate-agreed/1" not in kinds


def test_a_retake_has_a_cause_and_an_approval_none(studio):
    studio.background()
    studio.add(1)
    review = studio.steps.reviews.review
    with pytest.raises(StepRefused, match=r"Choose among: own-error, direction-change, generator-defect, other"):
        review("C012", stage=None, verdict=Verdict.RETAKE, cause=None, by=None)
    with pytest.raises(StepRefused, match="only a retake has one"):
        review("C012", stage=None, verdict=Verdict.APPROVED, cause=RetakeCause.OTHER, by=None)


def test_a_background_without_a_picture_cannot_be_reviewed(studio):
    studio.background()
    with pytest.raises(StepRefused, match="C012 has no picture to review"):
        approve(studio)


@pytest.mark.parametrize("note", ["夜に\n直して", "=1+1", "", "x" * 4000])
def test_a_note_is_kept_as_it_is_and_stands_in_no_entry(studio, note):
    studio.background()
    studio.add(1)
    review = studio.steps.reviews.review("C012", stage=None, verdict=Verdict.APPROVED, cause=None, note=note, by=None)
    assert studio.open().steps.overview.dossier("C012").reviews[0].note == review.note == note
    assert not note or note not in b"".join(studio.leaves()).decode()


@pytest.mark.parametrize("note", ["x" * 4001, "\udcff"], ids=["long", "surrogate"])
def test_a_note_that_cannot_be_kept_is_refused(studio, note):
    studio.background()
    studio.add(1)
    with pytest.raises(StepRefused):
        studio.steps.reviews.review("C012", stage=None, verdict=Verdict.APPROVED, cause=None, note=note, by=None)
