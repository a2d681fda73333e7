"""Every run of a sampler in a ComfyUI graph: what it was set to, what it began from, which words reached it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studio_app.capture.comfy_graph import Graph
from studio_app.capture.comfy_words import Words, words_behind
from studio_app.domain.generations import Sampling

_SEEDS = ("seed", "noise_seed")
_SET = {
    "seed": _SEEDS,
    "steps": ("steps",),
    "sampler": ("sampler_name", "sampler"),
    "scheduler": ("scheduler",),
    "cfg_scale": ("cfg", "cfg_scale", "guidance"),
    "denoise": ("denoise",),
}
_SETTINGS = ("noise", "sampler", "sigmas", "guider", "options", "settings", "sampler_settings", "scheduler", "pipe")
_MODELS = ("ckpt_name", "unet_name", "model_name", "model_path", "base_ckpt_name")
_NOT_CHECKPOINTS = ("upscale", "clip", "vae", "control", "lora", "style", "sam", "detector", "ipadapter", "bbox")
_SAVING = ("save", "send", "export", "videocombine")
_PICTURED = ("image", "pixels", "frames", "video", "picture")
_SCALING = ("upscale", "imagescale", "resize", "crop", "pad", "outpaint", "ultimatesd")
_LOADING = ("load", "etn_", "image from", "imageurl")
_DRAWN_FROM = ("latent_image", "latent", "latents", "samples", "pixels", "image", "images", "init_image")
_GUIDED_BY = ("positive", "negative", "guider", "conditioning", "model")
_OFF = {"None", "", "none"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputImage:
    """A picture that went into a run: `role` is `input_image`, `control_image` or `mask_image`."""

    key: str
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a sampler: its node, its settings, and the words and pictures behind it."""

    key: str
    sampling: Sampling
    words: tuple[tuple[str, Words], ...]
    images: tuple[InputImage, ...]


def saving_nodes(graph: Graph) -> tuple[list[str], bool]:
    """Return the nodes that save a picture, and whether they are known to: else all that nothing hangs on."""
    saving = [key for key in graph.nodes if any(word in graph.kind(key).lower() for word in _SAVING)]
    saving = [key for key in saving if any(word in name for name, _source in graph.links(key) for word in _PICTURED)]
    if saving:
        return saving, True
    leaders = graph.leaders()
    ends = [key for key in graph.nodes if key not in leaders]
    previews = [key for key in ends if "preview" in graph.kind(key).lower()]
    return previews or ends or list(graph.nodes), bool(previews)


def is_run(graph: Graph, key: str) -> bool:
    """Say whether a node runs a sampler: it takes a seed or noise, and settings or words, and something else with it.

    Nodes that only choose a sampler, a seed or a schedule for another node take no link of these.
    """
    inputs = graph.inputs(key)
    seeded = any(name in inputs for name in (*_SEEDS, "noise"))
    set_up = any(name in inputs for name in ("steps", "sigmas", "sampler_name", "guider", "prompt"))
    linked = {name for name, _source in graph.links(key)}
    fed = any(name in linked for name in (*_DRAWN_FROM, "model", "positive", "guider", "pipe", "basic_pipe", "prompt"))
    asked = "prompt" in inputs and "seed" in inputs
    return seeded and ((set_up and (fed or asked)) or {"positive", "guider"} & linked != set())


def runs(graph: Graph, keys: list[str]) -> Iterator[Run]:
    """Yield the runs among the nodes `keys`, in their order."""

    def runs_itself(key: str) -> bool:
        return is_run(graph, key)

    for key in keys:
        if runs_itself(key):
            yield _run(graph, key, runs_itself)


def models_of(graph: Graph, key: str) -> Iterator[str]:
    """Yield the models that a node loads to be sampled with; models for other ends (upscaling) are not among them."""
    kind = graph.kind(key).lower()
    for name in _MODELS:
        if name == "model_name" and any(word in kind for word in _NOT_CHECKPOINTS):
            continue
        value = graph.scalar(key, name)
        if value and value not in _OFF:
            yield value


def loras_of(graph: Graph, key: str) -> Iterator[str]:
    """Yield the LoRAs that a node adds, those left out that are switched off."""
    inputs = graph.inputs(key)
    for name, value in inputs.items():
        if isinstance(value, dict):
            # Nodes with a list of LoRAs write each as an object.
            if isinstance(value.get("lora"), str) and value.get("on") is not False and value["lora"] not in _OFF:
                yield value["lora"]
            continue
        if not str(name).startswith("lora_name"):
            continue
        ending = str(name).removeprefix("lora_name")
        switched = inputs.get(f"switch{ending}")
        lora = graph.scalar(key, str(name))
        if lora and lora not in _OFF and switched not in ("Off", "off", False):
            yield lora


