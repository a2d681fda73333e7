"""The statement claims what the ledger shows, a generator stands in no person's row, a prompt is no authorship."""

from dataclasses import replace

from studio_app.domain.changes import Alignment, RegionKind
from studio_app.domain.generations import GenerationRecord
from studio_app.statements.answers.authorship import draw_up_authorship
from studio_app.statements.answers.authorship_values import Element
from studio_app.statements.answers.reading import PaintedRegion, RecordedMarks, RegionSum, StageEvidence
from studio_app.statements.answers.scope import AnswerScope
from tests.statements.answers.conftest import places


def test_each_element_stands_with_its_person_and_its_entry(ask, four_stages, people, make):
    (background,) = draw_up_authorship(ask.reading(four_stages, people=people)).backgrounds
    assert [(one.element, one.who.name, one.stage) for one in background.elements] == [
        (Element.LAYOUT, "原 図子", "layout 1"),
        (Element.PROMPT, "原 図子", "generation 1"),
        (Element.REPAINT, "手入 花", "retouch 1"),
        (Element.CORRECTION, "美山 監督", "correction 1"),
        (Element.GRADE, "美山 監督", "correction 1"),
    ]
    assert background.elements[2].entries == (make.entry_of("C012-retouch-1"),)
    assert background.elements[2].changed_pixels == 300
    assert [one.element for one in background.elements if not one.claimed] == [Element.PROMPT]


def test_the_generator_has_a_block_and_nobodys_row(ask, four_stages, people, measured):
    providers = {"ComfyUI": "Comfy Org"}
    statement = draw_up_authorship(ask.reading(four_stages, people=people, attributions=measured, providers=providers))
    (part,) = statement.backgrounds[0].generators
    assert (part.system, part.version, part.provider) == ("ComfyUI", "0.3", "Comfy Org")
    assert (part.share.visible, part.share.touched, part.share.total) == (700, 1000, 1000)
    assert "ComfyUI" not in repr(statement.people)
    assert statement.generators[0].visible_in == ("C012",)
    assert statement.backgrounds[0].elements[0].layout_kept_permille == 319.0


def test_what_was_not_measured_is_said_and_claims_no_area(ask, four_stages, people):
    statement = draw_up_authorship(ask.reading(four_stages, people=people))
    assert places(statement, "not-measured") == ("C012 correction 1",)
    assert all(one.share is None for one in statement.backgrounds[0].elements)
    assert [one.visible_in for one in statement.people] == [(), (), ()]


def test_a_pick_among_candidates_is_an_element_with_its_reason(ask, four_stages, people):
    picked = ask.pick(four_stages[1], "AD")
    statement = draw_up_authorship(ask.reading(four_stages, people=people, selections=(picked,)))
    (selection,) = [one for one in statement.backgrounds[0].elements if one.element is Element.SELECTION]
    assert (selection.who.name, selection.among, selection.reason) == ("美山 監督", 40, "光が合う")
    assert selection.entries == (picked.entry,)
    assert not places(statement, "no-selection")


def test_candidates_without_a_pick_and_small_ones_are_missing_evidence(ask, four_stages, people):
    reading = ask.reading(four_stages, people=people, candidates=(ask.tally("C012", 40, small=39),))
    statement = draw_up_authorship(reading)
    assert places(statement, "no-selection") == ("C012",)
    assert places(statement, "candidates-reduced") == ("C012",)


def test_prompts_read_from_the_file_are_listed_and_not_claimed(ask, four_stages, people):
    record = GenerationRecord(dialect="ComfyUI", system="ComfyUI", prompts=("lakeside shrine",))
    reading = ask.reading(four_stages, people=people, settings={four_stages[1].id: record})
    prompt = draw_up_authorship(reading).backgrounds[0].elements[1]
    assert (prompt.prompts, prompt.claimed) == (("lakeside shrine",), False)


def test_regions_stand_with_kind_box_and_area(ask, four_stages, people):
    box = PaintedRegion(left=1, top=2, width=30, height=40, pixels=280, kind=RegionKind.REMOVED)
    sums = (RegionSum(kind=RegionKind.REMOVED, count=1, pixels=280),)
    seen = StageEvidence(marks=RecordedMarks(recorded=True), regions=(box,), region_sums=sums)
    statement = draw_up_authorship(ask.reading(four_stages, people=people, evidence={four_stages[2].id: seen}))
    repaint = statement.backgrounds[0].elements[2]
    assert (repaint.regions, repaint.region_sums, repaint.region_count) == ((box,), sums, 2)
    assert "C012 retouch 1" in places(statement, "regions-not-listed")


