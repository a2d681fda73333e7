"""XMP packets: properties set in a packet that may be there already, with everything else in it kept."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from xml.dom.minidom import Document, Element

from studio_app.imaging.xmp_words import BrokenPacket, read_packet, write_packet

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMLNS = "http://www.w3.org/2000/xmlns/"
_XML = "http://www.w3.org/XML/1998/namespace"
_EMPTY = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"/></x:xmpmeta>'.encode()
TEIRE = "teire:ns/delivery/1/"
"""The namespace of what has no place in a standard; a name, no address: nothing is to be fetched there."""

_MOST_EARLIER = 20
_LONGEST_EARLIER = 500


class XmpForm(StrEnum):
    """How a property's values stand (ISO 16684-1, 6.3): one text, alternatives by language, a list or a set."""

    TEXT = "text"
    ALT = "Alt"
    SEQ = "Seq"
    BAG = "Bag"


@dataclass(frozen=True, slots=True, kw_only=True)
class XmpProperty:
    """A property and its values; without values it is taken away. Texts are data: they are escaped when written.

    `keeps_earlier`: what another program said there is kept beside, as `teire:earlier`.
    """

    prefix: str
    namespace: str
    name: str
    form: XmpForm
    values: tuple[str, ...]
    keeps_earlier: bool = False


def with_properties(packets: Sequence[bytes], properties: Sequence[XmpProperty]) -> bytes:
    """Return one packet with `properties` set and all else that stood in `packets` kept, in their order.

    A packet that cannot be read cannot be merged: its bytes are kept whole, as base64 in `teire:unreadable`.
    """
    trees, unreadable = [], []
    for packet in packets:
        try:
            trees.append(_checked(read_packet(packet)))
        except BrokenPacket:
            unreadable.append(base64.b64encode(packet).decode("ascii"))
    document = trees[0] if trees else read_packet(_EMPTY)
    rdf = _rdf(document)
    for other in trees[1:]:
        _take_over(document, rdf, _rdf(other))
    earlier = tuple(dict.fromkeys(said for one in properties for said in _taken_out(rdf, one)))[:_MOST_EARLIER]
    own = [*properties, *_set_of("earlier", earlier), *_set_of("unreadable", tuple(unreadable))]
    _append(document, rdf, [one for one in own if one.values])
    root = document.documentElement
    if root is None:
        raise BrokenPacket
    return write_packet(root)


def _set_of(name: str, values: tuple[str, ...]) -> tuple[XmpProperty, ...]:
    if not values:
        return ()
    return (XmpProperty(prefix="teire", namespace=TEIRE, name=name, form=XmpForm.BAG, values=values),)


def _checked(document: Document) -> Document:
    """Return a tree that has a place for descriptions, else raise `BrokenPacket`."""
    _rdf(document)
    return document


def _rdf(document: Document) -> Element:
    found = document.getElementsByTagNameNS(RDF, "RDF")
    if not found:
        raise BrokenPacket
    return found[0]


def _descriptions(rdf: Element) -> Iterator[Element]:
    for child in rdf.childNodes:
        if isinstance(child, Element) and (child.namespaceURI, child.localName) == (RDF, "Description"):
            yield child


def _take_over(document: Document, rdf: Element, other: Element) -> None:
    """Move another packet's descriptions here; each takes the names it was read under along."""
    scopes: list[Element] = []
    scope: object = other
    while isinstance(scope, Element):
        scopes.append(scope)
        scope = scope.parentNode
    names = {}
    for one in reversed(scopes):
        names.update({name: value for name, value in one.attributes.items() if name.startswith("xmlns:")})
    for child in list(_descriptions(other)):
        moved = document.importNode(child, deep=True)
        for name, value in names.items():
            if not moved.hasAttribute(name):
                moved.setAttributeNS(_XMLNS, name, value)
        rdf.appendChild(moved)


def _taken_out(rdf: Element, wanted: XmpProperty) -> Iterator[str]:
    """Take a property out wherever it stands, as attribute or element, and yield what is to be kept of it."""
    for one in _descriptions(rdf):
        found = []
        if one.hasAttributeNS(wanted.namespace, wanted.name):
            found.append(one.getAttributeNS(wanted.namespace, wanted.name))
            one.removeAttributeNS(wanted.namespace, wanted.name)
        for child in list(one.childNodes):
            if isinstance(child, Element) and (child.namespaceURI, child.localName) == (wanted.namespace, wanted.name):
                found += list(_texts(child))
                one.removeChild(child)
        if wanted.keeps_earlier:
            yield from (
                f"{wanted.prefix}:{wanted.name}: {said.strip()[:_LONGEST_EARLIER]}"
                for said in found
                if said.strip() and said.strip() not in wanted.values
            )


def _texts(element: Element) -> Iterator[str]:
    if element.hasAttributeNS(RDF, "resource"):
        yield element.getAttributeNS(RDF, "resource")
    for child in element.childNodes:
        if isinstance(child, Element):
            yield from _texts(child)
        elif child.nodeValue and child.nodeValue.strip():
            yield child.nodeValue


def _append(document: Document, rdf: Element, properties: Sequence[XmpProperty]) -> None:
    """Add one description that holds the properties, about what the others are about."""
    first = next(_descriptions(rdf), None)
    about = first.getAttributeNS(RDF, "about") if first is not None else ""
    own = document.createElementNS(RDF, "rdf:Description")
    own.setAttributeNS(_XMLNS, "xmlns:rdf", RDF)
    own.setAttributeNS(RDF, "rdf:about", about)
    for one in properties:
        own.setAttributeNS(_XMLNS, f"xmlns:{one.prefix}", one.namespace)
        own.appendChild(_element(document, one))
    rdf.appendChild(own)


def _element(document: Document, one: XmpProperty) -> Element:
    element: Element = document.createElementNS(one.namespace, f"{one.prefix}:{one.name}")
    if one.form is XmpForm.TEXT:
        element.appendChild(document.createTextNode(one.values[0]))
        return element
    held = document.createElementNS(RDF, f"rdf:{one.form.value}")
    for value in one.values:
        item = document.createElementNS(RDF, "rdf:li")
        if one.form is XmpForm.ALT:
            item.setAttributeNS(_XML, "xml:lang", "x-default")
        item.appendChild(document.createTextNode(value))
        held.appendChild(item)
    element.appendChild(held)
    return element
