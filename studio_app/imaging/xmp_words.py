"""XMP as text: a packet's tree read from bytes without entities, and written with every character escaped."""

from xml.dom.minidom import Document, Element, Node
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException
from defusedxml.minidom import parseString

LARGEST_PACKET = 8 * 1024 * 1024
_DEEPEST = 60
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_IN_ATTRIBUTES = {**_ESCAPES, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}


class BrokenPacket(ValueError):
    """Bytes that are no XMP: not well-formed, too large, too deep, or with entities."""


def read_packet(data: bytes) -> Document:
    """Return the tree of a packet's bytes or raise `BrokenPacket`."""
    if len(data) > LARGEST_PACKET:
        raise BrokenPacket
    try:
        # The types of the library ask for text; expat itself finds out how bytes are encoded.
        document: Document = parseString(data.strip(b"\0 \r\n\t"))  # type: ignore[arg-type]
    except (ExpatError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise BrokenPacket from error
    if document.documentElement is None or _depth(document.documentElement) > _DEEPEST:
        raise BrokenPacket
    return document


def write_packet(root: Element) -> bytes:
    """Return a packet, writable in place by other programs as the standard has it (ISO 16684-1, 7.3.2)."""
    parts = ['<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n']
    _write(root, parts)
    parts.append('\n<?xpacket end="w"?>')
    return "".join(parts).encode()


def is_xml(text: str) -> bool:
    """Whether XML 1.0 can hold every character of `text` (its production 2, Char)."""
    return all(
        sign in "\t\n\r" or " " <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign > "\uffff" for sign in text
    )


def _depth(root: Element) -> int:
    """Return how deep a tree is; without recursion, since a hostile one is deeper than the stack."""
    deepest, waiting = 0, [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        if depth <= _DEEPEST:
            waiting += [(child, depth + 1) for child in node.childNodes if isinstance(child, Element)]
    return deepest


def _write(node: Node, parts: list[str]) -> None:
    if isinstance(node, Element):
        parts.append(f"<{node.tagName}")
        for name, value in node.attributes.items():
            parts.append(f' {name}="{value.translate(_IN_ATTRIBUTES)}"')
        if not node.childNodes:
            parts.append("/>")
            return
        parts.append(">")
        for child in node.childNodes:
            _write(child, parts)
        parts.append(f"</{node.tagName}>")
    elif node.nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
        # A text in a CDATA section is the same text escaped.
        parts.append((node.nodeValue or "").translate(_ESCAPES))
