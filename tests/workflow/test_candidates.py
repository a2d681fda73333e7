"""Candidates come in, none twice, and the pick among them stands in the ledger with its person and reason."""

import pytest

from studio_app.domain.errors import StudioError
from studio_app.domain.generations import GenerationRecord
from studio_app.domain.progress import Cancelled
from studio_app.domain.stages import StageKind
from studio_app.workflow.candidate_entries import Origin
from studio_app.workflow.candidate_folders import Offered, offered_in
from studio_app.workflow.candidates import ImportStopped
from studio_app.workflow.errors import StepRefused


@pytest.fixture
def desk(studio):
    studio.person("SATO")
    studio.person("AD", "吉田 監督")
    studio.background()
    studio.add(200, kind="layout", painter="SATO")
    return studio


def offered(desk, *shades, background="C012"):
    return [Offered(path=desk.picture(f"c-{shade}.png", shade), background=background) for shade in shades]


def take(desk, *shades, **more):
    given = {"asked_by": "SATO", "by": None, **more}
    return desk.steps.candidates.take(offered(desk, *shades), **given)


def pick(desk, name, reason="光が合う", **more):
    return desk.steps.candidates.pick(name, reason=reason, **{"picker": "AD", "by": None, **more})


def test_candidates_are_kept_with_what_their_files_say_and_are_no_stages(desk):
    desk.examiner.generation = GenerationRecord(dialect="ComfyUI", system="ComfyUI", model="lake.safetensors")
    imported = take(desk, 1, 2, 3)
    assert [one.number for one in imported.taken] == [1, 2, 3]
    assert {(one.system, one.model) for one in imported.taken} == {("ComfyUI", "lake.safetensors")}
    assert {one.batch for one in imported.taken} == {imported.batch}
    (sato,) = (one for one in desk.steps.people.all() if one.code == "SATO")
    assert {one.by for one in imported.taken} == {sato.id}
    assert [stage.kind for stage in desk.steps.overview.dossier("C012").stages] == [StageKind.LAYOUT]
    assert desk.sentences() == []


def test_an_import_that_is_repeated_takes_nothing_twice(desk):
    take(desk, 1, 2)
    again = take(desk, 1, 2, 3)
    assert ([one.number for one in again.taken], again.already) == ([3], 2)
    assert len(desk.steps.candidates.all("C012")) == 3


def test_the_same_picture_twice_in_one_import_is_one(desk):
    imported = desk.steps.candidates.take(
        [*offered(desk, 1), Offered(path=desk.picture("again.png", 1), background="C012")], asked_by=None, by=None
    )
    assert (len(imported.taken), imported.already) == (1, 1)


def test_a_file_that_is_no_picture_keeps_no_other_back(desk):
    broken = desk.root.parent / "drawn" / "broken.png"
    files = offered(desk, 1, 2)
    broken.write_bytes(b"no picture")
    files.insert(1, Offered(path=broken, background="C012"))
    gone = Offered(path=broken.with_name("gone.png"), background="C012")
    imported = desk.steps.candidates.take([*files, gone], asked_by=None, by=None)
    assert len(imported.taken) == 2
    assert {one.path.name: one.message for one in imported.refused} == {
        "broken.png": "That is no picture.",
        "gone.png": "There is no file “gone.png”.",
    }
    assert imported.already == 0
    assert desk.sentences() == []


def test_stopping_keeps_what_was_recorded_and_goes_on_from_there(desk):
    files = offered(desk, *range(1, 100))

    def stop(done):
        if done > 0.8:
            raise Cancelled

    with pytest.raises(ImportStopped, match="Stopped after 64 candidates were recorded"):
        desk.steps.candidates.take(files, asked_by=None, by=None, progress=stop)
    assert len(desk.steps.candidates.all("C012")) == 64
    assert not list((desk.root / "store" / "incoming").iterdir())
    rest = desk.steps.candidates.take(files, asked_by=None, by=None)
    assert (len(rest.taken), rest.already) == (35, 64)
    assert desk.sentences() == []


