"""No evidence found is never no AI."""

from studio_app.domain.backgrounds import BackgroundState
from studio_app.statements.answers.inspection import draw_up_inspection
from studio_app.statements.answers.inspection_values import AiFinding
from studio_app.statements.answers.reading import RecordedMarks, StageEvidence
from studio_app.statements.answers.scope import AnswerScope
from tests.statements.answers.conftest import MARKED, places


def findings(sheet):
    return [(one.cut, one.finding) for one in sheet.cuts]


def drawn(make, ask, code="C013"):
    return ask.chain(make.stage(code, "layout", by="LAY"), make.stage(code, "retouch", by="RET"))


def test_a_recorded_generation_is_a_yes_with_its_place(ask, four_stages, people, measured):
    sheet = draw_up_inspection(ask.reading(four_stages, people=people, attributions=measured))
    assert findings(sheet) == [("C012", AiFinding.YES)]
    (place,) = sheet.cuts[0].backgrounds[0].places
    assert (place.stage, place.system, place.visible, place.total) == ("generation 1", "ComfyUI", 700, 1000)


def test_a_file_that_says_it_was_generated_is_a_yes_though_nobody_recorded_it(ask, make, people):
    stages = drawn(make, ask)
    sheet = draw_up_inspection(ask.reading(stages, people=people, evidence={stages[1].id: MARKED}))
    assert findings(sheet) == [("C013", AiFinding.YES)]
    (place,) = sheet.cuts[0].backgrounds[0].places
    assert (place.stage, place.recorded, place.system) == ("retouch 1", False, "ComfyUI")


def test_a_declared_source_type_is_a_yes(ask, make, people):
    stages = drawn(make, ask)
    declared = StageEvidence(marks=RecordedMarks(recorded=True, source_types=("trainedAlgorithmicMedia",)))
    sheet = draw_up_inspection(ask.reading(stages, people=people, evidence={stages[0].id: declared}))
    assert findings(sheet) == [("C013", AiFinding.YES)]


def test_nothing_found_in_a_chain_that_is_not_whole_is_no_evidence_and_never_no(ask, make, people):
    sheet = draw_up_inspection(ask.reading(drawn(make, ask), people=people))
    assert findings(sheet) == [("C013", AiFinding.NO_EVIDENCE)]


def test_no_needs_a_whole_record(ask, make, people):
    stages = drawn(make, ask)
    attributions = {"C013": ask.attribution(stages, (900, 100), (100, 0))}
    sheet = draw_up_inspection(ask.reading(stages, people=people, attributions=attributions))
    assert findings(sheet) == [("C013", AiFinding.NO)]


def test_a_cut_of_several_backgrounds_is_only_no_where_all_are(ask, make, people):
    one, other = drawn(make, ask, "A"), drawn(make, ask, "B")
    backgrounds = (make.background("A", ("012",), "01"), make.background("B", ("012", "013"), "01"))
    attributions = {"A": ask.attribution(one, (900, 100), (100, 0))}
    reading = ask.reading((*one, *other), people=people, backgrounds=backgrounds, attributions=attributions)
    sheet = draw_up_inspection(reading)
    assert findings(sheet) == [("012", AiFinding.NO_EVIDENCE), ("013", AiFinding.NO_EVIDENCE)]
    assert [[one.finding for one in cut.backgrounds] for cut in sheet.cuts] == [
        [AiFinding.NO, AiFinding.NO_EVIDENCE],
        [AiFinding.NO_EVIDENCE],
    ]


def test_a_scope_of_one_cut_shows_that_cut_alone(ask, make, people):
    backgrounds = (make.background("B", ("012", "013"), "01"),)
    reading = ask.reading(drawn(make, ask, "B"), AnswerScope(cut="013"), people=people, backgrounds=backgrounds)
    assert [one.cut for one in draw_up_inspection(reading).cuts] == ["013"]


def test_a_background_without_a_picture_is_said_to_have_none(ask, make, people):
    sheet = draw_up_inspection(ask.reading((), people=people, backgrounds=(make.background("C014", ("014",)),)))
    assert findings(sheet) == [("014", AiFinding.NO_PICTURE)]
    assert sheet.cuts[0].backgrounds[0].state is BackgroundState.EMPTY


def test_who_checked_and_when_and_that_a_newer_picture_was_not(ask, make, people):
    stages = drawn(make, ask)
    word = make.review("r1", stages[0], "AD")
    sheet = draw_up_inspection(ask.reading(stages, people=people, reviews=(word,)))
    check = sheet.cuts[0].backgrounds[0].check
    assert (check.who.name, check.when, check.stage) == ("美山 監督", word.recorded_at, "layout 1")
    assert not check.current
    assert places(sheet, "not-reviewed") == ("C013 retouch 1",)


def test_each_file_of_the_chain_is_listed_with_what_it_says(ask, four_stages, people):
    sheet = draw_up_inspection(ask.reading(four_stages, people=people, evidence={four_stages[1].id: MARKED}))
    files = sheet.cuts[0].backgrounds[0].files
    assert [(one.stage, one.marks.generation) for one in files] == [
        ("layout 1", False),
        ("generation 1", True),
        ("retouch 1", False),
        ("correction 1", False),
    ]
    assert places(sheet, "no-provenance") == ("C012 layout 1", "C012 retouch 1", "C012 correction 1")
