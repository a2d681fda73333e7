"""What services and smaller programs write, in texts made after theirs."""

import json

import pytest

from studio_app.capture.chunks import LooseText
from studio_app.capture.marks_generation import generation_reading


def record(**texts):
    loose = tuple(LooseText(keyword=key.replace("__", "-"), text=text, where=key) for key, text in texts.items())
    return generation_reading(loose).record


SETTINGS = "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 8x8"


@pytest.mark.parametrize(
    ("more", "system"),
    [
        ("Version: v1.10.1", "AUTOMATIC1111"),
        ("Version: f2.0.1v1.10.1-previous-669-gdfdcbab6", "Forge"),
        ("Version: f1.0.0v2-v1.10.1RC-latest-2498-g5120e679", "reForge"),
        ("Version: f1.3.0-v1.10.1RC-latest-1038-g19395bf9", "EasyReforge"),
        ("Version: classic", "Forge Classic"),
        ("Version: neo-2.28", "Forge Neo"),
        ("Version: Fooocus v2.5.5", "Fooocus"),
        ("Version: ComfyUI", "ComfyUI"),
        ("App: SD.Next, Version: 56a8aea", "SD.Next"),
        ('Civitai resources: [{"type":"checkpoint","modelName":"WAI","modelVersionName":"v16"}]', "Civitai"),
        ("Model hash: unknown, Model: dreamshaper_8.safetensors", "Krita AI Diffusion"),
        ("Model: a", "AUTOMATIC1111 family"),
    ],
)
def test_each_program_of_the_family_is_told_by_what_it_writes(more, system):
    found = record(parameters=f"a lake\nNegative prompt: people\n{SETTINGS}, {more}")
    assert (found.dialect, found.system) == ("AUTOMATIC1111", system)
    (run,) = found.samplings
    assert (run.seed, run.steps, run.sampler, run.size) == ("5", "20", "Euler a", "8x8")


def test_loras_stand_in_the_prompt():
    found = record(parameters=f"a lake <lora:paint:0.8> <lora:line:1>\n{SETTINGS}")
    assert found.samplings[0].loras == ("paint", "line")


def test_tensor_art_asks_for_any_seed_and_its_graph_knows_which():
    graph = {
        "1": {"class_type": "KSampler", "inputs": {"seed": 3036459311, "steps": 25, "model": ["2", 0]}},
        "2": {"class_type": "ECHOCheckpointLoaderSimple", "inputs": {"ckpt_name": "EMS-14-EMS.safetensors"}},
        "3": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}},
    }
    data = {"prompt": "a lake", "seed": "-1", "baseModel": {"modelFileName": "WAI-16", "hash": "A5F5"}}
    found = record(generation_data=json.dumps(data) + "\0", prompt=json.dumps(graph))
    assert (found.dialect, found.system, found.model) == ("TensorArt", "TensorArt", "WAI-16")
    assert found.values("seed") == ("3036459311",)
    assert found.samplings[0].seed == "3036459311"


def test_a_space_on_hugging_face_writes_resolution_and_model():
    said = {"prompt": "a lake", "resolution": "1024 x 768", "num_inference_steps": 24, "seed": 4, "Model": "WAI"}
    found = record(parameters=json.dumps(said))
    assert (found.system, found.model, found.samplings[0].size) == ("Hugging Face Space", "WAI", "1024x768")


def test_easy_diffusion_writes_a_text_for_each_setting():
    found = record(
        prompt="a lake",
        seed="5",
        use_stable_diffusion_model="lake.ckpt",
        num_inference_steps="25",
        width="8",
        height="9",
    )
    assert (found.dialect, found.model, found.prompts) == ("EasyDiffusion", "lake.ckpt", ("a lake",))
    assert found.samplings[0].size == "8x9"


def test_draw_things_and_midjourney_are_read_from_descriptions():
    draw = record(
        UserComment=json.dumps({"c": "a lake", "uc": "people", "model": "m", "sampler": "s", "seed": 1, "steps": 2})
    )
    assert (draw.system, draw.prompts, draw.negative_prompts) == ("Draw Things", ("a lake",), ("people",))
    said = "a lake at dawn --ar 16:9 --v 6.1 Job ID: 0f0e0d0c-1111-4222-8333-444455556666"
    journey = record(Description=said)
    assert (journey.system, journey.version, journey.prompts) == ("Midjourney", "6.1", ("a lake at dawn",))


def test_civitai_keeps_the_request_beside_the_graph():
    graph = {
        "1": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 25, "positive": ["2", 0]}},
        "2": {"class_type": "smZ CLIPTextEncode", "inputs": {"text": "a lake", "text_g": ""}},
        "3": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}},
        "extra": {"airs": ["urn:air:sdxl:checkpoint:civitai:1@2"]},
        "extraMetadata": json.dumps({"prompt": "a lake", "seed": 5, "steps": 25, "workflowId": "img2img-hires"}),
    }
    found = record(UserComment=json.dumps(graph))
    assert (found.system, found.prompts, found.values("mode")) == ("Civitai", ("a lake",), ("img2img-hires",))


