"""Rows kept for the next start are those of the ledger's present head, or none."""

import json

import pytest

from studio_app.storage import kept_rows
from studio_app.storage.kept_rows import KeptRows


@pytest.fixture
def kept(working, monkeypatch):
    monkeypatch.setattr(kept_rows, "_LEAST", 1)
    return KeptRows(working.root, working.root / "ledger.db")


@pytest.fixture
def rows(working):
    return working.steps.overview.rows()


def test_what_was_kept_is_what_was_read(kept, rows):
    assert rows
    assert any(row.newest is not None and row.newest.change is not None for row in rows)
    assert any(row.newest is not None and row.newest.saved_at is not None for row in rows)
    kept.keep(rows, kept.head())
    assert kept.read() == rows


def test_a_longer_log_makes_it_worthless(kept, rows, working):
    kept.keep(rows, kept.head())
    working.background("C099")
    assert kept.read() == ()


def test_nothing_is_kept_where_the_head_is_not_known(kept, rows, working):
    kept.keep(rows, None)
    assert kept.read() == ()
    assert not (working.root / "derived" / "rows.json").exists()


def test_few_backgrounds_are_not_kept(kept, rows, monkeypatch):
    monkeypatch.setattr(kept_rows, "_LEAST", len(rows) + 1)
    kept.keep(rows, kept.head())
    assert kept.read() == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"",
        lambda text: b"\xff" + text,
        lambda text: text[: len(text) // 2],
        lambda text: b"[]",
        lambda text: b"[" * 100_000,
        lambda text: text.replace(b'"format":2', b'"format":1'),
        lambda text: text.replace(b'"retouch"', b'"painting"').replace(b'"correction"', b'"painting"'),
        lambda text: json.dumps(json.loads(text) | {"rows": [[1]]}).encode(),
        lambda text: json.dumps(json.loads(text) | {"rows": [[[1, 2, [3], 4], "empty", None, 0, 0, False]]}).encode(),
    ],
)
def test_a_damaged_file_counts_as_none(kept, rows, working, damage):
    kept.keep(rows, kept.head())
    path = working.root / "derived" / "rows.json"
    path.write_bytes(damage(path.read_bytes()))
    assert kept.read() == ()


def test_a_studio_without_its_database_has_no_head(tmp_path):
    assert KeptRows(tmp_path, tmp_path / "no #1.db").head() is None
    (tmp_path / "no #1.db").write_bytes(b"no database")
    assert KeptRows(tmp_path, tmp_path / "no #1.db").head() is None