def test_progress_counts_every_file(desk):
    told = []
    desk.steps.candidates.take(offered(desk, 1, 2, 3, 4), asked_by=None, by=None, progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_an_unknown_background_is_refused_before_anything_is_kept(desk):
    files = [*offered(desk, 1), *offered(desk, 2, background="C099")]
    with pytest.raises(StepRefused, match="There is no background"):
        desk.steps.candidates.take(files, asked_by=None, by=None)
    assert desk.steps.candidates.all() == ()


def test_the_pick_makes_a_generation_from_the_layout_and_says_who_why_and_among_how_many(desk):
    desk.examiner.generation = GenerationRecord(dialect="ComfyUI", system="ComfyUI")
    take(desk, 1, 2, 3, origin=Origin(source="studio comfy", job="42"))
    chosen = pick(desk, "C012#2")
    layout, generation = desk.steps.overview.dossier("C012").stages
    people = {one.id: one.code for one in desk.steps.people.all()}
    assert (generation.kind, generation.parent, generation.system) == (StageKind.GENERATION, layout.id, "ComfyUI")
    assert people[generation.by] == "SATO"
    assert (chosen.stage, people[chosen.by], chosen.reason, chosen.among) == (generation.id, "AD", "光が合う", 3)
    picked, received = list(desk.steps.evidence.listed(background="C012"))[-1:-3:-1]
    assert (received.entry.kind, picked.entry.kind) == ("generation-received/1", "candidate-picked/1")
    assert picked.summary == "A candidate was picked among 3: 光が合う"
    assert desk.sentences() == []


def test_another_pick_later_counts_and_both_stay_readable(desk):
    take(desk, 1, 2)
    pick(desk, "C012#1")
    pick(desk, "C012#2", "構図の変更")
    pick(desk, "C012#1", "元に戻す")
    assert [one.reason for one in desk.steps.candidates.picked("C012")] == ["光が合う", "構図の変更", "元に戻す"]
    stages = desk.steps.overview.dossier("C012").stages
    assert [stage.kind.value for stage in stages] == ["layout", "generation", "generation"]
    assert {stage.parent for stage in stages[1:]} == {stages[0].id}
    assert desk.sentences() == []


@pytest.mark.parametrize("reason", ["", "  ", "two\nlines", "x" * 201])
def test_a_pick_without_a_reason_is_refused(desk, reason):
    take(desk, 1)
    with pytest.raises(StepRefused, match="cannot be a reason"):
        pick(desk, "C012#1", reason)
    assert desk.steps.candidates.picked() == ()


def test_the_same_pick_again_is_refused(desk):
    take(desk, 1, 2)
    pick(desk, "C012#1")
    with pytest.raises(StepRefused, match="Candidate 1 is the one picked already"):
        pick(desk, "C012#1")


@pytest.mark.parametrize("name", ["C012#3", "C012#0", "C012#", "C099#1", "#1", "zzzzzzzz"])
def test_a_candidate_that_is_not_there_is_said(desk, name):
    take(desk, 1, 2)
    with pytest.raises(StepRefused):
        pick(desk, name)


def test_a_kept_candidate_that_was_changed_is_found_by_the_audit(desk):
    (one,) = take(desk, 1).taken
    path = desk.root / "store" / one.sha256[:2] / one.sha256
    path.chmod(0o600)
    path.write_bytes(b"other")
    assert desk.sentences() == [f"The file {one.sha256[:12]} was changed after it was recorded."]


def test_indexes_made_anew_are_the_same(desk):
    take(desk, 1, 2)
    pick(desk, "C012#2")
    before = desk.steps.candidates.all(), desk.steps.candidates.picked()
    desk.steps.evidence.rebuild()
    assert (desk.steps.candidates.all(), desk.steps.candidates.picked()) == before


def files(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_a_folder_says_by_its_name_or_its_files_whose_candidates_lie_in_it(tmp_path):
    files(tmp_path, "c012/a.png", "C012A/deep/b.png", "loose/C012_0001.png", "loose/C012A-7.png", ".DS_Store")
    found = {one.path.name: one.background for one in offered_in(tmp_path, ["C012", "C012A"])}
    assert found == {"a.png": "C012", "b.png": "C012A", "C012_0001.png": "C012", "C012A-7.png": "C012A"}


def test_a_file_that_names_no_background_is_refused(tmp_path):
    files(tmp_path, "C012_1.png", "C0123.png", "other.png")
    with pytest.raises(StepRefused, match=r"“C0123.png” and 1 more name no background"):
        offered_in(tmp_path, ["C012"])
    assert len(offered_in(tmp_path, [], background="C012")) == 3


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(StudioError, match="There are no files"):
        offered_in(tmp_path, ["C012"])
