"""Whatever is changed in a studio's files is found."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import Boolean, Integer, LargeBinary

from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft, read_leaf
from studio_app.ledger.kinds import KNOWN, PERSON_CHANGED, PICTURE_DELIVERED
from studio_app.storage import sql_ledger
from studio_app.storage import tables as t
from studio_app.storage.row_values import person_text
from studio_app.workflow.people import Details
from studio_app.workflow.ports import Decision


def test_a_sound_studio_gives_no_finding(working):
    assert working.sentences() == []
    kinds = {read_leaf(leaf).kind for leaf in working.leaves()}
    assert kinds == KNOWN


def flipped(column, value):
    """Return a value of the column's type that differs in one bit."""
    if value is None:
        return 1
    if isinstance(column.type, Boolean):
        return 1 - value
    if isinstance(column.type, Integer):
        return value ^ 1 << 10
    if isinstance(column.type, LargeBinary):
        return bytes([value[0] ^ 1]) + value[1:]
    return chr(ord(value[0]) ^ 1) + value[1:] if value else "x"


class Intruder:
    """Changes one value of a row and puts it back."""

    def __init__(self, desk):
        self.desk = desk
        self.database = sqlite3.connect(desk.root / "ledger.db", isolation_level=None)

    def row(self, table):
        return self.database.execute(f"SELECT rowid, * FROM {table.name} ORDER BY rowid LIMIT 1").fetchone()

    def put(self, table, row):
        marks = ", ".join("?" * (len(row) - 1))
        self.database.execute(f"INSERT INTO {table.name} (rowid, {names(table)}) VALUES (?, {marks})", row)

    def change(self, column, value):
        """Put another value into the table's first row; return the row as it is now."""
        row = self.row(column.table)
        place = 1 + list(column.table.columns).index(column)
        changed = [*row[:place], value, *row[place + 1 :]]
        if place == 1 and row[0] == row[1]:
            changed[0] = value  # the key is the row's own number
        self.database.execute(f"DELETE FROM {column.table.name} WHERE rowid = ?", row[:1])
        try:
            self.put(column.table, changed)
        except sqlite3.IntegrityError:
            self.put(column.table, row)
            return None
        return changed

    def restore(self, table, changed, row):
        self.database.execute(f"DELETE FROM {table.name} WHERE rowid = ?", changed[:1])
        self.put(table, row)

    def finds(self, column, value):
        """Whether a changed value is found; True also where the database itself refuses it."""
        row, changed = self.row(column.table), self.change(column, value)
        if changed is None:
            return True
        found = self.desk.sentences() != []
        self.restore(column.table, changed, row)
        return found

    def unnamed(self, tables):
        """Return the indexes that the audit does not name."""
        sentences = " ".join(self.desk.sentences())
        return [table.name for table in tables if f"The index {table.name} is not what the log gives" not in sentences]


def names(table):
    return ", ".join(f'"{column.name}"' for column in table.columns)


@pytest.fixture
def intruder(working):
    found = Intruder(working)
    with closing(found.database):
        yield found


@pytest.mark.parametrize("table", [t.log_head, t.bound_text, t.person], ids=str)
def test_a_flipped_bit_in_any_column_is_found(working, intruder, table):
    values = zip(table.columns, intruder.row(table)[1:], strict=True)
    missed = [column.name for column, value in values if not intruder.finds(column, flipped(column, value))]
    assert missed == []
    assert working.sentences() == []


def test_a_flipped_bit_in_any_column_of_any_index_is_found(working, intruder):
    rows = {table: intruder.row(table) for table in t.INDEXES}
    for place in range(max(len(table.columns) for table in t.INDEXES)):
        columns = [list(table.columns)[place] for table in t.INDEXES if place < len(table.columns)]
        changed = {one.table: intruder.change(one, flipped(one, rows[one.table][place + 1])) for one in columns}
        assert intruder.unnamed(changed) == [], place
        for table, row in changed.items():
            intruder.restore(table, row, rows[table])
    assert working.sentences() == []


@pytest.mark.parametrize(
    "column",
    [
        *t.log_head.columns,
        *t.bound_text.columns,
        *t.person.columns,
        t.ix_entry.c.hash,
        t.ix_stage.c.sha256,
        t.ix_stage.c.changed_pixels,
        t.ix_session_stop.c.active_ms,
    ],
    ids=str,
)
def test_a_value_of_another_kind_is_found(intruder, column):
    assert [value for value in ("", "a\0b", b"\xff\xfe", 7.5) if not intruder.finds(column, value)] == []


