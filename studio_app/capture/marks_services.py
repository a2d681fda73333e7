"""What services and smaller programs write: Civitai, TensorArt, Hugging Face Spaces, Easy Diffusion, Draw Things,
Midjourney and StabilityMatrix."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from studio_app.capture.chunks import LooseText
from studio_app.capture.marks_text import Reading, json_object, named_facts, record_of, shown

TENSOR_ART, EASY, SPACE, DRAW_THINGS = "TensorArt", "EasyDiffusion", "Hugging Face Space", "Draw Things"
CIVITAI, MIDJOURNEY, STABILITY_MATRIX = "Civitai", "Midjourney", "StabilityMatrix"
EASY_KEY = "use_stable_diffusion_model"
_EASY_NAMES = {
    "prompt": "prompt",
    "negative_prompt": "negative_prompt",
    "seed": "seed",
    EASY_KEY: "model",
    "use_vae_model": "vae",
    "use_lora_model": "lora",
    "sampler_name": "sampler",
    "num_inference_steps": "steps",
    "guidance_scale": "cfg_scale",
    "prompt_strength": "denoise",
    "use_upscale": "upscaler",
    "upscale_amount": "upscale",
}
_SPACE_NAMES = {
    "prompt": "prompt",
    "negative_prompt": "negative_prompt",
    "seed": "seed",
    "sampler": "sampler",
    "num_inference_steps": "steps",
    "guidance_scale": "cfg_scale",
    "model": "model",
    "model hash": "model_hash",
    "use_upscaler": "upscale",
}
_TENSOR_NAMES = {
    "prompt": "prompt",
    "negativeprompt": "negative_prompt",
    "seed": "seed",
    "steps": "steps",
    "cfgscale": "cfg_scale",
    "ksamplername": "sampler",
    "samplername": "sampler",
    "schedule": "scheduler",
    "strength": "denoise",
}
_CIVITAI_NAMES = {
    "prompt": "prompt",
    "negativeprompt": "negative_prompt",
    "seed": "seed",
    "steps": "steps",
    "cfgscale": "cfg_scale",
    "sampler": "sampler",
    "basemodel": "model",
    "workflowid": "mode",
    "denoise": "denoise",
}
_DRAW_NAMES = {
    "c": "prompt",
    "uc": "negative_prompt",
    "model": "model",
    "sampler": "sampler",
    "scale": "cfg_scale",
    "seed": "seed",
    "steps": "steps",
    "strength": "denoise",
    "size": "size",
}
_MATRIX_NAMES = {
    "positiveprompt": "prompt",
    "negativeprompt": "negative_prompt",
    "seed": "seed",
    "steps": "steps",
    "cfgscale": "cfg_scale",
    "sampler": "sampler",
    "modelname": "model",
    "modelhash": "model_hash",
}
# A seed of -1 asks for any: it is no seed that the picture came from.
_ANY_SEED = ("seed", "-1")
_JOB = re.compile(r"Job ID:\s*([0-9a-fA-F]{8}-[0-9a-fA-F-]{27})")
_OPTIONS = re.compile(r"\s--(v|version|niji|seed|ar|stylize|s|chaos|style|sref|iw)\s+([^\s-]\S*)")
_MIDJOURNEY_NAMES = {"v": "version", "version": "version", "niji": "niji", "seed": "seed", "ar": "aspect_ratio"}


def tensor_art_reading(text: str, where: str) -> Reading | None:
    """Return what TensorArt's `generation_data` says; the graph beside it is read as ComfyUI's."""
    said = json_object(text)
    if not said:
        return None
    facts = named_facts(said, _TENSOR_NAMES) + list(_tensor_models(said))
    return _reading(facts, TENSOR_ART, where)


def stability_matrix_reading(text: str, where: str) -> Reading | None:
    """Return what StabilityMatrix's `parameters-json` says."""
    said = json_object(text)
    return _reading(named_facts(said, _MATRIX_NAMES), STABILITY_MATRIX, where) if said else None


def civitai_reading(text: str, where: str) -> Reading | None:
    """Return what Civitai's `extraMetadata` says: the settings of the request that a graph was made from."""
    said = json_object(text)
    if not said:
        return None
    facts = named_facts(said, _CIVITAI_NAMES)
    facts += [
        ("resource", shown(one.get("modelVersionId"))) for one in said.get("resources") or () if isinstance(one, dict)
    ]
    return _reading(facts, CIVITAI, where)


def service_json_reading(text: str, where: str) -> Reading | None:
    """Return what a JSON text of one of these programs says, or None where its keys are none of theirs."""
    said = json_object(text)
    if EASY_KEY in said:
        return _reading(named_facts(said, _EASY_NAMES), EASY, where)
    if "Model" in said and "resolution" in said and "num_inference_steps" in said:
        facts = named_facts(said, _SPACE_NAMES)
        facts.append(("size", "".join(shown(said["resolution"]).split())))
        return _reading(facts, SPACE, where)
    if {"c", "sampler", "seed", "steps"} <= said.keys():
        return _reading(named_facts(said, _DRAW_NAMES), DRAW_THINGS, where)
    return None


def easy_diffusion_reading(texts: Mapping[str, LooseText]) -> Reading | None:
    """Return what Easy Diffusion says, which writes a text of its own for each setting of a PNG."""
    if EASY_KEY not in texts:
        return None
    said = {keyword: text.text for keyword, text in texts.items() if text.text not in ("None", "")}
    return _reading(named_facts(said, _EASY_NAMES), EASY, texts[EASY_KEY].where)


def midjourney_reading(text: str, where: str) -> Reading | None:
    """Return what Midjourney writes into a description: prompt, options and the number of the job."""
    job = _JOB.search(text)
    if job is None:
        return None
    said = text[: job.start()].strip()
    options = [(_MIDJOURNEY_NAMES.get(name, name), value) for name, value in _OPTIONS.findall(f" {said}")]
    prompt = re.split(r"\s--[a-z]", said, maxsplit=1)[0].strip()
    facts = [("prompt", prompt), *options, ("job", job.group(1))]
    return _reading(facts, MIDJOURNEY, where)


def _tensor_models(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    base = said.get("baseModel")
    if isinstance(base, dict):
        yield "model", shown(base.get("modelFileName"))
        yield "model_hash", shown(base.get("hash"))
    for one in said.get("models") or ():
        if isinstance(one, dict) and one.get("type") == "LORA":
            yield "lora", shown(one.get("modelFileName") or one.get("label"))


def _reading(facts: list[tuple[str, str]], system: str, where: str) -> Reading:
    return Reading(
        record=record_of([one for one in facts if one != _ANY_SEED], dialect=system, system=system, where=where)
    )
