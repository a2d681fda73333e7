"""The graph that ComfyUI embeds: every seed, sampler, model and prompt of it, each with its node.

sd-parsers wants a workflow beside the prompt and knows only samplers that hold everything, so the walk is our own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from studio_app.capture.marks_text import Reading, shown, trusted_json, unreadable
from studio_app.domain.generations import Finding, GenerationRecord
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
    "ckpt_name": "model",
    "unet_name": "model",
    "model_name": "model",
    "lora_name": "lora",
    "vae_name": "vae",
    "control_net_name": "control_net",
    "image": "input_image",
}
_NOT_CHECKPOINTS = ("upscale", "clip", "vae", "control", "lora", "style", "sam", "detector", "ipadapter")
_TEXTS = ("text", "text_g", "text_l", "clip_l", "clip_g", "t5xxl", "positive_prompt", "prompt", "string", "value")
_NOT_WORDS = {"clip", "vae", "model", "control_net", "image", "pixels", "samples", "latent", "latent_image", "mask"}
_MOST_NODES = 5_000
_MOST_STEPS = 100_000
_LONGEST_NAME = 80


class _Patience:
    """How many links may still be followed: a graph where all is joined to all would take for ever."""

    def __init__(self) -> None:
        self.steps_left = _MOST_STEPS

    def take(self, steps: int) -> bool:
        """Say whether so many more steps may be taken, and count them."""
        self.steps_left -= steps
        return self.steps_left >= 0


_Node = Mapping[str, Any]
_Graph = dict[str, _Node]


def comfy_reading(text: str, where: str) -> Reading:
    """Return what a ComfyUI `prompt` says; nodes it cannot understand are passed over."""
    try:
        graph = trusted_json(text)
    except ValueError:
        return unreadable(where, text, system=DIALECT if '"class_type"' in text else "")
    if not isinstance(graph, dict):
        return unreadable(where, text)
    nodes: _Graph = {
        str(key): node for key, node in graph.items() if isinstance(node, dict) and isinstance(node.get("inputs"), dict)
    }
    if not any("class_type" in node for node in graph.values() if isinstance(node, dict)):
        return unreadable(where, text)
    problems = []
    if len(nodes) < len(graph):
        problems.append(_("Some nodes of the graph at {place} cannot be read.", place=where))
    if len(nodes) > _MOST_NODES:
        nodes = dict(list(nodes.items())[:_MOST_NODES])
        problems.append(_("The graph at {place} has too many nodes; the rest was not read.", place=where))
    patience = _Patience()
    record = _record(nodes, where, patience)
    if patience.steps_left < 0:
        problems.append(_("The graph at {place} is too entangled; some of its prompts were not read.", place=where))
    return Reading(record=record, problems=tuple(problems))


def _record(nodes: _Graph, where: str, patience: _Patience) -> GenerationRecord:
    findings: list[Finding] = []
    spoken: set[str] = set()
    for key, node in nodes.items():
        place = _place(key, node, where)
        findings += _facts(nodes, node, place)
        for side, inputs in _sides(node):
            for text_key, text in _words(nodes, inputs, side, patience):
                spoken.add(text_key)
                findings.append(Finding(name=side, value=text, where=_place(text_key, nodes[text_key], where)))
    # Words that hang on nothing the walk understands are still in the file; nobody can say which side they were on.
    for key, node in nodes.items():
        if key not in spoken and "TextEncode" in _kind(node):
            findings += [
                Finding(name="text", value=text, where=_place(key, node, where)) for text in _own_texts(node) if text
            ]
    findings = list(dict.fromkeys(findings))
    return GenerationRecord(
        dialect=DIALECT,
        system=DIALECT,
        model=", ".join(dict.fromkeys(fact.value for fact in findings if fact.name == "model")),
        prompts=tuple(dict.fromkeys(fact.value for fact in findings if fact.name == "prompt")),
        negative_prompts=tuple(dict.fromkeys(fact.value for fact in findings if fact.name == "negative_prompt")),
        findings=tuple(findings),
    )


def _place(key: str, node: _Node, where: str) -> str:
    return f"{where} #{key[:_LONGEST_NAME]} {_kind(node)}"


def _kind(node: _Node) -> str:
    kind = node.get("class_type")
    return kind[:_LONGEST_NAME] if isinstance(kind, str) else "?"


def _source(link: object) -> str | None:
    """Return the key of the node a link comes from; numbers were read as text."""
    return link[0] if isinstance(link, list) and link and isinstance(link[0], str) else None


def _facts(nodes: _Graph, node: _Node, place: str) -> Iterator[Finding]:
    inputs, kind = node["inputs"], _kind(node).lower()
    for key, name in _FACTS.items():
        value = _scalar(nodes, inputs.get(key), key)
        if value is None or (key == "model_name" and any(word in kind for word in _NOT_CHECKPOINTS)):
            continue
        if key == "image" and "load" not in kind:
            continue
        yield Finding(name=name, value=value, where=place)
    width, height = (_scalar(nodes, inputs.get(key), key) for key in ("width", "height"))
    if width and height and "latent" in kind:
        yield Finding(name="size", value=f"{width}x{height}", where=place)


def _scalar(nodes: _Graph, value: object, key: str) -> str | None:
    """Return a widget's value; where it is a link, that of the node it comes from, if that one holds a plain value."""
    for _step in range(20):
        if not isinstance(value, list):
            break
        key_of_source = _source(value)
        if key_of_source is None or key_of_source not in nodes:
            return None
        inputs = nodes[key_of_source]["inputs"]
        value = next((inputs[name] for name in (key, "seed", "value", "Value", "int", "float") if name in inputs), None)
    return None if value is None or isinstance(value, (list, dict)) else shown(value)


def _sides(node: _Node) -> Iterator[tuple[str, list[Any]]]:
    """Return where the prompts of a sampler or guider come in, positive and negative."""
    inputs = node["inputs"]
    guider = "guider" in _kind(node).lower()
    conditions = [value for key, value in inputs.items() if guider and str(key).startswith("cond")]
    if positive := [inputs[key] for key in ("positive",) if key in inputs] + conditions:
        yield "prompt", positive
    if "negative" in inputs:
        yield "negative_prompt", [inputs["negative"]]


def _words(nodes: _Graph, links: list[Any], side: str, patience: _Patience) -> Iterator[tuple[str, str]]:
    """Return the texts reached backwards from `links`, each with its node; a node is asked once."""
    waiting, asked = list(reversed(links)), set[str]()
    while waiting:
        link = waiting.pop()
        key = _source(link)
        if key is None or key in asked or key not in nodes:
            continue
        asked.add(key)
        if not patience.take(1 + len(nodes[key]["inputs"])):
            return
        inputs = nodes[key]["inputs"]
        own = _own_texts(nodes[key])
        for text in own:
            if text:
                yield key, text
        if not own:
            waiting += reversed([value for name, value in inputs.items() if _leads_on(str(name), inputs, side)])


def _leads_on(name: str, inputs: Mapping[str, Any], side: str) -> bool:
    """Say whether an input may lead to words of this side; nodes that carry both sides keep them apart."""
    if name in _NOT_WORDS:
        return False
    if "positive" in inputs and "negative" in inputs:
        return name == ("positive" if side == "prompt" else "negative")
    return True


def _own_texts(node: _Node) -> list[str]:
    inputs = node["inputs"]
    return [inputs[key].strip() for key in _TEXTS if isinstance(inputs.get(key), str)]
