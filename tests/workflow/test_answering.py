"""Answers are drawn up from one look at a real ledger; measuring is asked for, can be stopped, and changes no entry."""

from datetime import date

import pytest

from studio_app.domain.generations import GenerationRecord
from studio_app.domain.generator_uses import GeneratorUse
from studio_app.domain.progress import Cancelled
from studio_app.statements.answers.authorship_values import Element
from studio_app.statements.answers.dossier_values import PictureKind
from studio_app.statements.answers.inspection_values import AiFinding
from studio_app.statements.answers.missing import MissingKind
from studio_app.statements.answers.scope import AnswerRefused, AnswerScope
from studio_app.workflow.candidate_folders import Offered
from studio_app.workflow.errors import StepRefused

WHOLE, ONE = AnswerScope(), AnswerScope(background="C012")
COMFY = GenerationRecord(dialect="ComfyUI", system="ComfyUI", version="0.3", prompts=("lakeside shrine",))


@pytest.fixture
def desk(studio):
    """Two backgrounds of an episode: C012 with a picked candidate and two painters, C013 drawn by hand."""
    studio.ad = studio.person("AD", "吉田 監督").id
    studio.sato = studio.person("SATO").id
    studio.background("C012", ("012", "031"))
    studio.background("C013", ("013",))
    studio.add(1, kind="layout", painter="SATO")
    studio.examiner.generation = COMFY
    offered = [Offered(path=studio.picture(f"c-{shade}.png", shade), background="C012") for shade in (90, 91, 92)]
    studio.steps.candidates.take(offered, asked_by="AD", by=None)
    studio.steps.candidates.pick("C012#2", reason="光が合う", picker="AD", by=None)
    studio.examiner.generation = None
    studio.add(3, by=studio.sato)
    studio.add(11, kind="layout", painter="SATO", background="C013")
    studio.add(12, by=studio.sato, background="C013")
    return studio


def kinds(answer):
    return {one.kind for one in answer.missing}


def test_without_measuring_nothing_is_measured_and_that_is_said(desk):
    before = desk.leaves()
    summary = desk.steps.answers.contribution(WHOLE)
    assert MissingKind.NOT_MEASURED in kinds(summary)
    assert [one.area for one in summary.people] == [None, None]
    assert desk.leaves() == before


def test_measured_once_it_is_kept_for_every_other_answer(desk):
    desk.steps.answers.contribution(WHOLE, measure=True)
    kept = desk.steps.answers.contribution(WHOLE)
    assert MissingKind.NOT_MEASURED not in kinds(kept)
    # The fake examiner gives the last stage that differs all 48 pixels of a picture of 8 × 6.
    sato = next(one for one in kept.people if one.who.code == "SATO")
    assert (sato.area.visible, sato.area.measured, sato.area.painted) == (96, 2, 2)


def test_stopping_leaves_everything_as_it_was(desk, tmp_path):
    out, before = tmp_path / "answer.json", desk.leaves()

    def stop(_done):
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.steps.answers.contribution(WHOLE, measure=True, progress=stop)
    assert not out.exists()
    assert desk.leaves() == before


def test_progress_never_goes_back_and_ends_whole(desk):
    seen = []
    desk.steps.answers.dossier(WHOLE, measure=True, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_of_one_background_the_prompt_is_read_from_its_file(desk):
    desk.examiner.generation = COMFY
    (background,) = desk.steps.answers.authorship(ONE).backgrounds
    prompts = [one.prompts for one in background.elements if one.element is Element.PROMPT]
    assert prompts == [("lakeside shrine",)]
    picks = [(one.among, one.reason) for one in background.elements if one.element is Element.SELECTION]
    assert picks == [(3, "光が合う")]


def test_regions_are_those_of_the_entry(desk):
    (background,) = desk.steps.answers.authorship(ONE).backgrounds
    repaint = next(one for one in background.elements if one.element is Element.REPAINT)
    assert [(one.width, one.height, one.pixels) for one in repaint.regions] == [(8, 6, 48)]
    rolled_up = desk.steps.answers.authorship(WHOLE).backgrounds[0]
    summed = next(one for one in rolled_up.elements if one.element is Element.REPAINT)
    assert (summed.regions, [one.pixels for one in summed.region_sums]) == ((), [48])


def test_candidates_are_counted_by_batch_and_small_ones_told_apart(desk):
    desk.steps.reducing.reduce(["C012"], by=desk.ad)
    (process,) = desk.steps.answers.dossier(ONE).backgrounds
    assert [(one.count, one.small, one.system) for one in process.batches] == [(3, 2, "ComfyUI")]


def test_approvals_and_uses_meet_in_the_register(desk):
    assert [one.problem.value for one in desk.steps.answers.register(WHOLE).findings] == ["no-approval"]
    desk.steps.approvals.approve(
        "comfyui", licence="Pro", use=GeneratorUse.FINAL, approved_on=date(2026, 4, 1), by=desk.ad
    )
    register = desk.steps.answers.register(WHOLE)
    assert register.findings == ()
    (line,) = register.generators
    assert (line.provider, line.generations, line.candidates, line.cuts) == ("Comfy Org", 1, 3, ("012", "031"))


def test_each_cut_is_inspected(desk):
    desk.steps.answers.inspection(WHOLE, measure=True)
    cuts = [(one.cut, one.finding) for one in desk.steps.answers.inspection(WHOLE).cuts]
    assert cuts == [("012", AiFinding.YES), ("013", AiFinding.NO), ("031", AiFinding.YES)]


def test_a_hand_drawn_background_has_a_whole_record_once_it_is_measured(desk):
    scope = AnswerScope(background="C013")
    assert not desk.steps.answers.no_ai(scope).whole
    assert desk.steps.answers.no_ai(scope, measure=True).whole
    with pytest.raises(AnswerRefused, match="C012 cannot have a no-AI record"):
        desk.steps.answers.no_ai(ONE)


def test_a_kept_file_that_is_gone_is_missing_and_stops_nothing(desk):
    newest = desk.steps.overview.dossier("C013").stages[-1]
    path = desk.root / "store" / newest.sha256[:2] / newest.sha256
    path.chmod(0o600)
    path.unlink()
    dossier = desk.steps.answers.dossier(WHOLE, measure=True)
    gone = next(one for one in dossier.missing if one.kind is MissingKind.FILE_GONE)
    assert gone.places == ("C013 retouch 1",)
    assert MissingKind.NOT_MEASURED in kinds(dossier)


def test_a_dossier_shows_each_stage_and_with_measuring_each_change(desk):
    (process,) = desk.steps.answers.dossier(ONE, measure=True).backgrounds
    shown = [one.kind for one in process.pictures]
    assert shown.count(PictureKind.STAGE) == 3
    assert shown.count(PictureKind.CHANGE) == 2
    assert shown.count(PictureKind.OWNERS) == 1


def test_the_ledger_an_answer_rests_on_is_named(desk):
    head = desk.steps.answers.register(WHOLE).head
    assert head.log_size == len(desk.leaves())
    assert head.log_root in desk.ledger.head()


def test_a_background_nobody_knows_is_refused(desk):
    with pytest.raises(StepRefused, match="There is no background"):
        desk.steps.answers.authorship(AnswerScope(background="C999"))


def test_two_painters_of_one_name_stay_two(desk):
    other = desk.person("SATO2").id
    desk.add(4, by=other)
    found = desk.steps.attribution.attribute("C012").attribution
    names = [one.link.name for one in found.owners if one.link.kind.value == "retouch"]
    assert names == ["佐藤 光 (SATO)", "佐藤 光 (SATO2)"]
