"""Saved workflows and presets: JSON with places for the layout, the words and the seed.

`{layout}` stands where the layout goes, `{prompt}` where the words go. A workflow of ComfyUI that has no such place but
loads exactly one picture takes the layout there. Every seed of it is set, so that no two pictures of a request are one.
"""

import json
from collections.abc import Callable
from typing import Any

from studio_app.domain.language import _
from studio_app.integrations.errors import SourceError

LAYOUT, PROMPT = "{layout}", "{prompt}"
_SEEDS = ("seed", "noise_seed")
_LONGEST = 4 * 2**20


def checked_workflow(text: str) -> dict[str, Any]:
    """Return a workflow or preset as an object; raises `SourceError` where it is none."""
    try:
        found = json.loads(text) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError) as error:
        raise _no_workflow() from error
    if not isinstance(found, dict) or not found:
        raise _no_workflow()
    if "nodes" in found and "links" in found:
        raise SourceError(
            _("This workflow is the drawing of a graph, not what ComfyUI runs."),
            hint=_("In ComfyUI choose “Export (API)” and give that file."),
        )
    return found


def is_graph(workflow: dict[str, Any]) -> bool:
    """Say whether a workflow is a graph of ComfyUI."""
    return any(isinstance(node, dict) and "class_type" in node for node in workflow.values())


def takes_layout(workflow: dict[str, Any]) -> bool:
    """Say whether there is a place for the layout."""
    return LAYOUT in json.dumps(workflow) or (is_graph(workflow) and len(_loaders(workflow)) == 1)


def filled(workflow: dict[str, Any], *, layout: str, prompt: str, seed: int) -> dict[str, Any]:
    """Return a copy with its places filled: `layout` is the name or data that the generator knows it by."""

    def fill(value: str) -> str:
        return layout if value == LAYOUT else value.replace(PROMPT, prompt)

    copied: dict[str, Any] = _mapped(workflow, fill)
    if not is_graph(copied):
        return {**copied, "seed": seed}
    if LAYOUT not in json.dumps(workflow) and layout:
        for node in _loaders(copied):
            node["inputs"]["image"] = layout
    for node in copied.values():
        inputs = node.get("inputs") if isinstance(node, dict) else None
        for name in _SEEDS:
            if isinstance(inputs, dict) and isinstance(inputs.get(name), int):
                inputs[name] = seed
    return copied


def _loaders(graph: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        node
        for node in graph.values()
        if isinstance(node, dict) and node.get("class_type") == "LoadImage" and isinstance(node.get("inputs"), dict)
    ]


def _mapped(value: Any, fill: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, list):
        return [_mapped(one, fill) for one in value]
    if isinstance(value, dict):
        return {key: _mapped(one, fill) for key, one in value.items()}
    return value


def _no_workflow() -> SourceError:
    return SourceError(
        _("That is no workflow or preset."),
        hint=_("Give a JSON file: ComfyUI's “Export (API)”, or the body of a txt2img or img2img request."),
    )
