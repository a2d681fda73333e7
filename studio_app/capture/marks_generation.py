"""Which program each text of a file belongs to, and one record of all that they say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from studio_app.capture import marks_services as services
from studio_app.capture.chunks import LooseText
from studio_app.capture.marks_a1111 import a1111_reading
from studio_app.capture.marks_comfy import DIALECT as COMFY
from studio_app.capture.marks_comfy import comfy_reading, graph_reading
from studio_app.capture.marks_programs import invoke_reading, json_reading, novelai_reading
from studio_app.capture.marks_text import UNKNOWN_DIALECT, Reading, json_object, shown, trusted_json, unreadable
from studio_app.domain.findings import Finding
from studio_app.domain.generations import GenerationRecord
from studio_app.domain.language import _

_INVOKE = ("invokeai_metadata", "sd-metadata", "Dream")
_SERVICES: Mapping[str, Callable[[str, str], Reading | None]] = {
    "generation_data": services.tensor_art_reading,
    "parameters-json": services.stability_matrix_reading,
    "extraMetadata": services.civitai_reading,
}
# EXIF tags, comments and XMP properties that programs put their own texts into, for want of a better place.
_BORROWED = ("UserComment", "ImageDescription", "Make", "Model", "Comment", "XPComment", "Description", "description")
# Where several programs wrote, the one that says most about how the picture came about names the record.
_FIRST = (
    "SwarmUI",
    "RuinedFooocus",
    "Fooocus",
    "InvokeAI",
    "NovelAI",
    services.TENSOR_ART,
    services.DRAW_THINGS,
    services.EASY,
    services.SPACE,
    services.MIDJOURNEY,
    services.CIVITAI,
    COMFY,
    services.STABILITY_MATRIX,
    "AUTOMATIC1111",
    UNKNOWN_DIALECT,
)
# The keys under which some writers put a whole set of texts into one object.
_WRAPPED = ("prompt", "workflow", "parameters", "invokeai_metadata", "generation_data", "parameters-json")


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationReading:
    """All that the texts of one file say of generators: one record, the records it was joined from, and problems."""

    record: GenerationRecord | None
    sources: tuple[GenerationRecord, ...]
    problems: tuple[str, ...]


def generation_reading(texts: tuple[LooseText, ...]) -> GenerationReading:
    """Return all that the texts of one file say of generators; a record of None means they say nothing."""
    keywords = {text.keyword: text for text in texts}
    easy = services.easy_diffusion_reading(keywords)
    # Its texts have names that others use too, so that no other reading of them counts.
    readings = [easy] if easy else [reading for text in texts for reading in _readings(text, keywords)]
    problems = tuple(dict.fromkeys(problem for reading in readings for problem in reading.problems))
    records = [reading.record for reading in readings if reading.record is not None]
    if not records:
        return GenerationReading(record=_workflow_alone(texts), sources=(), problems=problems)
    first = min(records, key=lambda record: _FIRST.index(record.dialect))
    system = first.system
    if any(record.dialect == services.STABILITY_MATRIX for record in records) or "smproj" in keywords:
        system = services.STABILITY_MATRIX
    return GenerationReading(record=_merged(first, system, records), sources=tuple(records), problems=problems)


def _merged(first: GenerationRecord, system: str, records: list[GenerationRecord]) -> GenerationRecord:
    # The same run is told by several texts; a graph tells most of it, and of all runs.
    fullest = max(records, key=lambda record: (len(record.samplings), record.dialect == COMFY))
    return GenerationRecord(
        dialect=first.dialect,
        system=system or next((record.system for record in records if record.system), ""),
        version=first.version
        or next((record.version for record in records if record.dialect == first.dialect and record.version), ""),
        model=first.model or next((record.model for record in records if record.model), ""),
        prompts=_once(prompt for record in records for prompt in record.prompts),
        negative_prompts=_once(prompt for record in records for prompt in record.negative_prompts),
        samplings=fullest.samplings,
        findings=tuple(finding for record in records for finding in record.findings),
    )


def _once(prompts: Iterable[str]) -> tuple[str, ...]:
    """Return prompts without repetition; two programs in one file differ only in the white space they keep."""
    return tuple({" ".join(prompt.split()): prompt for prompt in reversed(list(prompts))}.values())[::-1]


def _readings(text: LooseText, keywords: Mapping[str, LooseText]) -> list[Reading]:
    """Return what one text says; a text that holds a set of others is read as these."""
    software = keywords["Software"].text if "Software" in keywords else ""
    found = _by_keyword(text, keywords, software)
    if found is not None:
        return [found]
    if text.keyword not in _BORROWED:
        return []
    return _borrowed(text, software)


def _by_keyword(text: LooseText, keywords: Mapping[str, LooseText], software: str) -> Reading | None:
    said, where, keyword = text.text, text.where, text.keyword
    if keyword == "parameters":
        found = json_reading(said, where) or services.service_json_reading(said, where) or a1111_reading(said, where)
        return found or unreadable(where, said)
    if keyword == "prompt":
        return comfy_reading(said, where)
    if keyword in _INVOKE:
        return invoke_reading(keyword, said, where)
    if keyword in _SERVICES:
        return _SERVICES[keyword](said, where)
    if keyword == "Comment" and software.startswith("NovelAI"):
        description, source = (keywords[key].text if key in keywords else "" for key in ("Description", "Source"))
        return novelai_reading(said, description, source, where)
    return None


def _borrowed(text: LooseText, software: str) -> list[Reading]:
    head, colon, rest = text.text.partition(":")
    if colon and head.strip().lower() == "prompt" and '"class_type"' in rest:
        return [comfy_reading(rest.strip(), text.where)]
    if not text.text.lstrip().startswith("{"):
        found = a1111_reading(text.text, text.where) or services.midjourney_reading(text.text, text.where)
        return [found] if found else []
    found = json_reading(text.text, text.where, software=software)
    found = found or services.service_json_reading(text.text, text.where)
    return [found] if found else _within(text, software)


def _within(text: LooseText, software: str) -> list[Reading]:
    """Return what an object says that holds a graph, or several texts of a PNG under their names."""
    try:
        said = trusted_json(text.text.rstrip("\0 "))
    except ValueError:
        return [unreadable(text.where, text.text, system=COMFY)] if '"class_type"' in text.text else []
    if not isinstance(said, dict):
        return []
    if any(isinstance(node, dict) and "class_type" in node for node in said.values()):
        return _graph_with_more(said, text)
    inner = {key: said[key] for key in _WRAPPED if isinstance(said.get(key), (str, dict))}
    loose = {
        key: LooseText(keyword=key, text=shown(value), where=f"{text.where} {key}") for key, value in inner.items()
    }
    readings = []
    for key, one in loose.items():
        if key == "prompt" and isinstance(inner[key], dict):
            # Read from the object itself: written out again its numbers would be texts in quotation marks.
            readings.append(graph_reading(inner[key], one.where, one.text))
        elif key != "workflow" and (reading := _by_keyword(one, loose, software)) is not None:
            readings.append(reading)
    return readings


def _graph_with_more(said: dict[str, Any], text: LooseText) -> list[Reading]:
    """Return a graph that stands bare in a comment, and what Civitai puts beside its nodes."""
    graph = graph_reading(said, text.where, text.text)
    extra = said.get("extraMetadata")
    more = services.civitai_reading(extra, f"{text.where} extraMetadata") if isinstance(extra, str) else None
    return [graph, more] if more else [graph]


def _workflow_alone(texts: tuple[LooseText, ...]) -> GenerationRecord | None:
    """A drawing of a graph without the graph that ran names its program and nothing that can be relied on."""
    for text in texts:
        borrowed = text.keyword in _BORROWED and text.text[:9].lower() == "workflow:"
        wrapped = text.keyword in _BORROWED and "nodes" in json_object(text.text)
        if borrowed or wrapped or (text.keyword == "workflow" and '"nodes"' in text.text):
            value = _("Only the drawing of the graph, not what was run")
            return GenerationRecord(
                dialect=COMFY, system=COMFY, findings=(Finding(name="workflow", value=value, where=text.where),)
            )
    return None
