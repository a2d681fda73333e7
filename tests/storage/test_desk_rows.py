"""Recorded time as JSON: it comes back as it was, and damage is one sentence, never a crash or a wrong number."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.desk_changes import Answer, Answered, LeftOut, Merged, Reassigned, Split
from studio_app.domain.ids import ReviewId, SessionId
from studio_app.domain.recordings import Ending, Recording, Task
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import ClockMark, ClockStep, Piece, PieceKind, Tape
from studio_app.storage.desk_rows import (
    change_text,
    change_value,
    recording_text,
    recording_value,
    settings_text,
    settings_value,
    wish_text,
    wish_value,
)
from studio_app.storage.failures import StudioDamaged
from studio_app.workflow.desk_ports import DeskSettings, WatchedFolder, Wish
from tests.recording_desk import task

MS = st.integers(-(2**40), 2**53)
LENGTH = st.integers(0, 2**53)
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
PIECES = st.lists(st.builds(Piece, kind=st.sampled_from(PieceKind), at_ms=MS, ms=LENGTH), max_size=4).map(tuple)
TASKS = st.builds(
    Task,
    studio=TEXT,
    person=TEXT,
    background=TEXT,
    code=TEXT,
    work=st.sampled_from(WorkKind),
    review=st.none() | TEXT,
)
TAPES = st.builds(
    Tape,
    settled=PIECES,
    trailing=PIECES,
    sign_ms=MS,
    last=st.builds(ClockMark, wall_ms=MS, awake_ms=MS, elapsed_ms=MS, boot=TEXT),
    steps=st.lists(st.builds(ClockStep, at_ms=MS, by_ms=MS), max_size=3).map(tuple),
)
RECORDINGS = st.builds(
    Recording,
    id=TEXT,
    task=TASKS,
    zone=TEXT,
    idle_source=TEXT,
    away_after_ms=LENGTH,
    started_ms=MS,
    tape=TAPES,
    saves=st.integers(0, 9_999),
    ending=st.none() | st.sampled_from(Ending),
)
PARTS = st.lists(st.tuples(st.sampled_from(Answer), LENGTH), max_size=3).map(tuple)
CHANGES = st.one_of(
    st.builds(Answered, at_ms=MS, recording=TEXT, start_ms=MS, parts=PARTS, reason=TEXT),
    st.builds(Split, at_ms=MS, line=TEXT, offset_ms=MS, rest=TEXT),
    st.builds(Merged, at_ms=MS, line=TEXT, other=TEXT),
    st.builds(Reassigned, at_ms=MS, line=TEXT, task=TASKS),
    st.builds(LeftOut, at_ms=MS, line=TEXT, left_out=st.booleans(), reason=TEXT),
)


@given(one=RECORDINGS)
def test_a_recording_comes_back_as_it_was(one):
    assert recording_value(one.id, recording_text(one), one.ending and one.ending.value) == one


@given(change=CHANGES)
def test_a_decision_comes_back_as_it_was(change):
    assert change_value(change_text(change)) == change


def test_settings_and_wishes_come_back_as_they_were():
    for settings in (
        DeskSettings(),
        DeskSettings(
            paused=True,
            away_after_ms=300_000,
            at_once=True,
            program="krita {file}",
            work_folder=Path("/絵"),
            watched=(WatchedFolder(folder=Path("/a b"), studio=Path("/s")),),
        ),
    ):
        assert settings_value(settings_text(settings)) == settings
    for wish in (Wish(leave=True), Wish(task=task(), file=Path("/x.kra")), Wish(ending=Ending.PAUSED)):
        assert wish_value(wish_text(wish)) == wish


PIECE = Piece(kind=PieceKind.WORK, at_ms=1, ms=2)
SAMPLE = Recording(
    id=SessionId("r1"),
    task=Task(studio="s", person="p", background="b", code="C012", work=WorkKind.RETAKE, review=ReviewId("v")),
    zone="Asia/Tokyo",
    idle_source="x11",
    away_after_ms=600_000,
    started_ms=1,
    tape=Tape(
        settled=(PIECE,),
        trailing=(PIECE,),
        sign_ms=1,
        last=ClockMark(wall_ms=1, awake_ms=2, elapsed_ms=3, boot="b"),
        steps=(ClockStep(at_ms=1, by_ms=2),),
    ),
)
TEXTS = {
    "recording": (recording_text(SAMPLE), lambda text: recording_value("r1", text, None)),
    "answered": (
        change_text(Answered(at_ms=1, recording=SessionId("r"), start_ms=2, parts=((Answer.WORK, 3),), reason="紙")),
        change_value,
    ),
    "reassigned": (change_text(Reassigned(at_ms=1, line=SessionId("r"), task=SAMPLE.task)), change_value),
    "left-out": (change_text(LeftOut(at_ms=1, line=SessionId("r"), left_out=True, reason="x")), change_value),
    "settings": (
        settings_text(DeskSettings(watched=(WatchedFolder(folder=Path("/a"), studio=Path("/b")),))),
        settings_value,
    ),
    "wish": (wish_text(Wish(task=SAMPLE.task, file=Path("/a"))), wish_value),
}


def places(document, at=()):
    """Yield the way to every value inside a document."""
    inner = document.items() if isinstance(document, dict) else enumerate(document)
    for name, value in inner:
        yield (*at, name)
        if isinstance(value, dict | list):
            yield from places(value, (*at, name))


def put(document, place, value):
    changed = json.loads(json.dumps(document))
    inner = changed
    for name in place[:-1]:
        inner = inner[name]
    if value is ...:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    return changed


@pytest.mark.parametrize("name", TEXTS)
def test_a_value_of_another_type_at_any_place_is_damage_in_one_sentence(name):
    text, read = TEXTS[name]
    document, kept = json.loads(text), read(text)
    for place in places(document):
        for value in (..., {}, [7], 1.5, -3, True, "\x00x", None):
            if value is ... and (isinstance(place[-1], int) or place in {("reason",), ("region",)}):
                continue  # a shorter list is as good, and neither a reason nor a region need be there
            try:
                found = read(json.dumps(put(document, place, value)))
            except StudioDamaged:
                continue
            # What may be anything of its type: a text, a moment, an empty list, a review or folder that is not set.
            assert type(found) is type(kept), (place, value)
            assert isinstance(value, str | int) or value in (None, {}), (place, value)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("damage", [lambda t: "", lambda t: t[:-3], lambda t: "[]", lambda t: "[" * 100_000])
def test_a_torn_text_is_damage_in_one_sentence(name, damage):
    text, read = TEXTS[name]
    with pytest.raises(StudioDamaged, match="cannot be read"):
        read(damage(text))


def test_an_ending_of_another_version_is_damage_in_one_sentence():
    with pytest.raises(StudioDamaged):
        recording_value("r1", recording_text(SAMPLE), "abducted")
