"""Area, time and words stay three things; pixels add up, shares never do."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.reviews import RetakeCause
from studio_app.domain.stages import StageKind
from studio_app.statements.answers.contribution import draw_up_contribution
from tests.statements import studio_builder
from tests.statements.answers.conftest import Asking, places

HOUR = timedelta(hours=1)


def of(summary, code):
    return next(one for one in summary.people if one.who.code == code)


def test_visible_touched_and_overpainted_stand_per_background(ask, four_stages, people, measured):
    summary = draw_up_contribution(ask.reading(four_stages, people=people, attributions=measured))
    (line,) = of(summary, "RET").backgrounds
    assert (line.area.visible, line.area.touched, line.area.overpainted, line.area.total) == (250, 300, 50, 1000)
    assert of(summary, "AD").backgrounds[0].grades == 1


def test_a_generation_is_nobodys_area(ask, four_stages, people, measured):
    summary = draw_up_contribution(ask.reading(four_stages, people=people, attributions=measured))
    asker = of(summary, "LAY")
    assert (asker.area.visible, asker.prompted) == (0, 1)
    assert [(one.kind, one.count) for one in asker.stages] == [(StageKind.LAYOUT, 1)]
    assert sum(one.area.visible for one in summary.people) == 300


def test_two_stages_of_one_hand_take_the_persons_own_overpainted_pixels(ask, make, people):
    stages = ask.chain(
        make.stage("C012", "layout", by="LAY"),
        make.stage("C012", "retouch", by="RET"),
        make.stage("C012", "retouch", number=2, by="RET"),
    )
    # The second retouch lies wholly on the first: 60 px were repainted twice, by the same hand.
    shares = (("LAY", 900, 100), ("RET", 100, 0))
    attributions = {"C012": ask.attribution(stages, (900, 100), (40, 60), (60, 0), people=shares)}
    summary = draw_up_contribution(ask.reading(stages, people=people, attributions=attributions))
    area = of(summary, "RET").backgrounds[0].area
    assert (area.visible, area.overpainted) == (100, 0)


def test_pixels_add_up_only_over_what_was_measured(ask, make, people):
    one = ask.chain(make.stage("C012", "layout", by="LAY"), make.stage("C012", "retouch", by="RET"))
    other = ask.chain(make.stage("C013", "layout", by="LAY"), make.stage("C013", "retouch", by="RET"))
    attributions = {"C012": ask.attribution(one, (900, 100), (100, 0))}
    summary = draw_up_contribution(ask.reading((*one, *other), people=people, attributions=attributions))
    total = of(summary, "RET").area
    assert (total.visible, total.measured, total.painted) == (100, 1, 2)
    assert places(summary, "not-measured") == ("C013 retouch 1",)


def test_somebody_who_painted_nothing_has_no_area_and_still_a_line(ask, make, four_stages, people):
    sessions = (make.session("s1", "C012", "CHK", HOUR, kind="check"),)
    everybody = (*people, make.person("CHK", "検 査"))
    summary = draw_up_contribution(ask.reading(four_stages, people=everybody, sessions=sessions))
    checker = of(summary, "CHK")
    assert (checker.area, checker.backgrounds[0].painted, checker.active.measured) == (None, False, HOUR)


def test_times_stay_apart_and_unconfirmed_time_is_in_none(ask, make, four_stages, people):
    sessions = (
        make.session("s1", "C012", "RET", 2 * HOUR),
        make.session("s2", "C012", "RET", HOUR, basis="stated"),
        make.session("s3", "C012", "RET", HOUR, basis="read", unconfirmed=HOUR / 2),
    )
    summary = draw_up_contribution(ask.reading(four_stages, people=people, sessions=sessions))
    own = of(summary, "RET")
    assert (own.active.measured, own.active.read, own.active.stated) == (2 * HOUR, HOUR, HOUR)
    assert own.unconfirmed == HOUR / 2
    assert places(summary, "unconfirmed") == ("C012",)


def test_retakes_stand_with_the_painter_by_cause_and_with_whoever_ordered_them(ask, make, four_stages, people):
    reviews = (
        make.review("r1", four_stages[2], "AD", verdict="retake", cause="generator-defect"),
        make.review("r2", four_stages[2], "AD", verdict="retake", cause="own-error"),
        make.review("r3", four_stages[3], "AD"),
        make.review("r4", four_stages[2], "AD", verdict="retake", cause="other", withdrawn=True),
    )
    summary = draw_up_contribution(ask.reading(four_stages, people=people, reviews=reviews))
    assert [(one.cause, one.count) for one in of(summary, "RET").retakes] == [
        (RetakeCause.OWN_ERROR, 1),
        (RetakeCause.GENERATOR_DEFECT, 1),
    ]
    assert (of(summary, "AD").approvals_given, of(summary, "AD").retakes_given) == (1, 2)


def test_a_retake_of_a_generation_is_no_retake_of_whoever_asked_for_it(ask, make, four_stages, people):
    reviews = (make.review("r1", four_stages[1], "AD", verdict="retake", cause="generator-defect"),)
    summary = draw_up_contribution(ask.reading(four_stages, people=people, reviews=reviews))
    assert of(summary, "LAY").retakes == ()


@given(st.lists(st.sampled_from(("A", "B", "C")), min_size=1, max_size=6))
def test_the_areas_of_all_people_fill_a_picture_that_people_painted(painters):
    make = studio_builder
    ask = Asking(make)
    retouches = (make.stage("X", number=number, by=who) for number, who in enumerate(painters, 1))
    stages = ask.chain(make.stage("X", "layout", by="A"), *retouches)
    visible = [1000 // len(stages)] * (len(stages) - 1)
    visible.append(1000 - sum(visible))
    names = sorted({one.by for one in stages})
    shares = tuple((name, 0, 0) for name in names)
    attributions = {"X": ask.attribution(stages, *((one, 0) for one in visible), people=shares)}
    people = tuple(make.person(code) for code in "ABC")
    summary = draw_up_contribution(ask.reading(stages, people=people, attributions=attributions))
    assert sum(one.area.visible for one in summary.people) == 1000
    assert {one.who.code for one in summary.people} == set(names)