def test_a_picture_cropped_anew_is_an_arrangement_and_a_resampled_one_is_none(ask, four_stages, people):
    moved = Alignment(found=True, dx=12.0, dy=0.0, scale=1.0, overlap_permille=990.0)
    placements = {four_stages[2].id: moved, four_stages[3].id: replace(moved, dx=0.4)}
    statement = draw_up_authorship(ask.reading(four_stages, people=people, placements=placements))
    found = [one.stage for one in statement.backgrounds[0].elements if one.element is Element.ARRANGEMENT]
    assert found == ["retouch 1"]


def test_work_beside_the_chain_is_listed_as_such(ask, make, four_stages, people):
    branch = replace(make.stage("C012", "retouch", number=2, by="RET"), parent=four_stages[1].id)
    statement = draw_up_authorship(ask.reading((*four_stages[:3], branch, four_stages[3]), people=people))
    assert [one.in_chain for one in statement.backgrounds[0].elements if one.stage == "retouch 2"] == [False]


def test_a_picture_that_only_a_generator_made_is_named(ask, make, people):
    stages = (make.stage("C013", "generation", by="LAY", system="ComfyUI", version="0.3"),)
    statement = draw_up_authorship(ask.reading(stages, people=people))
    assert statement.without_people == ("C013",)
    assert places(statement, "no-layout") == ("C013",)


def test_who_asked_not_to_be_named_has_neither_name_nor_code(ask, make, four_stages, people):
    omissions = (make.omission("RET", asked=True, reason="", signed_by="RET"),)
    statement = draw_up_authorship(ask.reading(four_stages, people=people, omissions=omissions))
    repaint = statement.backgrounds[0].elements[2]
    assert (repaint.who.words, repaint.who.name, repaint.who.code) == ("not named at their own wish", "", "")
    assert places(statement, "name-withheld") == ("C012 retouch 1",)


def test_a_painter_nobody_named_is_missing_and_the_element_is_kept(ask, make, people):
    stages = ask.chain(make.stage("C012", "layout", by="LAY"), make.stage("C012", "retouch"))
    statement = draw_up_authorship(ask.reading(stages, people=people))
    assert places(statement, "nobody-named") == ("C012 retouch 1",)
    assert [one.who.words for one in statement.backgrounds[0].elements] == ["原 図子", "nobody named"]
    assert [one.who.code for one in statement.people] == ["LAY"]


def test_a_use_without_approval_a_gone_file_and_a_dispute_are_listed(ask, make, people):
    stages = ask.chain(
        make.stage("C012", "layout", by="LAY", disputed=True),
        make.stage("C012", "generation", by="LAY", system="ComfyUI"),
    )
    statement = draw_up_authorship(ask.reading(stages, people=people, gone=frozenset({stages[0].sha256})))
    assert places(statement, "no-approval") == ("C012 generation 1",)
    assert places(statement, "version-unknown") == ("C012 generation 1",)
    assert places(statement, "provider-unknown") == ("ComfyUI",)
    assert places(statement, "disputed") == ("C012 layout 1",)
    assert "C012 layout 1" in places(statement, "file-gone")


def test_an_episode_rolls_up_over_its_backgrounds(ask, make, people):
    one = ask.chain(make.stage("C012", "layout", by="LAY"), make.stage("C012", "retouch", by="RET"))
    other = ask.chain(make.stage("C013", "layout", by="LAY"), make.stage("C013", "retouch", by="RET"))
    away = (make.stage("C900", "layout", by="AD"),)
    episodes = (("C013", "01"), ("C012", "01"), ("C900", "02"))
    backgrounds = tuple(make.background(code, (code,), episode) for code, episode in episodes)
    reading = ask.reading((*one, *other, *away), AnswerScope(episode="01"), people=people, backgrounds=backgrounds)
    statement = draw_up_authorship(reading)
    assert [one.code for one in statement.backgrounds] == ["C012", "C013"]
    assert [(one.who.code, one.layouts, one.repaints, one.backgrounds) for one in statement.people] == [
        ("RET", 0, 2, ("C012", "C013")),
        ("LAY", 2, 0, ("C012", "C013")),
    ]


def test_the_offices_texts_are_cited(ask, four_stages, people):
    cited = {one.key for one in draw_up_authorship(ask.reading(four_stages, people=people)).sources}
    assert cited == {"usco-part-2", "88-fr-16190", "bunka-2024-03"}
