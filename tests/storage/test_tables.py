"""The tables of the code are those of the migrations, and the ledger's guards hold."""

import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from studio_app.domain.errors import StudioError
from studio_app.storage import tables as t
from studio_app.storage.migrations import SCHEMA, schema_of


def test_a_migrated_database_has_the_tables_of_the_code(studio):
    with studio.ledger._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, t.metadata) == []


def test_columns_and_keys_agree_one_by_one(studio):
    found = inspect(studio.ledger._engine)
    assert set(found.get_table_names()) == {*t.metadata.tables, "alembic_version"}
    for name, table in t.metadata.tables.items():
        columns = {one["name"]: (str(one["type"]), one["nullable"]) for one in found.get_columns(name)}
        assert columns == {one.name: (str(one.type.compile()), one.nullable) for one in table.columns}
        assert found.get_pk_constraint(name)["constrained_columns"] == [one.name for one in table.primary_key]


def test_the_newest_migration_is_the_schema_the_code_names(studio):
    scripts = ScriptDirectory(str(studio.machine.shipped / "db" / "migrations"))
    assert scripts.get_heads() == [SCHEMA]
    assert schema_of(studio.ledger._engine) == SCHEMA


def test_the_ledger_has_no_unique_column_but_its_key(studio):
    found = inspect(studio.ledger._engine)
    assert found.get_indexes("ledger_entry") == []
    assert found.get_unique_constraints("ledger_entry") == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET leaf = x'00'",
        "UPDATE ledger_entry SET leaf = x'00' WHERE position = 1",
        "UPDATE ledger_entry SET position = 99 WHERE position = 1",
        "UPDATE OR REPLACE ledger_entry SET position = 0 WHERE position = 1",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_entry WHERE position = 1",
        "INSERT OR REPLACE INTO ledger_entry VALUES (1, x'00')",
        "REPLACE INTO ledger_entry VALUES (0, x'00')",
        "INSERT OR IGNORE INTO ledger_entry VALUES (7, x'00')",
        "INSERT INTO ledger_entry VALUES (1, x'00')",
        "INSERT INTO ledger_entry VALUES (3, x'00')",
        "INSERT INTO ledger_entry VALUES (-1, x'00')",
        "INSERT INTO ledger_entry (leaf) VALUES (x'00')",
        "INSERT INTO ledger_entry VALUES (1, x'00') ON CONFLICT (position) DO UPDATE SET leaf = x'00'",
        "INSERT INTO ledger_entry VALUES (2, NULL)",
    ],
)
def test_the_guards_refuse(studio, statement):
    before = studio.leaves()
    assert len(before) == 2
    with closing(sqlite3.connect(studio.root / "ledger.db")) as database:
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)
        database.commit()
    assert studio.leaves() == before
    assert studio.sentences() == []


def test_a_database_of_a_newer_schema_is_left_as_it_is(studio):
    with closing(sqlite3.connect(studio.root / "ledger.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    before = (studio.root / "ledger.db").read_bytes()
    with pytest.raises(StudioError, match="was made by a newer Teire"):
        studio.open()
    assert (studio.root / "ledger.db").read_bytes() == before


def test_a_studio_of_the_first_schema_is_brought_forward_with_its_entries(studio):
    studio.background("C013")
    before = studio.leaves()
    with closing(sqlite3.connect(studio.root / "ledger.db")) as database:
        for name in (
            "ix_candidate",
            "ix_selection",
            "ix_disclosure",
            "ix_reduction",
            "ix_away_answer",
            "ix_person_change",
        ):
            database.execute(f"DROP TABLE {name}")
        for table, column in (("ix_review", "drawing"), ("ix_session", "review"), ("ix_stage", "saved_at_ms")):
            database.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        database.execute("DROP INDEX ix_ix_stage_place")
        database.execute("CREATE INDEX ix_ix_stage_background ON ix_stage (background)")
        database.execute("UPDATE alembic_version SET version_num = '0001'")
        database.commit()
    studio.open()
    assert schema_of(studio.ledger._engine) == SCHEMA
    assert studio.leaves() == before
    assert studio.sentences() == []
    assert studio.steps.candidates.all() == ()
