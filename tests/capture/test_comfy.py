"""Graphs of ComfyUI made by hand: what leads to the saved picture counts, and each run of a sampler is one."""

import json

import pytest

from studio_app.capture.marks_comfy import comfy_reading


def read(graph):
    return comfy_reading(json.dumps(graph), "here")


def node(kind, **inputs):
    return {"class_type": kind, "inputs": inputs}


def text(words):
    return node("CLIPTextEncode", text=words, clip=["model", 1])


BASE = {
    "model": node("CheckpointLoaderSimple", ckpt_name="lake.safetensors"),
    "plus": text("a lake"),
    "minus": text("people"),
    "empty": node("EmptyLatentImage", width=768, height=512, batch_size=1),
    "run": node(
        "KSampler",
        seed=7,
        steps=20,
        cfg=6.5,
        sampler_name="euler",
        scheduler="karras",
        denoise=1.0,
        model=["model", 0],
        positive=["plus", 0],
        negative=["minus", 0],
        latent_image=["empty", 0],
    ),
    "decode": node("VAEDecode", samples=["run", 0], vae=["model", 2]),
    "save": node("SaveImage", filename_prefix="lake", images=["decode", 0]),
}


def test_one_run_is_read_whole():
    (run,) = read(BASE).record.samplings
    assert run.where == "here #run KSampler"
    assert (run.seed, run.steps, run.sampler, run.scheduler) == ("7", "20", "euler", "karras")
    assert (run.cfg_scale, run.denoise, run.size, run.model) == ("6.5", "1.0", "768x512", "lake.safetensors")
    assert (run.prompts, run.negative_prompts, run.input_images) == (("a lake",), ("people",), ())


def test_a_run_that_leads_to_no_saved_picture_lends_it_no_seed():
    other = {**BASE["run"], "inputs": {**BASE["run"]["inputs"], "seed": 99, "positive": ["trial", 0]}}
    graph = {"trial run": other, "look": node("PreviewImage", images=["trial decode", 0]), **BASE}
    graph |= {"trial decode": node("VAEDecode", samples=["trial run", 0]), "trial": text("a city")}
    record = read(graph).record
    assert record.values("seed") == ("7",)
    assert record.prompts == ("a lake",)
    assert record.values("unused_sampler") == ("leads to no saved picture (seed 99)",)


def test_two_runs_one_after_the_other_keep_their_own_words():
    second = {
        "closer": text("a lake at dawn"),
        "larger": node("LatentUpscaleBy", samples=["run", 0], scale_by=1.5),
        "again": {
            **BASE["run"],
            "inputs": {
                **BASE["run"]["inputs"],
                "seed": 8,
                "denoise": 0.4,
                "positive": ["closer", 0],
                "latent_image": ["larger", 0],
            },
        },
    }
    graph = {**BASE, **second, "decode": node("VAEDecode", samples=["again", 0], vae=["model", 2])}
    runs = {run.where: run for run in read(graph).record.samplings}
    first, again = runs["here #run KSampler"], runs["here #again KSampler"]
    assert (first.seed, first.prompts, first.size) == ("7", ("a lake",), "768x512")
    assert (again.seed, again.prompts, again.denoise, again.size) == ("8", ("a lake at dawn",), "0.4", "")


def test_noise_guider_and_schedule_are_gathered_from_their_nodes():
    graph = {
        "n": node("RandomNoise", noise_seed=11652752290163),
        "g": node("DualCFGGuider", model=["model", 0], cond1=["plus", 0], cond2=["also", 0], negative=["minus", 0]),
        "s": node("KSamplerSelect", sampler_name="dpmpp_2m"),
        "t": node("BasicScheduler", model=["model", 0], scheduler="beta", steps=30, denoise=0.7),
        "also": text("reeds"),
        "run": node(
            "SamplerCustomAdvanced",
            noise=["n", 0],
            guider=["g", 0],
            sampler=["s", 0],
            sigmas=["t", 0],
            latent_image=["empty", 0],
        ),
    }
    (run,) = read({**BASE, **graph}).record.samplings
    assert (run.seed, run.sampler, run.scheduler, run.steps) == ("11652752290163", "dpmpp_2m", "beta", "30")
    assert run.prompts == ("a lake", "reeds")
    assert run.negative_prompts == ("people",)


