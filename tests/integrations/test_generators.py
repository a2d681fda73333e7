"""ComfyUI and the web UI, asked through their own interfaces; the small ComfyUI is held to what the real one does.

With TEIRE_TEST_COMFYUI=http://127.0.0.1:8188 the same tests ask a real one too.
"""

import base64
import json
import os
import uuid

import pytest
from PIL import Image

from studio_app.domain.progress import Cancelled
from studio_app.domain.sources import Job, JobState, Order, Source, SourceKind
from studio_app.integrations import comfyui
from studio_app.integrations.connecting import connected
from studio_app.integrations.errors import SourceError
from studio_app.integrations.workflow_files import checked_workflow, filled, takes_layout
from tests.generator_servers import Comfy, WebUi, serving

REAL = os.environ.get("TEIRE_TEST_COMFYUI", "")
GRAPH = {
    "1": {"class_type": "LoadImage", "inputs": {"image": "{layout}"}},
    "4": {"class_type": "ImageAddNoise", "inputs": {"image": ["1", 0], "seed": 1, "strength": 0.2}},
    "5": {"class_type": "SaveImage", "inputs": {"images": ["4", 0], "filename_prefix": "teire-test"}},
}


def comfy_at(address):
    return connected(Source(name="comfy", kind=SourceKind.COMFYUI, address=address), "")


def web_at(address, password="lake"):
    return connected(Source(name="web", kind=SourceKind.A1111, address=address, user="artist"), password)