def test_texts_of_a_png_wrapped_into_one_comment_are_read_as_what_they_were():
    graph = {
        "1": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "steps": 25, "positive": ["2", 0]}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "a lake"}},
    }
    found = record(UserComment=json.dumps({"prompt": graph, "workflow": {"nodes": []}}))
    assert (found.dialect, found.values("seed")) == ("ComfyUI", ("18446744073709551615",))
    wrapped = record(UserComment=json.dumps({"prompt": json.dumps(graph), "workflow": "{}"}))
    assert wrapped.values("seed") == ("18446744073709551615",)


def test_novelai_keeps_the_words_for_each_character():
    comment = {
        "prompt": "two figures",
        "steps": 28,
        "seed": 9,
        "sampler": "k_euler",
        "width": 8,
        "height": 8,
        "uc": "people",
        "v4_prompt": {"caption": {"char_captions": [{"char_caption": "a boy, "}, {"char_caption": "a girl"}]}},
    }
    found = record(
        Software="NovelAI",
        Description="two figures",
        Source="NovelAI Diffusion V4.5 4BDE2A90",
        Comment=json.dumps(comment),
    )
    assert found.prompts == ("two figures", "a boy,", "a girl")


def test_invokeai_names_loras_and_the_pictures_it_began_from():
    said = {
        "positive_prompt": "a lake",
        "seed": 3,
        "steps": 4,
        "cfg_scale": 5,
        "scheduler": "euler",
        "width": 8,
        "height": 8,
        "model": {"name": "lake", "hash": "blake3:1"},
        "loras": [{"model": {"name": "paint"}, "weight": 0.7}],
        "init_image": "layout.png",
        "controlnets": [{"image": {"image_name": "lines.png"}}],
        "canvas_v2_metadata": {
            "rasterLayers": [{"objects": [{"image": {"image_name": "sketch.png", "width": 8}}]}],
            "inpaintMasks": [{"objects": [{"image": {"image_name": "mask.png"}}]}],
        },
        "ref_images": [{"config": {"image": {"image_name": "style.png"}}}],
    }
    found = record(invokeai_metadata=json.dumps(said))
    assert (found.model, found.values("lora"), found.values("model_hash")) == ("lake", ("paint",), ("blake3:1",))
    assert (found.values("input_image"), found.values("control_image")) == (
        ("sketch.png", "layout.png"),
        ("lines.png",),
    )
    assert (found.values("mask_image"), found.values("reference_image")) == (("mask.png",), ("style.png",))


def test_an_old_invokeai_names_the_picture_it_began_from_in_both_of_its_texts():
    dream = record(
        Dream='"fire" -s 10 -S 15 -W 384 -H 384 -C 7.5 -I docs/fire drawing.png -M "my mask.png" -A ddim -f 0.7'
    )
    assert dream.values("input_image") == ("docs/fire",)
    assert (dream.values("mask_image"), dream.samplings[0].denoise) == (("my mask.png",), "0.7")
    said = {
        "model": "stable diffusion",
        "model_id": "stable-diffusion-1.4",
        "app_version": "v1.15",
        "image": {
            "prompt": [{"prompt": "fire", "weight": 1.0}],
            "seed": 15,
            "steps": 10,
            "sampler": "ddim",
            "height": 384,
            "width": 384,
            "cfg_scale": 7.5,
            "type": "img2img",
            "init_img": "test/still_life.jpg",
            "init_mask": None,
            "strength_steps": 0.7,
            "postprocessing": [{"tool": "outpaint", "dream_command": '!fix "curly.png" -D top 64'}],
        },
    }
    found = record(**{"sd__metadata": json.dumps(said)})
    assert (found.model, found.values("input_image")) == ("stable-diffusion-1.4", ("test/still_life.jpg",))
    assert (found.samplings[0].denoise, found.values("mode")) == ("0.7", ("img2img",))
    assert found.values("postprocessing") == ('!fix "curly.png" -D top 64',)


@pytest.mark.parametrize(
    ("text", "command", "picture"),
    [
        ("!mask ./test-pictures/curly.png -tm hair 0.5", "mask", "./test-pictures/curly.png"),
        ('!fix "my curly.png" -S 942491079 -D top 64', "fix", "my curly.png"),
        ("!fix", "fix", ""),
    ],
)
def test_a_command_of_invokeai_on_a_picture_names_it(text, command, picture):
    found = record(Dream=text)
    assert (found.dialect, found.values("command")) == ("InvokeAI", (command,))
    assert found.values("input_image") == ((picture,) if picture else ())
