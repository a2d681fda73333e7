"""Appending: all or nothing, once, by several writers at a time."""

import multiprocessing
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.people import Person
from studio_app.ledger.checkpoints import read_checkpoint
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft, leaf_hash, read_leaf
from studio_app.ledger.merkle import consistency_holds, consistency_proof, inclusion_holds, inclusion_proof
from studio_app.storage import tables as t
from studio_app.workflow.ports import Decision
from tests.desk import Desk
from tests.fakes import FakeClock, FakeExaminer


def draft(kind="note/1", **payload):
    return Draft(kind=kind, payload=payload, basis=Basis.STATED)


def append(ledger, *drafts, by=None, **more):
    return ledger.append(lambda _index: Decision(drafts=drafts, **more), by=by)


def dump(root):
    """Every row of every table."""
    with closing(sqlite3.connect(root / "ledger.db")) as database:
        return {name: database.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in t.metadata.tables}


def test_the_log_begins_with_the_opening_of_a_feed_and_the_founding(studio):
    opened, founded = (read_leaf(leaf) for leaf in studio.leaves())
    assert (opened.kind, opened.number, opened.previous) == ("feed-opened/1", 1, None)
    assert (founded.kind, founded.number, founded.previous) == ("studio-founded/1", 2, opened.hash)


def test_an_entry_is_on_disk_when_it_is_acknowledged(studio):
    ((position, entry),) = append(studio.ledger, draft())
    assert studio.leaves()[position] == entry.leaf


def test_each_persons_feed_opens_with_its_own_key_before_their_first_entry(studio):
    sato = studio.person("SATO")
    ((_place, entry),) = append(studio.ledger, draft(), by=sato.id)
    opening = read_leaf(studio.leaves()[-2])
    assert (opening.kind, opening.feed, opening.recorded_by) == ("feed-opened/1", entry.feed, sato.id)
    assert (entry.number, entry.previous) == (2, opening.hash)
    assert opening.feed != read_leaf(studio.leaves()[0]).feed


def test_a_repeated_try_finds_its_entry_and_adds_nothing(studio):
    once = draft(hours=3)
    first = append(studio.ledger, once)
    before = dump(studio.root)
    assert append(studio.ledger, once) == first
    assert dump(studio.root) == before


def test_a_repeated_try_by_another_start_of_the_program_adds_nothing(studio):
    once = draft(hours=3)
    first = append(studio.ledger, once)
    assert append(studio.open().ledger, once) == first
    assert len(studio.leaves()) == 3


def test_nothing_decided_writes_nothing(studio):
    before = dump(studio.root)
    assert append(studio.ledger) == ()
    assert dump(studio.root) == before


@pytest.mark.parametrize(
    "decision",
    [
        Decision(drafts=(draft(), draft(hours=1.5))),
        Decision(drafts=(draft(), draft("person-added/1"))),
        Decision(drafts=(draft(), draft("session-stopped/1", session=[]))),
        Decision(drafts=(draft(), draft("background-added/1", background="a", code="b", episode="", cuts=5))),
    ],
)
def test_entries_are_written_together_or_not_at_all(studio, decision):
    before = dump(studio.root)
    with pytest.raises(StudioError):
        studio.ledger.append(lambda _index: decision, by=None)
    assert dump(studio.root) == before


def test_a_refusal_inside_the_decision_writes_nothing(studio):
    def refuse(_index):
        raise ZeroDivisionError

    before = dump(studio.root)
    with pytest.raises(ZeroDivisionError):
        studio.ledger.append(refuse, by=None)
    assert dump(studio.root) == before


def test_a_code_that_was_taken_meanwhile_is_refused_with_everything_else(studio):
    studio.person("SATO")
    before = dump(studio.root)
    twin = Person(id="ab" * 16, code="SATO", name="佐藤")
    details = bind("{}")
    with pytest.raises(StudioError, match="already has the code SATO"):
        append(
            studio.ledger,
            draft("person-added/1", person=twin.id, details=details.commitment),
            people=((twin, details),),
        )
    assert dump(studio.root) == before


