"""What counts as a name, and where it is sorted."""

import pytest

from studio_app.statements.names import is_visible, name_on_sheet, sort_key


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "\u200b", "\u202e\u2066", "\u3164", "\n\t", "\u0301"])
def test_a_name_that_shows_nothing_is_no_name(make, text):
    assert not is_visible(text)
    assert name_on_sheet(make.person("P1", text)) == ""


def test_the_name_to_be_credited_as_goes_before_the_name(make):
    assert name_on_sheet(make.person("P1", "山崎", credit_as="ななみ")) == "ななみ"
    assert name_on_sheet(make.person("P1", "山崎", credit_as=" \u200b")) == "山崎"


def test_katakana_and_hiragana_readings_sort_as_one(make):
    people = [
        make.person("P3", "山崎", reading="ヤマザキ"),
        make.person("P2", "青木", reading="あおき"),
        make.person("P1", "上田", reading="ｳｴﾀﾞ"),
    ]
    assert [person.name for person in sorted(people, key=sort_key)] == ["青木", "上田", "山崎"]
