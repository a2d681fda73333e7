"""A generator is approved by a person, under a licence, for days that follow each other."""

from datetime import date

import pytest

from studio_app.domain.generator_uses import GeneratorUse
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.errors import StepRefused

DAY = date(2026, 4, 6)


@pytest.fixture
def desk(studio):
    studio.ad = studio.person("AD", "吉田 監督").id
    return studio


def approve(desk, system="ComfyUI", **terms):
    known = {"licence": "Pro", "use": GeneratorUse.FINAL, "approved_on": DAY, "by": desk.ad} | terms
    return desk.steps.approvals.approve(system, **known)


def test_what_is_approved_is_read_back_with_its_provider_from_the_table(desk):
    found = approve(desk, version="0.3", episode="01", until=date(2026, 6, 30), note="第1話だけ")
    assert (found.system, found.version, found.provider, found.licence) == ("ComfyUI", "0.3", "Comfy Org", "Pro")
    assert (found.episode, found.until, found.note, found.approved_by) == (
        "01",
        date(2026, 6, 30),
        "第1話だけ",
        desk.ad,
    )
    assert desk.steps.approvals.approvals() == (found,)
    assert desk.sentences() == []


def test_a_provider_that_is_said_goes_before_the_table(desk):
    assert approve(desk, provider="自社サーバー").provider == "自社サーバー"
    assert approve(desk, "Nobody's generator").provider == ""


def test_a_person_approves_and_may_be_named_by_whoever_records_it(desk):
    with pytest.raises(StepRefused, match="approved by a person"):
        approve(desk, by=None)
    assert approve(desk, by=None, approver="AD").approved_by == desk.ad


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"licence": " "}, "names the licence"),
        ({"until": date(2026, 4, 5)}, "lies before the first day"),
        ({"version": "1\n2"}, "cannot be a name"),
        ({"note": "x" * 201}, "cannot be a reason"),
        ({"approver": "NOBODY"}, "Nobody here has the code"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(desk, terms, sentence):
    before = desk.leaves()
    with pytest.raises(StepRefused, match=sentence):
        approve(desk, **terms)
    assert desk.leaves() == before


def test_an_empty_system_is_refused(desk):
    with pytest.raises(StepRefused, match="cannot be a name"):
        approve(desk, "  ")


def test_an_approval_that_is_taken_back_counts_no_more(desk):
    found = approve(desk)
    desk.steps.corrections.correct(found.entry, Amendment(withdrawn=True), reason="契約終了", by=desk.ad)
    assert desk.steps.approvals.approvals() == ()
