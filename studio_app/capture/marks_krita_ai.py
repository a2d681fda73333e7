"""What the plug-in Krita AI Diffusion keeps in a Krita document: every generation it made, and which were used."""

from collections.abc import Iterator, Mapping
from typing import Any

from studio_app.capture.marks_text import json_object, shown
from studio_app.domain.findings import Finding
from studio_app.domain.generations import GenerationRecord, Sampling
from studio_app.domain.language import _

SYSTEM = "Krita AI Diffusion"
_MOST = 200


def is_history(member: str) -> bool:
    """Say whether a member of the archive holds the plug-in's state; the document's name stands before it."""
    return "/annotations/" in f"/{member}" and "ai_diffusion" in member and member.endswith("ui.json")


def krita_ai_record(text: str, where: str) -> GenerationRecord | None:
    """Return what the plug-in made in this document, None where it made nothing.

    What was generated and taken into the picture is a sampling; what was only looked at is named as unused.
    """
    state = json_object(text)
    history = state.get("history")
    items = [one for one in history if isinstance(one, dict)] if isinstance(history, list) else []
    if not items:
        return None
    used: list[Sampling] = []
    findings: list[Finding] = []
    for number, item in enumerate(items[:_MOST]):
        run = _run(item, f"{where} history.{number}")
        if _in_use(item):
            used.append(run)
            findings += _facts(run)
        else:
            said = _("generated and not used in the picture (seed {seed})", seed=run.seed or "?")
            findings.append(Finding(name="unused_sampler", value=said, where=run.where))
    return GenerationRecord(
        dialect=SYSTEM,
        system=SYSTEM,
        version=shown(state.get("version")),
        model=", ".join(dict.fromkeys(run.model for run in used if run.model)),
        prompts=tuple(dict.fromkeys(words for run in used for words in run.prompts)),
        negative_prompts=tuple(dict.fromkeys(words for run in used for words in run.negative_prompts)),
        samplings=tuple(used),
        findings=tuple(findings),
    )


def _run(item: Mapping[str, Any], where: str) -> Sampling:
    params = _mapping(item.get("params"))
    # Documents of older versions keep these beside the seed.
    said = {**params, **_mapping(params.get("metadata"))}
    regions = [one for one in params.get("regions") or () if isinstance(one, dict)]
    prompts = [shown(said.get("prompt")), *(shown(one.get("prompt")) for one in regions)]
    control = [one for one in said.get("control") or () if isinstance(one, dict)]
    return Sampling(
        where=where,
        seed=shown(params.get("seed")),
        steps=shown(said.get("steps")),
        sampler=shown(said.get("sampler")),
        cfg_scale=shown(said.get("guidance")),
        denoise=shown(said.get("strength")),
        size=_size(params.get("bounds")),
        model=shown(said.get("checkpoint")),
        loras=tuple(_loras(said.get("loras"))),
        prompts=tuple(dict.fromkeys(words for words in prompts if words)),
        negative_prompts=tuple(filter(None, [shown(said.get("negative_prompt"))])),
        input_images=tuple(filter(None, (shown(one.get("image")) for one in control))),
    )


def _facts(run: Sampling) -> Iterator[Finding]:
    single = {
        "seed": run.seed,
        "steps": run.steps,
        "sampler": run.sampler,
        "cfg_scale": run.cfg_scale,
        "denoise": run.denoise,
        "size": run.size,
        "model": run.model,
    }
    many = {"prompt": run.prompts, "negative_prompt": run.negative_prompts, "lora": run.loras}
    for name, value in single.items():
        if value:
            yield Finding(name=name, value=value, where=run.where)
    for name, values in (*many.items(), ("control_image", run.input_images)):
        yield from (Finding(name=name, value=value, where=run.where) for value in values)


def _in_use(item: Mapping[str, Any]) -> bool:
    """Say whether any result was taken; versions that do not keep this leave all of them in question, so all count."""
    kept = item.get("in_use")
    return True if not isinstance(kept, dict) or not kept else any(value is True for value in kept.values())


def _size(bounds: object) -> str:
    """Return the size of `[x, y, width, height]` as the plug-in writes it."""
    if isinstance(bounds, list) and len(bounds) == 4:
        return f"{shown(bounds[2])}x{shown(bounds[3])}"
    said = _mapping(bounds)
    width, height = shown(said.get("width")), shown(said.get("height"))
    return f"{width}x{height}" if width and height else ""


def _loras(said: object) -> Iterator[str]:
    for one in said if isinstance(said, list) else ():
        name = one.get("name") if isinstance(one, dict) else one[0] if isinstance(one, list) and one else None
        if isinstance(name, str):
            yield name


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
