"""Pictures of the demonstration as PNG files, with the very blocks that generators write into them."""

import json
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from studio_app.demo.paint_noise import Pixels

MODEL = "landscape_bg_v12"
MODEL_HASH = "6ce0161689"
STEPS = 28
SCALE = 6.5
NEGATIVE_PROMPT = "people, text, watermark, lowres, blurry"
_LATIN_1 = 0xFF


def write_png(path: Path, picture: Pixels) -> None:
    """Write a picture and nothing beside it."""
    Image.fromarray(picture).save(path, format="PNG", compress_level=3)


def write_generation_png(
    path: Path, picture: Pixels, *, dialect: Literal["a1111", "comfyui"], seed: int, prompt: str
) -> None:
    """Write a picture as AUTOMATIC1111's web UI or ComfyUI would have, its settings in text chunks."""
    height, width = picture.shape[:2]
    blocks = PngInfo()
    if dialect == "a1111":
        text = a1111_parameters(seed=seed, prompt=prompt, size=(width, height))
        # The web UI writes iTXt as soon as a prompt leaves Latin-1, tEXt before that.
        if max(map(ord, text), default=0) > _LATIN_1:
            blocks.add_itxt("parameters", text)
        else:
            blocks.add_text("parameters", text)
    else:
        graph = comfy_prompt(seed=seed, prompt=prompt)
        blocks.add_text("prompt", json.dumps(graph))
        blocks.add_text("workflow", json.dumps(comfy_workflow(graph)))
    Image.fromarray(picture).save(path, format="PNG", pnginfo=blocks, compress_level=3)


def a1111_parameters(*, seed: int, prompt: str, size: tuple[int, int]) -> str:
    """Return the `parameters` text of AUTOMATIC1111's web UI, version 1.10.1, for a picture made from a layout."""
    settings = (
        f"Steps: {STEPS}, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: {SCALE}, Seed: {seed}, "
        f"Size: {size[0]}x{size[1]}, Model hash: {MODEL_HASH}, Model: {MODEL}, Denoising strength: 0.72, "
        "Version: v1.10.1"
    )
    return f"{prompt}\nNegative prompt: {NEGATIVE_PROMPT}\n{settings}"


def comfy_prompt(*, seed: int, prompt: str) -> dict[str, Any]:
    """Return the graph ComfyUI ran: the layout encoded, sampled under two texts, decoded and saved."""
    return {
        "3": _node(
            "KSampler",
            "KSampler",
            {
                "seed": seed,
                "steps": STEPS,
                "cfg": SCALE,
                "sampler_name": "dpmpp_2m",
                "scheduler": "karras",
                "denoise": 0.72,
                "model": ["4", 0],
                "positive": ["6", 0],
                "negative": ["7", 0],
                "latent_image": ["11", 0],
            },
        ),
        "4": _node("CheckpointLoaderSimple", "Load Checkpoint", {"ckpt_name": f"{MODEL}.safetensors"}),
        "6": _node("CLIPTextEncode", "CLIP Text Encode (Prompt)", {"text": prompt, "clip": ["4", 1]}),
        "7": _node("CLIPTextEncode", "CLIP Text Encode (Prompt)", {"text": NEGATIVE_PROMPT, "clip": ["4", 1]}),
        "8": _node("VAEDecode", "VAE Decode", {"samples": ["3", 0], "vae": ["4", 2]}),
        "9": _node("SaveImage", "Save Image", {"filename_prefix": "C012_bg", "images": ["8", 0]}),
        "10": _node("LoadImage", "Load Image", {"image": "C012_layout.png"}),
        "11": _node("VAEEncode", "VAE Encode", {"pixels": ["10", 0], "vae": ["4", 2]}),
    }


def _node(class_type: str, title: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return {"inputs": inputs, "class_type": class_type, "_meta": {"title": title}}


_OUTPUTS = {
    "KSampler": ("LATENT",),
    "CheckpointLoaderSimple": ("MODEL", "CLIP", "VAE"),
    "CLIPTextEncode": ("CONDITIONING",),
    "VAEDecode": ("IMAGE",),
    "SaveImage": (),
    "LoadImage": ("IMAGE", "MASK"),
    "VAEEncode": ("LATENT",),
}


def comfy_workflow(graph: dict[str, Any]) -> dict[str, Any]:
    """Return the drawing of a graph that ComfyUI's page keeps beside it: boxes with places, and numbered links."""
    wires = [
        (source, slot, key, place, name)
        for key, node in graph.items()
        for place, (name, (source, slot)) in enumerate(
            (name, value) for name, value in node["inputs"].items() if isinstance(value, list)
        )
    ]
    links = [
        [number, int(source), slot, int(key), place, _OUTPUTS[graph[source]["class_type"]][slot]]
        for number, (source, slot, key, place, _name) in enumerate(wires, 1)
    ]
    names = {number: wire[4] for number, wire in enumerate(wires, 1)}
    nodes = [_box(order, int(key), node, links, names) for order, (key, node) in enumerate(graph.items())]
    return {
        "last_node_id": max(map(int, graph)),
        "last_link_id": len(links),
        "nodes": nodes,
        "links": links,
        "groups": [],
        "config": {},
        "extra": {},
        "version": 0.4,
    }


def _box(order: int, key: int, node: dict[str, Any], links: list[list[Any]], names: dict[int, str]) -> dict[str, Any]:
    kind = node["class_type"]
    widgets = [value for value in node["inputs"].values() if not isinstance(value, list)]
    if kind == "KSampler":
        # The page keeps what becomes of the seed after each run beside the seed.
        widgets.insert(1, "randomize")
    return {
        "id": key,
        "type": kind,
        "pos": [60 + 340 * (order % 4), 120 + 330 * (order // 4)],
        "size": [315, 262],
        "flags": {},
        "order": order,
        "mode": 0,
        "inputs": [{"name": names[link[0]], "type": link[5], "link": link[0]} for link in links if link[3] == key],
        "outputs": [
            {
                "name": name,
                "type": name,
                "links": [link[0] for link in links if link[1] == key and link[2] == slot],
                "slot_index": slot,
            }
            for slot, name in enumerate(_OUTPUTS[kind])
        ],
        "properties": {"Node name for S&R": kind},
        "widgets_values": widgets,
    }
