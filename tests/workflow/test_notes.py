"""Which notes are gathered, in which order, and with which pictures."""

from datetime import timedelta
from pathlib import Path

import pytest

from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.exports.sheet_file import SheetNotWritten
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.note_sheets import NoteScope


@pytest.fixture
def desk(studio):
    """Two episodes, three backgrounds, each with a layout."""
    studio.director = studio.person("KAMI", "𠮷田 監督").id
    studio.painter = studio.person("SATO", "佐藤 光").id
    for code, episode, shade in (("C020", "01", 1), ("C012", "01", 2), ("D001", "02", 3)):
        studio.background(code, (code, "C031"), episode)
        studio.add(shade, background=code, by=studio.painter)
    return studio


def word(desk, code, note="", verdict=Verdict.RETAKE):
    desk.clock.work(timedelta(minutes=1))
    cause = RetakeCause.OTHER if verdict is Verdict.RETAKE else None
    return desk.steps.reviews.review(code, stage=None, verdict=verdict, cause=cause, note=note, by=desk.director)


def said(desk, **scope):
    return [(one.background.code, one.review.note) for one in desk.steps.notes.gather(NoteScope(**scope)).notes]


def test_notes_come_by_code_then_by_time_with_names_and_pictures(desk):
    word(desk, "C020", "a")
    word(desk, "C012", "b")
    word(desk, "C012", "c", Verdict.APPROVED)
    sheet = desk.steps.notes.gather(NoteScope())
    assert [(one.background.code, one.review.note) for one in sheet.notes] == [
        ("C012", "b"),
        ("C012", "c"),
        ("C020", "a"),
    ]
    first = sheet.notes[0]
    assert (first.painter, first.reviewer, first.stage.number) == ("佐藤 光", "𠮷田 監督", 1)
    assert first.view.name == "view.png"
    assert (sheet.title, sheet.zone, sheet.drawn_up_at) == ("夜の神社", "Asia/Tokyo", desk.clock.now.wall)


def test_a_scope_is_an_episode_a_background_or_both(desk):
    for code in ("C020", "C012", "D001"):
        word(desk, code)
    assert [code for code, _note in said(desk)] == ["C012", "C020", "D001"]
    assert [code for code, _note in said(desk, episode="01")] == ["C012", "C020"]
    assert [code for code, _note in said(desk, background="D001")] == ["D001"]
    assert [code for code, _note in said(desk, background="C020", episode="01")] == ["C020"]


def test_what_does_not_exist_is_refused(desk):
    for scope in ({"episode": "03"}, {"background": "D001", "episode": "01"}):
        with pytest.raises(StepRefused, match="No background belongs to"):
            said(desk, **scope)
    with pytest.raises(StepRefused, match="There is no background"):
        said(desk, background="X")


def test_only_the_last_word_of_a_background_on_a_retake_waits(desk):
    word(desk, "C012", "first")
    word(desk, "C012", "last")
    word(desk, "C020", "then approved")
    word(desk, "C020", "", Verdict.APPROVED)
    word(desk, "D001", "painted again since")
    desk.clock.work(timedelta(minutes=1))
    desk.add(9, background="D001", by=desk.painter)
    assert said(desk, open_only=True) == [("C012", "last")]
    assert [one.waits for one in desk.steps.notes.gather(NoteScope(background="C012")).notes] == [False, True]


def test_words_taken_back_are_left_out_and_the_one_before_waits_again(desk):
    word(desk, "C012", "stays")
    mistake = word(desk, "C012", "mistake", Verdict.APPROVED)
    desk.steps.reviews.withdraw(mistake.id, by=desk.director)
    assert said(desk) == [("C012", "stays")]
    assert said(desk, open_only=True) == [("C012", "stays")]


def test_a_disputed_word_stays_and_is_marked(desk):
    given = word(desk, "C012", "mine")
    desk.steps.corrections.dispute(given.entry, reason="違う", by=desk.painter)
    (note,) = desk.steps.notes.gather(NoteScope(background="C012")).notes
    assert note.review.disputed


def test_a_picture_that_is_lost_keeps_no_note_back(desk):
    given = word(desk, "C012", "still said")
    stage = desk.steps.notes.gather(NoteScope()).notes[0].stage
    view = desk.steps.previews.view(stage.sha256)
    view.unlink()
    original = desk.steps.previews._store.path(stage.sha256)
    original.chmod(0o600)
    original.write_bytes(b"damaged")
    (note,) = desk.steps.notes.gather(NoteScope()).notes
    assert (note.review.id, note.view) == (given.id, None)
    assert note.trouble == "That is no picture. Give a picture."


def test_progress_goes_up_to_all_and_may_stop(desk):
    for code in ("C012", "C020"):
        word(desk, code)
    told = []
    desk.steps.notes.write(desk.root / "notes.csv", NoteScope(), progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]

    def stop(_done):
        raise KeyboardInterrupt

    before = sorted(desk.root.iterdir())
    with pytest.raises(KeyboardInterrupt):
        desk.steps.notes.write(desk.root / "other.pdf", NoteScope(), progress=stop)
    assert sorted(desk.root.iterdir()) == before


@pytest.mark.parametrize("name", ["notes.txt", "notes", "missing/notes.pdf", "folder.csv"])
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_made(desk, name):
    (desk.root / "folder.csv").mkdir()
    word(desk, "C012")
    before = sorted(desk.root.rglob("*"))
    with pytest.raises(SheetNotWritten) as refusal:
        desk.steps.notes.write(desk.root / name, NoteScope())
    assert refusal.value.hint
    assert sorted(desk.root.rglob("*")) == before, Path(name)
