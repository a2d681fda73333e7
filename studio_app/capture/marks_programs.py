"""InvokeAI, NovelAI and Fooocus through sd-parsers, with what it leaves out; SwarmUI and RuinedFooocus on our own."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from sd_parsers.data import PromptInfo
from sd_parsers.exceptions import ParserError
from sd_parsers.parsers import FooocusParser, InvokeAIParser, NovelAIParser, Parser

from studio_app.capture.marks_text import Reading, json_object, named_facts, record_of, shown, unreadable
from studio_app.domain.generations import GenerationRecord

# sd-parsers takes JSON as it comes; a list where it wants an object ends in whichever of these comes first.
_PARSER_FAILS = (ParserError, AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
_SWARM = "SwarmUI"
_RUINED = "RuinedFooocus"
_LONGEST_DREAM = 16 * 1024
_LONGEST_SOURCE = 200
_JSON_NAMES = {
    "prompt": "prompt",
    "negativeprompt": "negative_prompt",
    "negative": "negative_prompt",
    "model": "model",
    "base_model_name": "model",
    "base_model_hash": "model_hash",
    "seed": "seed",
    "steps": "steps",
    "sampler": "sampler",
    "sampler_name": "sampler",
    "scheduler": "scheduler",
    "cfgscale": "cfg_scale",
    "cfg": "cfg_scale",
    "loras": "loras",
    "initimage": "input_image",
    "initimagecreativity": "denoise",
    "swarm_version": "version",
    "refinermodel": "refiner_model",
    "refinerupscale": "upscale",
    "date": "date",
    "generation_time": "generation_time",
}
_DREAM_OPTIONS = {
    "-I": "input_image",
    "--init_img": "input_image",
    "-M": "mask_image",
    "--init_mask": "mask_image",
    "-f": "denoise",
    "--strength": "denoise",
}
_DREAM_SETTINGS = {"-S": "seed", "-s": "steps", "-C": "cfg_scale", "-A": "sampler"}
_WORD = re.compile(r'"([^"]*)"|(\S+)')
# The canvas of newer versions, by what lies on its layers.
_CANVAS = {
    "rasterLayers": "input_image",
    "controlLayers": "control_image",
    "inpaintMasks": "mask_image",
    "referenceImages": "reference_image",
}
_DEEPEST, _MOST = 12, 200
_PICTURES = {
    "init_img": "input_image",
    "init_mask": "mask_image",
    "init_image": "input_image",
    "image": "input_image",
    "control_image": "control_image",
    "mask_image": "mask_image",
    "image_name": "input_image",
}


def invoke_reading(keyword: str, text: str, where: str) -> Reading:
    """Return what one of InvokeAI's three kinds of text says: `invokeai_metadata`, `sd-metadata` or `Dream`."""
    if keyword == "Dream" and text.lstrip().startswith("!"):
        return Reading(record=_command_record(text, where))
    # Its pattern for the `Dream` command goes over white space again and again.
    info = _parsed(InvokeAIParser(), {keyword: text}) if keyword != "Dream" or len(text) <= _LONGEST_DREAM else None
    if info is None:
        return unreadable(where, text, system="InvokeAI")
    more = _dream_facts(text) if keyword == "Dream" else _invoke_facts(json_object(text))
    return Reading(record=_record(info, "InvokeAI", where, more=list(more)))


def novelai_reading(comment: str, description: str, source: str, where: str) -> Reading:
    """Return what NovelAI wrote: settings in `Comment`, the prompt in `Description`, the model in `Source`."""
    info = _parsed(
        NovelAIParser(), {"Comment": comment, "Description": description, "Source": source[:_LONGEST_SOURCE]}
    )
    if info is None:
        return unreadable(where, comment, system="NovelAI")
    return Reading(record=_record(info, "NovelAI", where, more=list(_novelai_facts(json_object(comment)))))


def json_reading(text: str, where: str, *, software: str = "") -> Reading | None:
    """Return what a JSON text says whose keys name its program, or None where they name none.

    `software` is the EXIF tag, where NovelAI keeps the model that it writes as `Source` in PNGs.
    """
    said = json_object(text)
    swarm = said.get("sui_image_params")
    if isinstance(swarm, dict):
        return Reading(record=_plain_record({**swarm, **_extra(said)}, _SWARM, where, more=list(_swarm_models(said))))
    if said.get("software") == _RUINED:
        return Reading(record=_plain_record(said, _RUINED, where))
    if isinstance(said.get("Comment"), str) and ("NovelAI" in software or "NovelAI" in shown(said.get("Software"))):
        inner = json_object(said["Comment"])
        description = shown(said.get("Description") or inner.get("prompt"))
        return novelai_reading(said["Comment"], description, shown(said.get("Source")) or software, where)
    if "base_model" in said or str(said.get("version")).startswith("Fooocus"):
        info = _parsed(FooocusParser(), {"parameters": text})
        if info is None:
            return unreadable(where, text, system="Fooocus")
        return Reading(record=_record(info, "Fooocus", where, more=list(_fooocus_facts(said))))
    return None


def _extra(said: Mapping[str, Any]) -> dict[str, Any]:
    extra = said.get("sui_extra_data")
    return dict(extra) if isinstance(extra, dict) else {}


