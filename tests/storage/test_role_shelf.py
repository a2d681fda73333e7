"""A studio's own table of roles goes before the one that came with Teire; a broken one is refused in a sentence."""

from pathlib import Path

import pytest

from studio_app.statements.roles import RolesError
from studio_app.storage.role_shelf import RoleShelf, RolesInPlace

SHIPPED = Path(__file__).resolve().parents[2]


@pytest.fixture
def shelf(tmp_path):
    return RoleShelf(SHIPPED, tmp_path)


def test_the_table_that_came_with_teire_counts_until_the_studio_has_its_own(shelf, tmp_path):
    assert shelf.own() is None
    assert shelf.read().review.ja == "美術監督"
    laid = shelf.lay_copy()
    assert laid == tmp_path / "roles.toml" == shelf.own()
    laid.write_text(laid.read_text("utf-8").replace('ja = "美術監督"', 'ja = "美術総監督"'), "utf-8")
    assert shelf.read().review.ja == "美術総監督"


def test_a_copy_is_not_laid_over_an_edited_one(shelf):
    shelf.lay_copy().write_text("edited", "utf-8")
    with pytest.raises(RolesInPlace, match="lies in the studio already"):
        shelf.lay_copy()
    assert shelf.own().read_text("utf-8") == "edited"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "it is not text in UTF-8"),
        (b"[roles", "it is not TOML"),
        (b"", "the section “roles” is missing"),
    ],
)
def test_a_broken_table_is_refused_and_not_replaced_in_silence(shelf, tmp_path, content, said):
    (tmp_path / "roles.toml").write_bytes(content)
    with pytest.raises(RolesError, match=said) as refusal:
        shelf.read()
    assert "roles.toml" in refusal.value.hint


def test_a_table_saved_with_a_byte_order_mark_is_read(shelf):
    laid = shelf.lay_copy()
    laid.write_text(laid.read_text("utf-8"), "utf-8-sig")
    assert shelf.read().roles


def test_a_folder_of_that_name_is_said(shelf, tmp_path):
    (tmp_path / "roles.toml").mkdir()
    with pytest.raises(RolesError, match="directory"):
        shelf.read()
