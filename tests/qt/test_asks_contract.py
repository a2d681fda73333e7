"""What the window relies on, run over every studio that stands behind the window."""

import inspect
import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.domain.sources import Source, SourceKind
from studio_app.domain.stages import StageKind
from studio_app.imaging.preview import read_view
from studio_app.qt.asks import StudioSteps
from studio_app.workflow.note_sheets import NoteScope
from studio_app.workflow.people import Details
from tests.generator_servers import Comfy, serving
from tests.integrations.test_generators import GRAPH
from tests.qt.contract_studios import BASE, Filled, filled, studio
from tests.qt.painted import image_of, repainted, scene
from tests.waiting import until

__all__ = ("filled", "studio")


def test_every_method_has_the_shape_that_the_window_asks_for(studio: StudioSteps) -> None:
    for name, asked in vars(StudioSteps).items():
        if name.startswith("_"):
            continue
        assert hasattr(studio, name), name
        if isinstance(asked, property):
            continue
        wanted = list(inspect.signature(asked).parameters.values())[1:]
        offered = list(inspect.signature(getattr(studio, name)).parameters.values())
        assert [(one.name, one.kind) for one in offered] == [(one.name, one.kind) for one in wanted], name


def test_an_empty_studio_has_no_rows_nobody_and_no_clock(studio: StudioSteps) -> None:
    assert (studio.rows(), studio.people(), studio.me(), studio.clock_view().running) == ((), (), None, None)
    assert studio.title
    assert len(studio.currency) == 3


def test_whoever_is_chosen_is_here(filled: Filled) -> None:
    me = filled.studio.me()
    assert me is not None
    assert me.name == "山田 花子"
    assert me in filled.studio.people()


def test_a_code_is_taken_only_once(filled: Filled) -> None:
    with pytest.raises(StudioError) as person:
        filled.studio.add_person(code="hanako", name="Somebody else")
    with pytest.raises(StudioError) as background:
        filled.studio.add_background(code="C012", cuts=(), episode="")
    assert person.value.hint
    assert background.value.hint


def test_a_persons_details_are_put_right(filled: Filled) -> None:
    studio = filled.studio
    (before,) = studio.people()
    after = studio.change_person(before.id, Details(name="山田 華子", credit_as="Hanako", reading=""))
    assert after == replace(before, name="山田 華子", credit_as="Hanako", reading="")
    assert studio.people() == (after,)
    assert studio.me() == after
    assert studio.dossier(filled.background.id).people[before.id].name == "山田 華子"
    assert studio.change_person(before.id, Details(registration_number="Ｔ7123 4567 89012")) == replace(
        after, registration_number="T7123456789012"
    )


@pytest.mark.parametrize(
    ("details", "said"),
    [
        (Details(), "Nothing about hanako would change."),
        (Details(reading="やまだ はなこ"), "Nothing about hanako would change."),
        (Details(name=""), "cannot be a name"),
        (Details(registration_number="T8123456789012"), "The check digit of “T8123456789012” is wrong"),
    ],
)
def test_details_that_cannot_be_are_refused_and_change_nothing(filled: Filled, details: Details, said: str) -> None:
    (before,) = filled.studio.people()
    with pytest.raises(StudioError, match=said) as refused:
        filled.studio.change_person(before.id, details)
    assert refused.value.hint
    assert filled.studio.people() == (before,)


def test_rows_and_dossier_tell_of_the_stages(filled: Filled) -> None:
    (row,) = filled.studio.rows()
    assert (row.state, row.stage_count, row.running) == (BackgroundState.WAITING, 2, False)
    assert row.newest is not None
    assert row.picture == row.newest.sha256 == filled.retouch.sha256
    dossier = filled.studio.dossier(filled.background.id)
    assert [stage.id for stage in dossier.stages] == [filled.layout.id, filled.retouch.id]
    assert dossier.entries
    assert {stage.by for stage in dossier.stages} <= set(dossier.people)


def test_a_stage_without_a_named_painter_is_by_whoever_is_here(filled: Filled) -> None:
    me = filled.studio.me()
    assert me is not None
    assert filled.layout.by == me.id


