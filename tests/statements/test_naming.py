"""Worked but not named: every such thing is a value, and only what a signature may clear is cleared by one."""

import pytest

from studio_app.domain.credit_words import CreditCheck
from studio_app.statements.credits import draft_credits, draw_up_credits
from studio_app.statements.naming import CreditsRefused
from studio_app.statements.scopes import WHOLE, CreditScope

WORKED = "worked-not-named"


def _studio(make, **parts):
    whole = {
        "people": (make.person("AD", "美山"), make.person("GONE", " ")),
        "backgrounds": (make.background("C012", ("012",), "01"), make.background("C013", ("013",), "02")),
        "sessions": (make.session("s1", "C012", "GONE"),),
    }
    return make.reading(**(whole | parts))


def test_somebody_without_a_name_is_a_check_with_backgrounds_and_entries(make, roles):
    sheet = draft_credits(_studio(make), roles, WHOLE)
    (check,) = sheet.open_checks
    assert (check.check, check.person, check.code, check.role) == (CreditCheck.WORKED_NOT_NAMED, "GONE", "GONE", None)
    assert check.sentence == "GONE worked on C012 and has no name to print"
    assert (check.backgrounds, check.entries) == (("C012",), (make.entry_of("s1"),))
    assert (check.may_clear, check.cleared) == (True, False)
    assert sheet.lines == ()


def test_a_signed_reason_clears_it_and_the_sheet_lists_who_is_left_out(make, roles):
    cleared = make.clearance("GONE", WORKED, "AD", reason="name erased at their wish")
    sheet = draw_up_credits(_studio(make, clearances=(cleared,)), roles, WHOLE)
    (check,) = sheet.checks
    assert (check.cleared, check.cleared_by, check.reason) == (True, "美山", "name erased at their wish")
    (omission,) = sheet.omissions
    assert (omission.code, omission.reason, omission.signed_by) == ("GONE", "name erased at their wish", "美山")
    assert {make.entry_of("s1"), cleared.entry} <= set(omission.entries)
    assert [role.ja for role in omission.roles] == ["背景"]


@pytest.mark.parametrize(
    "not_enough",
    [
        {"reason": " "},
        {"signed_by": "NOBODY"},
        {"check": "named-no-work"},
        {"who": "AD"},
        {"episode": "02"},
    ],
)
def test_a_clearance_without_reason_signer_or_for_something_else_clears_nothing(make, roles, not_enough):
    said = {"who": "GONE", "check": WORKED, "signed_by": "AD"} | not_enough
    reading = _studio(make, clearances=(make.clearance(**said),))
    with pytest.raises(CreditsRefused, match="has no name to print"):
        draw_up_credits(reading, roles, WHOLE)


def test_a_clearance_of_the_whole_production_holds_in_each_of_its_parts_and_not_the_other_way(make, roles):
    of_whole = _studio(make, clearances=(make.clearance("GONE", WORKED, "AD"),))
    assert draw_up_credits(of_whole, roles, CreditScope(episode="01")).checks[0].cleared
    of_part = _studio(make, clearances=(make.clearance("GONE", WORKED, "AD", episode="01"),))
    assert draft_credits(of_part, roles, CreditScope(episode="01")).open_checks == ()
    assert draft_credits(of_part, roles, WHOLE).open_checks


def test_work_that_names_nobody_and_a_generator_in_a_persons_row_are_never_cleared(make, roles):
    reading = _studio(
        make,
        people=(make.person("AD", "美山"), make.person("BOT", "NovelAI")),
        sessions=(make.session("s1", "C012", "BOT"),),
        stages=(make.stage("C012"), make.stage("C013", "generation", system="novelai")),
        clearances=(make.clearance("BOT", WORKED, "AD"), make.clearance("", WORKED, "AD")),
    )
    sheet = draft_credits(reading, roles, WHOLE)
    assert [(check.sentence, check.may_clear) for check in sheet.open_checks] == [
        ("BOT carries the name of a generator, “NovelAI”; no signature makes it a person’s", False),
        ("C012 retouch 1 names nobody; only saying whose work it is clears this", False),
    ]
    assert sheet.lines == ()


def test_a_generator_of_another_episode_is_no_persons_name_either(make, roles):
    reading = _studio(
        make,
        people=(make.person("BOT", "NovelAI"),),
        sessions=(make.session("s1", "C012", "BOT"),),
        stages=(make.stage("C013", "generation", system="NovelAI"),),
    )
    assert draft_credits(reading, roles, CreditScope(episode="01")).open_checks


def test_an_omission_is_a_cleared_check_and_one_asked_for_names_nobody(make, roles):
    people = (make.person("AD", "美山"), make.person("Q", "静か"), make.person("R", "良"))
    reading = _studio(
        make,
        people=people,
        sessions=(make.session("s1", "C012", "Q"), make.session("s2", "C012", "R")),
        omissions=(
            make.omission("Q", asked=True, reason="private", signed_by="Q"),
            make.omission("R", asked=False, reason="contract", signed_by="AD"),
        ),
    )
    checks = draw_up_credits(reading, roles, WHOLE).checks
    assert [(one.code, one.name, one.cleared, one.cleared_by, one.reason) for one in checks] == [
        ("R", "", True, "美山", "contract"),
        ("", "", True, "the person themselves", "private"),
    ]


def test_an_omission_that_nobody_signed_is_cleared_by_a_later_signature(make, roles):
    people = (make.person("AD", "美山"), make.person("R", "良"))
    omission = make.omission("R", asked=False, reason="contract", signed_by="WHO")
    parts = {"people": people, "sessions": (make.session("s", "C012", "R"),), "omissions": (omission,)}
    with pytest.raises(CreditsRefused, match="signed by nobody known by name"):
        draw_up_credits(_studio(make, **parts), roles, WHOLE)
    reading = _studio(make, **parts, clearances=(make.clearance("R", WORKED, "AD"),))
    assert draw_up_credits(reading, roles, WHOLE).lines == ()


def test_a_company_without_a_name_is_cleared_and_its_people_stand_without_heading(make, roles):
    people = (make.person("AD", "美山"), make.person("R", "良", company="LOST"))
    parts = {"people": people, "sessions": (make.session("s", "C012", "R"),)}
    assert draft_credits(_studio(make, **parts), roles, WHOLE).open_checks
    sheet = draw_up_credits(_studio(make, **parts, clearances=(make.clearance("R", WORKED, "AD"),)), roles, WHOLE)
    assert [(line.name, line.company) for line in sheet.lines] == [("良", "")]
    assert sheet.omissions == ()


def test_a_draft_shows_who_can_be_named_beside_what_is_open(make, roles):
    sessions = (make.session("s1", "C012", "GONE"), make.session("s2", "C012", "AD"))
    sheet = draft_credits(_studio(make, sessions=sessions), roles, WHOLE)
    assert [line.name for line in sheet.lines] == ["美山"]
    assert len(sheet.open_checks) == 1
