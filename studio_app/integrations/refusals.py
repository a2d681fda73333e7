"""What a server that refuses says in words."""

from collections.abc import Iterator


def sentences(said: object) -> Iterator[str]:
    """Yield what a refusal says in words: ComfyUI's errors by node, and the plain details of web UIs."""
    if isinstance(said, list):
        for one in said:
            yield from sentences(one)
    if not isinstance(said, dict):
        return
    for key in ("message", "details", "detail", "errors"):
        value = said.get(key)
        if isinstance(value, str):
            yield from ([value] if value.strip() else [])
        else:
            yield from sentences(value)
    yield from sentences(said.get("error"))
    nodes = said.get("node_errors")
    for node in nodes.values() if isinstance(nodes, dict) else ():
        yield from sentences(node)
