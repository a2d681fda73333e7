"""`teire source`, as a person sees it."""

import json

from tests.generator_servers import Comfy, serving
from tests.integrations.test_generators import GRAPH


def test_from_a_source_to_candidates(teire, picture, tmp_path):
    workflow = tmp_path / "workflow.json"
    workflow.write_text(json.dumps(GRAPH))
    layout = picture("layout.png", 3)
    assert teire("add", layout, "--background", "C012", "--stage", "layout", "--by", "SATO").status == 0
    with serving(Comfy()) as address:
        assert teire("source", "add", "comfy", "--kind", "comfyui", "--address", address + "/").status == 0
        assert teire("source", "test", "comfy").out == "ComfyUI 0.3.64 answers.\n"
        words = ("queue", "comfy", "--background", "C012", "--workflow", workflow, "--count", "2", "--by", "SATO")
        asked = teire("--json", "source", *words)
        assert len(asked.document["jobs"]) == 2
        listed = teire("--json", "source", "list").document
        assert (listed["sources"][0]["address"], len(listed["requests"])) == (address, 1)
        pulled = teire("--json", "source", "pull").document
    assert [one["number"] for one in pulled["taken"]] == [1, 2]
    assert (pulled["failed"], pulled["still_open"]) == ([], 0)
    assert teire("source", "remove", "comfy").status == 0
    assert teire("--json", "source", "list").document == {"sources": [], "requests": []}


def test_a_generator_that_is_away_is_one_sentence(teire):
    teire("source", "add", "comfy", "--kind", "comfyui", "--address", "http://127.0.0.1:9")
    answer = teire("source", "test", "comfy")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("teire: 127.0.0.1:9 cannot be reached.")


def test_an_address_with_a_password_is_refused(teire):
    answer = teire("source", "add", "comfy", "--kind", "comfyui", "--address", "http://taro:secret@host")
    assert answer.status == 2
    assert teire("--json", "source", "list").document["sources"] == []


def test_what_is_no_workflow_is_refused(teire, tmp_path):
    teire("source", "add", "comfy", "--kind", "comfyui", "--address", "http://127.0.0.1:9")
    path = tmp_path / "x.json"
    path.write_bytes(b"\xff\xfe")
    words = ("queue", "comfy", "--background", "C012", "--by", "SATO", "--workflow")
    assert "cannot be read as a workflow" in teire("source", *words, path).err
    path.write_text("[]")
    assert "no workflow or preset" in teire("source", *words, path).err
