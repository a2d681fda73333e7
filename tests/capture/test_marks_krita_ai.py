"""Krita documents in which a generator was at work, made here after the plug-in's own state."""

import json
import zipfile

import pytest

from studio_app.capture.marks import read_marks

INFO = (
    "<document-info><about><editing-time>60</editing-time><date>2026-04-01T11:00:00</date>"
    "<creation-date>2026-04-01T10:00:00</creation-date></about></document-info>"
)


def job(seed, *, used, **more):
    metadata = {
        "prompt": "a lake",
        "sampler": "DPM++ 2M",
        "steps": 20,
        "guidance": 7.0,
        "checkpoint": "lake.safetensors",
    }
    params = {"bounds": [0, 0, 512, 384], "seed": seed, "metadata": {**metadata, **more}, "regions": []}
    return {"id": f"job{seed}", "slot": 0, "params": params, "in_use": {"0": used}}


def document(tmp_path, state, *, name="Unnamed/annotations/ai_diffusion/ui.json"):
    path = tmp_path / "picture.kra"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("maindoc.xml", "<DOC/>")
        archive.writestr("documentinfo.xml", INFO)
        archive.writestr(name, state if isinstance(state, (str, bytes)) else json.dumps(state))
    return read_marks(path)


def test_what_was_generated_and_used_is_a_run_and_what_was_not_is_named(tmp_path):
    loras = [{"name": "paint.safetensors", "weight": 0.7}]
    state = {"version": "1.40.0", "history": [job(5, used=True, loras=loras, strength=0.6), job(6, used=False)]}
    record = document(tmp_path, state).generation
    assert (record.system, record.version, record.model) == ("Krita AI Diffusion", "1.40.0", "lake.safetensors")
    (run,) = record.samplings
    assert (run.seed, run.steps, run.denoise, run.size) == ("5", "20", "0.6", "512x384")
    assert (run.loras, run.prompts) == (("paint.safetensors",), ("a lake",))
    assert record.values("seed") == ("5",)
    assert record.values("unused_sampler") == ("generated and not used in the picture (seed 6)",)


def test_documents_of_older_versions_keep_the_prompt_beside_the_seed(tmp_path):
    old = {"params": {"bounds": {"width": 64, "height": 32}, "seed": 7, "prompt": "reeds", "negative_prompt": "people"}}
    (run,) = document(tmp_path, {"history": [old]}).generation.samplings
    assert (run.seed, run.size, run.prompts, run.negative_prompts) == ("7", "64x32", ("reeds",), ("people",))


@pytest.mark.parametrize("state", ["", "[]", "{", '{"history": 5}', '{"history": []}', '{"history": [3, null]}'])
def test_a_state_that_tells_of_nothing_is_no_generation(tmp_path, state):
    marks = document(tmp_path, state)
    assert marks.generation is None
    assert [finding.value for finding in marks.evidence if finding.name == "editing_time"] == ["60"]


def test_a_state_that_unfolds_itself_is_not_read(tmp_path):
    marks = document(tmp_path, b"0" * 5_000_000)
    assert marks.generation is None
    assert "The history of the generator is too large and was not read." in marks.problems
