"""Whoever worked is on the sheet, and no generator is in a person's row."""

from datetime import timedelta

import pytest

from studio_app.statements.credits import draw_up_credits
from studio_app.statements.naming import CreditsRefused
from studio_app.statements.scopes import CreditScope, ScopeError

WHOLE = CreditScope()
HOUR = timedelta(hours=1)


def _chain(make, **parts):
    people = (
        make.person("AD", "美山 監督", reading="ミヤマ"),
        make.person("LAY", "原 図子", reading="ハラ", name_en="Zuko Hara"),
        make.person("RET", "手入 花", reading="テイリ", company="KO"),
        make.person("KO", "株式会社 空色", kind="company"),
    )
    stages = (
        make.stage("C012", "layout", by="LAY"),
        make.stage("C012", "generation", by="LAY", system="NovelAI", version="v3"),
        make.stage("C012", "generation", number=2),
        make.stage("C012", "retouch", by="RET"),
        make.stage("C012", "final", by="RET"),
    )
    whole = {
        "people": people,
        "backgrounds": (make.background("C012", ("012",), "01"), make.background("C013", ("013",), "02")),
        "stages": stages,
        "sessions": (
            make.session("s1", "C012", "RET", 2 * HOUR),
            make.session("s2", "C012", "RET", HOUR, basis="stated", kind="retake"),
            make.session("s3", "C013", "RET", HOUR, kind="meeting", unconfirmed=HOUR / 2),
        ),
        "reviews": (make.review("r1", stages[-1], "AD"),),
    }
    return make.reading(**(whole | parts))


def test_the_chain_of_2023_names_its_people_and_sets_the_generators_apart(make, roles):
    sheet = draw_up_credits(_chain(make), roles, WHOLE)
    assert [(line.role.ja, line.name) for line in sheet.lines] == [
        ("美術監督", "美山 監督"),
        ("背景原図", "原 図子"),
        ("背景", "手入 花"),
        ("生成素材作成", "原 図子"),
    ]
    assert [(made.system, made.version, made.stages, made.recorded) for made in sheet.generators] == [
        ("system not recorded in the file", "", 1, False),
        ("NovelAI", "v3", 1, True),
    ]
    assert "NovelAI" not in repr(sheet.lines)


def test_a_line_keeps_the_times_apart_and_names_its_entries(make, roles):
    line = draw_up_credits(_chain(make), roles, WHOLE).lines[2]
    assert (line.active.measured, line.active.read, line.active.stated) == (3 * HOUR, 0 * HOUR, HOUR)
    assert line.unconfirmed == HOUR / 2
    assert (line.stages, line.company, line.backgrounds) == (2, "株式会社 空色", ("C012", "C013"))
    names = ("C012-retouch-1", "C012-final-1", "s1", "s2", "s3")
    assert line.entries == tuple(sorted(make.entry_of(name) for name in names))


def test_somebody_only_asked_in_a_meeting_is_thanked(make, roles):
    reading = _chain(make, sessions=(make.session("s", "C012", "KO", kind="meeting"),))
    line = draw_up_credits(reading, roles, WHOLE).lines[-1]
    assert (line.role.ja, line.name) == ("協力", "株式会社 空色")


def test_a_retouch_that_names_nobody_stops_the_sheet(make, roles):
    reading = _chain(make, stages=(make.stage("C012", "retouch", number=2),), reviews=())
    with pytest.raises(CreditsRefused, match="C012 retouch 2 names nobody") as refusal:
        draw_up_credits(reading, roles, WHOLE)
    assert "omission" in refusal.value.hint


def test_a_review_that_names_nobody_stops_the_sheet(make, roles):
    stage = make.stage("C012", "final", by="RET")
    reading = _chain(make, stages=(stage,), reviews=(make.review("r", stage, None),))
    with pytest.raises(CreditsRefused, match="the review of C012 final 1 names nobody"):
        draw_up_credits(reading, roles, WHOLE)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ({"name": " \u200b"}, "RET worked on C012, C013 and has no name to print"),
        ({"company": "GONE"}, "the company of RET is not known by name"),
        ({"name": "novelai"}, "RET carries the name of a generator, “novelai”"),
    ],
)
def test_a_person_who_cannot_be_named_stops_the_sheet(make, roles, who, said):
    others = [person for person in _chain(make).people if person.code != "RET"]
    with pytest.raises(CreditsRefused, match=said):
        draw_up_credits(_chain(make, people=(*others, make.person("RET", **who))), roles, WHOLE)


