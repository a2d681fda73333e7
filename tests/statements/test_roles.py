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
    ],
)
def test_a_broken_table_is_refused_with_the_reason(roles_text, before, after, said):
    with pytest.raises(RolesError, match=said) as refusal:
        parse_roles(roles_text.replace(before, after))
    assert "roles.toml" in refusal.value.hint
