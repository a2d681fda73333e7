"""The contribution summary as a document."""

from collections.abc import Iterator, Sequence

from studio_app.domain.language import _, counted
from studio_app.domain.wording import cause_words, kind_word
from studio_app.exports.answer_words import MOST_DETAILED, area, document_of, hashes, name
from studio_app.exports.documents import Block, Column, Document, Head, Heading, Paragraph, Row, Table
from studio_app.statements.answers.contribution_values import (
    CauseCount,
    ContributionSummary,
    OnBackground,
    PersonContribution,
    StageCount,
)


def contribution_document(summary: ContributionSummary) -> Document:
    """Return the summary: everybody in one table, then each person's backgrounds."""
    return document_of(
        summary.head,
        _("Contribution summary"),
        _blocks(summary),
        missing=summary.missing,
        definitions=summary.definitions,
        wide=True,
    )


def _blocks(summary: ContributionSummary) -> Iterator[Block]:
    yield Paragraph(
        text=_(
            "Area, time and the art director's word are three things. They stand side by side, and there is no single "
            "share of a person."
        )
    )
    if not summary.people:
        yield Paragraph(text=_("No work of anybody is recorded here."), warning=True)
        return
    yield Heading(text=_("Area, in pixels"))
    yield _areas(summary.people)
    yield Heading(text=_("Stages, time and words"))
    yield _work(summary.people)
    lines = sum(len(one.backgrounds) for one in summary.people)
    if lines > MOST_DETAILED * 2:
        yield Paragraph(
            text=_("The lines of each background stand in the JSON, and in the summary of one episode."), quiet=True
        )
        return
    yield Heading(text=_("Background by background"))
    for one in summary.people:
        yield Heading(text=name(one.who), level=2)
        yield _backgrounds(one)


def _areas(people: Sequence[PersonContribution]) -> Table:
    heads = (
        Head(title=_("Name"), share=4),
        Head(title=_("Visible (px)"), kind=Column.NUMBER),
        Head(title=_("Touched (px)"), kind=Column.NUMBER),
        Head(title=_("Overpainted (px)"), kind=Column.NUMBER),
        Head(title=_("Measured backgrounds"), share=3),
        Head(title=_("Entries"), kind=Column.CODE, share=3),
    )
    rows = []
    for one in people:
        found, painted = one.area, sum(each.painted for each in one.backgrounds)
        figures = () if found is None else (found.visible, found.touched, found.overpainted)
        measured = _("{measured} of {painted}", measured=0 if found is None else found.measured, painted=painted)
        if not painted:
            measured = _("painted nothing of a newest picture")
        cells = (name(one.who), *(figures or (None, None, None)), measured, hashes(one.entries))
        rows.append(Row(cells=cells, key=one.who.code, entries=tuple(one.entries)))
    return Table(name=_("Area"), heads=heads, rows=tuple(rows))


def _work(people: Sequence[PersonContribution]) -> Table:
    heads = (
        Head(title=_("Name"), share=3),
        Head(title=_("Stages"), share=3),
        Head(title=_("Generations asked for"), kind=Column.NUMBER),
        Head(title=_("Selections"), kind=Column.NUMBER),
        Head(title=_("Measured"), kind=Column.TIME),
        Head(title=_("Read"), kind=Column.TIME),
        Head(title=_("Stated"), kind=Column.TIME),
        Head(title=_("Unconfirmed"), kind=Column.TIME),
        Head(title=_("Retakes of theirs"), share=3),
        Head(title=_("Words given"), share=3),
    )
    rows = tuple(
        Row(
            cells=(
                name(one.who),
                _stages(one.stages),
                one.prompted,
                one.selections,
                one.active.measured,
                one.active.read,
                one.active.stated,
                one.unconfirmed,
                _retakes(one.retakes),
                _words(one),
            ),
            key=one.who.code,
            entries=tuple(one.entries),
        )
        for one in people
    )
    return Table(name=_("Work"), heads=heads, rows=rows)


def _backgrounds(person: PersonContribution) -> Table:
    heads = (
        Head(title=_("Background"), kind=Column.CODE),
        Head(title=_("Visible"), share=3),
        Head(title=_("Touched"), share=3),
        Head(title=_("Overpainted"), share=3),
        Head(title=_("Grades"), kind=Column.NUMBER),
        Head(title=_("Stages"), share=3),
        Head(title=_("Measured"), kind=Column.TIME),
        Head(title=_("Read"), kind=Column.TIME),
        Head(title=_("Stated"), kind=Column.TIME),
        Head(title=_("Retakes of theirs"), share=2),
        Head(title=_("Words given"), share=2),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(
                one.code,
                *_figures(one),
                one.grades,
                _stages(one.stages),
                one.active.measured,
                one.active.read,
                one.active.stated,
                _retakes(one.retakes),
                _words(one),
                hashes(one.entries),
            ),
            key=one.code,
            entries=tuple(one.entries),
        )
        for one in person.backgrounds
    )
    return Table(name=person.who.words, heads=heads, rows=rows)


def _figures(one: OnBackground) -> tuple[str, str, str]:
    found = one.area
    if found is None:
        return (_("not measured"), "", "") if one.painted else ("–", "–", "–")
    return area(found.visible, found.total), area(found.touched, found.total), area(found.overpainted, found.total)


def _stages(counts: Sequence[StageCount]) -> str:
    return ", ".join(f"{one.count} × {kind_word(one.kind)}" for one in counts)


def _retakes(counts: Sequence[CauseCount]) -> str:
    return ", ".join(f"{one.count} × {cause_words(one.cause)}" for one in counts)


def _words(one: PersonContribution | OnBackground) -> str:
    said = []
    if one.approvals_given:
        said.append(counted("{count} approval", "{count} approvals", one.approvals_given))
    if one.retakes_given:
        said.append(counted("{count} retake", "{count} retakes", one.retakes_given))
    return ", ".join(said)