def test_a_repaint_is_measured_against_its_parent(filled: Filled) -> None:
    change = filled.retouch.change
    assert change is not None
    assert 2500 <= change.changed_pixels <= 3600, "a box of 64 × 48 = 3072 pixels was painted over"
    report = filled.studio.comparison(filled.layout.id, filled.retouch.id)
    (region,) = report.repaint.regions
    assert abs(region.left - 40) <= 4
    assert abs(region.top - 20) <= 4
    assert abs(region.width - 64) <= 8


def test_a_repaint_has_a_map_of_heat_and_of_owners(filled: Filled) -> None:
    found = filled.studio.change_pictures(filled.layout.id, filled.retouch.id)
    heat = read_view(found.heat)
    assert heat.shape == (180, 320)
    assert heat[44, 72] > 0, "in the middle of the box"
    assert heat[5, 5] == heat[170, 300] == 0
    assert found.graded is None, "no grade was laid on"
    assert found.report == filled.studio.comparison(filled.layout.id, filled.retouch.id)
    owned = filled.studio.attribution(filled.retouch.id)
    owners = read_view(owned.map)
    assert [stage.id for stage in owned.chain] == [filled.layout.id, filled.retouch.id]
    assert (owners[44, 72], owners[5, 5]) == (1, 0)
    assert owned.attribution.owners[1].link.name == "山田 花子"