def test_bytes_that_are_no_text_are_found(working):
    with closing(sqlite3.connect(working.root / "ledger.db", isolation_level=None)) as database:
        database.execute("UPDATE person SET code = CAST(x'ff41' AS TEXT) WHERE code = 'SATO'")
    assert any("is damaged" in sentence for sentence in working.sentences())


@pytest.mark.parametrize("table", [t.log_head, t.person], ids=str)
def test_a_row_that_was_removed_is_found(working, intruder, table):
    intruder.database.execute(f"DELETE FROM {table.name} WHERE rowid = ?", intruder.row(table)[:1])
    assert working.sentences() != []


def test_a_row_that_was_removed_from_or_doubled_in_any_index_is_found(working, intruder):
    rows = {table: intruder.row(table) for table in t.INDEXES}
    for table, row in rows.items():
        intruder.database.execute(f"DELETE FROM {table.name} WHERE rowid = ?", row[:1])
    assert intruder.unnamed(rows) == []
    for table, row in rows.items():
        intruder.put(table, row)
    assert working.sentences() == []
    for table, row in rows.items():
        intruder.put(table, (row[0] + 1000, row[1] + 1000, *row[2:]))
    assert intruder.unnamed(rows) == []


def test_a_name_that_was_erased_is_no_finding(working):
    with closing(sqlite3.connect(working.root / "ledger.db", isolation_level=None)) as database:
        database.execute(
            "DELETE FROM bound_text WHERE commitment = (SELECT commitment FROM person WHERE code = 'SATO')"
        )
    assert working.sentences() == []
    assert [person.name for person in working.steps.people.all()] == ["", "吉田 監督"]


@pytest.mark.parametrize("named", ["佐藤 光", "佐藤 ひかる"], ids=["the first text", "the text that counts"])
def test_a_flipped_byte_in_what_was_said_of_somebody_before_or_after_a_change_is_found(working, named):
    working.steps.people.change("SATO", Details(name="佐藤 ひかる"), by=None)
    assert working.sentences() == []
    with closing(sqlite3.connect(working.root / "ledger.db", isolation_level=None)) as database:
        (text,) = database.execute("SELECT text FROM bound_text WHERE text LIKE ?", (f"%{named}%",)).fetchone()
        turned = text.replace(named, chr(ord(named[0]) ^ 1) + named[1:])
        database.execute("UPDATE bound_text SET text = ? WHERE text = ?", (turned, text))
    (sentence,) = working.sentences()
    assert "A name or note was changed after an entry bound it" in sentence


@pytest.mark.parametrize("named", ["佐藤 光", "佐藤 ひかる"], ids=["the first text", "the text that counts"])
def test_erasing_what_was_said_of_somebody_before_or_after_a_change_is_no_finding(working, named):
    working.steps.people.change("SATO", Details(name="佐藤 ひかる"), by=None)
    with closing(sqlite3.connect(working.root / "ledger.db", isolation_level=None)) as database:
        assert database.execute("DELETE FROM bound_text WHERE text LIKE ?", (f"%{named}%",)).rowcount == 1
    assert working.sentences() == []


def test_a_change_that_binds_what_is_said_of_another_person_is_found(studio):
    sato, other = studio.person("SATO"), studio.person("AD")
    details = bind(person_text(replace(other, id=sato.id)))
    payload = {"person": sato.id, "details": details.commitment}
    draft = Draft(kind=PERSON_CHANGED, payload=payload, basis=Basis.STATED)
    studio.ledger.append(lambda _index: Decision(drafts=(draft,), texts=(details,)), by=None)
    assert studio.sentences() == ["The row of person SATO is not what their entry bound."]


def test_a_flipped_byte_in_any_entry_is_found_at_its_position(working):
    dice = random.Random(17)
    sound = working.leaves()
    for position, leaf in list(enumerate(sound))[::3]:
        place = dice.randrange(len(leaf))
        leaves = list(sound)
        leaves[position] = leaf[:place] + bytes([leaf[place] ^ 1 << dice.randrange(8)]) + leaf[place + 1 :]
        working.put(leaves)
        assert working.positions()[0] == position, (position, place)
    working.put(sound)
    assert working.sentences() == []


