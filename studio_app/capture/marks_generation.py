"""Which program each text of a file belongs to, and one record of all that they say."""

from collections.abc import Iterable

from studio_app.capture.chunks import LooseText
from studio_app.capture.marks_a1111 import a1111_reading
from studio_app.capture.marks_comfy import DIALECT as COMFY
from studio_app.capture.marks_comfy import comfy_reading
from studio_app.capture.marks_programs import invoke_reading, json_reading, novelai_reading
from studio_app.capture.marks_text import UNKNOWN_DIALECT, Reading, trusted_json, unreadable
from studio_app.domain.generations import Finding, GenerationRecord
from studio_app.domain.language import _

_INVOKE = ("invokeai_metadata", "sd-metadata", "Dream")
# EXIF tags that extensions put JSON into, for want of a better place.
_BORROWED = ("UserComment", "ImageDescription", "Make", "Model")
_STABILITY_MATRIX = ("parameters-json", "smproj")
# Where several programs wrote, the one that says most about how the picture came about names the record.
_FIRST = ("SwarmUI", "RuinedFooocus", "Fooocus", "InvokeAI", "NovelAI", COMFY, "AUTOMATIC1111", UNKNOWN_DIALECT)


def generation_reading(texts: tuple[LooseText, ...]) -> Reading:
    """Return all that the texts of one file say of generators; a record of None means they say nothing."""
    keywords = {text.keyword: text for text in texts}
    readings = [reading for text in texts if (reading := _reading(text, keywords)) is not None]
    problems = tuple(dict.fromkeys(problem for reading in readings for problem in reading.problems))
    records = [reading.record for reading in readings if reading.record is not None]
    if not records:
        return Reading(record=_workflow_alone(texts), problems=problems)
    first = min(records, key=lambda record: _FIRST.index(record.dialect))
    system = first.system
    if any(keyword in keywords for keyword in _STABILITY_MATRIX):
        system = "StabilityMatrix"
    return Reading(record=_merged(first, system, records), problems=problems)


def _merged(first: GenerationRecord, system: str, records: list[GenerationRecord]) -> GenerationRecord:
    return GenerationRecord(
        dialect=first.dialect,
        system=system or next((record.system for record in records if record.system), ""),
        version=first.version
        or next((record.version for record in records if record.dialect == first.dialect and record.version), ""),
        model=first.model or next((record.model for record in records if record.model), ""),
        prompts=_once(prompt for record in records for prompt in record.prompts),
        negative_prompts=_once(prompt for record in records for prompt in record.negative_prompts),
        findings=tuple(finding for record in records for finding in record.findings),
    )


def _once(prompts: Iterable[str]) -> tuple[str, ...]:
    """Return prompts without repetition; two programs in one file differ only in the white space they keep."""
    return tuple({" ".join(prompt.split()): prompt for prompt in reversed(list(prompts))}.values())[::-1]


def _reading(text: LooseText, keywords: dict[str, LooseText]) -> Reading | None:
    software = keywords["Software"].text if "Software" in keywords else ""
    if text.keyword == "parameters":
        found = json_reading(text.text, text.where) or a1111_reading(text.text, text.where)
        return found or unreadable(text.where, text.text)
    if text.keyword == "prompt":
        return comfy_reading(text.text, text.where)
    if text.keyword in _INVOKE:
        return invoke_reading(text.keyword, text.text, text.where)
    if text.keyword == "Comment" and software.startswith("NovelAI"):
        description, source = (keywords[key].text if key in keywords else "" for key in ("Description", "Source"))
        return novelai_reading(text.text, description, source, text.where)
    if text.keyword in _BORROWED:
        return _borrowed(text, software)
    return None


def _borrowed(text: LooseText, software: str) -> Reading | None:
    head, colon, rest = text.text.partition(":")
    if colon and head.strip().lower() == "prompt" and '"class_type"' in rest:
        return comfy_reading(rest.strip(), text.where)
    if text.text.lstrip().startswith("{"):
        found = json_reading(text.text, text.where, software=software)
        if found is None and '"class_type"' in text.text:
            return _comfy_within(text)
        return found
    return a1111_reading(text.text, text.where)


def _comfy_within(text: LooseText) -> Reading:
    """Some writers put the whole graph into one object under `prompt`."""
    try:
        said = trusted_json(text.text)
    except ValueError:
        return unreadable(text.where, text.text, system=COMFY)
    inner = said.get("prompt") if isinstance(said, dict) else None
    return comfy_reading(inner if isinstance(inner, str) else text.text, text.where)


def _workflow_alone(texts: tuple[LooseText, ...]) -> GenerationRecord | None:
    """A drawing of a graph without the graph that ran names its program and nothing that can be relied on."""
    for text in texts:
        borrowed = text.keyword in _BORROWED and text.text[:9].lower() == "workflow:"
        if borrowed or (text.keyword == "workflow" and '"nodes"' in text.text):
            value = _("Only the drawing of the graph, not what was run")
            return GenerationRecord(
                dialect=COMFY, system=COMFY, findings=(Finding(name="workflow", value=value, where=text.where),)
            )
    return None