def test_a_file_that_is_no_picture_is_refused_and_changes_nothing(filled: Filled, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a picture", encoding="utf-8")
    before = filled.studio.rows()
    with pytest.raises(StudioError) as raised:
        filled.studio.add_file(
            tmp_path / "notes.txt", background=filled.background.id, kind=StageKind.RETOUCH, by=None, parent=None
        )
    assert raised.value.hint
    assert filled.studio.rows() == before


def test_the_view_has_every_pixel_and_the_thumbnail_is_small(filled: Filled) -> None:
    view = QImage(str(filled.studio.view(filled.retouch.sha256))).convertToFormat(QImage.Format.Format_RGB888)
    assert (view.width(), view.height()) == (320, 180)
    assert view.pixelColor(60, 40).name() == "#ff0000"
    small = QImage(str(filled.studio.thumbnail(filled.retouch.sha256)))
    assert not small.isNull()
    assert small.height() >= 48


def test_the_clock_starts_runs_and_stops(filled: Filled) -> None:
    started = filled.studio.start_session(filled.background.id, person=None, kind=WorkKind.RETOUCH)
    running = filled.studio.clock_view().running
    assert running is not None
    assert (running.background, running.background_code) == (filled.background.id, "C012")
    stopped = filled.studio.stop_session()
    assert stopped.id == started.id
    assert filled.studio.clock_view().running is None
    with pytest.raises(StudioError):
        filled.studio.stop_session()


def test_time_stays_at_the_desk_until_it_is_submitted(filled: Filled) -> None:
    studio = filled.studio
    started = studio.start_session(filled.background.id, person=None, kind=WorkKind.RETOUCH)
    assert [view.runs for view in studio.desk_sheet().lines] == [True]
    assert studio.submit_lines(()) == ()
    studio.stop_session()
    (view,) = studio.desk_sheet().lines
    assert (view.line.id, view.line.task.code, view.runs) == (started.id, "C012", False)
    assert studio.dossier(filled.background.id).sessions == ()
    sent = studio.submit_lines(())
    assert [one.view.line.id for one in sent] == [started.id]
    assert studio.desk_sheet().lines == ()
    (session,) = studio.dossier(filled.background.id).sessions
    assert (session.kind, session.basis) == (WorkKind.RETOUCH, Basis.MEASURED)


def test_a_paused_desk_starts_no_clock(filled: Filled) -> None:
    studio = filled.studio
    studio.start_session(filled.background.id, person=None, kind=WorkKind.RETOUCH)
    studio.pause_recording()
    assert studio.clock_view().paused
    assert studio.clock_view().running is None
    with pytest.raises(StudioError):
        studio.start_session(filled.background.id, person=None, kind=WorkKind.RETOUCH)
    studio.resume_recording()
    assert not studio.clock_view().paused


def test_recorded_time_is_cut_left_out_taken_back_and_joined(filled: Filled) -> None:
    studio = filled.studio
    started = studio.start_session(filled.background.id, person=None, kind=WorkKind.RETOUCH)
    begun = time.monotonic()
    until(lambda: time.monotonic() - begun > 0.01)
    studio.stop_session()
    view = studio.desk_sheet().lines[0]
    assert view.stopped_ms - view.started_ms > 1
    one, two = studio.split_line(started.id, at_ms=(view.started_ms + view.stopped_ms) // 2)
    assert one.line.ms + two.line.ms == view.line.ms
    left_out = studio.leave_out_line(two.line.id, left_out=True, reason="試し描き")
    assert left_out.line.left_out
    assert not studio.leave_out_line(two.line.id, left_out=False, reason="").line.left_out
    joined = studio.merge_lines(one.line.id, two.line.id)
    assert joined.line.ms == view.line.ms
    assert len(joined.line.history) == 4


def test_a_review_sets_the_state(filled: Filled) -> None:
    retake = filled.studio.order_retake(filled.retouch.id, cause=RetakeCause.GENERATOR_DEFECT, note="灯籠が二重")
    assert (retake.verdict, retake.cause) == (Verdict.RETAKE, RetakeCause.GENERATOR_DEFECT)
    assert filled.studio.rows()[0].state is BackgroundState.RETAKE
    filled.studio.approve(filled.retouch.id, note="")
    assert filled.studio.rows()[0].state is BackgroundState.APPROVED


def test_notes_of_an_episode_that_there_is_not_are_refused(filled: Filled, tmp_path: Path) -> None:
    filled.studio.order_retake(filled.retouch.id, cause=RetakeCause.OTHER, note="灯籠")
    filled.studio.write_notes(tmp_path / "notes.csv", scope=NoteScope(episode="#03", open_only=True))
    with pytest.raises(StudioError):
        filled.studio.write_notes(tmp_path / "other.csv", scope=NoteScope(episode="#04"))


def test_the_scene_is_as_the_numbers_above_say() -> None:
    differs = np.any(repainted(BASE, (40, 20, 64, 48), (255, 0, 0)) != BASE, axis=2)
    assert int(differs.sum()) == 64 * 48


def test_before_the_clock_starts_on_a_generated_picture_its_artist_is_told(filled: Filled, tmp_path: Path) -> None:
    studio, background = filled.studio, filled.background
    assert studio.untold(background.id) is None
    path = tmp_path / "generated.png"
    image_of(scene(9, 320, 180)).save(str(path))
    studio.add_file(path, background=background.id, kind=StageKind.GENERATION, by=None, parent=None)
    told = studio.untold(background.id)
    assert told is not None
    assert (told.background.code, told.stage.kind) == ("C012", StageKind.GENERATION)
    with pytest.raises(StudioError):
        studio.start_session(background.id, person=None, kind=WorkKind.RETOUCH)
    seen = studio.see_disclosure(background.id)
    assert seen is not None
    assert seen.stage == told.stage.id
    assert studio.untold(background.id) is None
    studio.start_session(background.id, person=None, kind=WorkKind.RETOUCH)
    studio.stop_session()


def test_candidates_come_in_once_and_one_is_picked_for_a_reason(filled: Filled, tmp_path: Path) -> None:
    studio, background = filled.studio, filled.background
    folder = tmp_path / "candidates"
    folder.mkdir()
    for seed in (1, 2, 3):
        image_of(scene(seed + 20, 64, 36)).save(str(folder / f"{seed}.png"))
    (folder / "notes.txt").write_text("no picture")
    told: list[float] = []
    imported = studio.take_candidates((folder,), background.id, progress=told.append)
    assert ([one.number for one in imported.taken], imported.already) == ([1, 2, 3], 0)
    assert [one.path.name for one in imported.refused] == ["notes.txt"]
    assert told[-1] == 1.0
    again = studio.take_candidates((folder / "1.png",), background.id)
    assert (again.taken, again.already) == ((), 1)
    named = tmp_path / "production" / "C012"
    named.mkdir(parents=True)
    image_of(scene(55, 64, 36)).save(str(named / "a.png"))
    assert [one.number for one in studio.take_candidates((named.parent,), None).taken] == [4]
    chosen = studio.pick_candidate(imported.taken[1].id, reason="光が合う")
    sheet = studio.candidates(background.id)
    assert sheet.picked == chosen
    assert (chosen.reason, chosen.among) == ("光が合う", 4)
    assert studio.dossier(background.id).stages[-1].id == chosen.stage
    with pytest.raises(StudioError):
        studio.pick_candidate(imported.taken[1].id, reason="もう一度")
    small = QImage(str(studio.thumbnail(imported.taken[0].sha256)))
    assert not small.isNull()


def test_the_origin_of_a_stage_says_what_it_cannot_say(filled: Filled) -> None:
    marks = filled.studio.origin(filled.layout.id)
    assert marks.generation is None
    assert marks.limits[0].startswith("No evidence of a generator was found in the file.")


def test_sources_are_kept_asked_and_pulled(filled: Filled, tmp_path: Path) -> None:
    studio = filled.studio
    workflow = tmp_path / "workflow.json"
    workflow.write_text(json.dumps(GRAPH))
    with serving(Comfy()) as address:
        kept = studio.add_source(Source(name="comfy", kind=SourceKind.COMFYUI, address=f"{address}/"), token=None)
        assert kept.address == address
        assert studio.test_source("comfy") == "ComfyUI 0.3.64 answers."
        request = studio.ask_source(
            "comfy", background=filled.background.id, workflow=workflow, prompt="a lake", count=2
        )
        sheet = studio.sources()
        assert [one.name for one in sheet.sources] == ["comfy"]
        assert [one.request.id for one in sheet.requests] == [request.id]
        pulled = studio.pull_sources()
        assert (len(pulled.taken), pulled.still_open) == (2, 0)
        assert studio.sources().requests == ()
        other = studio.ask_source("comfy", background=filled.background.id, workflow=workflow, prompt="", count=1)
        studio.cancel_request(other.id)
    assert studio.sources().requests == ()
    studio.remove_source("comfy")
    assert studio.sources().sources == ()
    with pytest.raises(StudioError):
        studio.add_source(Source(name="x", kind=SourceKind.COMFYUI, address="host"), token=None)


def test_a_word_taken_back_no_longer_counts_and_stays_readable(filled: Filled) -> None:
    given = filled.studio.approve(filled.retouch.id, note="")
    assert filled.studio.rows()[0].state is BackgroundState.APPROVED
    back = filled.studio.withdraw_review(given.id)
    assert (back.id, back.withdrawn) == (given.id, True)
    assert filled.studio.rows()[0].waits
    assert [review.id for review in filled.studio.dossier(filled.background.id).reviews] == [given.id]
    with pytest.raises(StudioError, match="taken back already"):
        filled.studio.withdraw_review(given.id)


def test_changed_keys_are_kept(filled: Filled) -> None:
    assert filled.studio.keys() == {}
    filled.studio.remember_keys({"wipe": "Y"})
    assert filled.studio.keys() == {"wipe": "Y"}


def test_candidates_that_were_not_picked_are_kept_small_and_shown_so(filled: Filled, tmp_path: Path) -> None:
    studio, background = filled.studio, filled.background
    folder = tmp_path / "candidates"
    folder.mkdir()
    for seed in (1, 2, 3):
        image_of(scene(seed + 20, 64, 36)).save(str(folder / f"{seed}.png"))
    studio.take_candidates((folder,), background.id)
    with pytest.raises(StudioError) as refused:
        studio.reducible_candidates(background.id)
    assert refused.value.hint
    studio.pick_candidate(studio.candidates(background.id).candidates[1].id, reason="best light")
    told = studio.reducible_candidates(background.id)
    assert (told.background.code, told.count) == ("C012", 2)
    assert told.size_bytes > 0
    done = studio.reduce_candidates(background.id)
    assert ([one.number for one in done.small], done.in_full, done.stayed) == ([1, 3], 1, ())
    shown = studio.candidates(background.id).candidates
    assert [one.small is not None for one in shown] == [True, False, True]
    for one in shown:
        assert not QImage(str(studio.thumbnail(one.picture))).isNull()
    assert studio.reducible_candidates(background.id).count == 0
    assert studio.reduce_candidates(background.id).entry is None
