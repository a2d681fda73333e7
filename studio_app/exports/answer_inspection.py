"""The inspection sheet as a document."""

from collections.abc import Iterator

from studio_app.domain.figures import grouped, share
from studio_app.domain.language import _
from studio_app.domain.wording import cause_words, moment, state_words, verdict_words
from studio_app.exports.answer_words import MOST_DETAILED, document_of, hashes, marks_words, system_words
from studio_app.exports.documents import Block, Column, Document, Facts, Head, Heading, Paragraph, Row, Table
from studio_app.statements.answers.inspection_values import (
    AiFinding,
    AiPlace,
    Check,
    FileSaid,
    InspectedBackground,
    InspectedCut,
    InspectionSheet,
)


def inspection_document(sheet: InspectionSheet) -> Document:
    """Return the sheet: how many cuts of each answer, then each cut, then what every file says."""
    return document_of(
        sheet.head,
        _("Inspection sheet: use of generative AI"),
        _blocks(sheet),
        missing=sheet.missing,
        definitions=sheet.definitions,
        wide=True,
    )


def finding_words(finding: AiFinding) -> str:
    """Return an answer; “no evidence found” is never “no”."""
    return {
        AiFinding.YES: _("Yes"),
        AiFinding.NO: _("No"),
        AiFinding.NO_EVIDENCE: _("No evidence found"),
        AiFinding.NO_PICTURE: _("No picture yet"),
    }[finding]


def _blocks(sheet: InspectionSheet) -> Iterator[Block]:
    counts = {finding: sum(cut.finding is finding for cut in sheet.cuts) for finding in AiFinding}
    yield Facts(pairs=((_("Cuts"), len(sheet.cuts)), *((finding_words(one), counts[one]) for one in AiFinding)))
    yield Paragraph(text=_("“No evidence found” means that nothing was found; it never means that no AI was used."))
    yield Heading(text=_("Cut by cut"))
    backgrounds = {one.code: one for cut in sheet.cuts for one in cut.backgrounds}
    if len(backgrounds) > MOST_DETAILED:
        yield _brief(sheet)
        yield Paragraph(text=_("What each file says stands in the JSON, and in the sheet of one episode."), quiet=True)
        return
    yield _cuts(sheet)
    yield Heading(text=_("What each file says"))
    yield _files(tuple(backgrounds.values()))


def _brief(sheet: InspectionSheet) -> Table:
    """One short line for each cut of a whole production: thousands of them have to be set in seconds."""
    heads = (
        Head(title=_("Episode and cut"), share=3),
        Head(title=_("AI"), share=2),
        Head(title=_("Where in the chain"), share=5),
        Head(title=_("Checked"), share=4),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    zone = sheet.head.zone
    rows = tuple(
        Row(
            cells=(
                " ".join(filter(None, (cut.episode, cut.cut or cut.backgrounds[0].code))),
                finding_words(cut.finding),
                "; ".join(dict.fromkeys(_short(place) for one in cut.backgrounds for place in one.places)),
                "; ".join(dict.fromkeys(f"{_verdict(one)} {_checked(one, zone)}".strip() for one in cut.backgrounds)),
                hashes(cut.entries[:1]),
            ),
            key=cut.backgrounds[0].code,
            entries=tuple(cut.entries),
        )
        for cut in sheet.cuts
    )
    return Table(name=_("Cuts"), heads=heads, rows=rows)


def _short(place: AiPlace) -> str:
    """Return one place without its figures; what is out of the ordinary about it is said as in a longer sheet."""
    if not place.recorded or not place.in_newest:
        return _place(place)
    return f"{place.stage}: {system_words(place.system, place.version)}"


def _checked(one: InspectedBackground, zone: str) -> str:
    return "" if one.check is None else f"{one.check.who.words}, {moment(one.check.when, zone)}"


def _cuts(sheet: InspectionSheet) -> Table:
    heads = (
        Head(title=_("Episode and cut"), share=2),
        Head(title=_("Background"), kind=Column.CODE),
        Head(title=_("AI"), share=2),
        Head(title=_("Where in the chain"), share=6),
        Head(title=_("Verdict"), share=2),
        Head(title=_("Checked"), share=3),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = tuple(
        _row(cut, one, sheet.head.zone, first=one is cut.backgrounds[0])
        for cut in sheet.cuts
        for one in cut.backgrounds
    )
    return Table(name=_("Cuts"), heads=heads, rows=rows)


def _row(cut: InspectedCut, one: InspectedBackground, zone: str, *, first: bool) -> Row:
    several = len(cut.backgrounds) > 1
    answer = finding_words(one.finding)
    if several and first and cut.finding is not one.finding:
        answer = _("{answer} (the cut: {whole})", answer=answer, whole=finding_words(cut.finding))
    entries = {entry for place in one.places for entry in place.entries}
    entries |= set(one.check.entries) if one.check is not None else set()
    listed = tuple(sorted(entries)) or cut.entries
    return Row(
        cells=(
            " ".join(filter(None, (cut.episode, cut.cut))),
            one.code,
            answer,
            "; ".join(_place(place) for place in one.places),
            _verdict(one),
            _checked(one, zone),
            hashes(listed),
        ),
        key=one.code,
        entries=tuple(listed),
    )


def _place(place: AiPlace) -> str:
    """Return one place: its stage, its generator, and what the newest picture still shows of it."""
    called = system_words(place.system, place.version)
    if not place.recorded:
        return _("{stage}: its file carries a generator's marks ({system})", stage=place.stage, system=called)
    if not place.in_newest:
        return _("{stage}: {system}, beside the chain", stage=place.stage, system=called)
    if place.visible is None or not place.total:
        return _("{stage}: {system}, visible share not measured", stage=place.stage, system=called)
    seen = share(place.visible, place.total)
    return _("{stage}: {system}, {share} visible", stage=place.stage, system=called, share=seen)


def _verdict(one: InspectedBackground) -> str:
    check: Check | None = one.check
    if check is None:
        return state_words(one.state)
    said = verdict_words(check.verdict)
    if check.cause is not None:
        said = f"{said} ({cause_words(check.cause)})"
    return said if check.current else _("{verdict}, before the newest picture", verdict=said)


def _maker(said: FileSaid) -> str:
    if said.kind.made_by_generator:
        return _("generator: {system}", system=system_words(said.system, said.version))
    return said.who.words


def _files(backgrounds: tuple[InspectedBackground, ...]) -> Table:
    heads = (
        Head(title=_("Background"), kind=Column.CODE),
        Head(title=_("Stage"), share=2),
        Head(title=_("Made by"), share=3),
        Head(title=_("What the file says"), share=6),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )
    rows = [
        Row(
            cells=(one.code, said.stage, _maker(said), marks_words(said.marks), hashes(said.entries)),
            key=one.code,
            entries=tuple(said.entries),
        )
        for one in backgrounds
        for said in one.files
    ]
    rows += [
        Row(cells=(one.code, "", "", _("{count} candidates from a generator", count=grouped(one.candidates)), ""))
        for one in backgrounds
        if one.candidates
    ]
    return Table(name=_("Files"), heads=heads, rows=tuple(rows))
