"""`studio.toml`: found, read, and refused in a sentence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.ids import new_uuid
from studio_app.storage.studio_folder import (
    StudioFolder,
    StudioFolderError,
    find_studio,
    read_studio,
    write_settings,
)


def settings_of(root, **changes):
    return replace(
        StudioFolder(root=root, id=new_uuid(), title="夜の神社", currency="JPY", zone="Asia/Tokyo"), **changes
    )


@pytest.mark.parametrize(
    "changes", [{}, {"floor": "1200"}, {"region": "JP-13"}, {"demonstration": True}, {"title": 'a "b"\\\n\x00\x7f\t'}]
)
def test_settings_read_back_as_they_were_written(tmp_path, changes):
    folder = settings_of(tmp_path, **changes)
    write_settings(folder)
    assert read_studio(tmp_path) == folder


@given(title=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_title_survives(tmp_path_factory, title):
    folder = settings_of(tmp_path_factory.mktemp("studio"), title=title)
    write_settings(folder)
    assert read_studio(folder.root).title == title


def test_the_studio_is_found_from_a_folder_inside_it(tmp_path):
    write_settings(settings_of(tmp_path))
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    assert find_studio(inside) == tmp_path
    assert find_studio(tmp_path) == tmp_path


def test_where_no_studio_is_that_is_said(tmp_path):
    with pytest.raises(StudioFolderError, match=r"There is no studio in .* or above it. Make one with “teire init”"):
        find_studio(tmp_path)
    with pytest.raises(StudioFolderError, match="is not a studio"):
        read_studio(tmp_path)


def test_a_studio_of_a_newer_teire_is_left_as_it_is(tmp_path):
    write_settings(settings_of(tmp_path))
    path = tmp_path / "studio.toml"
    newer = path.read_text(encoding="utf-8").replace("format = 1", "format = 2")
    path.write_text(newer, encoding="utf-8")
    with pytest.raises(StudioFolderError, match=r"was made by a newer Teire. Install the newer version"):
        read_studio(tmp_path)
    assert path.read_text(encoding="utf-8") == newer


GOOD = """format = 1
[studio]
id = "11111111-2222-4333-8444-555555555555"
title = "T"
currency = "JPY"
zone = "Asia/Tokyo"
[ledger]
database = "ledger.db"
"""


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "format = ",
        "\x00",
        GOOD.replace("format = 1", 'format = "new"'),
        GOOD.replace("[studio]", "[stud]"),
        GOOD.replace('title = "T"\n', ""),
        GOOD.replace("[ledger]", "[[ledger]]"),
        GOOD.replace('"ledger.db"', '"../other/ledger.db"'),
        GOOD.replace('"ledger.db"', '"/etc/passwd"'),
        GOOD.replace('"ledger.db"', '".."'),
        GOOD.replace('"ledger.db"', '"."'),
        GOOD.replace('"ledger.db"', '""'),
        GOOD.replace('"ledger.db"', '"a\\u0000b"'),
        GOOD.replace("11111111-2222-4333-8444-555555555555", "../../../etc"),
        GOOD.replace('"11111111-2222-4333-8444-555555555555"', "5"),
        "a = " + "[" * 5000,
    ],
    ids=range(16),
)
def test_damaged_settings_are_one_sentence(tmp_path, settings):
    (tmp_path / "studio.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(StudioFolderError, match=r"cannot be understood. Restore it from a backup"):
        read_studio(tmp_path)


def test_settings_in_another_encoding_are_one_sentence(tmp_path):
    (tmp_path / "studio.toml").write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(StudioFolderError, match="cannot be understood"):
        read_studio(tmp_path)


def test_settings_that_are_a_folder_are_one_sentence(tmp_path):
    (tmp_path / "studio.toml").mkdir()
    with pytest.raises(StudioFolderError, match="cannot be read: Is a directory"):
        read_studio(tmp_path)


def test_the_settings_above_are_good_ones(tmp_path):
    (tmp_path / "studio.toml").write_text(GOOD, encoding="utf-8")
    assert read_studio(tmp_path).title == "T"
