"""Pictures asked of a generator come in as candidates, once each, whatever stops in between."""

import json
import shutil

import pytest

from studio_app.domain.errors import StudioError
from studio_app.domain.progress import Cancelled
from studio_app.domain.sources import JobState, Source, SourceKind
from studio_app.integrations import comfyui
from studio_app.sandbox.runner import ChildExaminer
from studio_app.workflow.errors import StepRefused
from tests.desk import Desk
from tests.fakes import FakeClock
from tests.generator_servers import Comfy, WebUi, serving
from tests.integrations.test_generators import GRAPH


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Whether a job is done is asked twenty times a second, rather than every second."""
    monkeypatch.setattr(comfyui, "_LOOK_AGAIN_SECONDS", 0.05)


@pytest.fixture(scope="module")
def laid_out(founded, tmp_path_factory):
    """A place with a studio whose one background has a layout, to be copied."""
    place = tmp_path_factory.mktemp("laid-out")
    shutil.copytree(founded, place, dirs_exist_ok=True)
    desk = Desk(place / "studio", place / "home", clock=FakeClock(), examiner=ChildExaminer())
    desk.person("SATO")
    desk.background()
    desk.add(200, kind="layout", painter="SATO")
    return place


@pytest.fixture
def desk(laid_out, tmp_path, clock):
    shutil.copytree(laid_out, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path / "studio", tmp_path / "home", clock=clock, examiner=ChildExaminer())


@pytest.fixture
def comfy():
    server = Comfy()
    with serving(server) as server.address:
        yield server


def source(desk, address, name="comfy", kind=SourceKind.COMFYUI, **more):
    return desk.steps.generating.add(Source(name=name, kind=kind, address=address, **more), token=None)


def queue(desk, name="comfy", count=3, **more):
    given = {"workflow": json.dumps(GRAPH), "prompt": "a lake", "asker": "SATO", "by": None, **more}
    return desk.steps.generating.queue(name, background="C012", count=count, **given)


def test_what_is_asked_comes_in_as_candidates_with_all_that_is_known(desk, comfy):
    source(desk, comfy.address)
    request = queue(desk)
    (view,) = desk.steps.generating.requests()
    assert (view.background_code, set(view.states.values())) == ("C012", {JobState.DONE})
    told = []
    pulled = desk.steps.generating.pull(by=None, progress=told.append)
    assert (len(pulled.taken), pulled.already, pulled.failed, pulled.still_open) == (3, 0, (), 0)
    (sato,) = desk.steps.people.all()
    assert {(one.by, one.source, one.system) for one in pulled.taken} == {(sato.id, "comfy", "ComfyUI")}
    assert [one.seeds for one in pulled.taken] == [(str(job.seed),) for job in request.jobs]
    entries = [one.entry for one in desk.steps.evidence.listed() if one.entry.kind == "candidate-received/1"]
    assert [entry.payload["job"] for entry in entries] == [job.id for job in request.jobs]
    assert len({entry.payload["workflow"] for entry in entries}) == 1
    assert told == sorted(told)
    assert desk.steps.generating.requests() == ()
    assert desk.sentences() == []
    (upload,) = comfy.uploads
    assert upload.startswith("teire-")


def test_a_restart_goes_on_where_it_stopped_and_takes_nothing_twice(desk, comfy):
    source(desk, comfy.address)
    queue(desk, count=4)
    seen = []

    def stop_after_two(done):
        seen.append(done)
        if done >= 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.steps.generating.pull(by=None, progress=stop_after_two)
    assert len(desk.steps.candidates.all()) == 2
    comfy.forget()
    desk.open()
    pulled = desk.steps.generating.pull(by=None)
    assert len(pulled.taken) == 2
    assert len({one.sha256 for one in desk.steps.candidates.all()}) == 4
    assert desk.steps.generating.pull(by=None).taken == ()


def test_a_stop_between_recording_and_remembering_takes_nothing_twice(desk, comfy):
    source(desk, comfy.address)
    request = queue(desk, count=1)
    desk.steps.generating.pull(by=None)
    desk.machine.installation.source_book(desk.ledger.studio).keep_request(request)
    pulled = desk.steps.generating.pull(by=None)
    assert (pulled.taken, pulled.already) == ((), 1)


def test_a_generator_that_is_away_loses_nothing(desk):
    server = Comfy()
    with serving(server) as address:
        source(desk, address)
        queue(desk, count=2)
    pulled = desk.steps.generating.pull(by=None)
    assert (pulled.taken, pulled.still_open) == ((), 2)
    assert "cannot be reached" in pulled.failed[0]
    (view,) = desk.steps.generating.requests()
    assert "cannot be reached" in view.trouble


def test_a_job_the_generator_gave_up_is_said_and_not_waited_for_again(desk, comfy):
    source(desk, comfy.address)
    request = queue(desk, count=3)
    comfy.fails.add(request.jobs[1].id)
    pulled = desk.steps.generating.pull(by=None)
    assert (len(pulled.taken), pulled.still_open) == (2, 0)
    assert "the model is too large" in pulled.failed[0]


def test_a_picture_that_is_none_is_said_and_nothing_of_it_is_kept(desk, comfy):
    source(desk, comfy.address)
    queue(desk, count=1)
    real = comfy.answer

    def answer(method, path, query, body, headers):
        return (200, b"<html>login</html>") if path == "/view" else real(method, path, query, body, headers)

    comfy.answer = answer
    pulled = desk.steps.generating.pull(by=None)
    assert (pulled.taken, pulled.still_open) == ((), 0)
    assert "is not a picture Teire knows" in pulled.failed[0]
    assert desk.steps.candidates.all() == ()
    assert desk.sentences() == []


def test_what_the_generator_refuses_leaves_no_request(desk, comfy):
    source(desk, comfy.address)
    with pytest.raises(StudioError, match="says 400"):
        queue(desk, workflow='{"1": {"class_type": "Nope", "inputs": {}}}')
    assert desk.steps.generating.requests() == ()


def test_a_request_is_taken_back(desk, comfy):
    source(desk, comfy.address)
    comfy.working = True
    request = queue(desk)
    desk.steps.generating.cancel(request.id[:12])
    assert comfy.jobs == {}
    assert desk.steps.generating.requests() == ()
    with pytest.raises(StepRefused, match="no open request"):
        desk.steps.generating.cancel(request.id)


def test_the_web_ui_is_asked_when_it_is_pulled(desk, monkeypatch):
    server = WebUi()
    monkeypatch.setenv("TEIRE_SOURCE_TOKEN", "lake")
    with serving(server) as address:
        source(desk, address, name="web", kind=SourceKind.A1111, user="artist")
        queue(desk, "web", count=2, workflow=json.dumps({"prompt": "{prompt}", "steps": 20}))
        assert not any(where.endswith("2img") for _method, where, _body in server.asked)
        pulled = desk.steps.generating.pull(by=None)
    assert {one.system for one in pulled.taken} == {"AUTOMATIC1111 family"}
    assert len(pulled.taken) == 2


def test_without_a_layout_a_workflow_that_wants_one_is_refused(desk, comfy):
    desk.background("C013")
    source(desk, comfy.address)
    with pytest.raises(StepRefused, match="C013 has no layout to send"):
        desk.steps.generating.queue(
            "comfy", background="C013", workflow=json.dumps(GRAPH), prompt="", count=1, asker="SATO", by=None
        )


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_request_is_for_some_pictures(desk, comfy, count):
    source(desk, comfy.address)
    with pytest.raises(StepRefused, match="1 to 100 pictures"):
        queue(desk, count=count)


def test_somebody_asks(desk, comfy):
    source(desk, comfy.address)
    with pytest.raises(StepRefused, match="Nobody has said who asks"):
        queue(desk, asker=None)


def test_an_unknown_source_is_said(desk):
    with pytest.raises(StepRefused, match="There is no source “comfy”"):
        queue(desk)


def test_forgetting_a_source_lets_its_requests_go_and_keeps_what_came(desk, comfy):
    source(desk, comfy.address)
    queue(desk, count=1)
    desk.steps.generating.pull(by=None)
    queue(desk, count=1)
    desk.steps.generating.remove("comfy")
    assert (desk.steps.generating.sources(), desk.steps.generating.requests()) == ((), ())
    assert len(desk.steps.candidates.all()) == 1
