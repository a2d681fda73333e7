"""InvokeAI, NovelAI, Fooocus (through sd-parsers), SwarmUI, RuinedFooocus and StabilityMatrix."""

from collections.abc import Mapping
from typing import Any

from sd_parsers.data import PromptInfo
from sd_parsers.exceptions import ParserError
from sd_parsers.parsers import FooocusParser, InvokeAIParser, NovelAIParser, Parser

from studio_app.capture.marks_text import Reading, shown, trusted_json, unreadable
from studio_app.domain.generations import Finding, GenerationRecord

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
}


def invoke_reading(keyword: str, text: str, where: str) -> Reading:
    """Return what one of InvokeAI's three kinds of text says: `invokeai_metadata`, `sd-metadata` or `Dream`."""
    # Its pattern for the `Dream` command goes over white space again and again.
    info = _parsed(InvokeAIParser(), {keyword: text}) if keyword != "Dream" or len(text) <= _LONGEST_DREAM else None
    if info is None:
        return unreadable(where, text, system="InvokeAI")
    model = ""
    if keyword == "invokeai_metadata":
        said = _object(text).get("model")
        # Newer versions write `name`, where sd-parsers looks for `model_name`.
        model = shown(said.get("name", said.get("model_name", ""))) if isinstance(said, dict) else ""
    return Reading(record=_record(info, "InvokeAI", where, model=model))


def novelai_reading(comment: str, description: str, source: str, where: str) -> Reading:
    """Return what NovelAI wrote: settings in `Comment`, the prompt in `Description`, the model in `Source`."""
    info = _parsed(
        NovelAIParser(), {"Comment": comment, "Description": description, "Source": source[:_LONGEST_SOURCE]}
    )
    if info is None:
        return unreadable(where, comment, system="NovelAI")
    return Reading(record=_record(info, "NovelAI", where))


def json_reading(text: str, where: str, *, software: str = "") -> Reading | None:
    """Return what a JSON text says whose keys name its program, or None where they name none.

    `software` is the EXIF tag, where NovelAI keeps the model that it writes as `Source` in PNGs.
    """
    said = _object(text)
    swarm = said.get("sui_image_params")
    if isinstance(swarm, dict):
        return Reading(record=_plain_record({**swarm, **_extra(said)}, _SWARM, where))
    if said.get("software") == _RUINED:
        return Reading(record=_plain_record(said, _RUINED, where))
    if isinstance(said.get("Comment"), str) and ("NovelAI" in software or "NovelAI" in shown(said.get("Software"))):
        inner = _object(said["Comment"])
        description = shown(said.get("Description") or inner.get("prompt"))
        return novelai_reading(said["Comment"], description, shown(said.get("Source")) or software, where)
    if "base_model" in said or str(said.get("version")).startswith("Fooocus"):
        info = _parsed(FooocusParser(), {"parameters": text})
        return Reading(record=_record(info, "Fooocus", where)) if info else unreadable(where, text, system="Fooocus")
    return None


def _object(text: str) -> dict[str, Any]:
    try:
        value = trusted_json(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _extra(said: Mapping[str, Any]) -> dict[str, Any]:
    extra = said.get("sui_extra_data")
    return dict(extra) if isinstance(extra, dict) else {}


def _parsed(parser: Parser, parameters: dict[str, Any]) -> PromptInfo | None:
    try:
        return parser.parse(parameters)
    except _PARSER_FAILS:
        return None


def _plain_record(said: Mapping[str, Any], system: str, where: str) -> GenerationRecord:
    facts = [
        (name, shown(value)) for key, value in said.items() if (name := _JSON_NAMES.get(str(key).lower())) and value
    ]
    if said.get("width") and said.get("height"):
        facts.append(("size", f"{shown(said['width'])}x{shown(said['height'])}"))
    return _of_facts(facts, system, where)


def _record(info: PromptInfo, system: str, where: str, *, model: str = "") -> GenerationRecord:
    facts: list[tuple[str, str]] = []
    for sampler in info.samplers:
        facts.append(("sampler", shown(sampler.name)))
        facts += [(str(name), shown(value)) for name, value in sampler.parameters.items() if value is not None]
        facts += [("prompt", prompt.value) for prompt in sampler.prompts]
        facts += [("negative_prompt", prompt.value) for prompt in sampler.negative_prompts]
        if sampler.model is not None:
            facts += [("model", shown(sampler.model.name)), ("model_hash", shown(sampler.model.hash))]
    if model:
        facts.append(("model", model))
    said = info.metadata
    facts += [("steps", shown(said["steps"]))] if said.get("steps") is not None else []
    # NovelAI's `version` is that of its settings, not of the program.
    said_version = said.get("app_version") or ("" if system == "NovelAI" else said.get("version"))
    facts.append(("version", shown(said_version)))
    if said.get("width") and said.get("height"):
        facts.append(("size", f"{shown(said['width'])}x{shown(said['height'])}"))
    elif said.get("resolution"):
        facts.append(("size", "x".join(shown(said["resolution"]).strip("()[]").replace(",", " ").split())))
    return _of_facts(facts, system, where)


def _of_facts(facts: list[tuple[str, str]], system: str, where: str) -> GenerationRecord:
    kept = list(dict.fromkeys((name, value) for name, value in facts if value != ""))

    def every(name: str) -> tuple[str, ...]:
        return tuple(value for fact, value in kept if fact == name)

    return GenerationRecord(
        dialect=system,
        system=system,
        version=" ".join(every("version")[:1]),
        model=", ".join(dict.fromkeys(every("model"))),
        prompts=every("prompt"),
        negative_prompts=every("negative_prompt"),
        findings=tuple(Finding(name=name, value=value, where=where) for name, value in kept),
    )
