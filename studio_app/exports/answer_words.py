"""The words that answers on paper share: people, areas, marks, and what is missing."""

from collections.abc import Iterable, Sequence

from studio_app.domain.change_wording import region_kind_word
from studio_app.domain.figures import decimals, grouped, share
from studio_app.domain.generator_uses import GeneratorUse
from studio_app.domain.ids import EntryHash
from studio_app.domain.language import _, counted
from studio_app.domain.wording import moment
from studio_app.exports.documents import Block, Column, Definitions, Document, Head, Heading, Paragraph, Row, Table
from studio_app.statements.answers.head import AnswerHead
from studio_app.statements.answers.missing import Missing
from studio_app.statements.answers.people import Who
from studio_app.statements.answers.reading import RecordedMarks, RegionSum
from studio_app.statements.definitions import Definition

MOST_DETAILED = 400
"""Backgrounds up to which a paper goes into each of them; an episode has fewer. The JSON always holds everything."""
_MOST_PLACES = 60
_HASH_SIGNS = 8
_MOST_HASHES = 3


def document_of(
    head: AnswerHead,
    heading: str,
    blocks: Iterable[Block],
    *,
    missing: Sequence[Missing],
    definitions: tuple[Definition, ...],
    wide: bool = False,
) -> Document:
    """Return a document with its head, what is missing and what its words mean."""
    return Document(
        kind=f"answer-{head.kind.value}",
        title=head.title,
        heading=heading,
        scope=scope_words(head),
        stand=stand_words(head),
        blocks=(*blocks, *missing_blocks(missing), Definitions(definitions=definitions)),
        wide=wide,
    )


def scope_words(head: AnswerHead) -> str:
    """Return what an answer covers."""
    scope = head.scope
    if scope.whole:
        return _("the whole production")
    return ", ".join(
        words
        for said, words in (
            (scope.episode, _("episode {episode}", episode=scope.episode)),
            (scope.cut, _("cut {cut}", cut=scope.cut)),
            (scope.background, _("background {code}", code=scope.background)),
        )
        if said
    )


def stand_words(head: AnswerHead) -> str:
    """Return when an answer was drawn up and from which ledger."""
    return _(
        "Drawn up {when} ({zone}) from {count} ledger entries, root {root}",
        when=moment(head.drawn_up_at, head.zone),
        zone=head.zone,
        count=grouped(head.log_size),
        root=head.log_root or "–",
    )


def missing_blocks(missing: Sequence[Missing]) -> tuple[Block, ...]:
    """Return the section that lists what is missing; it says so as well where nothing is."""
    heading = Heading(text=_("What is missing"))
    if not missing:
        return (heading, Paragraph(text=_("Nothing that this answer looks for is missing.")))
    rows = tuple(
        Row(
            cells=(one.sentence, len(one.places), places_words(one.places), hashes(one.entries)),
            key=one.kind.value,
            entries=tuple(one.entries),
        )
        for one in missing
    )
    heads = (
        Head(title=_("What"), share=4),
        Head(title=_("Count"), kind=Column.NUMBER, share=1),
        Head(title=_("Where"), share=4),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    return heading, Table(name=_("Missing"), heads=heads, rows=rows)


def places_words(places: Sequence[str]) -> str:
    """Return places one after the other; of very many the first 60, and how many more the JSON lists."""
    said = ", ".join(places[:_MOST_PLACES])
    more = len(places) - _MOST_PLACES
    if more <= 0:
        return said
    return counted(
        "{places} and {count} more, listed in the JSON",
        "{places} and {count} more, listed in the JSON",
        more,
        places=said,
    )


def hashes(entries: Sequence[EntryHash]) -> str:
    """Return entries by the beginnings of their hashes, enough to find them; of many the first three."""
    said = " ".join(one[:_HASH_SIGNS] for one in entries[:_MOST_HASHES])
    more = len(entries) - _MOST_HASHES
    return said if more <= 0 else f"{said} +{grouped(more)}"


def name(who: Who) -> str:
    """Return a name with its other script beside it."""
    return f"{who.words} ({who.name_en})" if who.name_en and not who.withheld else who.words


def names(people: Iterable[Who]) -> str:
    return ", ".join(one.words for one in people)


def system_words(system: str, version: str = "", provider: str = "") -> str:
    """Return what a generator is called: system, version, provider."""
    called = f"{system} {version}".strip() or _("system not recorded in the file")
    return f"{called} ({provider})" if provider else called


def area(pixels: int, total: int) -> str:
    """Return an area in pixels and as a share of its one picture."""
    if not total:
        return _("{count} px", count=grouped(pixels))
    return _("{count} px ({share})", count=grouped(pixels), share=share(pixels, total))


def regions(sums: Iterable[RegionSum]) -> str:
    """Return regions by kind: `3 repainted, 1 removed`."""
    return ", ".join(f"{one.count} × {region_kind_word(one.kind)}" for one in sums)


def marks_words(marks: RecordedMarks) -> str:
    """Return what a file says of where it comes from; that it says nothing is said."""
    if not marks.recorded:
        return _("not looked into")
    found = [_("a generator's settings")] if marks.generation else []
    found += [_("Content Credentials: {state}", state=state) for state in marks.credential_states]
    found += [_("source type {term}", term=term) for term in marks.source_types]
    found += [*marks.credentials, *marks.evidence]
    return ", ".join(found) or _("nothing found; that proves nothing")


def use_words(use: GeneratorUse | None) -> str:
    """Return for what a generator is approved."""
    if use is None:
        return _("not approved")
    return {GeneratorUse.FINAL: _("for final use"), GeneratorUse.TEMPORARY: _("as temporary material")}[use]


def delta_e(text: str) -> str:
    """Return a grade's size."""
    return f"ΔE {decimals(text, 1)}" if text else ""


def background_heading(code: str, cuts: Sequence[str], episode: str) -> str:
    """Return a background's code with the cuts it is used in and its episode."""
    used = cuts_words(cuts, code)
    parts = (
        code,
        _("cuts {cuts}", cuts=used) if used else "",
        _("episode {episode}", episode=episode) if episode else "",
    )
    return " · ".join(filter(None, parts))


def cuts_words(cuts: Sequence[str], code: str) -> str:
    """Return the cuts a background is used in, unless they only repeat its code."""
    return "" if tuple(cuts) == (code,) else ", ".join(cuts)
