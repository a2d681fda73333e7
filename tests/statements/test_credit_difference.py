"""What a sheet says otherwise than the one that was locked, each change by itself and in words."""

from dataclasses import replace

import pytest

from studio_app.domain.credit_words import CreditOrder
from studio_app.statements.credit_difference import difference, difference_record
from studio_app.statements.credit_record import RecordError, record_text, sheet_record
from studio_app.statements.credits import draft_credits
from studio_app.statements.generator_table import GeneratorTable
from studio_app.statements.roles import parse_roles
from studio_app.statements.scopes import WHOLE


def _studio(make, **parts):
    whole = {
        "people": (
            make.person("AD", "美山", reading="み"),
            make.person("A", "青木", reading="あ"),
            make.person("B", "馬場", reading="ば"),
            make.person("KO", "空色", kind="company"),
        ),
        "backgrounds": (make.background("C012"),),
        "stages": (make.stage("C012", "generation", system="Flux", version="1"),),
        "sessions": (make.session("s1", "C012", "A"), make.session("s2", "C012", "B")),
    }
    return make.reading(**(whole | parts))


def _locked(make, roles, **parts):
    return record_text(sheet_record(draft_credits(_studio(make, **parts), roles, WHOLE), version=1, locked_by="美山"))


def _changes(make, roles, then=(), now=(), **options):
    changes = difference(
        _locked(make, roles, **dict(then)), draft_credits(_studio(make, **dict(now)), roles, WHOLE, **options)
    )
    return [(one.kind.value, one.sentence) for one in changes]


def test_the_same_sheet_has_no_difference(make, roles):
    assert _changes(make, roles) == []


def test_somebody_new_and_somebody_gone(make, roles):
    other = (make.session("s1", "C012", "A"), make.session("s3", "C012", "AD", kind="layout"))
    assert _changes(make, roles, now={"sessions": other}) == [
        ("added", "美山 (AD) is new as 背景原図."),
        ("removed", "馬場 (B) no longer stands as 背景."),
    ]


def test_somebody_whose_role_changed_has_moved(make, roles):
    other = (make.session("s1", "C012", "A"), make.session("s2", "C012", "B", kind="layout"))
    assert _changes(make, roles, now={"sessions": other})[0] == ("moved", "馬場 (B) moves from 背景 to 背景原図.")


def test_somebody_who_now_stands_under_a_company_has_moved(make, roles):
    people = tuple(replace(one, company="KO") if one.code == "A" else one for one in _studio(make).people)
    assert _changes(make, roles, now={"people": people}) == [
        ("moved", "青木 (A) moves from no company to 空色."),
        ("order", "The people of 背景 stand in another order."),
    ]


def test_a_corrected_name_is_one_change_however_many_roles_carry_it(make, roles):
    sessions = (make.session("s1", "C012", "A"), make.session("s2", "C012", "A", kind="layout"))
    people = tuple(replace(one, name="青木 葵") if one.code == "A" else one for one in _studio(make).people)
    changes = _changes(make, roles, then={"sessions": sessions}, now={"sessions": sessions, "people": people})
    assert changes == [("renamed", "“青木” (A) is now printed as “青木 葵”.")]


def test_another_rule_and_a_corrected_reading_change_the_order(make, roles):
    assert _changes(make, roles, order=CreditOrder.CODE) == [("order", "People now stand by another rule.")]
    people = tuple(replace(one, reading="ん") if one.code == "A" else one for one in _studio(make).people)
    assert ("order", "The people of 背景 stand in another order.") in _changes(make, roles, now={"people": people})


def test_generators_that_came_went_or_got_a_provider(make, roles):
    other = (make.stage("C012", "generation", system="Firefly"),)
    assert _changes(make, roles, now={"stages": other}) == [
        ("generator-added", "The generator Firefly is new."),
        ("generator-removed", "The generator Flux 1 no longer stands."),
    ]
    table = GeneratorTable(providers={"flux": "Black Forest Labs"})
    assert _changes(make, roles, generators=table) == [
        ("generator-changed", "The provider of Flux 1 was “not recorded” and is “Black Forest Labs”.")
    ]


def test_an_omission_and_more_work_behind_a_line(make, roles):
    omission = make.omission("B", asked=True, reason="private", signed_by="B")
    said = _changes(make, roles, now={"omissions": (omission,)})
    assert said == [
        ("removed", "馬場 (B) no longer stands as 背景."),
        ("omissions", "Who is left out, or why, has changed."),
    ]
    more = (*_studio(make).sessions, make.session("s9", "C012", "A"))
    assert _changes(make, roles, now={"sessions": more}) == [("evidence", "The work behind 1 line has changed.")]


def test_words_of_a_role_that_a_studio_edited(make, roles, roles_text):
    edited = parse_roles(roles_text.replace('ja = "背景"', 'ja = "背景美術"'))
    changes = difference(_locked(make, roles), draft_credits(_studio(make), edited, WHOLE))
    assert [one.sentence for one in changes] == [
        "The role “背景 / Background Art” is now printed as “背景美術 / Background Art”."
    ]


def test_roles_that_changed_places(make, roles, roles_text):
    sessions = (make.session("s1", "C012", "A"), make.session("s2", "C012", "B", kind="layout"))
    edited = parse_roles(roles_text.replace("order = 30", "order = 1"))
    changes = difference(
        _locked(make, roles, sessions=sessions), draft_credits(_studio(make, sessions=sessions), edited, WHOLE)
    )
    assert [(one.kind.value, one.sentence) for one in changes] == [("order", "The roles stand in another order.")]


def test_changes_are_values_for_programs(make, roles):
    people = tuple(replace(one, name="青木 葵") if one.code == "A" else one for one in _studio(make).people)
    changes = difference(_locked(make, roles), draft_credits(_studio(make, people=people), roles, WHOLE))
    assert difference_record(changes) == [
        {
            "kind": "renamed",
            "person": "A",
            "code": "A",
            "role": "background-art",
            "before": "青木",
            "after": "青木 葵",
            "sentence": "“青木” (A) is now printed as “青木 葵”.",
        }
    ]


def test_a_text_that_is_no_sheet_is_refused(make, roles):
    with pytest.raises(RecordError):
        difference("{}", draft_credits(_studio(make), roles, WHOLE))
