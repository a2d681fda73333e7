"""Each attack on a studio's ledger, by name, with the files in the attacker's hands."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from studio_app.domain.errors import StudioError
from studio_app.ledger.checkpoints import read_checkpoint, sign_checkpoint
from studio_app.ledger.entries import leaf_hash, leaf_of, read_leaf
from studio_app.ledger.merkle import consistency_holds, consistency_proof, root_of
from studio_app.ledger.signing import FeedKey
from studio_app.storage.failures import StudioDamaged


def hashes(leaves):
    return [bytes.fromhex(leaf_hash(leaf)) for leaf in leaves]


def first(desk):
    """Return the first finding's position and sentence."""
    finding = next(iter(desk.steps.evidence.findings()))
    return finding.position, finding.sentence


def stop_of(desk):
    """Return where the stop of the artist's half hour stands, and its leaf."""
    return next((place, leaf) for place, leaf in enumerate(desk.leaves()) if b"session-stopped/1" in leaf)


def test_hours_that_were_changed_in_the_database(working):
    place, leaf = stop_of(working)
    leaves = working.leaves()
    leaves[place] = leaf.replace(b'"active_ms":1800000', b'"active_ms":8000000')
    assert leaves[place] != leaf
    working.put(leaves)
    position, sentence = first(working)
    assert position == place
    assert "signature does not hold" in sentence


def test_an_entry_that_was_deleted(working):
    place, _leaf = stop_of(working)
    with working.tampering() as database:
        database.execute("DELETE FROM ledger_entry WHERE position = ?", (place,))
    assert first(working) == (place, f"Entry {place} is missing from the log.")


def test_an_entry_that_was_deleted_and_the_rest_moved_up(working):
    place, _leaf = stop_of(working)
    leaves = working.leaves()
    working.put(leaves[:place] + leaves[place + 1 :])
    assert working.sentences() != []
    with pytest.raises(StudioDamaged, match="do not fit together"):
        working.background("C099")


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_tail_that_was_cut(working, count):
    leaves = working.leaves()
    working.put(leaves[:-count])
    position, sentence = first(working)
    assert position == len(leaves) - count
    assert f"its signed head covers {len(leaves)}" in sentence


def test_a_log_that_was_emptied(working):
    working.put([])
    assert any("The log ends after 0 entries" in sentence for sentence in working.sentences())


def test_two_entries_that_changed_places(working):
    leaves = working.leaves()
    leaves[-1], leaves[-2] = leaves[-2], leaves[-1]
    working.put(leaves)
    assert working.sentences() != []


def test_an_entry_that_stands_twice(working):
    working.put([*working.leaves(), working.leaves()[-1]])
    sentences = " ".join(working.sentences())
    assert "already stands at position" in sentences
    assert "Two entries stand under number" in sentences


def test_hours_signed_again_by_somebody_with_a_key_of_their_own(working):
    place, leaf = stop_of(working)
    body = read_leaf(leaf).body.replace(b'"active_ms":1800000', b'"active_ms":60000')
    leaves = working.leaves()
    leaves[place] = leaf_of(body, FeedKey.generate().sign_entry(body))
    working.put(leaves)
    assert first(working)[0] == place


def test_a_head_replaced_by_one_of_a_strange_key_over_a_cut_log(working):
    leaves = working.leaves()[:-1]
    head = read_checkpoint(working.ledger.head())
    note = sign_checkpoint(
        FeedKey.generate(), studio=head.studio, feed=head.feed, size=len(leaves), root=root_of(hashes(leaves))
    ).note()
    working.put(leaves)
    with working.tampering() as database:
        database.execute("UPDATE log_head SET note = ?", (note,))
    assert "The signature of the log's head does not hold." in working.sentences()


def test_a_head_put_back_to_an_older_one(working):
    older = working.ledger.head()
    working.background("C099")
    with working.tampering() as database:
        database.execute("UPDATE log_head SET note = ?", (older,))
    assert any("The signed head covers" in sentence for sentence in working.sentences())


def test_a_whole_ledger_rewritten_by_its_owner_is_found_by_the_head_an_artist_took_home(working, tmp_path, founded):
    taken_home = read_checkpoint(working.ledger.head())
    shutil.copytree(founded, tmp_path / "rewritten", dirs_exist_ok=True)
    shutil.copy(tmp_path / "rewritten" / "studio" / "ledger.db", working.root / "ledger.db")
    for number in range(taken_home.size):
        working.background(f"C{number}")
    now = read_checkpoint(working.ledger.head())
    proof = consistency_proof(taken_home.size, hashes(working.leaves()))
    assert working.sentences() == []
    assert not consistency_holds(taken_home.size, now.size, taken_home.root, now.root, proof)


