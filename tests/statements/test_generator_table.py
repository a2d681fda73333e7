"""Who offers a generator, whatever its name is spelled like in a file."""

import pytest

from studio_app.bootstrap_machine import this_machine
from studio_app.statements.generator_table import GeneratorsError, parse_generators

ONE = '[[system]]\nprovider = "Made Up"\nnames = ["Night Painter"]\nsource = "its page"\nas_of = 2026-11-26\n'


@pytest.mark.parametrize("spelling", ["Night Painter", "night-painter", "NIGHT_PAINTER", "Ｎｉｇｈｔ　Painter"])
def test_case_width_and_joints_make_no_difference(spelling):
    assert parse_generators(ONE).provider(spelling) == "Made Up"


def test_a_longer_or_unknown_name_has_no_provider():
    table = parse_generators(ONE)
    assert (table.provider("Night Painter Pro"), table.provider("")) == ("", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[system", "it is not TOML"),
        ("", "the section “system” is missing"),
        (ONE.replace('source = "its page"\n', ""), "system 1 needs"),
        (ONE.replace('["Night Painter"]', '[" - "]'), "system 1 needs"),
        (ONE + ONE.replace("Made Up", "Somebody Else"), "“Night Painter” has two providers"),
    ],
)
def test_a_table_that_cannot_be_relied_on_is_refused_whole(text, reason):
    with pytest.raises(GeneratorsError, match=reason) as refused:
        parse_generators(text)
    assert "generators.toml" in refused.value.hint


def test_the_shipped_table_knows_what_stands_in_files_of_the_trade():
    table = this_machine().generators()
    for system in ("ComfyUI", "AUTOMATIC1111", "NovelAI", "InvokeAI", "Midjourney", "SwarmUI"):
        assert table.provider(system), system
