"""The register of AI uses as a document."""

from collections.abc import Iterator, Sequence

from studio_app.domain.language import _, counted
from studio_app.exports.answer_words import document_of, hashes, name, names, places_words, system_words, use_words
from studio_app.exports.documents import Block, Column, Document, Facts, Head, Heading, Paragraph, Row, Table
from studio_app.statements.answers.register_values import ApprovalLine, GeneratorLine, UseFinding, UseRegister
from studio_app.statements.days import LocalDays


def register_document(register: UseRegister) -> Document:
    """Return the register: what was found first, then every generator with its approvals."""
    return document_of(
        register.head,
        _("Register of AI uses"),
        _blocks(register),
        missing=register.missing,
        definitions=register.definitions,
        wide=True,
    )


def _blocks(register: UseRegister) -> Iterator[Block]:
    yield Facts(
        pairs=(
            (_("Backgrounds looked at"), register.backgrounds),
            (_("of them with a generation"), register.with_generation),
            (_("Generators and versions"), len(register.generators)),
        )
    )
    yield Heading(text=_("Findings"))
    if register.findings:
        count = counted("{count} finding", "{count} findings", len(register.findings))
        yield Paragraph(text=_("{count}; each has to be settled by a person.", count=count), warning=True)
        yield _findings(register.findings)
    else:
        yield Paragraph(
            text=_("Every recorded use is covered by an approval, and no temporary material was found left.")
        )
    yield Heading(text=_("Generative AI used"))
    if register.generators:
        yield _generators(register.generators, LocalDays(register.head.zone))
    else:
        yield Paragraph(text=_("No generation is recorded. That says nothing of what was not recorded."))
    yield Heading(text=_("Approvals"))
    if register.approvals:
        yield _approvals(register.approvals)
    else:
        yield Paragraph(text=_("No approval is recorded."), warning=True)


def _findings(findings: Sequence[UseFinding]) -> Table:
    heads = (
        Head(title=_("What"), share=4),
        Head(title=_("Generator"), share=2),
        Head(title=_("Count"), kind=Column.NUMBER),
        Head(title=_("Where"), share=4),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(
                one.sentence,
                system_words(one.system, one.version),
                len(one.places),
                places_words(one.places),
                hashes(one.entries),
            ),
            key=one.problem.value,
            entries=tuple(one.entries),
        )
        for one in findings
    )
    return Table(name=_("Findings"), heads=heads, rows=rows)


def _generators(lines: Sequence[GeneratorLine], days: LocalDays) -> Table:
    heads = (
        Head(title=_("System, version, provider"), share=4),
        Head(title=_("Licence"), share=2),
        Head(title=_("Use"), share=2),
        Head(title=_("Generations"), kind=Column.NUMBER),
        Head(title=_("Candidates"), kind=Column.NUMBER),
        Head(title=_("Backgrounds"), kind=Column.NUMBER),
        Head(title=_("Cuts"), kind=Column.NUMBER),
        Head(title=_("Episodes"), share=2),
        Head(title=_("In newest"), kind=Column.NUMBER),
        Head(title=_("Visible in"), share=2),
        Head(title=_("Asked by"), share=2),
        Head(title=_("First use"), kind=Column.DAY),
        Head(title=_("Last use"), kind=Column.DAY),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(
                system_words(one.system, one.version, one.provider or _("provider not recorded")),
                ", ".join(one.licences),
                use_words(one.use),
                one.generations,
                one.candidates,
                len(one.backgrounds),
                len(one.cuts),
                ", ".join(one.episodes),
                len(one.in_newest),
                _("{count} of {measured} measured", count=len(one.visible_in), measured=one.measured_in),
                names(one.asked_by),
                days.day_of(one.first_use),
                days.day_of(one.last_use),
                hashes(one.entries),
            ),
            key=one.system,
            entries=tuple(one.entries),
        )
        for one in lines
    )
    return Table(name=_("Generators"), heads=heads, rows=rows)


def _approvals(approvals: Sequence[ApprovalLine]) -> Table:
    heads = (
        Head(title=_("System, version, provider"), share=4),
        Head(title=_("Licence"), share=2),
        Head(title=_("Use"), share=2),
        Head(title=_("Episode")),
        Head(title=_("From"), kind=Column.DAY),
        Head(title=_("Until"), kind=Column.DAY),
        Head(title=_("Approved by"), share=2),
        Head(title=_("Uses covered"), kind=Column.NUMBER),
        Head(title=_("Note"), share=3),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        Row(
            cells=(
                system_words(one.system, one.version, one.provider),
                one.licence,
                use_words(one.use),
                one.episode or _("every episode"),
                one.approved_on,
                one.until,
                name(one.approved_by),
                one.covers,
                one.note,
                hashes(one.entries),
            ),
            key=one.system,
            entries=tuple(one.entries),
        )
        for one in approvals
    )
    return Table(name=_("Approvals"), heads=heads, rows=rows)
