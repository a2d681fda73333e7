"""A file arrives: everything given together or nothing, originals untouched, a repeated try adds nothing."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from studio_app.domain.errors import StudioError
from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks, GenerationRecord
from studio_app.domain.stages import StageKind
from studio_app.sandbox.runner import ChildExaminer
from studio_app.storage import database
from studio_app.storage.failures import StorageError
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.errors import StepRefused
from tests.fakes import FakeExaminer, png


@pytest.fixture(params=[FakeExaminer, pytest.param(ChildExaminer, id="real")])
def any_examiner(request):
    return request.param()


@pytest.fixture
def desk(studio):
    studio.background()
    return studio


def arrive(desk, *files, kind="retouch", **more):
    return desk.steps.arrival.add(list(files), background="C012", kind=StageKind(kind), by=None, **more)


def stored(desk):
    return sorted(path.name for path in (desk.root / "store").rglob("*") if path.is_file())


def test_an_examiner_tells_what_a_file_is_and_makes_its_previews(any_examiner, desk, tmp_path):
    path = desk.picture("a.png", 10)
    facts = any_examiner.examine(path, derived=tmp_path / "derived").facts
    assert (facts.sha256, facts.size_bytes) == (sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
    assert (facts.file_format, facts.width, facts.height, facts.bit_depth) == ("png", 8, 6, 8)
    assert {path.name for path in (tmp_path / "derived").iterdir()} >= {"thumbnail.png", "view.png"}


def test_an_examiner_measures_a_change_and_none(any_examiner, desk):
    one, other = desk.picture("a.png", 10), desk.picture("b.png", 200)
    same = any_examiner.compare(one, one, picture=None)
    assert (same.repaint.changed_pixels, same.repaint.regions) == (0, ())
    changed = any_examiner.compare(one, other, picture=None)
    assert changed.method == "compare/1"
    assert changed.before.sha256 == sha256(one.read_bytes()).hexdigest()
    assert changed.after.sha256 == sha256(other.read_bytes()).hexdigest()


def test_an_examiner_refuses_what_is_no_picture_in_a_sentence(any_examiner, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"a letter")
    with pytest.raises(StudioError) as refused:
        any_examiner.examine(path, derived=tmp_path / "derived")
    assert refused.value.message
    assert refused.value.hint


def test_files_given_together_are_children_of_one_another(any_examiner, desk):
    desk.examiner = any_examiner
    desk.open()
    files = [desk.picture(f"{shade}.png", shade) for shade in (10, 90)]
    one, other = arrive(desk, *files)
    assert (one.stage.parent, other.stage.parent) == (None, one.stage.id)
    assert (one.stage.number, other.stage.number) == (1, 2)
    assert (one.change, other.stage.change.method) == (None, "compare/1")
    assert other.compared_with.read_bytes() == files[0].read_bytes()
    assert desk.sentences() == []


def test_a_bad_second_file_leaves_no_entry_and_no_file(any_examiner, desk):
    desk.examiner = any_examiner
    desk.open()
    bad = desk.picture("bad.png")
    bad.write_bytes(b"a letter")
    before = desk.leaves()
    with pytest.raises(StudioError):
        arrive(desk, desk.picture("good.png"), bad)
    assert desk.leaves() == before
    assert stored(desk) == []


def test_originals_are_byte_for_byte_what_they_were(desk):
    path = desk.picture("a.png")
    path.chmod(0o640)
    before, content = path.stat(), path.read_bytes()
    arrive(desk, path)
    after = path.stat()
    assert path.read_bytes() == content
    assert (after.st_mtime_ns, after.st_mode, after.st_ino) == (before.st_mtime_ns, before.st_mode, before.st_ino)
    assert desk.ledger._store.path(sha256(content).hexdigest()).read_bytes() == content


def test_a_repeated_try_adds_nothing(desk):
    path = desk.picture("a.png")
    (first,) = arrive(desk, path)
    desk.add(200)
    before = desk.leaves()
    (again,) = arrive(desk, path)
    assert (again.stage, again.already, again.change) == (first.stage, True, None)
    assert desk.leaves() == before


def test_a_broken_try_of_several_files_can_be_repeated(desk):
    files = [desk.picture(f"{shade}.png", shade) for shade in (1, 2, 3)]
    arrive(desk, files[0])
    assert [one.already for one in arrive(desk, *files)] == [True, False, False]
    assert [one.number for one in desk.steps.overview.dossier("C012").stages] == [1, 2, 3]


def test_one_file_given_twice_is_one_stage(desk):
    one, again = arrive(desk, desk.picture("a.png"), desk.picture("copy.png"))
    assert (one.stage, one.already, again.stage, again.already) == (again.stage, False, one.stage, True)
    assert len(desk.steps.overview.dossier("C012").stages) == 1


def test_one_file_may_be_another_kind_of_stage_or_another_persons(desk):
    desk.person("SATO")
    path = desk.picture("a.png")
    arrive(desk, path)
    (final,) = arrive(desk, path, kind="final")
    (satos,) = arrive(desk, path, painter="SATO")
    assert not final.already
    assert not satos.already
    assert final.stage.change.changed_pixels == 0
    assert len(stored(desk)) == 1


def test_a_withdrawn_file_can_arrive_again(desk):
    path = desk.picture("a.png")
    (first,) = arrive(desk, path)
    desk.steps.corrections.correct(first.stage.entry, Amendment(withdrawn=True), reason="誤り", by=None)
    (again,) = arrive(desk, path)
    assert not again.already
    assert again.stage.parent is None


def test_programs_that_add_one_file_at_once_record_it_once(desk):
    path, arrived, failed = desk.picture("a.png"), [], []

    def add():
        try:
            arrived.extend(arrive(desk, path))
        except Exception as error:  # noqa: BLE001 - a thread's failure has to reach the test
            failed.append(error)

    threads = [threading.Thread(target=add) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(one.already for one in arrived) == [False, True, True, True]
    assert len({one.stage.id for one in arrived}) == 1
    assert desk.sentences() == []


def test_a_parent_whose_kept_file_was_changed_is_not_measured_against(desk):
    (first,) = arrive(desk, desk.picture("a.png", 1))
    kept = desk.ledger._store.path(first.stage.sha256)
    kept.chmod(0o644)
    kept.write_bytes(png(77))
    before = desk.leaves()
    with pytest.raises(StepRefused, match="was changed after it was recorded"):
        arrive(desk, desk.picture("b.png", 2))
    assert desk.leaves() == before


def test_a_file_that_changes_while_it_is_read_is_refused(desk, monkeypatch):
    real = FakeExaminer.examine

    def late(self, path, *, derived):
        path.chmod(0o644)
        path.write_bytes(png(99))
        return real(self, path, derived=derived)

    monkeypatch.setattr(FakeExaminer, "examine", late)
    with pytest.raises(StepRefused, match=r"“a.png” changed while it was read"):
        arrive(desk, desk.picture("a.png"))
    assert stored(desk) == []


def test_a_kept_file_whose_entry_could_not_be_written_is_harmless_and_serves_the_next_try(desk, monkeypatch):
    path = desk.picture("a.png")
    with monkeypatch.context() as patch, closing(sqlite3.connect(desk.root / "ledger.db")) as other:
        patch.setattr(database, "WAIT_FOR_WRITER_S", 0.05)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="Another program is writing"):
            arrive(desk, path)
        other.rollback()
    assert stored(desk) == [sha256(path.read_bytes()).hexdigest()]
    assert desk.sentences() == []
    assert not arrive(desk, path)[0].already


@pytest.mark.parametrize(
    "name",
    ["=cmd|'!A0.png", "夜\n景.png", "\udcff\udcfe.png", "a" * 251 + ".png", "-rf.png", "\u202egnp.exe"],
    ids=ascii,
)
def test_a_hostile_file_name_is_kept_apart_from_the_entry(desk, name):
    arrive(desk, desk.picture(name))
    assert desk.sentences() == []
    assert name.encode("utf-8", "surrogateescape") not in desk.leaves()[-1]


def test_what_a_file_says_in_broken_text_is_kept_as_far_as_it_can_be(desk):
    record = GenerationRecord(dialect="x\ud800", system="S" * 900 + "\ud800", version="\udc00", model="m")
    marks = FileMarks(generation=record, evidence=(Finding(name="\ud800" * 3, value="v", where="w"),))
    real = desk.examiner.examine

    class Broken:
        def examine(self, path, *, derived):
            return replace(real(path, derived=derived), marks=marks)

        compare = desk.examiner.compare

    desk.examiner = Broken()
    desk.open()
    (arrived,) = arrive(desk, desk.picture("a.png"), kind="generation")
    assert (arrived.stage.version, len(arrived.stage.system)) == ("\\udc00", 200)
    assert desk.sentences() == []


def test_a_generation_names_its_system_and_who_asked_for_it(desk):
    desk.person("SATO")
    desk.examiner.generation = GenerationRecord(
        dialect="ComfyUI", system="ComfyUI", version="0.3", prompts=("夜の神社",)
    )
    (arrived,) = arrive(desk, desk.picture("a.png"), kind="generation", painter="SATO")
    assert (arrived.stage.system, arrived.stage.version) == ("ComfyUI", "0.3")
    assert arrived.stage.by == desk.steps.people.find("SATO").id
    assert "夜の神社" not in desk.leaves()[-1].decode()


def test_a_retouch_that_still_carries_a_generators_marks_names_no_generator_as_its_maker(desk):
    desk.examiner.generation = GenerationRecord(dialect="ComfyUI", system="ComfyUI")
    (arrived,) = arrive(desk, desk.picture("a.png"))
    assert arrived.stage.system == ""


def test_the_newest_picture_is_the_parent_unless_another_is_named(desk):
    first, second = (desk.add(shade) for shade in (1, 2))
    desk.clock.work(timedelta(minutes=1))
    (third,) = arrive(desk, desk.picture("3.png", 3))
    (fourth,) = arrive(desk, desk.picture("4.png", 4), parent=first.id)
    assert (third.stage.parent, fourth.stage.parent) == (second.id, first.id)


def test_no_files_are_no_work(desk):
    before = desk.leaves()
    assert arrive(desk) == ()
    assert desk.leaves() == before


def test_an_unknown_background_painter_or_parent_keeps_no_file(desk):
    path = desk.picture("a.png")
    for wrong in ({"painter": "NOBODY"}, {"parent": "abcdef"}):
        with pytest.raises(StepRefused):
            arrive(desk, path, **wrong)
    with pytest.raises(StepRefused):
        desk.steps.arrival.add([path], background="C999", kind=StageKind.FINAL, by=None)
    assert stored(desk) == []
