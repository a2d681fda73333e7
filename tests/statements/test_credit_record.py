"""A sheet as JSON: read again it is the same sheet, and of who asked not to be named it holds nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.ids import PersonId
from studio_app.statements.credit_record import RecordError, record_text, sheet_from_text, sheet_record
from studio_app.statements.credits import draft_credits
from studio_app.statements.scopes import WHOLE, CreditScope

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def _studio(make, name="佐藤 光", **parts):
    return make.reading(
        people=(
            make.person("SATO", name, reading=name, name_en=name, company="KO"),
            make.person("AD", "美山"),
            make.person("QUIET", "静か"),
            make.person("KO", "空色", kind="company"),
        ),
        backgrounds=(make.background("C012", ("012",), "01"),),
        stages=(make.stage("C012", "generation", system="NovelAI", version="v3"), make.stage("C012", by="SATO")),
        sessions=(
            make.session("s1", "C012", "SATO", timedelta(milliseconds=1), unconfirmed=timedelta(seconds=3)),
            make.session("s2", "C012", "QUIET"),
        ),
        named_credits=(make.named("AD", by="SATO"),),
        omissions=(make.omission("QUIET", asked=True, reason="private", signed_by="QUIET"),),
        **parts,
    )


def _without_ids_of_omitted(sheet):
    """As it is kept: of omissions and of checks that a person's own wish cleared, nobody's id."""
    nobody = PersonId("")
    return replace(
        sheet,
        omissions=tuple(replace(one, person=nobody) for one in sheet.omissions),
        checks=tuple(replace(one, person=one.person if one.code else nobody) for one in sheet.checks),
    )


@given(name=NAMES)
def test_what_is_written_is_read_again_as_the_same_sheet(make, roles, name):
    sheet = draft_credits(_studio(make, name), roles, CreditScope(episode="01"))
    assert sheet_from_text(record_text(sheet_record(sheet))) == _without_ids_of_omitted(sheet)


def test_the_keys_that_programs_rely_on_keep_their_meaning(make, roles):
    record = sheet_record(draft_credits(_studio(make), roles, WHOLE))
    assert record["sheet"] == "credits/1"
    assert record["scope"] == {"episode": "", "cut": ""}
    assert (record["order"], record["version"], record["draft"]) == ("reading", None, True)
    painter = next(line for line in record["credits"] if line["code"] == "SATO")
    assert painter["role"] == {"key": "background-art", "ja": "背景", "en": "Background Art", "order": 30}
    assert painter["active_ms"] == {"measured": 1, "read": 0, "stated": 0}
    assert (painter["unconfirmed_ms"], painter["company"], painter["backgrounds"]) == (3000, "空色", ["C012"])
    (made,) = record["generators"]
    assert (made["system"], made["version"], made["provider"], made["recorded"]) == ("NovelAI", "v3", "", True)
    assert all(line["entries"] for block in ("credits", "generators", "omissions", "checks") for line in record[block])


def test_no_figure_is_a_float_and_no_name_of_a_generator_stands_in_a_persons_row(make, roles):
    record = sheet_record(draft_credits(_studio(make), roles, WHOLE))
    assert not any(isinstance(leaf, float) for leaf in _leaves(record))
    assert "NovelAI" not in json.dumps(record["credits"])


def test_who_asked_not_to_be_named_is_nowhere_in_it(make, roles):
    text = record_text(sheet_record(draft_credits(_studio(make), roles, WHOLE)))
    assert "静か" not in text
    assert "QUIET" not in text


def test_a_broken_sign_in_a_name_does_not_break_the_text(make, roles):
    text = record_text(sheet_record(draft_credits(_studio(make, "a\ud800"), roles, WHOLE)))
    assert "\\ud800" in text
    assert sheet_from_text(text).lines


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"sheet": "pay/1"}', '{"sheet": "credits/1", "title": 1}', '{"sheet": "credits/1"', "nan"]
)
def test_what_is_no_sheet_is_refused_in_one_sentence(text):
    with pytest.raises(RecordError, match="The kept sheet cannot be read") as refusal:
        sheet_from_text(text)
    assert refusal.value.hint


def _leaves(value):
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)
    else:
        yield value
