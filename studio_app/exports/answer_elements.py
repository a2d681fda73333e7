"""One background of the human authorship statement as blocks of a document."""

from collections.abc import Iterator

from studio_app.domain.change_wording import region_kind_word
from studio_app.domain.figures import decimals, percent
from studio_app.domain.language import _
from studio_app.exports.answer_words import area, background_heading, delta_e, hashes, name, regions, system_words
from studio_app.exports.documents import Block, Column, Facts, Head, Heading, Paragraph, Row, Table
from studio_app.statements.answers.authorship_values import BackgroundAuthorship, Element, GeneratorPart, HumanElement


def element_word(element: Element) -> str:
    """Return what a person made, for people."""
    return {
        Element.LAYOUT: _("layout drawn"),
        Element.REPAINT: _("repainted"),
        Element.CORRECTION: _("art director's correction"),
        Element.GRADE: _("grade of the whole picture"),
        Element.SELECTION: _("selection among candidates"),
        Element.ARRANGEMENT: _("arrangement of the picture"),
        Element.PROMPT: _("prompt (not claimed)"),
    }[element]


def background_blocks(one: BackgroundAuthorship, *, boxes: bool) -> Iterator[Block]:
    yield Heading(text=background_heading(one.code, one.cuts, one.episode))
    if not one.newest:
        yield Paragraph(text=_("No picture has arrived yet."))
        return
    yield Facts(pairs=tuple(_facts(one)))
    yield Heading(text=_("What people made"), level=2)
    if one.elements:
        yield _elements(one)
    else:
        yield Paragraph(text=_("No element made by a person is recorded."), warning=True)
    if boxes:
        yield from _regions(one)
        yield from _prompts(one)
    yield Heading(text=_("What generators made"), level=2)
    if one.generators:
        yield _parts(one)
    else:
        yield Paragraph(text=_("No generation is recorded. That says nothing of what was not recorded."))


def _facts(one: BackgroundAuthorship) -> Iterator[tuple[str, str]]:
    yield _("Newest picture"), f"{one.newest}, {one.width} × {one.height}"
    yield "SHA-256", one.sha256 or ""
    if one.unattributed is None:
        yield _("Who painted what"), _("not measured")
    else:
        yield _("Unattributed"), area(one.unattributed, one.width * one.height)


def _elements(one: BackgroundAuthorship) -> Table:
    heads = (
        Head(title=_("Element"), share=3),
        Head(title=_("Name"), share=3),
        Head(title=_("Stage"), share=2),
        Head(title=_("What of it"), share=5),
        *_figure_heads(),
    )
    rows = tuple(
        Row(
            cells=(
                element_word(part.element),
                name(part.who),
                _stage(part),
                _said(part),
                *_figures(part),
            ),
            key=part.element.value,
            entries=tuple(part.entries),
        )
        for part in one.elements
    )
    return Table(name=_("Elements"), heads=heads, rows=rows)


def _stage(part: HumanElement | GeneratorPart) -> str:
    return part.stage if part.in_chain else _("{stage} (beside the chain)", stage=part.stage)


def _figure_heads() -> tuple[Head, ...]:
    """The heads over what `_figures` gives."""
    return (
        Head(title=_("Visible"), share=2),
        Head(title=_("Touched"), share=2),
        Head(title=_("Overpainted"), share=2),
        Head(title=_("Entries"), kind=Column.CODE, share=2),
    )


def _figures(part: HumanElement | GeneratorPart) -> tuple[str, ...]:
    """The areas of a part, empty where nothing was measured, and what they rest on."""
    found = part.share
    if found is None:
        return "", "", "", hashes(part.entries)
    areas = (found.visible, found.touched, found.overpainted)
    return *(area(one, found.total) for one in areas), hashes(part.entries)


def _said(part: HumanElement) -> str:
    """Return what is known of one element."""
    said = []
    if part.layout_kept_permille is not None:
        said.append(_("{share} of its line is kept", share=percent(part.layout_kept_permille)))
    if part.changed_pixels is not None and part.total_pixels:
        said.append(_("{area} changed", area=area(part.changed_pixels, part.total_pixels)))
    if part.region_sums:
        said.append(regions(part.region_sums))
    if part.grade_delta_e:
        said.append(delta_e(part.grade_delta_e))
    if part.placement is not None:
        said.append(
            _(
                "moved by {dx} and {dy} px, scaled by {scale}",
                dx=decimals(part.placement.dx, 1),
                dy=decimals(part.placement.dy, 1),
                scale=decimals(part.placement.scale, 3),
            )
        )
    if part.among is not None:
        said.append(_("one of {count}: {reason}", count=part.among, reason=part.reason or _("no reason kept")))
    return "; ".join(said)


def _regions(one: BackgroundAuthorship) -> Iterator[Block]:
    """The boxes of repainted regions, largest first within each stage."""
    rows = tuple(
        Row(
            cells=(
                part.stage,
                part.who.words,
                region_kind_word(region.kind),
                f"{region.left}, {region.top}",
                f"{region.width} × {region.height}",
                region.pixels,
            ),
            key=part.stage,
            entries=tuple(part.entries),
        )
        for part in one.elements
        for region in part.regions
    )
    if not rows:
        return
    heads = (
        Head(title=_("Stage")),
        Head(title=_("Name"), share=3),
        Head(title=_("Kind")),
        Head(title=_("Left, top (px)")),
        Head(title=_("Size (px)")),
        Head(title=_("Area (px)"), kind=Column.NUMBER),
    )
    yield Heading(text=_("Repainted regions"), level=2)
    yield Table(name=_("Regions"), heads=heads, rows=rows)


def _prompts(one: BackgroundAuthorship) -> Iterator[Block]:
    """What generators were asked for, as their files have it: listed, and claimed as nothing."""
    pairs = tuple((f"{part.stage}, {part.who.words}", text) for part in one.elements for text in part.prompts)
    if pairs:
        yield Heading(text=_("Prompts (listed, not claimed)"), level=2)
        yield Facts(pairs=pairs)


def _parts(one: BackgroundAuthorship) -> Table:
    heads = (
        Head(title=_("System, version, provider"), share=4),
        Head(title=_("Model"), share=3),
        Head(title=_("Stage"), share=2),
        Head(title=_("Asked by"), share=2),
        *_figure_heads(),
    )
    rows = tuple(
        Row(
            cells=(
                system_words(part.system, part.version, part.provider),
                part.model,
                _stage(part),
                part.asked_by.words,
                *_figures(part),
            ),
            key=part.stage_id,
            entries=tuple(part.entries),
        )
        for part in one.generators
    )
    return Table(name=_("Generators"), heads=heads, rows=rows)
