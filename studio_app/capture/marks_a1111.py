"""The `parameters` text of AUTOMATIC1111's web UI and of the many programs that write like it.

sd-parsers drops any setting whose value holds a colon or a comma and gives up without a sampler, so this is our own.
"""

import json
import re
from itertools import pairwise

from studio_app.capture.marks_text import Reading, shown
from studio_app.domain.generations import Finding, GenerationRecord

DIALECT = "AUTOMATIC1111"
FAMILY = "AUTOMATIC1111 family"
_KNOWN = {"Steps", "Sampler", "Schedule type", "CFG scale", "Seed", "Size", "Model", "Model hash", "Version"}
_ENOUGH = 3
_LONGEST_LINE = 256 * 1024
_KEY = re.compile(r"\s*([A-Za-z][^:,\"{}\[\]\n]{0,60}):\s*")
_NEGATIVE = "Negative prompt:"


def a1111_reading(text: str, where: str) -> Reading | None:
    """Return what an A1111 text says, or None where no line of it is a line of settings."""
    lines = text.replace("\r\n", "\n").split("\n")
    found = _settings_line(lines)
    if found is None:
        return None
    index, settings = found
    positive, negative = _prompts(lines[:index])
    findings = [Finding(name=_name(key), value=value, where=where) for key, value in settings]
    if positive:
        findings.insert(0, Finding(name="prompt", value=positive, where=where))
    if negative:
        findings.insert(1 if positive else 0, Finding(name="negative_prompt", value=negative, where=where))
    if rest := "\n".join(lines[index + 1 :]).strip():
        findings.append(Finding(name="after_settings", value=rest, where=where))
    said = dict(reversed(settings))
    system, version = _system(said.get("Version", ""), said.get("App", ""))
    return Reading(
        record=GenerationRecord(
            dialect=DIALECT,
            system=system,
            version=version,
            model=said.get("Model", ""),
            prompts=(positive,) if positive else (),
            negative_prompts=(negative,) if negative else (),
            findings=tuple(findings),
        )
    )


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
    return key.strip().lower().replace(" ", "_")


def _system(version: str, app: str) -> tuple[str, str]:
    """Return the program and its version, as far as the text supports; many programs write this dialect."""
    if app:
        return app, version
    if re.fullmatch(r"v?1\.\d+\.\d+\S*", version):
        return "AUTOMATIC1111", version
    if re.match(r"f\d+\.\d+", version):
        return "Forge", version
    if version in ("classic", "neo"):
        return f"Forge {version.capitalize()}", version
    named = re.match(r"(Fooocus|ComfyUI|SD\.Next|SwarmUI|EasyDiffusion)\s*(.*)", version)
    if named:
        return named.group(1), named.group(2)
    return FAMILY, version
