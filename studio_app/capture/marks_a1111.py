"""The `parameters` text of AUTOMATIC1111's web UI and of the many programs that write like it.

sd-parsers drops any setting whose value holds a colon or a comma and gives up without a sampler, so this is our own.
"""

import json
import re
from collections.abc import Iterator
from itertools import pairwise

from studio_app.capture.marks_text import Reading, json_object, record_of, shown

DIALECT = "AUTOMATIC1111"
FAMILY = "AUTOMATIC1111 family"
_KNOWN = {"Steps", "Sampler", "Schedule type", "CFG scale", "Seed", "Size", "Model", "Model hash", "Version"}
_ENOUGH = 3
_LONGEST_LINE = 256 * 1024
_KEY = re.compile(r"\s*([A-Za-z][^:,\"{}\[\]\n]{0,60}):\s*")
_NEGATIVE = "Negative prompt:"
_NAMES = {"schedule_type": "scheduler", "denoising_strength": "denoise", "sampler_sigma": "scheduler"}
_LORA = re.compile(r"<(?:lora|lyco):([^:<>]{1,200})(?::[^<>]{0,80})?>")
# What each program of the family writes as `Version`, most particular first; the rest of it is the version.
_VERSIONS = (
    (re.compile(r"f\d+\.\d+(\.\d+)?v\d+-v"), "reForge"),
    (re.compile(r"f\d+\.\d+(\.\d+)?-v"), "EasyReforge"),
    (re.compile(r"f\d+\.\d+"), "Forge"),
    (re.compile(r"classic"), "Forge Classic"),
    (re.compile(r"neo"), "Forge Neo"),
    (re.compile(r"v?\d+\.\d+(\.\d+)?(-\S*)?$"), "AUTOMATIC1111"),
)
_NAMED = re.compile(r"(Fooocus|ComfyUI|SD\.Next|SwarmUI|EasyDiffusion|RuinedFooocus|krita-ai-diffusion)\s*(.*)")
# Krita AI Diffusion writes these very words, having no hash to give.
_KRITA_HASH = "unknown"


def a1111_reading(text: str, where: str) -> Reading | None:
    """Return what an A1111 text says, or None where no line of it is a line of settings."""
    lines = text.replace("\r\n", "\n").split("\n")
    found = _settings_line(lines)
    if found is None:
        return None
    index, settings = found
    positive, negative = _prompts(lines[:index])
    facts = [("prompt", positive), ("negative_prompt", negative)]
    facts += [(_name(key), value) for key, value in settings]
    facts += [("lora", name) for name in dict.fromkeys(_LORA.findall(positive))]
    facts.append(("after_settings", "\n".join(lines[index + 1 :]).strip()))
    said = {key.strip(): value for key, value in reversed(settings)}
    system, version = _system(said)
    facts += [("resource", name) for name in _resources(said.get("Civitai resources", ""))]
    facts = [(name, value) for name, value in facts if name != "version"]
    if version:
        facts.append(("version", version))
    return Reading(record=record_of(facts, dialect=DIALECT, system=system, where=where, version=version))


def _settings_line(lines: list[str]) -> tuple[int, list[tuple[str, str]]] | None:
    """Return the last line of settings; one that begins with `Steps:` goes before, for prompts may hold settings."""
    candidates = []
    for index in range(len(lines) - 1, max(-1, len(lines) - 2_000), -1):
        line = lines[index]
        if len(line) > _LONGEST_LINE or ":" not in line:
            continue
        settings = _settings(line)
        if len({key for key, _value in settings} & _KNOWN) >= _ENOUGH:
            if line.lstrip().startswith("Steps:"):
                return index, settings
            candidates.append((index, settings))
    return candidates[0] if candidates else None


def _settings(line: str) -> list[tuple[str, str]]:
    settings: list[tuple[str, str]] = []
    position = 0
    while match := _KEY.match(line, position):
        value, position = _value(line, match.end())
        settings.append((match.group(1).strip(), value))
    return settings


def _value(line: str, start: int) -> tuple[str, int]:
    """Return one value and the place behind its comma; quoted texts, lists and objects may hold commas."""
    if line[start : start + 1] in ('"', "{", "["):
        try:
            value, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(line, start)
        except (ValueError, RecursionError):
            pass
        else:
            comma = line.find(",", end)
            return shown(value), len(line) if comma < 0 else comma + 1
    comma = line.find(",", start)
    end = len(line) if comma < 0 else comma
    return line[start:end].strip(), min(len(line), end + 1)


def _prompts(lines: list[str]) -> tuple[str, str]:
    """Return the positive and the negative prompt; the negative one begins at the line that says so."""
    starts = [index for index, line in enumerate(lines) if line.startswith(_NEGATIVE)]
    bounds = [0, starts[0] if starts else len(lines), len(lines)]
    positive, negative = ("\n".join(lines[start:end]).strip() for start, end in pairwise(bounds))
    return positive, negative.removeprefix(_NEGATIVE).strip()


def _name(key: str) -> str:
    name = key.strip().lower().replace(" ", "_")
    return _NAMES.get(name, name)


def _system(said: dict[str, str]) -> tuple[str, str]:
    """Return the program and its version, as far as the text supports; many programs write this dialect."""
    version = said.get("Version", "")
    if said.get("App"):
        return said["App"], version
    named = _NAMED.match(version)
    if named:
        return named.group(1), named.group(2)
    for pattern, system in _VERSIONS:
        if pattern.match(version):
            return system, version
    if "Civitai resources" in said:
        return "Civitai", version
    if said.get("Model hash") == _KRITA_HASH:
        return "Krita AI Diffusion", version
    return FAMILY, version


def _resources(text: str) -> Iterator[str]:
    """Yield the models that Civitai names, of which its text says nothing else: `WAI-illustrious-SDXL v16.0`."""
    for one in json_object(f'{{"resources": {text}}}').get("resources") or () if text.startswith("[") else ():
        if isinstance(one, dict):
            parts = [shown(one.get(name, "")) for name in ("type", "modelName", "modelVersionName")]
            if any(parts):
                yield " ".join(part for part in parts if part)
