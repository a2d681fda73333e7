"""The human authorship statement as a document."""

from collections.abc import Iterable, Iterator

from studio_app.domain.language import _, counted
from studio_app.exports.answer_elements import background_blocks, element_word
from studio_app.exports.answer_words import (
    MOST_DETAILED,
    document_of,
    hashes,
    name,
    regions,
    system_words,
)
from studio_app.exports.documents import Block, Column, Document, Facts, Head, Heading, Paragraph, Row, Table
from studio_app.statements.answers.authorship_values import (
    AuthorshipStatement,
    BackgroundAuthorship,
)


def authorship_document(statement: AuthorshipStatement) -> Document:
    """Return the statement: people first, generators in a block of their own, then each background."""
    return document_of(
        statement.head,
        _("Human authorship statement"),
        _blocks(statement),
        missing=statement.missing,
        definitions=statement.definitions,
        wide=True,
    )


def _blocks(statement: AuthorshipStatement) -> Iterator[Block]:
    yield Paragraph(
        text=_(
            "This statement lists what people made of the pictures, element by element, and what generators made. It "
            "claims nothing that the ledger does not show, and it is no legal opinion."
        )
    )
    single = len(statement.backgrounds) == 1
    if not single:
        yield from _people(statement)
        yield from _generators(statement)
    if len(statement.backgrounds) <= MOST_DETAILED:
        for background in statement.backgrounds:
            yield from background_blocks(background, boxes=single)
    else:
        yield Heading(text=_("Backgrounds"))
        yield Paragraph(text=_("Each element stands in the JSON, and in the statement of one episode or background."))
        yield _overview(statement.backgrounds)
    if statement.without_people:
        yield Paragraph(
            text=counted(
                "In one background no element made by a person is recorded: {codes}.",
                "In {count} backgrounds no element made by a person is recorded: {codes}.",
                len(statement.without_people),
                codes=", ".join(statement.without_people[:60]),
            ),
            warning=True,
        )
    yield Heading(text=_("What this statement answers to"), level=2)
    yield Facts(pairs=tuple((one.publisher, f"{one.title} ({one.published})") for one in statement.sources))


def _people(statement: AuthorshipStatement) -> Iterator[Block]:
    yield Heading(text=_("What people made"))
    heads = (
        Head(title=_("Name"), share=3),
        Head(title=_("Layouts"), kind=Column.NUMBER),
        Head(title=_("Repaints"), kind=Column.NUMBER),
        Head(title=_("Corrections"), kind=Column.NUMBER),
        Head(title=_("Grades"), kind=Column.NUMBER),
        Head(title=_("Selections"), kind=Column.NUMBER),
        Head(title=_("Prompts (not claimed)"), kind=Column.NUMBER),
        Head(title=_("Regions"), share=3),
        Head(title=_("Backgrounds"), kind=Column.NUMBER),
        Head(title=_("Visible in"), kind=Column.NUMBER),
        Head(title=_("Entries"), kind=Column.CODE, share=3),
    )
    rows = tuple(
        Row(
            cells=(
                name(one.who),
                one.layouts,
                one.repaints,
                one.corrections,
                one.grades,
                one.selections,
                one.prompts,
                regions(one.region_sums),
                len(one.backgrounds),
                len(one.visible_in),
                hashes(one.entries),
            ),
            key=one.who.code,
            entries=tuple(one.entries),
        )
        for one in statement.people
    )
    yield Table(name=_("People"), heads=heads, rows=rows)


def _generators(statement: AuthorshipStatement) -> Iterator[Block]:
    yield Heading(text=_("Generative AI used"))
    if not statement.generators:
        yield Paragraph(text=_("No generation is recorded. That says nothing of what was not recorded."))
        return
    heads = (
        Head(title=_("System, version, provider"), share=4),
        Head(title=_("Generations"), kind=Column.NUMBER),
        Head(title=_("Backgrounds"), kind=Column.NUMBER),
        Head(title=_("Visible in"), kind=Column.NUMBER),
        Head(title=_("Measured in"), kind=Column.NUMBER),
        Head(title=_("Entries"), kind=Column.CODE, share=3),
    )
    rows = tuple(
        Row(
            cells=(
                system_words(one.system, one.version, one.provider),
                one.generations,
                len(one.backgrounds),
                len(one.visible_in),
                one.measured_in,
                hashes(one.entries),
            ),
            key=one.system,
            entries=tuple(one.entries),
        )
        for one in statement.generators
    )
    yield Table(name=_("Generators"), heads=heads, rows=rows)


def _overview(backgrounds: Iterable[BackgroundAuthorship]) -> Table:
    heads = (
        Head(title=_("Background"), kind=Column.CODE),
        Head(title=_("Episode"), kind=Column.CODE),
        Head(title=_("What people made"), share=6),
        Head(title=_("What generators made"), share=3),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(
                one.code,
                one.episode,
                "; ".join(f"{element_word(part.element)}: {part.who.words}" for part in one.elements if part.claimed),
                ", ".join(dict.fromkeys(system_words(part.system, part.version) for part in one.generators)),
                hashes(one.entries),
            ),
            key=one.code,
            entries=tuple(one.entries),
        )
        for one in backgrounds
    )
    return Table(name=_("Backgrounds"), heads=heads, rows=rows)
