"""Every kind of work earns a role, and a table that forgets one is refused."""

import pytest

from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import StageKind
from studio_app.statements.roles import RolesError, parse_roles


def test_the_shipped_table_uses_the_words_of_the_trade(roles):
    printed = {kind.value: f"{role.ja} / {role.en}" for kind, role in roles.stages.items()}
    assert printed == {
        "layout": "背景原図 / Background Layout",
        "generation": "生成素材作成 / Generation Prompting",
        "retouch": "背景 / Background Art",
        "correction": "美術監督 / Art Director",
        "final": "背景 / Background Art",
    }
    assert roles.review.ja == "美術監督"


def test_every_stage_and_work_kind_is_assigned_and_only_a_meeting_has_no_role(roles):
    assert set(roles.stages) == set(StageKind)
    assert {kind for kind in WorkKind if roles.works[kind] is None} == {WorkKind.MEETING}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('review = "art-director"', 'review = "boss"', "“boss” is not one of its roles"),
        ('retouch = "background-art"\n', "", "missing or unknown: retouch"),
        ('layout = "background-layout"', 'layout = ""', "every stage must earn a role"),
        ('help = "cooperation"', 'help = ""', "must each name a role"),
        ("order = 10", 'order = "first"', "“art-director” needs the texts"),
        ("[earned_by]", "[earned", "it is not TOML"),
        ("[roles.", "[jobs.", "the section “roles” is missing"),
        ('ja = "美術監督"', 'ja = "美術\\n監督"', "holds signs that do not show"),
        ('ja = "美術監督"', 'ja = "\\u202e監督"', "holds signs that do not show"),
    ],
)
def test_a_broken_table_is_refused_with_the_reason(roles_text, before, after, said):
    with pytest.raises(RolesError, match=said) as refusal:
        parse_roles(roles_text.replace(before, after))
    assert "roles.toml" in refusal.value.hint


def test_all_roles_stand_in_the_order_of_the_roll_whether_or_not_work_earns_them(roles):
    assert [role.ja for role in roles.roles.values()] == [
        "美術監督",
        "美術監督補佐",
        "美術補佐",
        "美術設定",
        "美術ボード",
        "背景原図",
        "レイアウト",
        "背景",
        "3D背景",
        "特殊効果",
        "背景検査",
        "生成素材作成",
        "背景制作進行",
        "背景協力",
        "協力",
    ]
    assert not any("human" in role.en.casefold() for role in roles.roles.values())


def test_a_table_from_before_with_fewer_roles_is_read_as_it_was(roles_text):
    wanted = ("art-director", "background-layout", "background-art", "generation-prompting", "cooperation")
    first, *parts = roles_text.split("[roles.")
    last, earned = parts[-1].split("[earned_by]", 1)
    kept = [part for part in (*parts[:-1], last) if part.split("]")[0] in wanted]
    old = parse_roles(first + "".join(f"[roles.{part}" for part in kept) + "[earned_by]" + earned)
    assert list(old.roles) == list(wanted)
    assert old.stages[StageKind.RETOUCH].ja == "背景"