def test_a_backup_that_was_restored_is_found_by_the_head_an_artist_took_home(working, tmp_path):
    shutil.copy(working.root / "ledger.db", tmp_path / "backup.db")
    working.background("C098")
    taken_home = read_checkpoint(working.ledger.head())
    shutil.copy(tmp_path / "backup.db", working.root / "ledger.db")
    working.open().background("C099")
    now = read_checkpoint(working.ledger.head())
    proof = consistency_proof(taken_home.size, hashes(working.leaves()))
    assert now.size == taken_home.size
    assert not consistency_holds(taken_home.size, now.size, taken_home.root, now.root, proof)


def test_a_studio_carried_to_another_machine_goes_on_under_new_feeds(working, tmp_path):
    shutil.copytree(working.root, tmp_path / "carried")
    working.root = tmp_path / "carried"
    carried = working.other(tmp_path / "new-home")
    carried.background("C099")
    opening = read_leaf(carried.leaves()[-2])
    assert (opening.kind, opening.number) == ("feed-opened/1", 1)
    assert carried.sentences() == []


def test_a_home_that_was_lost_loses_no_entry_and_opens_new_feeds(working):
    shutil.rmtree(working.home)
    before = working.leaves()
    sato = working.steps.people.find("SATO").id
    working.open().add(99, by=sato)
    assert working.leaves()[: len(before)] == before
    assert read_leaf(working.leaves()[-2]).kind == "feed-opened/1"
    assert working.sentences() == []


def test_a_name_that_was_exchanged(working):
    with closing(sqlite3.connect(working.root / "ledger.db")) as database:
        database.execute("UPDATE bound_text SET text = replace(text, '佐藤 光', 'AI (+ Human)')")
        database.commit()
    assert any("A name or note was changed" in sentence for sentence in working.sentences())


def test_two_people_whose_rows_were_exchanged(working):
    with closing(sqlite3.connect(working.root / "ledger.db")) as database:
        database.execute("UPDATE person SET code = code || '-'")
        database.execute("UPDATE person SET code = CASE code WHEN 'SATO-' THEN 'AD' ELSE 'SATO' END")
        database.commit()
    assert len([sentence for sentence in working.sentences() if "The row of person" in sentence]) == 2


def test_indexes_that_tell_another_story_are_named_and_mended(working):
    with closing(sqlite3.connect(working.root / "ledger.db")) as database:
        database.execute("UPDATE ix_session_stop SET active_ms = 0")
        database.commit()
    assert working.sentences() == [
        "The index ix_session_stop is not what the log gives; “teire ledger rebuild” mends it."
    ]
    working.steps.evidence.rebuild()
    assert working.sentences() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ix_stage SET kind = 'watercolour'",
        "UPDATE ix_stage SET recorded_at_ms = 9007199254740991000",
        "UPDATE ix_session SET work = 5.5",
        "UPDATE ix_review SET verdict = x'00'",
        "UPDATE ix_rate SET valid_from = 'tomorrow'",
        "UPDATE person SET code = CAST(x'ff41' AS TEXT)",
    ],
)
def test_an_index_no_teire_can_have_written_is_one_sentence_everywhere(working, change):
    with closing(sqlite3.connect(working.root / "ledger.db")) as database:
        database.execute(change + " WHERE rowid = (SELECT min(rowid) FROM " + change.split()[1] + ")")
        database.commit()
    with pytest.raises(StudioError) as refused:
        working.steps.overview.reading()
    assert "ledger verify --all" in refused.value.hint
    assert working.sentences() != []


def test_a_listing_of_a_damaged_entry_is_one_sentence(working):
    place, leaf = stop_of(working)
    leaves = working.leaves()
    leaves[place] = leaf.replace(b'"active_ms"', b'"active_mr"')
    working.put(leaves)
    listed = [one.summary for one in working.steps.evidence.listed()]
    assert "An entry of the kind session-stopped/1 that is not of its kind's form." in listed
    leaves[place] = leaf[:-3]
    working.put(leaves)
    with pytest.raises(StudioError, match="not in canonical form"):
        list(working.steps.evidence.listed())
