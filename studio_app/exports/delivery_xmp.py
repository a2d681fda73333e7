"""A delivery's note as XMP properties: IPTC's own where it has one, and the way to the ledger in Teire's."""

from collections.abc import Iterable, Sequence

from studio_app.domain.deliveries import DeliveryNote
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.exports.delivery_json import note_digest
from studio_app.imaging.xmp_packet import TEIRE, XmpForm, XmpProperty, with_properties
from studio_app.imaging.xmp_words import is_xml

_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_LONGEST_PROMPT = 8_000


class TextRefused(StudioError):
    """A text holds characters that no metadata may hold."""


def note_packet(note: DeliveryNote, packets: Sequence[bytes]) -> bytes:
    """Return the XMP packet of the delivered file, merged with those the file has.

    Raises `TextRefused` where a name or another text holds control characters.
    """
    return with_properties(packets, note_properties(note))


def note_properties(note: DeliveryNote) -> tuple[XmpProperty, ...]:
    """Return a note's properties (IPTC Photo Metadata Standard 2025.1).

    Names that another program left as creators are taken out: who is named is the people's own word. A source type or
    an AI system that the file came with is kept beside, as `teire:earlier`.
    """
    for text in _all_texts(note):
        if not _is_safe(text):
            raise TextRefused(
                _("{text} holds a control character; no picture can carry that.", text=shown(text)),
                hint=_("Type the name or the text again, then deliver once more."),
            )
    return (
        *_of(_DC, "dc", creator=(XmpForm.SEQ, note.creators)),
        *_of(_DC, "dc", title=(XmpForm.ALT, (note.title,))),
        *(_of(_DC, "dc", rights=(XmpForm.ALT, (note.rights,))) if note.rights else ()),
        *_of(_PHOTOSHOP, "photoshop", Credit=(XmpForm.TEXT, (note.credit_line,))),
        *_iptc("DigitalSourceType", [note.source.uri]),
        *_generators(note),
        *_of(
            TEIRE,
            "teire",
            ledgerOrigin=(XmpForm.TEXT, (note.pointer.origin,)),
            ledgerSize=(XmpForm.TEXT, (str(note.pointer.size),)),
            ledgerRoot=(XmpForm.TEXT, (note.pointer.root,)),
            ledgerEntries=(XmpForm.SEQ, note.pointer.entries),
            note=(XmpForm.TEXT, (note_digest(note),)),
        ),
    )


def note_artist(note: DeliveryNote) -> str:
    """Return the creators as EXIF's Artist holds them: one text, a semicolon between two names.

    The guidelines of the MWG say so, that XMP and EXIF name the same people, and the XMP specification (part 3) how:
    a name that holds a semicolon or a quotation mark stands in quotation marks, its own doubled.
    """
    return "; ".join(_quoted(name) if {";", '"'} & set(name) else name for name in note.creators)


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _generators(note: DeliveryNote) -> Iterable[XmpProperty]:
    used = note.generators
    if not used:
        return ()
    return (
        *_iptc("AISystemUsed", (one.system for one in used)),
        *_iptc("AISystemVersionUsed", (one.version for one in used)),
        *_iptc("AIPromptWriterName", (one.writer for one in used)),
        *_iptc("AIPromptInformation", (one.prompt[:_LONGEST_PROMPT] for one in used)),
    )


def _iptc(name: str, values: Iterable[str]) -> tuple[XmpProperty, ...]:
    """Return a property of the IPTC Extension; it holds one text, so that several stand in one, each once.

    Nothing is said where nothing is known, and what the file says there already then stays.
    """
    said = "; ".join(dict.fromkeys(value for value in values if value))
    if not said:
        return ()
    return (
        XmpProperty(
            prefix="Iptc4xmpExt", namespace=_IPTC, name=name, form=XmpForm.TEXT, values=(said,), keeps_earlier=True
        ),
    )


def _of(namespace: str, prefix: str, **named: tuple[XmpForm, tuple[str, ...]]) -> tuple[XmpProperty, ...]:
    return tuple(
        XmpProperty(prefix=prefix, namespace=namespace, name=name, form=form, values=values)
        for name, (form, values) in named.items()
    )


def _all_texts(note: DeliveryNote) -> Iterable[str]:
    yield from (note.title, note.credit_line, note.rights, *note.creators)
    for one in note.generators:
        yield from (one.system, one.version, one.writer, one.prompt)


def _is_safe(text: str) -> bool:
    """Whether XML holds every sign of a text, and none is a control sign (those of C1 are signs to XML)."""
    return is_xml(text) and not any("\x7f" <= sign <= "\x9f" for sign in text)
