"""Who has how much in the newest pictures: what the contribution summary says, without measuring anything."""

from datetime import timedelta

import pytest

from studio_app.domain.sessions import WorkKind
from studio_app.statements.answers.scope import AnswerScope
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.people import Details


@pytest.fixture
def painted(studio):
    """Two backgrounds of two painters, and one on which a generator alone was at work."""
    for code in ("SATO", "ITO"):
        studio.person(code)
    sato, ito = (studio.steps.people.find(code).id for code in ("SATO", "ITO"))
    for code, cut in (("C012", "012"), ("C013", "013"), ("C014", "014")):
        studio.background(code, (cut,))
    studio.add(1, kind="layout", painter="SATO")
    studio.add(2, kind="generation")
    studio.add(3, by=ito)
    studio.add(11, kind="layout", painter="SATO", background="C013")
    studio.add(12, by=sato, background="C013")
    studio.add(21, kind="generation", background="C014")
    return studio


def summed(studio):
    return {
        one.who.person: (one.area.visible, one.area.overpainted, one.area.measured, one.area.painted)
        for one in studio.steps.answers.contribution(AnswerScope()).people
        if one.area is not None
    }


def areas(studio):
    return {
        one.person: (one.visible, one.overpainted, one.measured, one.painted)
        for one in studio.steps.areas.of_everybody()
    }


def test_nothing_is_measured_for_it(painted):
    assert painted.steps.areas.of_everybody() == ()
    assert summed(painted) == {}


def test_they_are_what_the_contribution_summary_says(painted):
    painted.steps.attribution.attribute("C013")
    assert areas(painted) == summed(painted)
    assert len(areas(painted)) == 1
    painted.steps.answers.contribution(AnswerScope(), measure=True)
    found = areas(painted)
    assert found == summed(painted)
    assert sorted((measured, count) for _visible, _over, measured, count in found.values()) == [(1, 1), (2, 2)]
    assert sum(visible for visible, *_rest in found.values()) > 0


def test_they_rest_on_the_stages_that_were_painted(painted):
    painted.steps.answers.contribution(AnswerScope(), measure=True)
    sato = painted.steps.people.find("SATO").id
    stages = [one for one in painted.steps.overview.reading().stages if one.by == sato]
    painted.steps.time.log(
        "C013",
        person="SATO",
        kind=WorkKind.RETOUCH,
        started_at=stages[0].recorded_at - timedelta(hours=1),
        active=timedelta(minutes=5),
        reason="by hand",
        by=sato,
    )
    (found,) = (one for one in painted.steps.areas.of_everybody() if one.person == sato)
    assert set(found.entries) == {stage.entry for stage in stages}


def test_a_withdrawn_stage_counts_no_more(painted):
    painted.steps.answers.contribution(AnswerScope(), measure=True)
    ito = painted.steps.people.find("ITO").id
    assert ito in areas(painted)
    (stage,) = (one for one in painted.steps.overview.reading().stages if one.by == ito)
    painted.steps.corrections.correct(stage.entry, Amendment(withdrawn=True), reason="another cut's", by=ito)
    assert ito not in areas(painted)


def test_a_painters_new_name_takes_no_area_away(painted):
    painted.steps.answers.contribution(AnswerScope(), measure=True)
    before = areas(painted)
    painted.steps.people.change("ITO", Details(name="伊東 青"), by=None)
    assert areas(painted) == before == summed(painted)