def job(seed=5):
    return Job(id=str(uuid.uuid4()), seed=seed)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Whether a job is done is asked twenty times a second, rather than every second."""
    monkeypatch.setattr(comfyui, "_LOOK_AGAIN_SECONDS", 0.05)


@pytest.fixture
def layout(tmp_path):
    path = tmp_path / "view.png"
    Image.new("RGB", (32, 18), (200, 200, 200)).save(path)
    return path


@pytest.fixture(params=["small", pytest.param("real", marks=pytest.mark.skipif(not REAL, reason="no ComfyUI named"))])
def address(request):
    if request.param == "real":
        yield REAL
        return
    with serving(Comfy()) as base:
        yield base


def test_it_says_what_answers(address):
    assert comfy_at(address).test().startswith("ComfyUI 0.")


def test_from_a_layout_to_a_picture_that_says_how_it_was_made(address, layout, tmp_path):
    generator, one, other = comfy_at(address), job(7), job(8)
    order = Order(workflow=json.dumps(GRAPH), layout=str(layout))
    assert set(generator.states([one.id, other.id]).values()) == {JobState.UNKNOWN}
    generator.enqueue(order, [one, other])
    generator.enqueue(order, [one, other])
    folders = [tmp_path / "one", tmp_path / "other"]
    for wanted, folder in zip((one, other), folders, strict=True):
        folder.mkdir()
        (path,) = generator.collect(order, wanted, folder)
        with Image.open(path) as picture:
            graph = json.loads(picture.text["prompt"])
        assert graph["4"]["inputs"]["seed"] == wanted.seed
        assert path.parent == folder
    assert set(generator.states([one.id, other.id]).values()) == {JobState.DONE}


def test_what_it_refuses_is_said(address):
    wrong = {"1": {"class_type": "Nope", "inputs": {}}}
    with pytest.raises(SourceError, match=r"says 400: .*Nope"):
        comfy_at(address).enqueue(Order(workflow=json.dumps(wrong)), [job()])


def test_cancelling_what_is_done_or_unknown_changes_nothing(address):
    comfy_at(address).cancel([job().id])


def test_a_job_that_was_lost_is_sent_again_under_its_own_id(layout, tmp_path):
    server = Comfy()
    with serving(server) as base:
        generator, one = comfy_at(base), job()
        order = Order(workflow=json.dumps(GRAPH), layout=str(layout))
        generator.enqueue(order, [one])
        server.forget()
        assert len(generator.collect(order, one, tmp_path)) == 1
        assert list(server.jobs) == [one.id]


def test_a_job_that_failed_says_why(layout, tmp_path):
    server, one = Comfy(), job()
    server.fails.add(one.id)
    order = Order(workflow=json.dumps(GRAPH), layout=str(layout))
    with serving(server) as base, pytest.raises(SourceError, match="gave this picture up: the model is too large"):
        comfy_at(base).collect(order, one, tmp_path)


def test_who_stops_waiting_stops_at_once(layout, tmp_path):
    server, one = Comfy(), job()
    server.working = True

    def stop(_done):
        raise Cancelled

    order = Order(workflow=json.dumps(GRAPH), layout=str(layout))
    with serving(server) as base, pytest.raises(Cancelled):
        comfy_at(base).collect(order, one, tmp_path, progress=stop)


def test_cancelling_takes_what_waits_out_of_the_queue_and_interrupts_what_runs(layout):
    server, jobs = Comfy(), [job(1), job(2), job(3)]
    server.working = True
    order = Order(workflow=json.dumps(GRAPH), layout=str(layout))
    with serving(server) as base:
        generator = comfy_at(base)
        generator.enqueue(order, jobs)
        states = generator.states([one.id for one in jobs])
        assert list(states.values()) == [JobState.RUNNING, JobState.WAITING, JobState.WAITING]
        generator.cancel([jobs[0].id, jobs[2].id])
    assert list(server.jobs) == [jobs[1].id]
    assert ("POST", "/interrupt") in server.asked


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd", "..\\x.png", "a" * 5_000, "\0", "C:\\x.png"])
def test_a_name_from_the_server_is_never_a_path(layout, tmp_path, name):
    server, one = Comfy(), job()
    real = server._history

    def history(id_):
        found = real(id_)
        for entry in found.values():
            for output in entry["outputs"].values():
                output["images"] = [{"filename": name, "subfolder": "../..", "type": "output"}]
        return found

    server._history = history
    folder = tmp_path / "pulled"
    folder.mkdir()
    order = Order(workflow=json.dumps(GRAPH), layout=str(layout))
    with serving(server) as base, pytest.raises(SourceError):
        comfy_at(base).collect(order, one, folder)
    assert list(folder.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"view.png", "pulled"}


@pytest.mark.parametrize("said", [[], {}, "x", 5, None, {"system": 3}, {"x": {"outputs": 5}}])
def test_what_is_no_comfyui_is_said_to_be_none(tmp_path, said):
    class Odd:
        def answer(self, *_arguments):
            return 200, said

    with serving(Odd()) as base:
        with pytest.raises(SourceError, match="no ComfyUI"):
            comfy_at(base).test()
        with pytest.raises(SourceError):
            comfy_at(base).enqueue(Order(workflow=json.dumps(GRAPH)), [job()])


def test_the_web_ui_makes_a_picture_from_a_preset(tmp_path):
    server, one = WebUi(), job(42)
    with serving(server) as base:
        generator = web_at(base)
        assert generator.test() == "A web UI answers; its model is lake.safetensors [0000]."
        told = []
        order = Order(workflow=json.dumps({"prompt": "{prompt}, dusk", "steps": 20, "batch_size": 4}), prompt="a lake")
        (path,) = generator.collect(order, one, tmp_path, progress=told.append)
    with Image.open(path) as picture:
        assert picture.text["parameters"].startswith("a lake, dusk\nSteps: 20")
        assert "Seed: 42" in picture.text["parameters"]
    sent = next(body for _method, where, body in server.asked if where == "/sdapi/v1/txt2img")
    assert (sent["batch_size"], sent["n_iter"], sent["seed"]) == (1, 1, 42)
    assert told[0] == 0.5


def test_the_web_ui_is_given_the_layout(layout, tmp_path):
    server = WebUi()
    preset = {"prompt": "{prompt}", "init_images": ["{layout}"], "denoising_strength": 0.6}
    with serving(server) as base:
        web_at(base).collect(Order(workflow=json.dumps(preset), layout=str(layout)), job(), tmp_path)
    sent = next(body for _method, where, body in server.asked if where == "/sdapi/v1/img2img")
    assert base64.b64decode(sent["init_images"][0]) == layout.read_bytes()


def test_a_wrong_password_of_the_web_ui_is_said():
    with serving(WebUi()) as base, pytest.raises(SourceError, match=r"does not let you in \(401\)"):
        web_at(base, "sea").test()


def test_what_the_web_ui_cannot_do_is_said_and_leaves_nothing(tmp_path):
    server = WebUi()
    server.fails = "CUDA out of memory"
    with serving(server) as base, pytest.raises(SourceError, match="says 500: CUDA out of memory"):
        web_at(base).collect(Order(workflow='{"prompt": "a"}'), job(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_who_stops_waiting_for_the_web_ui_interrupts_it(tmp_path):
    server = WebUi()

    def stop(_done):
        raise Cancelled

    with serving(server) as base, pytest.raises(Cancelled):
        web_at(base).collect(Order(workflow='{"prompt": "a"}'), job(), tmp_path, progress=stop)
    assert server.interrupted == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", "5", "{", "x" * 5_000_000, "[" * 100_000])
def test_what_is_no_workflow_is_refused(text):
    with pytest.raises(SourceError, match="no workflow or preset"):
        checked_workflow(text)


def test_the_drawing_of_a_graph_is_told_from_what_runs():
    with pytest.raises(SourceError, match="drawing of a graph"):
        checked_workflow('{"nodes": [], "links": [], "version": 0.4}')


def test_places_are_filled_and_every_seed_is_set():
    graph = {
        "1": {"class_type": "LoadImage", "inputs": {"image": "old.png"}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "ink, {prompt}", "clip": ["9", 0]}},
        "3": {"class_type": "KSampler", "inputs": {"seed": 1, "steps": 20, "latent_image": ["1", 0]}},
        "4": {"class_type": "RandomNoise", "inputs": {"noise_seed": 2}},
        "5": {"class_type": "KSampler", "inputs": {"seed": ["4", 0]}},
    }
    assert takes_layout(graph)
    made = filled(graph, layout="layout.png", prompt="a lake", seed=77)
    assert made["1"]["inputs"]["image"] == "layout.png"
    assert made["2"]["inputs"]["text"] == "ink, a lake"
    assert (made["3"]["inputs"]["seed"], made["4"]["inputs"]["noise_seed"]) == (77, 77)
    assert made["5"]["inputs"]["seed"] == ["4", 0]
    assert graph["3"]["inputs"]["seed"] == 1


def test_of_two_pictures_the_one_that_says_layout_takes_it():
    graph = {
        "1": {"class_type": "LoadImage", "inputs": {"image": "style.png"}},
        "2": {"class_type": "LoadImage", "inputs": {"image": "{layout}"}},
    }
    made = filled(graph, layout="layout.png", prompt="", seed=1)
    assert [node["inputs"]["image"] for node in made.values()] == ["style.png", "layout.png"]
    assert not takes_layout({**graph, "2": {"class_type": "LoadImage", "inputs": {"image": "b.png"}}})
