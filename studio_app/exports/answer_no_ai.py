"""The no-AI record as a document."""

from collections.abc import Iterator

from studio_app.domain.figures import percent
from studio_app.domain.language import _, counted
from studio_app.domain.wording import hours, kind_word, moment
from studio_app.exports.answer_words import (
    area,
    background_heading,
    document_of,
    hashes,
    marks_words,
    name,
    places_words,
)
from studio_app.exports.documents import Block, Column, Document, Facts, Head, Heading, Paragraph, Row, Table
from studio_app.statements.answers.no_ai_values import NoAiLink, NoAiRecord, NoAiRecords


def no_ai_document(records: NoAiRecords) -> Document:
    """Return the records: which are whole, then each with its links and its gaps."""
    return document_of(
        records.head,
        _("No-AI record"),
        _blocks(records),
        missing=records.missing,
        definitions=records.definitions,
        wide=True,
    )


def _blocks(records: NoAiRecords) -> Iterator[Block]:
    whole = sum(one.whole for one in records.records)
    if len(records.records) + len(records.refused) > 1:
        yield Facts(
            pairs=(
                (_("Records that are whole"), whole),
                (_("Records with something missing"), len(records.records) - whole),
                (_("Backgrounds that cannot have one"), len(records.refused)),
            )
        )
    for one in records.records:
        yield from _record(one, records.head.zone)
    if records.refused:
        yield Heading(text=_("Backgrounds that cannot have a record"))
        yield _refused(records)


def _record(one: NoAiRecord, zone: str) -> Iterator[Block]:
    yield Heading(text=background_heading(one.code, one.cuts, one.episode))
    if one.whole:
        yield Paragraph(
            text=_(
                "This record is whole: from the layout to the newest picture every link is recorded, compared and "
                "named, and nothing of a generator was found."
            )
        )
    else:
        yield Paragraph(
            text=_("This record cannot be issued as whole. What keeps it from that is listed below."), warning=True
        )
    yield _links(one, zone)
    yield Paragraph(
        text=_(
            "{sessions}; active time measured {measured}, read {read}, stated {stated} (hours:minutes); {saves}.",
            sessions=counted("{count} session on this background", "{count} sessions on this background", one.sessions),
            measured=hours(one.active.measured),
            read=hours(one.active.read),
            stated=hours(one.active.stated),
            saves=counted("{count} save was seen", "{count} saves were seen", one.saves),
        ),
        quiet=True,
    )
    if one.gaps:
        yield Heading(text=_("What keeps it from being whole"), level=2)
        yield _gaps(one)


def _links(one: NoAiRecord, zone: str) -> Table:
    heads = (
        Head(title=_("Stage"), share=2),
        Head(title=_("Name"), share=3),
        Head(title=_("Made from"), share=2),
        Head(title=_("Changed"), share=2),
        Head(title=_("Visible"), share=3),
        Head(title=_("Sessions"), kind=Column.NUMBER),
        Head(title=_("Active time"), kind=Column.TIME),
        Head(title=_("Recorded"), share=2),
        Head(title=_("What the file says"), share=3),
        Head(title="SHA-256", kind=Column.CODE, share=2),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(
                link.stage,
                name(link.who),
                link.parent,
                _changed(link),
                "" if link.share is None else area(link.share.visible, link.share.total),
                link.sessions,
                link.active.total,
                moment(link.recorded_at, zone),
                marks_words(link.marks),
                link.sha256[:12],
                hashes(link.entries),
            ),
            key=link.id,
            entries=tuple(link.entries),
        )
        for link in one.links
    )
    return Table(name=one.code, heads=heads, rows=rows)


def _changed(link: NoAiLink) -> str:
    if link.change is None:
        return _("not compared") if link.parent else kind_word(link.kind)
    found = percent(link.change.changed_permille)
    return found if link.change.alignment_found else _("{share}, not aligned", share=found)


def _gaps(one: NoAiRecord) -> Table:
    heads = (
        Head(title=_("What"), share=4),
        Head(title=_("Where"), share=4),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(gap.sentence, places_words(gap.places), hashes(gap.entries)),
            key=gap.gap.value,
            entries=tuple(gap.entries),
        )
        for gap in one.gaps
    )
    return Table(name=_("Gaps"), heads=heads, rows=rows)


def _refused(records: NoAiRecords) -> Table:
    heads = (
        Head(title=_("Background"), kind=Column.CODE),
        Head(title=_("Why"), share=5),
        Head(title=_("Entries"), kind=Column.CODE, share=3),
    )
    rows = tuple(
        Row(
            cells=(
                one.code,
                _("came from a generator: {stages}", stages=", ".join(one.stages))
                if one.generated
                else _("no picture yet"),
                hashes(one.entries),
            ),
            key=one.code,
            entries=tuple(one.entries),
        )
        for one in records.refused
    )
    return Table(name=_("Without a record"), heads=heads, rows=rows)
