"""What was recorded at a desk stays on its disk, and what stands there wrong is said in a sentence."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from studio_app.domain.desk_changes import Answer, Answered, LeftOut
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import PersonId, SessionId, StudioId
from studio_app.domain.recordings import Ending, KeptSave
from studio_app.domain.tapes import PieceKind
from studio_app.storage.desk_book import FileDeskBook
from studio_app.storage.failures import StudioDamaged
from studio_app.workflow.desk_ports import DeskSettings, Submitted, Wish
from tests.recording_desk import STUDIO, recording, task

ME = task().person
ONE = recording((PieceKind.WORK, 60_000), id_="r1", ending=None)


@pytest.fixture
def book(tmp_path):
    book = FileDeskBook(tmp_path)
    yield book
    book.close()


def again(book, tmp_path):
    """Return the book as the next program finds it."""
    book.close()
    return FileDeskBook(tmp_path)


def save(number, recording="r1", at_ms=5):
    return KeptSave(
        recording=SessionId(recording),
        number=number,
        at_ms=at_ms,
        offset_ms=10 * number,
        sha256="ab" * 32,
        size_bytes=7,
        name="空.kra",
    )


def test_a_new_desk_is_empty_and_makes_no_file_of_anybody_elses(book, tmp_path):
    assert book.running() is None
    assert book.recordings(STUDIO, ME) == ()
    assert book.changes(STUDIO) == ()
    assert book.submitted(STUDIO) == ()
    assert book.settings() == DeskSettings()
    assert book.followed() is None
    assert book.take_wishes() == ()
    assert {one.name for one in tmp_path.iterdir()} == {"desk"}


def test_a_recording_is_there_after_the_program_ended(book, tmp_path):
    book.keep(ONE)
    book = again(book, tmp_path)
    assert book.recording(ONE.id) == ONE
    assert book.running() == ONE
    book.keep(replace(ONE, ending=Ending.STOPPED, saves=3))
    assert book.running() is None
    assert book.recording(ONE.id).saves == 3
    assert len(book.recordings(STUDIO, ME)) == 1
    book.close()


def test_recordings_are_those_of_a_person_and_a_studio_in_their_order(book):
    kept = [replace(ONE, id=SessionId(f"r{number}"), started_ms=-number, ending=Ending.STOPPED) for number in range(3)]
    for one in kept:
        book.keep(one)
    book.keep(replace(ONE, id=SessionId("hers"), task=task(person="p-2")))
    book.keep(replace(ONE, id=SessionId("else"), task=replace(ONE.task, studio=StudioId("other"))))
    assert book.recordings(STUDIO, ME) == tuple(kept)
    assert [one.id for one in book.recordings(STUDIO, PersonId("p-2"))] == ["hers"]
    assert book.recordings(StudioId("third"), ME) == ()


def test_saves_come_in_the_order_in_which_they_were_seen(book):
    for one in (save(1), save(1, "r2"), save(2)):
        book.keep_save(one)
    assert book.saves([SessionId("r2"), SessionId("r1")]) == (save(1), save(1, "r2"), save(2))
    assert book.saves([SessionId("r1")]) == (save(1), save(2))
    assert book.saves([]) == ()
    book.note_change(SessionId("r1"), 2, "12.5")
    assert [one.changed_permille for one in book.saves([SessionId("r1")])] == ["", "12.5"]


def test_saves_of_thousands_of_recordings_are_found(book):
    ids = [SessionId(f"r{number}") for number in range(2_500)]
    book.keep_save(save(1, ids[0]))
    book.keep_save(save(1, ids[-1]))
    assert [one.recording for one in book.saves(ids)] == [ids[0], ids[-1]]


def test_decisions_come_back_in_their_order_and_for_their_studio_alone(book, tmp_path):
    first = Answered(at_ms=9, recording=ONE.id, start_ms=1, parts=((Answer.WORK, 5),), reason="紙")
    second = LeftOut(at_ms=1, line=ONE.id, left_out=True, reason="試し")
    book.decide([first], studio=STUDIO)
    book.decide([second, first], studio=STUDIO)
    book.decide([second], studio=StudioId("other"))
    book = again(book, tmp_path)
    assert book.changes(STUDIO) == (first, second, first)
    book.close()


def test_a_line_is_marked_once(book):
    one = Submitted(line=ONE.id, entries=("a" * 64, "b" * 64), at_ms=5)
    book.mark_submitted([one], studio=STUDIO)
    book.mark_submitted([replace(one, entries=(), at_ms=9)], studio=STUDIO)
    assert book.submitted(STUDIO) == (one,)
    assert book.submitted(StudioId("other")) == ()


def test_settings_and_the_followed_file_are_kept(book, tmp_path):
    book.keep_settings(DeskSettings(paused=True, program="krita"))
    book.follow(Path("/絵/C012.kra"))
    book = again(book, tmp_path)
    assert book.settings() == DeskSettings(paused=True, program="krita")
    assert book.followed() == Path("/絵/C012.kra")
    book.follow(None)
    assert book.followed() is None
    book.close()


def test_wishes_are_taken_once_and_in_their_order(book, tmp_path):
    other = FileDeskBook(tmp_path)
    other.wish(Wish(task=task("C1"), file=Path("/a.kra")))
    other.wish(Wish(leave=True))
    assert book.take_wishes() == (Wish(task=task("C1"), file=Path("/a.kra")), Wish(leave=True))
    assert book.take_wishes() == ()
    other.close()


def test_several_threads_and_programs_write_at_once_and_nothing_is_lost(book, tmp_path):
    books = [book, FileDeskBook(tmp_path)]

    def work(number):
        for turn in range(10):
            books[number % 2].keep(replace(ONE, id=SessionId(f"r{number}-{turn}"), ending=Ending.STOPPED))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(book.recordings(STUDIO, ME)) == 40
    books[1].close()


def test_a_book_of_a_newer_version_is_left_as_it_is(book, tmp_path):
    book.keep(ONE)
    book.close()
    path = tmp_path / "desk" / "desk.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version=2")
    before = path.read_bytes()
    with pytest.raises(StudioError, match="A newer Teire has recorded at this desk"):
        book.keep(ONE)
    assert path.read_bytes() == before


def test_a_damaged_recording_is_said_in_a_sentence(book, tmp_path):
    book.keep(ONE)
    with closing(sqlite3.connect(tmp_path / "desk" / "desk.db")) as database:
        database.execute("UPDATE recording SET body = replace(body, 'work', 'w0rk')")
        database.commit()
    with pytest.raises(StudioDamaged, match="What was recorded at this desk cannot be read") as refused:
        book.running()
    assert "desk" in refused.value.hint


@pytest.mark.parametrize("content", [b"no database at all, by no means, never was one", b"\0" * 5_000])
def test_a_file_that_is_no_book_is_said_in_a_sentence(tmp_path, content):
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "desk.db").write_bytes(content)
    book = FileDeskBook(tmp_path)
    with pytest.raises(StudioDamaged, match="What was recorded at this desk cannot be read") as refused:
        book.keep(ONE)
    assert "folder “desk”" in refused.value.hint
    assert (tmp_path / "desk" / "desk.db").read_bytes() == content
    book.close()


def test_a_torn_page_is_said_in_a_sentence(book, tmp_path):
    for number in range(200):
        book.keep(replace(ONE, id=SessionId(f"r{number}"), ending=Ending.STOPPED))
    book.close()
    path = tmp_path / "desk" / "desk.db"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    with pytest.raises(StudioDamaged) as refused:
        book.recordings(STUDIO, ME)
    assert refused.value.hint
    book.close()


def test_what_was_refused_leaves_nothing_half_written(book):
    fits = LeftOut(at_ms=1, line=ONE.id, left_out=True, reason="x")
    pages = book._open().execute("PRAGMA page_count").fetchone()[0]
    book._open().execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StudioError, match="is full"):
        book.decide([fits, replace(fits, reason="x" * 1_000_000)], studio=STUDIO)
    assert book.changes(STUDIO) == ()
    book.keep(ONE)
    assert book.running() == ONE


def test_the_right_to_record_is_one_programs(book, tmp_path):
    other = FileDeskBook(tmp_path)
    with book.recording_alone() as mine, other.recording_alone() as theirs:
        assert (mine, theirs) == (True, False)
    other.close()