def _swarm_models(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the hash of the model that SwarmUI names beside its settings, and the LoRAs."""
    for one in _objects(said.get("sui_models")):
        yield ("model_hash", shown(one.get("hash"))) if one.get("param") == "model" else ("", "")
        yield ("lora", shown(one.get("name"))) if "lora" in shown(one.get("param")).lower() else ("", "")


def _invoke_facts(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what sd-parsers leaves out of InvokeAI's own JSON, new (flat) and old (`image` within)."""
    image = said.get("image")
    old: Mapping[str, Any] = image if isinstance(image, dict) else {}
    model = said.get("model")
    if isinstance(model, dict):
        # Newer versions write `name`, where sd-parsers looks for `model_name`.
        yield "model", shown(model.get("name", model.get("model_name", "")))
        yield "model_hash", shown(model.get("hash"))
    yield "model", shown(said.get("model_weights"))
    yield "model", shown(said.get("model_id"))
    yield "model_hash", shown(said.get("model_hash"))
    yield "denoise", shown(said.get("strength", old.get("strength", old.get("strength_steps"))))
    for one in _objects(old.get("postprocessing")):
        yield "postprocessing", shown(one.get("dream_command", one.get("tool")))
    yield "mode", shown(said.get("generation_mode", old.get("type")))
    canvas = said.get("canvas_v2_metadata")
    for layers, name in _CANVAS.items():
        yield from (
            (name, picture) for picture in _image_names(canvas.get(layers) if isinstance(canvas, dict) else None)
        )
    yield from (("reference_image", picture) for picture in _image_names(said.get("ref_images")))
    for one in _objects(said.get("loras")):
        inner = one.get("model", one.get("lora"))
        yield "lora", shown(inner.get("name", inner.get("model_name"))) if isinstance(inner, dict) else shown(inner)
    for holder in (said, old, *_objects(said.get("controlnets")), *_objects(said.get("ipAdapters"))):
        for key, name in _PICTURES.items():
            value = holder.get(key)
            inner = value.get("image_name") if isinstance(value, dict) else value
            if isinstance(inner, str):
                yield ("control_image" if holder not in (said, old) else name), inner


def _image_names(value: object, depth: int = 0) -> Iterator[str]:
    """Yield every `image_name` within a value, however deep newer versions put it."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "image_name" and isinstance(inner, str):
                yield inner
            else:
                yield from _image_names(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:_MOST]:
            yield from _image_names(inner, depth + 1)


def _dream_facts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the options of a `Dream` command that sd-parsers leaves out: what it began from, and how far it went."""
    words = _words(text)
    for option, value in pairwise(words):
        if option in _DREAM_OPTIONS and not value.startswith("-"):
            yield _DREAM_OPTIONS[option], value


def _command_record(text: str, where: str) -> GenerationRecord:
    """Return what a command says that works on a picture that is there: `!fix "curly.png" -S 5`, `!mask layout.png`."""
    words = _words(text)
    facts = [("command", words[0].lstrip("!") if words else ""), ("input_image", words[1] if len(words) > 1 else "")]
    facts += [(name, value) for option, value in pairwise(words) if (name := _DREAM_SETTINGS.get(option))]
    return record_of([*facts, *_dream_facts(text)], dialect="InvokeAI", system="InvokeAI", where=where)


def _words(text: str) -> list[str]:
    """Return the words of a command, those in quotation marks whole."""
    return [quoted or plain for quoted, plain in _WORD.findall(text[:_LONGEST_DREAM])]


def _novelai_facts(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the words for each character, which NovelAI keeps apart from the prompt, and what else guided it."""
    for key, name in (("v4_prompt", "prompt"), ("v4_negative_prompt", "negative_prompt")):
        said_here = said.get(key)
        caption = said_here.get("caption") if isinstance(said_here, dict) else None
        for one in _objects(caption.get("char_captions") if isinstance(caption, dict) else None):
            yield name, shown(one.get("char_caption")).strip()
    yield "scheduler", shown(said.get("noise_schedule"))
    yield "mode", shown(said.get("request_type"))
    yield "denoise", shown(said.get("strength"))
    references = said.get("director_reference_strengths") or said.get("reference_strength_multiple")
    if isinstance(references, list) and references:
        yield "references", str(len(references))


def _fooocus_facts(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    loras = said.get("loras")
    for one in loras if isinstance(loras, list) else ():
        if isinstance(one, list) and one:
            yield "lora", shown(one[0])
    refiner = shown(said.get("refiner_model"))
    yield "refiner_model", "" if refiner == "None" else refiner


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _parsed(parser: Parser, parameters: dict[str, Any]) -> PromptInfo | None:
    try:
        return parser.parse(parameters)
    except _PARSER_FAILS:
        return None


def _plain_record(
    said: Mapping[str, Any], system: str, where: str, *, more: list[tuple[str, str]] | None = None
) -> GenerationRecord:
    facts = named_facts(said, _JSON_NAMES) + (more or [])
    return record_of(facts, dialect=system, system=system, where=where)


def _record(info: PromptInfo, system: str, where: str, *, more: list[tuple[str, str]]) -> GenerationRecord:
    facts: list[tuple[str, str]] = []
    for sampler in info.samplers:
        facts.append(("sampler", shown(sampler.name)))
        facts += [(str(name), shown(value)) for name, value in sampler.parameters.items() if value is not None]
        facts += [("prompt", prompt.value) for prompt in sampler.prompts]
        facts += [("negative_prompt", prompt.value) for prompt in sampler.negative_prompts]
        if sampler.model is not None:
            facts += [("model", shown(sampler.model.name)), ("model_hash", shown(sampler.model.hash))]
    said = info.metadata
    facts += [("steps", shown(said["steps"]))] if said.get("steps") is not None else []
    # NovelAI's `version` is that of its settings, not of the program.
    said_version = said.get("app_version") or ("" if system == "NovelAI" else said.get("version"))
    facts.append(("version", shown(said_version)))
    if said.get("width") and said.get("height"):
        facts.append(("size", f"{shown(said['width'])}x{shown(said['height'])}"))
    elif said.get("resolution"):
        facts.append(("size", "x".join(shown(said["resolution"]).strip("()[]").replace(",", " ").split())))
    return record_of([*facts, *more], dialect=system, system=system, where=where)
