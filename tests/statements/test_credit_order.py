"""People of a role stand by the producer's rule, and those of a company under its heading."""

from datetime import timedelta

import pytest

from studio_app.domain.credit_words import CreditOrder
from studio_app.statements.credit_sheet import roll_of
from studio_app.statements.credits import draw_up_credits
from studio_app.statements.scopes import WHOLE

HOUR = timedelta(hours=1)


def _studio(make):
    """Reading: あ C, か A, さ B. English: Aki B, Ben C, Cho A. First work: A, B, C. Backgrounds: C 2, A 1, B 1."""
    return make.reading(
        people=(
            make.person("A", "甲", reading="カ", name_en="Cho"),
            make.person("B", "乙", reading="さ", name_en="aki"),
            make.person("C", "丙", reading="ｱ", name_en="Ben"),
        ),
        backgrounds=(make.background("C1"), make.background("C2")),
        sessions=(
            make.session("s1", "C1", "C", at=make.NOON + 3 * HOUR),
            make.session("s2", "C2", "C", at=make.NOON + 2 * HOUR),
            make.session("s3", "C1", "A", at=make.NOON),
            make.session("s4", "C1", "B", at=make.NOON + HOUR),
        ),
    )


@pytest.mark.parametrize(
    ("order", "codes"),
    [("reading", "CAB"), ("name-en", "BCA"), ("code", "ABC"), ("first-work", "ABC"), ("backgrounds", "CAB")],
)
def test_each_rule_gives_its_order(make, roles, order, codes):
    sheet = draw_up_credits(_studio(make), roles, WHOLE, order=CreditOrder(order))
    assert "".join(line.code for line in sheet.lines) == codes
    assert sheet.order is CreditOrder(order)


def test_who_has_no_name_in_latin_letters_stands_behind_those_who_have(make, roles):
    people = (make.person("A", "甲"), make.person("B", "乙", name_en="Zoe"))
    sessions = (make.session("s1", "C1", "A"), make.session("s2", "C1", "B"))
    reading = make.reading(people=people, sessions=sessions)
    sheet = draw_up_credits(reading, roles, WHOLE, order=CreditOrder.NAME_EN)
    assert [line.code for line in sheet.lines] == ["B", "A"]


def _companies(make, **more):
    return make.reading(
        people=(
            make.person("FREE", "自由", reading="ん"),
            make.person("B1", "び一", reading="あ", company="BETA"),
            make.person("A1", "え一", reading="う", company="ALPHA"),
            make.person("A2", "え二", reading="い", company="ALPHA"),
            make.person("ALPHA", "アルファ社", kind="company", reading="アルファ", name_en="Alpha"),
            make.person("BETA", "ベータ社", kind="company", reading="ベータ"),
        ),
        backgrounds=(make.background("C1"),),
        sessions=tuple(make.session(f"s-{who}", "C1", who) for who in ("FREE", "B1", "A1", "A2", "BETA")),
        **more,
    )


def test_people_of_a_company_stand_under_its_heading_behind_those_of_none(make, roles):
    (role,) = roll_of(draw_up_credits(_companies(make), roles, WHOLE).lines)
    assert role.role.ja == "背景"
    assert [(group.company, [line.code for line in group.lines]) for group in role.companies] == [
        ("", ["BETA", "FREE"]),
        ("アルファ社", ["A2", "A1"]),
        ("ベータ社", ["B1"]),
    ]
    assert role.companies[1].company_en == "Alpha"


def test_a_company_that_worked_itself_stands_by_name(make, roles):
    lines = draw_up_credits(_companies(make), roles, WHOLE).lines
    (own,) = [line for line in lines if line.code == "BETA"]
    assert (own.name, own.company, own.entries) == ("ベータ社", "", (make.entry_of("s-BETA"),))


def test_two_companies_of_one_name_keep_their_people_apart(make, roles):
    people = (
        make.person("X1", "一", company="X"),
        make.person("Y1", "二", company="Y"),
        make.person("X2", "三", company="X"),
        make.person("X", "空色", kind="company"),
        make.person("Y", "空色", kind="company"),
    )
    sessions = tuple(make.session(who, "C1", who) for who in ("X1", "Y1", "X2"))
    (role,) = roll_of(draw_up_credits(make.reading(people=people, sessions=sessions), roles, WHOLE).lines)
    assert [[line.code for line in group.lines] for group in role.companies] == [["X1", "X2"], ["Y1"]]
