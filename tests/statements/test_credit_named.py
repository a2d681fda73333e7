"""Named but no work: who stands on the sheet by a producer's word is marked, and needs a signed reason."""

import pytest

from studio_app.domain.credit_words import CreditCheck
from studio_app.statements.credits import draft_credits, draw_up_credits
from studio_app.statements.generator_table import GeneratorTable
from studio_app.statements.naming import CreditsRefused
from studio_app.statements.scopes import WHOLE, CreditScope

NO_WORK = "named-no-work"


def _studio(make, **parts):
    whole = {
        "people": (make.person("AD", "美山"), make.person("P", "製作"), make.person("W", "若林")),
        "backgrounds": (
            make.background("C012", ("012",), "01"),
            make.background("C013", ("013",), "01"),
            make.background("D001", ("001",), "02"),
        ),
        "sessions": (make.session("s1", "C012", "W"),),
    }
    return make.reading(**(whole | parts))


def test_who_is_named_without_work_stands_in_the_draft_and_keeps_it_one(make, roles):
    named = make.named("P", "background-production", by="AD")
    reading = _studio(make, named_credits=(named,))
    sheet = draft_credits(reading, roles, WHOLE)
    (line,) = [line for line in sheet.lines if line.code == "P"]
    assert (line.role.ja, line.worked, line.named, line.named_by) == ("背景制作進行", False, True, "美山")
    assert line.entries == (named.entry,)
    (check,) = sheet.open_checks
    assert (check.check, check.person, check.role.key) == (CreditCheck.NAMED_NO_WORK, "P", "background-production")
    assert check.sentence == "P is named as 背景制作進行 and no recorded work of theirs earns it"
    with pytest.raises(CreditsRefused, match="no recorded work"):
        draw_up_credits(reading, roles, WHOLE)


def test_a_signed_reason_for_that_person_and_role_clears_it(make, roles):
    named = make.named("P", "background-production", by="AD")
    wrong = make.clearance("P", NO_WORK, "AD", role="art-board")
    assert draft_credits(_studio(make, named_credits=(named,), clearances=(wrong,)), roles, WHOLE).open_checks
    right = make.clearance("P", NO_WORK, "AD", role="background-production", reason="no records are kept of that")
    sheet = draw_up_credits(_studio(make, named_credits=(named,), clearances=(wrong, right)), roles, WHOLE)
    assert [(one.cleared_by, one.reason) for one in sheet.checks] == [("美山", "no records are kept of that")]
    assert sheet.omissions == ()


def test_who_is_named_in_a_role_that_their_work_earns_is_one_line_and_no_check(make, roles):
    sheet = draw_up_credits(_studio(make, named_credits=(make.named("W", "background-art", by="AD"),)), roles, WHOLE)
    (line,) = sheet.lines
    assert (line.worked, line.named, line.named_by) == (True, True, "美山")
    assert set(line.entries) == {make.entry_of("s1"), make.named("W", "background-art").entry}
    assert sheet.checks == ()


def test_work_in_another_role_or_another_episode_does_not_earn_the_name(make, roles):
    reading = _studio(make, named_credits=(make.named("W", "art-board"), make.named("W", "background-art")))
    assert [check.role.key for check in draft_credits(reading, roles, WHOLE).open_checks] == ["art-board"]
    second = draft_credits(reading, roles, CreditScope(episode="02"))
    assert [check.role.key for check in second.open_checks] == ["art-board", "background-art"]


@pytest.mark.parametrize(
    ("where", "stands"),
    [
        ({}, {"whole", "01", "02", "012", "001"}),
        ({"episode": "01"}, {"whole", "01", "012"}),
        ({"cut": "001"}, {"whole", "02", "001"}),
        ({"episode": "01", "cut": "013"}, {"whole", "01"}),
    ],
)
def test_a_credit_stands_on_sheets_that_share_a_background_with_its_own_scope(make, roles, where, stands):
    reading = _studio(make, named_credits=(make.named("P", **where),))
    scopes = {
        "whole": WHOLE,
        "01": CreditScope(episode="01"),
        "02": CreditScope(episode="02"),
        "012": CreditScope(cut="012"),
        "001": CreditScope(cut="001"),
    }
    found = {
        name
        for name, scope in scopes.items()
        if any(line.code == "P" for line in draft_credits(reading, roles, scope).lines)
    }
    assert found == stands


@pytest.mark.parametrize(
    ("who", "role", "said"),
    [
        ("P", "no-such-role", "P is named in the role “no-such-role”, which no table holds"),
        ("WHO", "art-board", "WHO is named and has no name to print"),
        ("BLANK", "art-board", "BLANK is named and has no name to print"),
        ("BOT", "art-board", "BOT carries the name of a generator"),
    ],
)
def test_what_would_make_the_sheet_lie_stays_open_whatever_is_signed(make, roles, who, role, said):
    people = (make.person("AD", "美山"), make.person("P", "製作"), make.person("BLANK", ""), make.person("BOT", "Flux"))
    reading = _studio(
        make,
        people=people,
        sessions=(),
        stages=(make.stage("C012", "generation", system="flux"),),
        named_credits=(make.named(who, role),),
        clearances=(make.clearance(who, NO_WORK, "AD", role=role), make.clearance(who, NO_WORK, "AD")),
    )
    sheet = draft_credits(reading, roles, WHOLE)
    (check,) = sheet.open_checks
    assert check.sentence.startswith(said)
    assert not check.may_clear
    assert sheet.lines == ()


def test_a_wish_not_to_be_named_goes_before_a_producers_word_and_the_sheet_says_so(make, roles):
    omission = make.omission("P", asked=True, reason="private", signed_by="P")
    sheet = draw_up_credits(_studio(make, named_credits=(make.named("P"),), omissions=(omission,)), roles, WHOLE)
    assert {line.code for line in sheet.lines} == {"W"}
    assert sheet.findings == (
        "1 person was named by a producer and is left out all the same, since an omission is recorded.",
    )


def test_named_twice_is_one_line_and_one_check(make, roles):
    reading = _studio(make, named_credits=(make.named("P"), make.named("P", episode="01")))
    sheet = draft_credits(reading, roles, WHOLE)
    assert [line.code for line in sheet.lines if line.code == "P"] == ["P"]
    assert len(sheet.open_checks) == 1


def test_a_provider_comes_from_the_table_and_else_from_the_studios_approval(make, roles):
    stages = tuple(
        make.stage("C012", "generation", number, system=system, version=version)
        for number, (system, version) in enumerate([("NovelAI", "v3"), ("Own", "1"), ("Own", "2"), ("Strange", "")], 1)
    )
    approvals = (make.approval("own", "Anybody"), make.approval("Own", "Version two", version="2"))
    table = GeneratorTable(providers={"novelai": "Anlatan"})
    reading = _studio(make, stages=stages, approvals=approvals)
    sheet = draw_up_credits(reading, roles, WHOLE, generators=table)
    assert [(one.system, one.version, one.provider) for one in sheet.generators] == [
        ("NovelAI", "v3", "Anlatan"),
        ("Own", "1", "Anybody"),
        ("Own", "2", "Version two"),
        ("Strange", "", ""),
    ]
