"""Which picture is delivered, as what kind of file, and what is said of those that stay behind."""

from dataclasses import replace

import pytest

from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.examinations import Examination
from studio_app.domain.reviews import Verdict
from studio_app.workflow.delivery_choice import labels_of
from studio_app.workflow.errors import StepRefused
from tests.delivering_desk import approve, deliver, paint, recorded, retake


@pytest.fixture
def painted(studio):
    return paint(studio)


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_a_final_goes_before_a_newer_approved_retouch_and_that_is_said(painted, out):
    final = painted.add(4, kind="final", painter="SATO")
    approve(painted)
    painted.add(5, painter="SATO")
    approve(painted)
    done = deliver(painted, out)
    assert done.picture.stage == final.id
    assert done.notices == ("1 newer picture of C012 is approved, but no final: name it with --stage to deliver it.",)


def test_an_unapproved_newer_picture_stays_behind_and_that_is_said(painted, out):
    painted.add(5, painter="SATO")
    done = deliver(painted, out)
    assert done.picture.stage == painted.latest.id
    assert done.notices == ("1 newer picture of C012 is not approved and stays behind.",)


def test_nothing_approved_is_refused_with_the_way_to_it(painted, out):
    retake(painted)
    with pytest.raises(StepRefused, match=r"No picture of C012 is approved.*--stage"):
        deliver(painted, out)
    assert (list(out.iterdir()), recorded(painted)) == ([], ())


def test_a_stage_that_is_named_goes_and_that_it_is_not_approved_is_said(painted, out):
    retake(painted)
    done = deliver(painted, out, stage=painted.latest.id)
    assert done.notices == ("retouch 2 is not approved; it was named by hand.",)


def test_an_approval_taken_back_approves_nothing(studio, out):
    sato, art = studio.person("SATO"), studio.person("AD")
    studio.background()
    studio.add(1, by=sato.id)
    word = studio.steps.reviews.review(
        "C012", stage=None, verdict=Verdict.APPROVED, cause=None, reviewer="AD", by=art.id
    )
    studio.steps.reviews.withdraw(word.id, by=art.id)
    with pytest.raises(StepRefused, match="No picture of C012 is approved"):
        deliver(studio, out)


def as_kind(desk, kind):
    """Let the examiner say that every picture is of this kind."""
    examined, facts_of = desk.examiner.examine, desk.examiner._facts

    def examine(path, *, derived):
        found = examined(path, derived=derived)
        return Examination(facts=replace(found.facts, file_format=kind), marks=found.marks)

    desk.examiner.examine = examine
    desk.examiner._facts = lambda path: replace(facts_of(path), file_format=kind)


def test_a_kind_that_takes_no_makers_is_refused_unless_another_is_asked_for(studio, out):
    studio.person("SATO")
    studio.person("AD")
    studio.background()
    as_kind(studio, "kra")
    studio.add(1, painter="SATO")
    approve(studio)
    with pytest.raises(StepRefused, match=r"KRA.*--format png, jpeg or tiff"):
        deliver(studio, out)
    done = deliver(studio, out, kind=DeliveredFormat.PNG)
    assert done.encoded
    with studio.ledger.look() as index:
        payload = index.entry(done.picture.entry)[1].payload
    assert payload["encoded"] is True
    assert payload["file"] == {"sha256": done.picture.sha256, "format": "png"}


def test_no_two_codes_share_a_file_on_any_file_system():
    labels = labels_of(["C012", "c012", "C/1", "C?1", "社", "Ｃ０１２", "../x"])
    assert labels == {
        "C012": "C012",
        "c012": "c012-2",
        "C/1": "C_1",
        "C?1": "C_1-2",
        "社": "社",
        "Ｃ０１２": "Ｃ０１２-3",
        "../x": "___x",
    }
