"""Names from outside, made fit to be shown."""

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.names import is_plain, shown, shown_name


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("佐藤 光", "“佐藤 光”"),
        ("a\nb", "“a\\nb”"),
        ("gnp.\u202etpircs", "“gnp.\\u202etpircs”"),
        ("\x1b[31m", "“\\x1b[31m”"),
        ("\udcff", "“\\udcff”"),
        (PurePath("/home/me/夜.png"), "“夜.png”"),
        ("क्\u200dष", "“क्\u200dष”"),
    ],
)
def test_a_name_is_shown_on_one_line_without_hidden_marks(name, seen):
    assert shown(name) == seen


def test_a_long_name_loses_its_middle():
    seen = shown("a" * 200 + "z" * 200)
    assert len(seen) <= 82
    assert seen.startswith("“aaa")
    assert seen.endswith("zzz”")


@given(st.text(max_size=300))
def test_whatever_the_name_it_stays_on_its_line(name):
    seen = shown(name)
    assert len(seen) <= 82
    assert len(seen.splitlines()) == 1
    assert seen.encode()


@given(st.text(max_size=30))
def test_a_plain_name_is_shown_as_it_is(name):
    assert not is_plain(name) or shown(name) == f"“{name}”"


def test_of_a_path_only_its_last_part_is_shown():
    assert shown_name("/somewhere/背景 𠮷野.png") == "背景 𠮷野.png"
    assert shown_name("/somewhere/a\nb\u202egnp.exe") == "a\\nb\\u202egnp.exe"
