"""The history, the dates and the declared source type of an XMP packet."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from studio_app.capture.chunks import LooseBlock, LooseText
from studio_app.domain.findings import Finding
from studio_app.domain.language import _

_LARGEST_PACKET = 8 * 1024 * 1024
_MOST_EVENTS = 2_000
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_MM = "{http://ns.adobe.com/xap/1.0/mm/}"
_EVENT = "{http://ns.adobe.com/xap/1.0/sType/ResourceEvent#}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SOURCE_TYPE = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
# Properties in which programs hide what they know of the generation, and the names they have elsewhere.
_TEXTS = {
    "{http://ns.adobe.com/exif/1.0/}UserComment": "UserComment",
    "{http://purl.org/dc/elements/1.1/}description": "ImageDescription",
    "{http://ns.adobe.com/exif/1.0/}ImageDescription": "ImageDescription",
}
_PROVENANCE = "{http://purl.org/dc/terms/}provenance"
_DATES = {
    f"{_XMP}CreateDate": "created",
    f"{_XMP}ModifyDate": "modified",
    f"{_XMP}MetadataDate": "metadata_date",
    f"{_XMP}CreatorTool": "creator_tool",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class XmpMarks:
    """What one XMP packet says."""

    evidence: tuple[Finding, ...] = ()
    credentials: tuple[Finding, ...] = ()
    texts: tuple[LooseText, ...] = ()
    problems: tuple[str, ...] = ()


def xmp_marks(packet: LooseBlock) -> XmpMarks:
    """Return the history and dates of a packet as evidence, its source type and manifest address as credentials."""
    if len(packet.data) > _LARGEST_PACKET:
        return XmpMarks(problems=(_("The XMP at {place} is too large and was not read.", place=packet.where),))
    try:
        root = fromstring(packet.data.strip(b"\0 \r\n\t"))
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return XmpMarks(problems=(_("The XMP at {place} cannot be read.", place=packet.where),))
    evidence: list[Finding] = []
    credentials: list[Finding] = []
    texts: list[LooseText] = []
    problems: list[str] = []
    for element in root.iter():
        texts += _texts(packet, element)
        for name, value in _properties(element):
            if name in _DATES:
                evidence.append(Finding(name=_DATES[name], value=value, where=_place(packet, name)))
            elif name == _SOURCE_TYPE:
                credentials.append(Finding(name="digital_source_type", value=value, where=_place(packet, name)))
            elif name == _PROVENANCE and not value.startswith("self#"):
                credentials.append(Finding(name="c2pa_address", value=value, where=_place(packet, name)))
        if element.tag == f"{_MM}History":
            events = list(_events(element))
            evidence += [
                Finding(name="history", value=event, where=f"{packet.where} xmpMM:History")
                for event in events[:_MOST_EVENTS]
            ]
            if len(events) > _MOST_EVENTS:
                problems.append(_("The XMP history is longer than {most} events.", most=_MOST_EVENTS))
    return XmpMarks(
        evidence=tuple(evidence), credentials=tuple(credentials), texts=tuple(texts), problems=tuple(problems)
    )


def _place(packet: LooseBlock, name: str) -> str:
    return f"{packet.where} {name.rpartition('}')[2]}"


def _texts(packet: LooseBlock, element: Element) -> Iterator[LooseText]:
    """Yield the texts of an element that may hold a generator's; a text may stand in several languages."""
    for name, value in _properties(element):
        if name in _TEXTS:
            yield LooseText(keyword=_TEXTS[name], text=value, where=_place(packet, name))
    if element.tag in _TEXTS:
        for one in element.findall(f"{_RDF}Alt/{_RDF}li"):
            if one.text and one.text.strip():
                place = _place(packet, element.tag)
                yield LooseText(keyword=_TEXTS[element.tag], text=one.text.strip(), where=place)


def _properties(element: Element) -> Iterator[tuple[str, str]]:
    """Return the simple properties of an element; XMP writes them as attributes or as elements, both alike."""
    yield from element.attrib.items()
    said = (element.text or "").strip() or element.attrib.get(f"{_RDF}resource", "")
    if said:
        yield element.tag, said


def _events(history: Element) -> Iterator[str]:
    """Return each event as `saved 2018-11-08T16:26:56+09:00 Adobe Photoshop CC 2018 (Macintosh)`."""
    # Only as deep as the format goes: histories nested in each other would take for ever.
    for item in history.findall(f"{_RDF}Seq/{_RDF}li"):
        near = [item, *item, *(inner for child in item for inner in child)]
        said = dict(pair for element in near for pair in _properties(element))
        parts = [said.get(f"{_EVENT}{name}", "") for name in ("action", "when", "softwareAgent")]
        if any(parts):
            yield " ".join(part for part in parts if part)