def test_somebody_the_studio_does_not_know_stops_the_sheet(make, roles):
    reading = _chain(make, sessions=(make.session("s", "C012", "WHO", timedelta(), unconfirmed=HOUR),))
    with pytest.raises(CreditsRefused, match=r"somebody unknown \(WHO\) worked on C012"):
        draw_up_credits(reading, roles, WHOLE)


def test_who_asked_not_to_be_named_is_left_out_and_the_sheet_says_so(make, roles):
    asked = make.omission("RET", asked=True, reason="private", signed_by="RET")
    sheet = draw_up_credits(_chain(make, omissions=(asked,)), roles, WHOLE)
    assert "RET" not in {line.person for line in sheet.lines}
    (left_out,) = sheet.omissions
    assert (left_out.code, left_out.signed_by, left_out.reason) == ("", "the person themselves", "private")
    assert [role.ja for role in left_out.roles] == ["背景"]
    assert asked.entry in left_out.entries
    assert make.entry_of("s1") in left_out.entries


def test_an_omission_signed_by_a_producer_says_who_signed_and_why(make, roles):
    signed = make.omission("RET", asked=False, reason="contract", signed_by="AD")
    (left_out,) = draw_up_credits(_chain(make, omissions=(signed,)), roles, WHOLE).omissions
    assert (left_out.code, left_out.signed_by, left_out.reason) == ("RET", "美山 監督", "contract")


@pytest.mark.parametrize(
    ("signer", "reason", "said"),
    [("AD", " ", "the omission of RET gives no reason"), ("X", "so", "is signed by nobody known by name")],
)
def test_an_omission_without_reason_or_signature_stops_the_sheet(make, roles, signer, reason, said):
    signed = make.omission("RET", asked=False, reason=reason, signed_by=signer)
    with pytest.raises(CreditsRefused, match=said):
        draw_up_credits(_chain(make, omissions=(signed,)), roles, WHOLE)


def test_withdrawn_work_counts_nowhere(make, roles):
    stage = make.stage("C012", "retouch", withdrawn=True)
    reading = _chain(
        make,
        stages=(stage,),
        sessions=(make.session("s", "C012", "RET", withdrawn=True),),
        reviews=(make.review("r", stage, "AD", withdrawn=True),),
    )
    sheet = draw_up_credits(reading, roles, WHOLE)
    assert (sheet.lines, sheet.generators, sheet.omissions) == ((), (), ())


def test_a_running_session_is_said_and_not_counted(make, roles):
    running = make.session("s", "C012", "RET", timedelta(), stopped_at=None)
    sheet = draw_up_credits(_chain(make, sessions=(running,)), roles, WHOLE)
    assert sheet.findings == ("1 session is still running; its time is not in this sheet.",)


def test_a_cut_or_an_episode_holds_only_its_own_work(make, roles):
    sheet = draw_up_credits(_chain(make), roles, CreditScope(cut="013"))
    assert [(line.code, line.active.measured) for line in sheet.lines] == [("RET", HOUR)]
    assert draw_up_credits(_chain(make), roles, CreditScope(episode="02")).lines == sheet.lines
    assert len(draw_up_credits(_chain(make), roles, CreditScope(episode="01")).lines) == 4


def test_a_scope_that_nothing_belongs_to_is_refused(make, roles):
    with pytest.raises(ScopeError, match="No background belongs to 99"):
        draw_up_credits(_chain(make), roles, CreditScope(episode="99"))


def test_two_people_of_one_name_are_two_lines_told_apart_by_code(make, roles):
    people = (make.person("SATO-B", "佐藤 光"), make.person("SATO-A", "佐藤 光"))
    sessions = (make.session("s1", "C012", "SATO-B"), make.session("s2", "C012", "SATO-A"))
    sheet = draw_up_credits(make.reading(people=people, sessions=sessions), roles, WHOLE)
    assert [(line.name, line.code) for line in sheet.lines] == [("佐藤 光", "SATO-A"), ("佐藤 光", "SATO-B")]


def test_every_figure_has_its_definition(make, roles):
    keys = {definition.key for definition in draw_up_credits(_chain(make), roles, WHOLE).definitions}
    figures = {"stages", "reviews", "measured", "read", "stated", "unconfirmed"}
    assert keys == {*figures, "generator", "provider", "named", "checks", "entries"}
