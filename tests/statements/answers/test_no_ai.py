"""A no-AI record is refused where a generation is in the chain, and says what keeps it from being whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.statements.answers.no_ai import draw_up_no_ai
from studio_app.statements.answers.no_ai_values import Gap
from studio_app.statements.answers.reading import StageEvidence
from studio_app.statements.answers.scope import AnswerRefused, AnswerScope
from studio_app.statements.scopes import ScopeError
from tests.statements.answers.conftest import MARKED, NOON, change, places

HOUR = timedelta(hours=1)


@pytest.fixture
def drawn(make, ask):
    return ask.chain(
        make.stage("C013", "layout", by="LAY", at=NOON),
        make.stage("C013", "retouch", by="RET", at=NOON + 4 * HOUR),
        make.stage("C013", "correction", by="AD", at=NOON + 8 * HOUR),
    )


@pytest.fixture
def whole(ask, drawn, people):
    """A reading in which nothing is missing, to be changed."""
    attribution = ask.attribution(drawn, (600, 400), (350, 50), (50, 0))

    def read(stages=drawn, **parts):
        return ask.reading(stages, **{"people": people, "attributions": {"C013": attribution}, **parts})

    return read


def gaps(reading):
    (record,) = draw_up_no_ai(reading).records
    return {one.gap: one.places for one in record.gaps}


def test_a_chain_from_the_layout_on_is_whole(whole):
    (record,) = draw_up_no_ai(whole()).records
    assert record.whole
    assert [(link.stage, link.parent, link.who.name) for link in record.links] == [
        ("layout 1", "", "原 図子"),
        ("retouch 1", "layout 1", "手入 花"),
        ("correction 1", "retouch 1", "美山 監督"),
    ]


def test_a_generation_in_the_chain_refuses_it_in_one_sentence(ask, four_stages, people):
    with pytest.raises(AnswerRefused) as refused:
        draw_up_no_ai(ask.reading(four_stages, AnswerScope(background="C012"), people=people))
    said = "C012 cannot have a no-AI record: generation 1 in its chain came from a generator."
    assert refused.value.message == said


def test_over_an_episode_those_that_cannot_have_one_are_listed(ask, four_stages, drawn, people):
    records = draw_up_no_ai(ask.reading((*four_stages, *drawn), people=people))
    assert [one.code for one in records.records] == ["C013"]
    assert [(one.code, one.generated, one.stages) for one in records.refused] == [("C012", True, ("generation 1",))]
    assert not records.whole


def test_a_background_without_a_picture_is_refused(ask, make, people):
    scope, backgrounds = AnswerScope(background="C014"), (make.background("C014"),)
    with pytest.raises(AnswerRefused, match="has no picture yet"):
        draw_up_no_ai(ask.reading((), scope, people=people, backgrounds=backgrounds))


def test_a_scope_nothing_belongs_to_is_refused(ask, drawn, people):
    with pytest.raises(ScopeError, match="No background belongs to 99"):
        draw_up_no_ai(ask.reading(drawn, AnswerScope(episode="99"), people=people))


def test_each_gap_keeps_it_from_being_whole(whole, ask, drawn):
    retouch, there = drawn[1], ("C013 retouch 1",)

    def changed(**fields):
        return (drawn[0], replace(retouch, **fields), drawn[2])

    assert gaps(whole(changed(by=None))) == {Gap.NAMELESS: there}
    assert gaps(whole(changed(change=None))) == {Gap.NOT_COMPARED: there}
    assert gaps(whole(changed(change=change(aligned=False)))) == {Gap.NOT_ALIGNED: there}
    assert gaps(whole(changed(disputed=True))) == {Gap.DISPUTED: there}
    assert gaps(whole(evidence={retouch.id: MARKED})) == {Gap.MARKED_FILE: there}
    assert gaps(whole(evidence={retouch.id: StageEvidence()})) == {Gap.MARKS_NOT_READ: there}
    assert gaps(whole(attributions={})) == {Gap.NOT_MEASURED: ("C013 correction 1",)}
    assert gaps(whole(candidates=(ask.tally("C013", 4),))) == {Gap.CANDIDATES: ("C013",)}
    lost = ask.attribution(drawn, (500, 400), (350, 50), (50, 0), unattributed=100)
    assert gaps(whole(attributions={"C013": lost})) == {Gap.UNATTRIBUTED: ("C013 correction 1",)}


def test_a_generation_beside_the_chain_is_a_gap(whole, make, drawn):
    beside = replace(make.stage("C013", "generation", system="ComfyUI"), parent=drawn[0].id)
    assert gaps(whole((drawn[0], beside, *drawn[1:]))) == {Gap.GENERATED_BESIDE: ("C013 generation 1",)}


def test_a_jump_without_a_parent_does_not_begin_with_a_layout(whole, ask, drawn):
    loose = (drawn[0], replace(drawn[1], parent=None), drawn[2])
    attribution = ask.attribution(loose[1:], (950, 0), (50, 0))
    assert gaps(whole(loose, attributions={"C013": attribution})) == {Gap.NO_LAYOUT: ("C013 retouch 1",)}


def test_a_file_that_is_gone_is_a_gap(whole, drawn):
    lost = replace(drawn[0], sha256="f" * 64)
    assert gaps(whole((lost, *drawn[1:]), gone=frozenset({"f" * 64}))) == {Gap.FILE_GONE: ("C013 layout 1",)}


def test_time_stands_with_the_picture_it_led_to(whole, make):
    sessions = (
        make.session("s1", "C013", "LAY", HOUR, at=NOON - 2 * HOUR),
        make.session("s2", "C013", "RET", 2 * HOUR, at=NOON + HOUR),
        make.session("s3", "C013", "RET", HOUR, at=NOON + 5 * HOUR),
    )
    answer = draw_up_no_ai(whole(sessions=sessions))
    (record,) = answer.records
    assert [(link.sessions, link.active.total) for link in record.links] == [(1, HOUR), (1, 2 * HOUR), (0, 0 * HOUR)]
    assert (record.sessions, record.active.total) == (3, 4 * HOUR)
    assert places(answer, "no-session") == ("C013 correction 1",)