def size_of(graph: Graph, key: str) -> str:
    """Return the size of the empty picture that a node begins with (`1024x1024`), empty where it is none."""
    if "latent" not in graph.kind(key).lower() or "upscale" in graph.kind(key).lower():
        return ""
    width, height = (graph.scalar(key, name) for name in ("width", "height"))
    if width and height:
        return f"{width}x{height}"
    said = (graph.scalar(key, "dimensions") or graph.scalar(key, "resolution") or "").lower().split("(")[0].split("x")
    numbers = [part.strip() for part in said]
    return "x".join(numbers) if len(numbers) == 2 and all(number.isdigit() for number in numbers) else ""


def scaling_of(graph: Graph, key: str) -> str:
    """Return what a node does to the size of the picture (`ImageScale 1536x1536`), empty where it does nothing."""
    kind = graph.kind(key)
    if not any(word in kind.lower() for word in _SCALING) or "loader" in kind.lower():
        return ""
    said = [value for name in ("width", "height") if (value := graph.scalar(key, name))]
    factor = graph.scalar(key, "scale_by") or graph.scalar(key, "upscale_by") or ""
    return " ".join(part for part in (kind, "x".join(said) if len(said) == 2 else "", factor) if part)


def image_of(graph: Graph, key: str) -> str:
    """Return the name of the picture that a node loads, empty where it loads none."""
    kind = graph.kind(key).lower()
    if not any(word in kind for word in _LOADING) or "loadimageoutput" in kind:
        return ""
    return next((value for name in ("image", "image_path", "path", "url") if (value := graph.scalar(key, name))), "")


def _run(graph: Graph, key: str, ends: Callable[[str], bool]) -> Run:
    def ends_behind(other: str) -> bool:
        return other != key and ends(other)

    linked = dict(graph.links(key))
    settings = [key, *graph.behind([linked[name] for name in _SETTINGS if name in linked], ends=ends_behind)]
    said = {name: _first(graph, settings, inputs) for name, inputs in _SET.items()}
    behind = list(graph.behind([key], ends=ends_behind))
    words = [
        (side, one)
        for side, links in _sides(graph, [key, *settings]).items()
        for one in words_behind(graph, links, side)
    ]
    words += [(side, one) for side in ("prompt", "negative_prompt") for one in _own_words(graph, key, side)]
    images = tuple(_images(graph, linked, ends_behind))
    drawn_from = [linked[name] for name in _DRAWN_FROM if name in linked]
    latents = [other for other in graph.behind(drawn_from, ends=ends_behind) if not ends_behind(other)]
    return Run(
        key=key,
        sampling=Sampling(
            where=graph.place(key),
            **said,
            size=next((size for other in (key, *latents) if (size := size_of(graph, other))), ""),
            model=", ".join(dict.fromkeys(name for other in behind for name in models_of(graph, other))),
            loras=tuple(dict.fromkeys(name for other in behind for name in loras_of(graph, other))),
            prompts=tuple(dict.fromkeys(one.text for side, one in words if side == "prompt")),
            negative_prompts=tuple(dict.fromkeys(one.text for side, one in words if side != "prompt")),
            input_images=tuple(dict.fromkeys(image.name for image in images)),
        ),
        words=tuple(dict.fromkeys(words)),
        images=images,
    )


def _first(graph: Graph, keys: list[str], names: tuple[str, ...]) -> str:
    """Return the first plain value that one of the nodes has under one of the names."""
    found = (graph.scalar(key, name) for key in keys for name in names)
    return next((value for value in found if value), "")


def _sides(graph: Graph, keys: list[str]) -> dict[str, list[str]]:
    """Return the nodes through which the words of a run come in, positive and negative."""
    sides: dict[str, list[str]] = {"prompt": [], "negative_prompt": []}
    for key in dict.fromkeys(keys):
        guiding = "guider" in graph.kind(key).lower()
        for name, source in graph.links(key):
            if name in ("positive", "prompt") or (guiding and name.startswith("cond")):
                sides["prompt"].append(source)
            elif name in ("negative", "negative_prompt"):
                sides["negative_prompt"].append(source)
            elif name in ("pipe", "basic_pipe", "sdxl_pipe", "context"):
                sides["prompt"].append(source)
                sides["negative_prompt"].append(source)
    return sides


def _own_words(graph: Graph, key: str, side: str) -> Iterator[Words]:
    """Yield the words that a run holds itself, as nodes do that ask a service."""
    text = graph.inputs(key).get(side)
    if isinstance(text, str) and text.strip():
        yield Words(key=key, text=text.strip())


def _images(graph: Graph, linked: dict[str, str], ends: Callable[[str], bool]) -> Iterator[InputImage]:
    seen: set[str] = set()
    masks = {source for key in graph.nodes for name, source in graph.links(key) if "mask" in name.lower()}
    for names, role in ((_DRAWN_FROM, "input_image"), (_GUIDED_BY, "control_image")):
        starts = [source for name, source in linked.items() if name in names]
        for key in graph.behind(starts, ends=ends):
            name = image_of(graph, key)
            if not name or key in seen:
                continue
            seen.add(key)
            masking = "mask" in graph.kind(key).lower() or (key in masks and role == "control_image")
            yield InputImage(key=key, name=name, role="mask_image" if masking else role)