def test_the_layout_is_told_from_what_guided_and_what_masked():
    graph = {
        "layout": node("LoadImage", image="C012_layout.png"),
        "lines": node("LoadImage", image="C012_lines.png"),
        "mask": node("LoadImageMask", image="sky_mask.png", channel="red"),
        "inside": node("VAEEncodeForInpaint", pixels=["layout", 0], mask=["mask", 0], vae=["model", 2]),
        "net": node("ControlNetApply", conditioning=["plus", 0], control_net=["cn", 0], image=["lines", 0]),
        "cn": node("ControlNetLoader", control_net_name="lineart.pth"),
    }
    inputs = {**BASE["run"]["inputs"], "latent_image": ["inside", 0], "positive": ["net", 0]}
    record = read({**BASE, **graph, "run": {**BASE["run"], "inputs": inputs}}).record
    assert record.values("input_image") == ("C012_layout.png",)
    assert record.values("control_image") == ("C012_lines.png",)
    assert record.values("mask_image") == ("sky_mask.png",)
    assert record.prompts == ("a lake",)
    assert record.samplings[0].input_images == ("C012_layout.png", "sky_mask.png", "C012_lines.png")


def test_words_for_a_part_of_the_picture_say_for_which():
    graph = {
        "upper": node("ConditioningSetArea", conditioning=["sky", 0], width=768, height=256, x=0, y=0, strength=1.0),
        "both": node("ConditioningCombine", conditioning_1=["upper", 0], conditioning_2=["plus", 0]),
        "sky": text("evening sky"),
    }
    inputs = {**BASE["run"]["inputs"], "positive": ["both", 0]}
    record = read({**BASE, **graph, "run": {**BASE["run"], "inputs": inputs}}).record
    places = {finding.value: finding.where for finding in record.findings if finding.name == "prompt"}
    assert places == {
        "evening sky": "here #sky CLIPTextEncode (768x256 at 0,0)",
        "a lake": "here #plus CLIPTextEncode",
    }


def test_loras_that_are_switched_off_were_not_used():
    graph = {
        "one": node("LoraLoader", lora_name="paint.safetensors", model=["model", 0], clip=["model", 1]),
        "stack": node(
            "CR LoRA Stack", switch_1="Off", lora_name_1="a.safetensors", switch_2="On", lora_name_2="b.safetensors"
        ),
        "apply": node("CR Apply LoRA Stack", model=["one", 0], lora_stack=["stack", 0]),
        "power": node(
            "Power Lora Loader (rgthree)",
            model=["apply", 0],
            lora_1={"on": True, "lora": "c.safetensors", "strength": 1},
            lora_2={"on": False, "lora": "d.safetensors", "strength": 1},
        ),
    }
    inputs = {**BASE["run"]["inputs"], "model": ["power", 0]}
    (run,) = read({**BASE, **graph, "run": {**BASE["run"], "inputs": inputs}}).record.samplings
    assert set(run.loras) == {"paint.safetensors", "b.safetensors", "c.safetensors"}
    assert run.model == "lake.safetensors"


def test_two_saved_pictures_leave_open_which_this_is():
    again = {**BASE["run"], "inputs": {**BASE["run"]["inputs"], "seed": 8}}
    graph = {
        **BASE,
        "run 2": again,
        "decode 2": node("VAEDecode", samples=["run 2", 0]),
        "save 2": node("SaveImage", images=["decode 2", 0]),
    }
    reading = read(graph)
    assert reading.record.values("seed") == ("7", "8")
    assert reading.problems == (
        "The graph at here saves 2 pictures and does not say which of them this is; all are listed.",
    )


def test_an_unknown_node_that_saves_and_unknown_samplers_are_followed():
    graph = {
        "1": node("Very Own Sampler", noise_seed=5, steps=4, pipe=["2", 0]),
        "2": node("Own Pipe", positive="a lake", negative="people", ckpt_name="own.safetensors"),
        "3": node("Own Writer", pictures=["1", 0]),
    }
    reading = read(graph)
    (run,) = reading.record.samplings
    assert (run.seed, run.model, run.prompts, run.negative_prompts) == (
        "5",
        "own.safetensors",
        ("a lake",),
        ("people",),
    )
    assert reading.problems == ("No node of the graph at here is known to save a picture; all of it is listed.",)


def test_a_service_asked_by_a_node_is_a_run():
    graph = {
        "1": node("OpenAIGPTImage1", prompt="a lake", seed=3, size="1024x1024", image=["2", 0]),
        "2": node("LoadImage", image="layout.png"),
        "3": node("SaveImage", images=["1", 0]),
    }
    (run,) = read(graph).record.samplings
    assert (run.seed, run.prompts, run.input_images) == ("3", ("a lake",), ("layout.png",))


@pytest.mark.parametrize("broken", [None, 5, [], {"inputs": 7}, {"class_type": "KSampler"}, {"inputs": {}}])
def test_a_broken_node_spoils_no_other(broken):
    reading = read({**BASE, "odd": broken})
    assert reading.record.values("seed") == ("7",)
