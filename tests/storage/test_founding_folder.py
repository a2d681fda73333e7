"""A folder is a studio or not one, never half."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from studio_app import bootstrap, bootstrap_machine
from studio_app.domain.errors import StudioError
from studio_app.storage import founding_folder
from studio_app.storage.studio_folder import StudioFolderError, read_studio


@pytest.fixture
def machine(tmp_path, clock):
    return bootstrap_machine.this_machine(clock=clock, home=tmp_path / "home")


def found(root, machine):
    return bootstrap.found(root, machine, title="夜", currency="JPY", zone="Asia/Tokyo")


def snapshot(root):
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def names_in(root):
    """What lies in a folder, without the emptied journal that SQLite keeps."""
    return sorted(path.name for path in root.iterdir() if path.name != "ledger.db-journal")


def test_a_new_studio_has_settings_ledger_store_and_derived(tmp_path, machine):
    found(tmp_path / "a" / "studio", machine)
    assert names_in(tmp_path / "a" / "studio") == ["derived", "ledger.db", "store", "studio.toml"]


def test_the_folder_is_no_studio_before_everything_else_is_there(tmp_path, machine, monkeypatch):
    def cut(*_args, **_kwargs):
        assert (tmp_path / "studio" / "ledger.db").exists()
        assert not (tmp_path / "studio" / "studio.toml").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "write_settings", cut)
    with pytest.raises(KeyboardInterrupt):
        found(tmp_path / "studio", machine)
    with pytest.raises(StudioFolderError, match="is not a studio"):
        read_studio(tmp_path / "studio")


@pytest.mark.parametrize("at", ["upgrade", "open_database", "sync_folder"])
def test_a_founding_that_was_cut_short_can_be_begun_again(tmp_path, machine, monkeypatch, at):
    def cut(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(founding_folder, at, cut)
        with pytest.raises(KeyboardInterrupt):
            found(tmp_path / "studio", machine)
    found(tmp_path / "studio", machine)
    assert names_in(tmp_path / "studio") == ["derived", "ledger.db", "store", "studio.toml"]


def test_a_founding_cut_after_its_first_entries_can_be_begun_again(tmp_path, machine):
    found(tmp_path / "studio", machine)
    (tmp_path / "studio" / "studio.toml").unlink()
    again = found(tmp_path / "studio", machine)
    assert read_studio(tmp_path / "studio") == again


def test_a_folder_that_is_a_studio_is_refused_and_left_as_it_is(studio, machine):
    before = snapshot(studio.root)
    with pytest.raises(StudioFolderError, match="is already a studio"):
        found(studio.root, machine)
    assert snapshot(studio.root) == before


def test_a_ledger_with_work_in_it_is_not_cleared_away_when_the_settings_were_lost(studio, machine):
    studio.person("SATO")
    (studio.root / "studio.toml").unlink()
    before = snapshot(studio.root)
    with pytest.raises(StudioFolderError, match=r"holds a ledger but no studio.toml. Restore studio.toml"):
        found(studio.root, machine)
    assert snapshot(studio.root) == before


def test_a_folder_with_other_things_is_refused_and_left_as_it_is(tmp_path, machine):
    root = tmp_path / "documents"
    root.mkdir()
    (root / "thesis.odt").write_bytes(b"years of work")
    with pytest.raises(StudioFolderError, match=r"already holds other things, such as “thesis.odt”"):
        found(root, machine)
    assert snapshot(root).keys() == {(root / "thesis.odt").relative_to(root)}


def test_somebody_elses_database_of_the_same_name_is_not_cleared_away(tmp_path, machine):
    root = tmp_path / "accounts"
    root.mkdir()
    with closing(sqlite3.connect(root / "ledger.db")) as database:
        database.execute("CREATE TABLE accounts (amount)")
        database.commit()
    before = snapshot(root)
    with pytest.raises(StudioFolderError, match=r"already holds other things, such as “ledger.db”"):
        found(root, machine)
    assert snapshot(root) == before


@pytest.mark.parametrize("content", [b"", b"not a database at all, but a text of some length" * 40])
def test_another_file_of_the_same_name_is_not_cleared_away(tmp_path, machine, content):
    root = tmp_path / "accounts"
    root.mkdir()
    (root / "ledger.db").write_bytes(content)
    with pytest.raises(StudioError):
        found(root, machine)
    assert (root / "ledger.db").read_bytes() == content


def test_a_journal_left_without_its_database_is_not_played_into_the_new_one(tmp_path, machine):
    root = tmp_path / "studio"
    root.mkdir()
    (root / "ledger.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 4096)
    found(root, machine)
    assert (root / "ledger.db-journal").stat().st_size == 0


def test_a_file_is_no_place_for_a_studio(tmp_path, machine):
    (tmp_path / "file").touch()
    with pytest.raises(StudioFolderError, match=r"“.*file” is a file"):
        found(tmp_path / "file", machine)


def test_a_place_below_a_file_is_one_sentence(tmp_path, machine):
    (tmp_path / "file").touch()
    with pytest.raises(StudioError):
        found(tmp_path / "file" / "studio", machine)


def test_a_studio_may_lie_in_a_folder_of_any_name(tmp_path, machine):
    root = tmp_path / "100% 夜 #1?a&b\udcff"
    found(root, machine)
    assert (root / "ledger.db").is_file()
    shutil.rmtree(root)