def test_the_signed_head_proves_every_entry_and_every_older_head(studio):
    sato = studio.person("SATO")
    older = read_checkpoint(studio.ledger.head())
    for number in range(5):
        append(studio.ledger, draft(number=number), by=sato.id if number % 2 else None)
    newer = read_checkpoint(studio.ledger.head())
    hashes = [bytes.fromhex(leaf_hash(leaf)) for leaf in studio.leaves()]
    assert newer.size == len(hashes)
    for place, leaf in enumerate(hashes):
        assert inclusion_holds(leaf, place, newer.size, inclusion_proof(place, hashes), newer.root)
    proof = consistency_proof(older.size, hashes)
    assert consistency_holds(older.size, newer.size, older.root, newer.root, proof)


def test_an_entry_of_a_kind_from_the_future_is_kept_listed_and_verified(studio):
    append(studio.ledger, draft("moon-phase/7", new=["things"], background=["not", "text"]))
    listed = list(studio.steps.evidence.listed())[-1]
    assert listed.summary == "An entry of the kind moon-phase/7, which this version does not know."
    assert studio.sentences() == []
    assert studio.steps.evidence.rebuild() == 3


def test_a_rebuild_gives_the_same_indexes(working):
    before = dump(working.root)
    assert all(before[table.name] for table in t.INDEXES)
    assert working.steps.evidence.rebuild() == len(working.leaves())
    assert dump(working.root) == before


def test_indexes_that_were_emptied_are_made_again(working):
    before = dump(working.root)
    with closing(sqlite3.connect(working.root / "ledger.db")) as database:
        for table in t.INDEXES:
            database.execute(f"DELETE FROM {table.name}")
        database.commit()
    working.steps.evidence.rebuild()
    assert dump(working.root) == before
    assert working.sentences() == []


def test_a_rebuild_from_a_damaged_log_changes_nothing(working):
    leaves = working.leaves()
    leaves[5] = leaves[5][:-1]
    working.put(leaves)
    before = dump(working.root)
    with pytest.raises(StudioError):
        working.steps.evidence.rebuild()
    assert dump(working.root) == before


def whole(studio, count):
    """All that was acknowledged is there, no feed has a gap, and everything holds."""
    entries = [read_leaf(leaf) for leaf in studio.leaves()]
    notes = [entry.payload["note"] for entry in entries if entry.kind == "note/1"]
    assert sorted(notes) == sorted(set(notes))
    assert len(notes) == count
    numbers = {}
    for entry in entries:
        numbers.setdefault(entry.feed, []).append(entry.number)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert studio.sentences() == []


def test_threads_that_write_at_once_lose_nothing(studio):
    people = [studio.person(f"P{number}").id for number in range(2)]
    failed = []

    def write(thread):
        try:
            for number in range(8):
                append(studio.ledger, draft(note=f"{thread}-{number}"), by=people[thread % 2])
        except Exception as error:  # noqa: BLE001 - a thread's failure has to reach the test
            failed.append(error)

    threads = [threading.Thread(target=write, args=(thread,)) for thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    whole(studio, 32)


def write_apart(root, home, name, by):
    """What each process does: open the studio as a new start of the program would, and write."""
    desk = Desk(Path(root), Path(home), clock=FakeClock(), examiner=FakeExaminer())
    for number in range(8):
        append(desk.ledger, draft(note=f"{name}-{number}"), by=by)


def test_processes_that_write_at_once_lose_nothing(studio, tmp_path):
    sato = studio.person("SATO").id
    fork = multiprocessing.get_context("spawn")
    homes = [(tmp_path / "home", None), (tmp_path / "home", sato), (tmp_path / "other", sato)]
    jobs = [
        fork.Process(target=write_apart, args=(str(studio.root), str(home), f"{place}", by))
        for place, (home, by) in enumerate(homes)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join(50)
    assert [job.exitcode for job in jobs] == [0, 0, 0]
    whole(studio, 24)
