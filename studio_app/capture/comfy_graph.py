"""The nodes and links of a graph that ComfyUI embeds, walked backwards; nothing here knows what a node does."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from studio_app.capture.marks_text import shown

Node = Mapping[str, Any]
_MOST_STEPS = 100_000
_LONGEST_NAME = 80
_LONGEST_FOLLOW = 20
_PLAIN = ("value", "Value", "int", "float", "number", "seed", "string", "text")


class Graph:
    """A graph as `prompt` holds it: nodes by id, each with `class_type` and `inputs`; links are `[id, output]`.

    Only so many links are followed in all: a graph where all is joined to all would take for ever. `gave_up` tells
    that it was too entangled.
    """

    def __init__(self, nodes: Mapping[str, Node], where: str) -> None:
        self.nodes = nodes
        self._where = where
        self._steps_left = _MOST_STEPS

    @property
    def gave_up(self) -> bool:
        """Whether some links were not followed."""
        return self._steps_left < 0

    def place(self, key: str) -> str:
        """Return where a node stands, as findings say it: `PNG tEXt prompt #37:1 RandomNoise`."""
        return f"{self._where} #{key[:_LONGEST_NAME]} {self.kind(key)}"

    def kind(self, key: str) -> str:
        """Return a node's class, `?` where it has none."""
        kind = self.nodes[key].get("class_type")
        return kind[:_LONGEST_NAME] if isinstance(kind, str) else "?"

    def inputs(self, key: str) -> Mapping[str, Any]:
        """Return a node's inputs: plain values and links."""
        inputs: Mapping[str, Any] = self.nodes[key]["inputs"]
        return inputs

    def source(self, link: object) -> str | None:
        """Return the id of the node that a link comes from, None where it is no link to a known node."""
        # Numbers were read as text, so that a list of two texts may be a link or a value; only a known id is a link.
        key = link[0] if isinstance(link, list) and link else None
        return key if isinstance(key, str) and key in self.nodes else None

    def links(self, key: str) -> Iterator[tuple[str, str]]:
        """Yield the inputs of a node that are links, each with the id of the node it comes from."""
        for name, value in self.inputs(key).items():
            source = self.source(value)
            if source is not None:
                yield str(name), source

    def leaders(self) -> set[str]:
        """Return the ids of nodes that some other node takes something from."""
        return {source for key in self.nodes for _name, source in self.links(key) if source != key}

    def behind(
        self,
        starts: list[str],
        *,
        leads_on: Callable[[str, str], bool] = lambda _key, _name: True,
        ends: Callable[[str], bool] = lambda _key: False,
    ) -> Iterator[str]:
        """Yield the nodes behind `starts`, these first, each once.

        An input is followed where `leads_on(id, name of the input)` says so; behind a node of which `ends` is true
        nothing is looked for.
        """
        waiting, seen = deque(starts), set(starts)
        while waiting:
            key = waiting.popleft()
            yield key
            if ends(key):
                continue
            self._steps_left -= 1 + len(self.inputs(key))
            if self._steps_left < 0:
                return
            for name, source in self.links(key):
                if source not in seen and leads_on(key, name):
                    seen.add(source)
                    waiting.append(source)

    def scalar(self, key: str, name: str) -> str | None:
        """Return an input's plain value; where it is a link, that of the node it comes from, if that one holds one."""
        value = self.inputs(key).get(name)
        for _step in range(_LONGEST_FOLLOW):
            if not isinstance(value, list):
                break
            source = self.source(value)
            if source is None:
                return None
            inputs = self.inputs(source)
            value = next((inputs[one] for one in (name, *_PLAIN) if one in inputs), None)
        return None if value is None or isinstance(value, (list, dict)) else shown(value)