def test_an_agreement_that_cannot_be_read_hides_nothing_else(working):
    sound = working.leaves()
    position = next(place for place, leaf in enumerate(sound) if read_leaf(leaf).kind == PICTURE_DELIVERED)
    working.put([*sound[:position], sound[position][:-1], *sound[position + 1 :]])
    kept_files(working.root)[0].unlink()
    assert working.positions()[0] == position
    assert any("is not where it was kept" in sentence for sentence in working.sentences())
    with pytest.raises(StudioError, match="its signature cannot be read"), working.ledger.look() as index:
        index.unneeded_files()


def test_a_leaf_of_another_type_is_found(working):
    with working.tampering() as database:
        database.execute("UPDATE ledger_entry SET leaf = CAST(leaf AS TEXT) WHERE position = 4")
    assert working.sentences() != []


def test_a_flipped_byte_anywhere_in_the_database_is_found_or_changes_nothing_that_counts(working):
    path = working.root / "ledger.db"
    sound, leaves = path.read_bytes(), working.leaves()
    dice = random.Random(5)
    for place in dice.sample(range(len(sound)), 20):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 1 << dice.randrange(8)]) + sound[place + 1 :])
        try:
            found = working.sentences()
        except StudioError:
            continue
        assert found or working.leaves() == leaves, place


def kept_files(root):
    return sorted(path for path in (root / "store").glob("??/*"))


def test_a_flipped_byte_in_a_kept_file_is_found(working):
    for path in kept_files(working.root):
        sound = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
        assert [one for one in working.sentences() if "was changed after it was recorded" in one]
        path.write_bytes(sound)
    assert working.sentences() == []


def test_a_kept_file_that_was_removed_is_found_at_the_entry_that_names_it(working):
    path = kept_files(working.root)[0]
    path.unlink()
    ((finding),) = working.steps.evidence.findings()
    assert "is not where it was kept" in finding.sentence
    assert path.name in working.leaves()[finding.position].decode()


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def as_folder(path):
    path.unlink()
    path.mkdir()


def as_pipe(path):
    path.unlink()
    os.mkfifo(path)


def as_link_to_nothing(path):
    path.unlink()
    path.symlink_to("nowhere")


@pytest.mark.parametrize("harm", [cut, as_folder, as_pipe, as_link_to_nothing])
def test_whatever_stands_in_a_kept_files_place_is_found(working, harm):
    path = kept_files(working.root)[0]
    path.chmod(0o644)
    harm(path)
    assert len(working.sentences()) == 1


def test_two_kept_files_that_changed_places_are_found(working):
    one, two = kept_files(working.root)[:2]
    first, second = one.read_bytes(), two.read_bytes()
    for path, content in ((one, second), (two, first)):
        path.chmod(0o644)
        path.write_bytes(content)
    assert len(working.sentences()) == 2


def test_a_kept_file_that_no_entry_names_is_checked_too(working):
    name = sha256(b"orphan").hexdigest()
    path = working.root / "store" / name[:2] / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"orphan")
    assert working.sentences() == []
    path.write_bytes(b"other")
    assert len(working.sentences()) == 1


def test_what_a_file_browser_leaves_in_the_store_is_no_finding(working):
    (kept_files(working.root)[0].parent / ".DS_Store").write_bytes(b"\0")
    (working.root / "store" / ".DS_Store").write_bytes(b"\0")
    assert working.sentences() == []


def test_a_strange_file_or_folder_in_the_store_is_found_and_does_not_stop_the_check(working):
    folder = kept_files(working.root)[0].parent
    (folder / "notes.txt").write_bytes(b"x")
    (folder / "folder").mkdir()
    assert len(working.sentences()) == 2


def test_previews_may_be_deleted_at_any_time(working):
    shutil.rmtree(working.root / "derived")
    assert working.sentences() == []


def test_a_copied_studio_holds_and_its_copy_is_the_same_studio(working, tmp_path):
    shutil.copytree(working.root, tmp_path / "copy")
    working.root = tmp_path / "copy"
    assert working.open().sentences() == []


def test_a_studio_named_as_another_is_found(working):
    path = working.root / "studio.toml"
    settings = path.read_text(encoding="utf-8")
    id_ = settings.split('id = "')[1][:36]
    path.write_text(settings.replace(id_, "11111111-2222-4333-8444-555555555555"), encoding="utf-8")
    assert "The entry belongs to another studio." in working.open().sentences()


def test_an_entry_that_is_not_of_its_kinds_form_is_found(studio, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(sql_ledger, "write_indexes", lambda *_args: None)
        studio.force("background-added/1", {"surprise": 1})
    assert "Entry 2 is not of its kind's form." in studio.sentences()
    assert "not of its kind's form" in list(studio.steps.evidence.listed())[-1].summary
