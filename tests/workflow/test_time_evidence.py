"""What files tell stands beside what was recorded; a difference is shown and nothing is made of it."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from studio_app.domain.facts import Basis
from studio_app.domain.file_times import TimeDoubt
from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks
from studio_app.domain.sessions import WorkKind
from studio_app.imaging.errors import DamagedPicture
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.errors import StepRefused
from tests.desk import read_time
from tests.fakes import FakeExaminer, png
from tests.watched_records import export, front, there

MINUTE = timedelta(minutes=1)


class Kritas(FakeExaminer):
    """Takes grey PNGs for Krita's documents whose editing time the test chose by the file's name."""

    def __init__(self):
        self.seconds, self.looks, self.formats, self.broken = {}, [], {}, set()

    def examine(self, path, *, derived):
        found = super().examine(path, derived=derived)
        digest = found.facts.sha256
        self.looks.append(digest)
        if digest in self.broken:
            raise DamagedPicture("The picture is broken.", hint="Restore it.")
        said = {
            "editing_time": self.seconds.get(digest),
            "created": "2026-04-01T00:00:00",
            "saved": "2026-04-09T00:00:00",
        }
        evidence = tuple(
            Finding(name=name, value=value, where="KRA documentinfo.xml")
            for name, value in said.items()
            if value is not None
        )
        facts = replace(found.facts, file_format=self.formats.get(digest, "kra"))
        return replace(found, facts=facts, marks=FileMarks(evidence=evidence))


@pytest.fixture
def examiner():
    return Kritas()


@pytest.fixture
def desk(studio):
    studio.sato, studio.kamiya = studio.person("SATO").id, studio.person("KAMIYA").id
    studio.background("C012")
    return studio


def stage(desk, shade, seconds, *, by=None, file_format="kra"):
    """Save a document with an editing time, a minute after whatever was before and before what comes."""
    digest = sha256(png(shade)).hexdigest()
    desk.examiner.formats[digest] = file_format
    if seconds is not None:
        desk.examiner.seconds[digest] = seconds
    desk.clock.work(MINUTE)
    made = desk.add(shade, by=by or desk.sato)
    desk.clock.work(MINUTE)
    return made


def clocked(desk, minutes, *, by=None):
    desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=by or desk.sato)
    desk.clock.work(minutes * MINUTE)
    return desk.steps.time.stop(person=None, by=by or desk.sato)


def of(desk, **more):
    return desk.steps.time_evidence.of("C012", **more).stages


def test_what_krita_counted_stands_beside_what_was_measured(desk):
    clocked(desk, 58)
    stage(desk, 1, str(72 * 60))
    (one,) = of(desk)
    assert (one.krita, one.recorded, one.difference) == (72 * MINUTE, {Basis.MEASURED: 58 * MINUTE}, 14 * MINUTE)
    assert (one.beyond_parent, one.problem) == (False, "")


def test_less_than_recorded_is_a_difference_below_nothing(desk):
    clocked(desk, 60)
    stage(desk, 1, "60")
    assert of(desk)[0].difference == -59 * MINUTE


def test_measured_read_and_stated_time_stand_apart_and_together(desk):
    read_time(desk, "C012", export([front(0, 40)], [there(0, 90)]), by=desk.sato)
    clocked(desk, 30)
    more = {"person": None, "kind": WorkKind.RETOUCH, "started_at": None, "reason": "紙"}
    desk.steps.time.log("C012", active=20 * MINUTE, by=desk.sato, **more)
    stage(desk, 1, str(100 * 60))
    (one,) = of(desk)
    assert one.recorded == {Basis.MEASURED: 30 * MINUTE, Basis.READ: 40 * MINUTE, Basis.STATED: 20 * MINUTE}
    assert one.difference == 10 * MINUTE


def test_of_two_krita_documents_only_what_was_added_is_compared(desk):
    stage(desk, 1, "3600")
    clocked(desk, 25)
    stage(desk, 2, str(3600 + 30 * 60))
    _first, second = of(desk)
    assert (second.beyond_parent, second.krita, second.difference) == (True, 30 * MINUTE, 5 * MINUTE)


def test_a_document_that_counts_less_than_its_parent_is_shown_and_not_compared(desk):
    stage(desk, 1, "3600")
    stage(desk, 2, "600")
    assert (of(desk)[1].krita, of(desk)[1].difference) == (-50 * MINUTE, None)


def saved_in_one_session(desk, *saves):
    """Save several files while one clock runs: their shades, editing times and formats."""
    desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=desk.sato)
    for shade, seconds, file_format in saves:
        stage(desk, shade, seconds, file_format=file_format)
    desk.steps.time.stop(person=None, by=desk.sato)


def test_several_saves_of_one_session_are_compared_together_with_its_time(desk):
    saved_in_one_session(
        desk, (1, None, "png"), (2, "93", "kra"), (3, "96", "kra"), (4, None, "png"), (5, "110", "kra")
    )
    first, *others = of(desk)
    assert first.recorded == {Basis.MEASURED: 10 * MINUTE}
    assert (first.krita, first.together) == (None, timedelta(seconds=110))
    assert first.difference == timedelta(seconds=110) - 10 * MINUTE
    assert [one.counted_with.id for one in others] == [first.stage.id] * 4
    assert [(one.recorded, one.difference) for one in others] == [({}, None)] * 4


def test_saves_of_one_session_without_a_sound_editing_time_are_not_compared(desk):
    saved_in_one_session(desk, (1, "60", "kra"), (2, "nan", "kra"))
    first, second = of(desk)
    assert (first.together, first.difference, second.difference) == (None, None, None)


def test_the_last_save_is_known_a_moment_after_the_stop(desk):
    desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=desk.sato)
    stage(desk, 1, "60")
    desk.steps.time.stop(person=None, by=desk.sato)
    desk.clock.work(timedelta(seconds=2))
    desk.examiner.seconds[sha256(png(2)).hexdigest()] = "70"
    desk.add(2, by=desk.sato)
    first, second = of(desk)
    assert (second.counted_with, first.together) == (first.stage, timedelta(seconds=70))
    stage(desk, 3, "80")
    assert of(desk)[2].counted_with is None


def test_after_a_file_of_another_kind_all_that_krita_counts_is_compared(desk):
    stage(desk, 1, "3600", file_format="psd")
    stage(desk, 2, "600")
    first, second = of(desk)
    assert first.file.editing is None
    assert (second.beyond_parent, second.krita) == (False, 10 * MINUTE)


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        (None, TimeDoubt.MISSING),
        ("", TimeDoubt.EMPTY),
        ("-5", TimeDoubt.NEGATIVE),
        ("nan", TimeDoubt.NO_NUMBER),
        (str(9 * 24 * 3600), TimeDoubt.LONGER_THAN_LIFE),
    ],
)
def test_an_editing_time_that_is_none_is_compared_with_nothing(desk, written, doubt):
    stage(desk, 1, written)
    stage(desk, 2, "600")
    first, second = of(desk)
    assert (first.file.editing.doubt, first.krita, first.difference) == (doubt, None, None)
    assert (second.krita, second.difference, second.file.editing.seconds) == (None, None, 600)


def test_each_file_is_looked_into_once(desk):
    for shade in (1, 2, 3):
        stage(desk, shade, "60")
    desk.examiner.looks.clear()
    assert len(of(desk)) == 3
    assert len(desk.examiner.looks) == len(set(desk.examiner.looks)) == 3


def test_a_file_that_cannot_be_read_hides_no_other(desk):
    stage(desk, 1, "60")
    second = stage(desk, 2, "120")
    desk.examiner.broken.add(second.sha256)
    first, broken = of(desk)
    assert (first.krita, broken.file, broken.problem) == (MINUTE, None, "The picture is broken.")


def test_the_stages_of_one_person_and_time_that_led_to_none(desk):
    stage(desk, 1, "600")
    stage(desk, 2, "900", by=desk.kamiya)
    clocked(desk, 7, by=desk.kamiya)
    clocked(desk, 5)
    found = desk.steps.time_evidence.of("C012", person="KAMIYA")
    assert [(one.stage.by, one.krita) for one in found.stages] == [(desk.kamiya, 5 * MINUTE)]
    assert found.waiting == 7 * MINUTE
    assert desk.steps.time_evidence.of("C012").waiting == 12 * MINUTE


def test_withdrawn_stages_are_left_out(desk):
    made = stage(desk, 1, "600")
    desk.steps.corrections.correct(made.entry, Amendment(withdrawn=True), reason="間違い", by=desk.sato)
    assert of(desk) == ()


def test_a_background_that_is_not_there_says_so(desk):
    with pytest.raises(StepRefused):
        desk.steps.time_evidence.of("C999")
