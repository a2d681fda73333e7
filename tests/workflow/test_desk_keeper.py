"""A window keeps its desk recorded, whatever stood in the way at first."""

import pytest

from studio_app.bootstrap_desk import desk_host
from studio_app.domain.recordings import Ending
from studio_app.domain.sessions import WorkKind
from studio_app.storage.studio_folder import read_studio
from studio_app.workflow import desk_keeper
from studio_app.workflow.desk_keeper import DeskKeeper
from tests.waiting import until


@pytest.fixture
def keeper(studio, monkeypatch):
    monkeypatch.setattr(desk_keeper, "_TRY_EVERY_S", 0.02)
    clock, machine = studio.studio.clock, studio.machine

    def build():
        folder = read_studio(studio.root)
        return desk_host(lambda: studio.studio, folder, machine, examiner=studio.examiner, clock=clock)

    made = DeskKeeper(clock, build)
    yield made
    made.close(end=True)
    machine.desk.close()


def test_what_keeps_a_desk_from_being_recorded_is_said_and_it_is_tried_again(studio, keeper):
    in_the_way = studio.home / "desk" / "recording.lock"
    in_the_way.mkdir(parents=True)
    keeper.start()
    until(lambda: keeper.problems)
    (problem,) = keeper.problems
    assert str(in_the_way.parent) in problem
    in_the_way.rmdir()
    until(lambda: studio.studio.clock.recorder is not None)
    until(lambda: keeper.problems == ())


def test_a_clock_that_runs_ends_with_the_window_where_nothing_else_goes_on_with_it(studio, keeper):
    person = studio.person("SATO").id
    studio.background("C012")
    keeper.start()
    until(lambda: studio.studio.clock.recorder is not None)
    begun = studio.studio.clock.start(studio.steps.desk.task("C012", person=person, kind=WorkKind.RETOUCH, by=person))
    assert keeper.runs
    keeper.close(end=True)
    assert studio.machine.desk.recording(begun.id).ending is Ending.QUIT
