"""The words that reach a sampler of a ComfyUI graph: prompts, each with its node and the area it holds for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studio_app.capture.comfy_graph import Graph

# What nodes that hold or join texts call them: `text`, `Text`, `text_g`, `string_a`, `text1`, `t5xxl`.
_TEXT = re.compile(r"(text|string|prompt|value)(_?[a-z0-9]|_list)?|clip_[lg]|t5xxl|llama|tags|.*_prompt|.*_text")
_NOT_TEXT = {"negative_prompt", "negative_text", "filename_text"}
_SIDES = {
    "prompt": ("positive", "text_positive", "positive_prompt", "prompt_positive"),
    "negative_prompt": ("negative", "text_negative", "negative_prompt", "prompt_negative", "negative_text"),
}
_NOT_WORDS = {"clip", "vae", "model", "control_net", "image", "pixels", "samples", "latent", "latent_image", "mask"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text of a graph: `key` is its node, `area` the part of the picture it holds for, empty for all of it."""

    key: str
    text: str
    area: str = ""


def words_behind(graph: Graph, starts: list[str], side: str) -> Iterator[Words]:
    """Yield the texts behind the nodes `starts`, for one side (`prompt`, `negative_prompt`); a node is asked once."""
    areas: dict[str, str] = {}
    spoken: set[str] = set()

    def leads_on(key: str, name: str) -> bool:
        if key in spoken or name in _NOT_WORDS:
            return False
        inputs = graph.inputs(key)
        if "positive" in inputs and "negative" in inputs:
            # Nodes that carry both sides keep them apart.
            return name == ("positive" if side == "prompt" else "negative")
        return name not in _other(side)

    for key in graph.behind(starts, leads_on=leads_on):
        area = _area(graph, key) or areas.get(key, "")
        texts = own_texts(graph, key, side)
        if texts:
            spoken.add(key)
        for text in texts:
            yield Words(key=key, text=text, area=area)
        for _name, source in graph.links(key):
            if area:
                areas.setdefault(source, area)


def own_texts(graph: Graph, key: str, side: str = "") -> list[str]:
    """Return the texts that stand in a node itself, those of the other side left out."""
    inputs = graph.inputs(key)
    mine = _SIDES.get(side, ())
    other = _other(side)
    return [
        text
        for name, value in inputs.items()
        if isinstance(value, str)
        and (text := value.strip())
        and (name in mine or (name not in other and name not in _NOT_TEXT and _TEXT.fullmatch(str(name).lower())))
    ]


def _other(side: str) -> tuple[str, ...]:
    return tuple(name for one, names in _SIDES.items() if side and one != side for name in names)


def _area(graph: Graph, key: str) -> str:
    """Return `1280x704 at 0,512` of a node that confines its words to a part of the picture."""
    kind = graph.kind(key).lower()
    if "area" not in kind:
        return "masked" if "setmask" in kind else ""
    said = [graph.scalar(key, name) for name in ("width", "height", "x", "y")]
    return "" if None in said else "{}x{} at {},{}".format(*said)
