"""What ComfyUI embeds: the graph that ran, walked back from the picture it saved.

sd-parsers wants a workflow beside the prompt and knows only samplers that hold everything, so the walk is our own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from studio_app.capture.comfy_graph import Graph
from studio_app.capture.comfy_samplings import (
    Run,
    image_of,
    is_run,
    loras_of,
    models_of,
    runs,
    saving_nodes,
    scaling_of,
    size_of,
)
from studio_app.capture.comfy_words import own_texts
from studio_app.capture.marks_text import Reading, trusted_json, unreadable
from studio_app.domain.findings import Finding
from studio_app.domain.generations import GenerationRecord
from studio_app.domain.language import _

DIALECT = "ComfyUI"
_FACTS = {
    "seed": "seed",
    "noise_seed": "seed",
    "steps": "steps",
    "sampler_name": "sampler",
    "scheduler": "scheduler",
    "cfg": "cfg_scale",
    "denoise": "denoise",
    "vae_name": "vae",
    "control_net_name": "control_net",
}
_MOST_NODES = 5_000
_MOST_UNUSED = 50


def comfy_reading(text: str, where: str) -> Reading:
    """Return what a ComfyUI `prompt` says; nodes it cannot understand are passed over."""
    try:
        graph = trusted_json(text)
    except ValueError:
        return unreadable(where, text, system=DIALECT if '"class_type"' in text else "")
    return graph_reading(graph, where, text)


def graph_reading(graph: object, where: str, text: str) -> Reading:
    """Return what a graph says that was read from JSON, numbers as text; `text` is quoted where it is none."""
    if not isinstance(graph, dict) or not any(_has_class(node) for node in graph.values()):
        return unreadable(where, text)
    nodes = {
        str(key): node for key, node in graph.items() if isinstance(node, dict) and isinstance(node.get("inputs"), dict)
    }
    problems = []
    if any(_has_class(node) and str(key) not in nodes for key, node in graph.items()):
        problems.append(_("Some nodes of the graph at {place} cannot be read.", place=where))
    if len(nodes) > _MOST_NODES:
        nodes = dict(list(nodes.items())[:_MOST_NODES])
        problems.append(_("The graph at {place} has too many nodes; the rest was not read.", place=where))
    walked = Graph(nodes, where)
    record, said = _record(walked)
    if walked.gave_up:
        problems.append(_("The graph at {place} is too entangled; some of its prompts were not read.", place=where))
    return Reading(record=record, problems=(*problems, *said))


def _has_class(node: object) -> bool:
    return isinstance(node, Mapping) and "class_type" in node


def _record(graph: Graph) -> tuple[GenerationRecord, tuple[str, ...]]:
    """Return what leads to a saved picture, with sentences on what the graph leaves open."""
    saving, known = saving_nodes(graph)
    leading = set(graph.behind(saving))
    # The order of the file: people know it from the program.
    used = [key for key in graph.nodes if key in leading]
    found = list(runs(graph, used))
    findings = list(dict.fromkeys(_findings(graph, used, found)))
    unused = list(_unused(graph, leading))
    findings += unused[:_MOST_UNUSED]
    return GenerationRecord(
        dialect=DIALECT,
        system=DIALECT,
        model=", ".join(dict.fromkeys(fact.value for fact in findings if fact.name == "model")),
        prompts=tuple(dict.fromkeys(fact.value for fact in findings if fact.name == "prompt")),
        negative_prompts=tuple(dict.fromkeys(fact.value for fact in findings if fact.name == "negative_prompt")),
        samplings=tuple(run.sampling for run in found),
        findings=tuple(findings),
    ), tuple(_open_questions(graph, saving, known=known))


def _findings(graph: Graph, used: list[str], found: list[Run]) -> Iterator[Finding]:
    spoken: set[str] = set()
    of_run = {run.key: run for run in found}
    images = {image.key: image for run in found for image in run.images}
    for key in used:
        place = graph.place(key)
        yield from _facts(graph, key, place)
        if name := image_of(graph, key):
            yield Finding(name=images[key].role if key in images else "input_image", value=name, where=place)
        for side, words in of_run[key].words if key in of_run else ():
            spoken.add(words.key)
            area = f" ({words.area})" if words.area else ""
            yield Finding(name=side, value=words.text, where=graph.place(words.key) + area)
    # Words that hang on nothing the walk understands are still in the file; nobody can say which side they were on.
    for key in used:
        if key not in spoken and "TextEncode" in graph.kind(key):
            yield from (Finding(name="text", value=text, where=graph.place(key)) for text in own_texts(graph, key))


def _facts(graph: Graph, key: str, place: str) -> Iterator[Finding]:
    inputs: Mapping[str, Any] = graph.inputs(key)
    for name, fact in _FACTS.items():
        value = graph.scalar(key, name) if name in inputs else None
        if value is not None:
            yield Finding(name=fact, value=value, where=place)
    yield from (Finding(name="model", value=value, where=place) for value in models_of(graph, key))
    yield from (Finding(name="lora", value=value, where=place) for value in loras_of(graph, key))
    if size := size_of(graph, key):
        yield Finding(name="size", value=size, where=place)
    if scaling := scaling_of(graph, key):
        yield Finding(name="rescaled", value=scaling, where=place)


def _unused(graph: Graph, leading: set[str]) -> Iterator[Finding]:
    """Yield the runs that lead to no saved picture: their seeds and words are not those of this picture."""
    for key in graph.nodes:
        if key not in leading and is_run(graph, key):
            seed = graph.scalar(key, "seed") or graph.scalar(key, "noise_seed") or "?"
            said = _("leads to no saved picture (seed {seed})", seed=seed)
            yield Finding(name="unused_sampler", value=said, where=graph.place(key))


def _open_questions(graph: Graph, saving: list[str], *, known: bool) -> Iterator[str]:
    where = graph.place(saving[0]).partition(" #")[0] if saving else ""
    if saving and not known:
        yield _("No node of the graph at {place} is known to save a picture; all of it is listed.", place=where)
    if known and len(saving) > 1:
        yield _(
            "The graph at {place} saves {count} pictures and does not say which of them this is; all are listed.",
            place=where,
            count=len(saving),
        )
