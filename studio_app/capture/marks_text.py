"""What every reader of generation metadata gives back, and the reading of JSON that cannot be trusted."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from studio_app.domain.findings import Finding
from studio_app.domain.generations import GenerationRecord, Sampling
from studio_app.domain.language import _

UNKNOWN_DIALECT = "unknown"
_LORAS = ("lora", "loras")
_IMAGES = ("input_image", "control_image", "mask_image", "reference_image")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one text of a file says of its generator, and sentences on what in it could not be read."""

    record: GenerationRecord | None = None
    problems: tuple[str, ...] = ()


def trusted_json(text: str) -> Any:
    """Return JSON with every number as the text that stood there, so that no seed is ever rounded.

    Raises `ValueError` where it is no JSON or is nested too deeply.
    """
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def json_object(text: str) -> dict[str, Any]:
    """Return the object that `text` is, its numbers as texts and without NULs behind it; an empty one if it is none."""
    try:
        value = trusted_json(text.rstrip("\0 "))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def shown(value: object) -> str:
    """Return a value out of JSON as text: scalars as they stood, anything larger as JSON again."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    try:
        return json.dumps(value, ensure_ascii=False)
    except (RecursionError, TypeError, ValueError):
        return str(type(value).__name__)


def unreadable(where: str, text: str, *, system: str = "") -> Reading:
    """Return the reading of a text that stands where generators write but that nobody can parse."""
    return Reading(
        record=GenerationRecord(
            dialect=UNKNOWN_DIALECT,
            system=system,
            findings=(Finding(name="unreadable", value=text[:200], where=where),),
        ),
        problems=(_("The text at {place} looks like a generator's but cannot be read.", place=where),),
    )


def record_of(
    facts: Iterable[tuple[str, str]], *, dialect: str, system: str, where: str, version: str = ""
) -> GenerationRecord:
    """Return a record of one run from facts by name (`seed`, `prompt`, `lora`), each said at the same place."""
    kept = list(dict.fromkeys((name, value) for name, value in facts if value != ""))

    def every(*names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for fact, value in kept if fact in names))

    first = {name: next(iter(every(name)), "") for name in ("seed", "steps", "sampler", "scheduler", "size", "denoise")}
    model = ", ".join(every("model"))
    return GenerationRecord(
        dialect=dialect,
        system=system,
        version=version or next(iter(every("version")), ""),
        model=model,
        prompts=every("prompt"),
        negative_prompts=every("negative_prompt"),
        samplings=(
            Sampling(
                where=where,
                **first,
                cfg_scale=next(iter(every("cfg_scale")), ""),
                model=model,
                loras=every(*_LORAS),
                prompts=every("prompt"),
                negative_prompts=every("negative_prompt"),
                input_images=every(*_IMAGES),
            ),
        ),
        findings=tuple(Finding(name=name, value=value, where=where) for name, value in kept),
    )


def named_facts(said: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the values of an object whose keys `names` knows in lower case, under our names; empty ones left out.

    Width and height become one `size`.
    """
    facts = []
    for key, value in said.items():
        name = names.get(str(key).lower())
        if name and value not in (None, "", [], {}):
            facts.append((name, shown(value)))
    size = [shown(value) for name in ("width", "height") for key, value in said.items() if str(key).lower() == name]
    if len(size) == 2 and all(size):
        facts.append(("size", "x".join(size)))
    return facts
