"""A document as one page of HTML: light, to be read and printed anywhere, without a script or another file."""

import base64
from collections.abc import Iterator
from html import escape

from studio_app.domain.language import _, chosen_language
from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.document_columns import broken, cell_texts, width, wished
from studio_app.exports.document_figures import print_of
from studio_app.exports.document_text import ALIGNED_RIGHT, document_name, lines, one_line, value_text
from studio_app.exports.documents import (
    Block,
    Column,
    Definitions,
    Document,
    Facts,
    Figure,
    Head,
    Heading,
    PageBreak,
    Paragraph,
    Roll,
    RollGroup,
    RollName,
    Row,
    Table,
)

_ONLY_ITSELF = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_LEAST = 8.0
"""Letters' heights that a column keeps, where its texts are not shorter."""
_LONG = 10.0
_ACROSS_DRAFT = 70.0
"""Hundredths of the window's shorter side that the word over it may take."""


def document_html(document: Document, style: str, *, progress: Progress = no_progress) -> bytes:
    """Return the page in UTF-8 with `style` in it; every text is escaped, pictures stand in the page itself."""
    return "\n".join(_page(document, style, progress)).encode()


def _page(document: Document, style: str, progress: Progress) -> Iterator[str]:
    name = document_name(document)
    yield "<!doctype html>"
    yield f'<html lang="{chosen_language()}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_ONLY_ITSELF}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(name)}</title>"
    yield f"<style>\n{style}{_side(document.wide)}</style>"
    yield "</head>"
    yield f'<body class="{"wide" if document.wide else "upright"}">'
    if document.draft:
        size = min(18.0, _ACROSS_DRAFT / max(1.0, width(one_line(document.draft))))
        yield f'<p class="draft" aria-hidden="true" style="font-size: {size:.1f}vmin">{_text(document.draft)}</p>'
    yield "<main>"
    yield from _head(document)
    for at, block in enumerate(document.blocks, start=1):
        yield from _block(block)
        progress(at / len(document.blocks))
    yield "</main>"
    yield f"<footer>{_text(name)}</footer>"
    yield "</body>"
    yield "</html>"
    yield ""


def _side(wide: bool) -> str:
    return f"@page {{ size: A4 {'landscape' if wide else 'portrait'}; margin: 16mm; }}\n"


def _head(document: Document) -> Iterator[str]:
    yield "<header>"
    yield f'<p class="title">{_text(document.title)}</p>'
    if document.stand:
        yield f'<p class="stand">{_text(document.stand)}</p>'
    draft = f' <small class="state">{_text(document.draft)}</small>' if document.draft else ""
    yield f"<h1>{_text(document.heading)}{draft}</h1>"
    if document.scope:
        yield f'<p class="scope">{_text(document.scope)}</p>'
    yield "</header>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            level = 2 if block.level <= 1 else 3
            yield f"<h{level}>{_text(block.text)}</h{level}>"
        case Paragraph():
            yield _paragraph(block)
        case Facts():
            yield '<dl class="facts">'
            for label, value in block.pairs:
                yield f"<div><dt>{_text(label)}</dt><dd>{_text(value_text(value))}</dd></div>"
            yield "</dl>"
        case Table():
            yield from _table(block)
        case Figure():
            yield from _figure(block)
        case Roll():
            yield from _roll(block)
        case Definitions():
            yield from _definitions(block)
        case PageBreak():
            yield '<div class="break"></div>'


def _paragraph(block: Paragraph) -> str:
    words = "<br>".join(escape(line) for line in lines(block.text))
    if block.warning:
        return f'<p class="warning"><strong>{_text(_("⚠ Note:"))}</strong> {words}</p>'
    return f'<p class="quiet">{words}</p>' if block.quiet else f"<p>{words}</p>"


def _table(table: Table) -> Iterator[str]:
    yield '<div class="table" role="region" tabindex="0" aria-label="' + _text(table.name) + '"><table>'
    yield f"<caption>{_text(table.name)}</caption>"
    texts = [cell_texts(row, len(table.heads)) for row in table.rows]
    yield "<thead><tr>"
    for at, head in enumerate(table.heads):
        least = f"min-width: calc({min(wished(head, [cells[at] for cells in texts]), _LEAST):.1f} * 0.9rem + 16px)"
        yield f'<th scope="col"{_class(head, code=False)} style="{least}">{_text(head.title)}</th>'
    yield "</tr></thead>"
    yield "<tbody>"
    for row, cells in zip(table.rows, texts, strict=True):
        yield _row(row, cells, table.heads)
    if not table.rows:
        yield f'<tr><td class="quiet" colspan="{max(1, len(table.heads))}">{_text(_("No lines."))}</td></tr>'
    yield "</tbody></table></div>"
    if table.note:
        yield '<p class="quiet">' + "<br>".join(escape(line) for line in lines(table.note)) + "</p>"


def _row(row: Row, cells: tuple[str, ...], heads: tuple[Head, ...]) -> str:
    said = [_cell(cell, head, first=not at) for at, (cell, head) in enumerate(zip(cells, heads, strict=True))]
    strong = ' class="strong"' if row.strong else ""
    return f"<tr{strong}{_evidence(row)}>{''.join(said)}</tr>"


def _evidence(line: Row | RollName) -> str:
    """Return what a line is called in the program and the entries it rests on, for programs that read the page."""
    key = f' data-key="{_text(line.key)}"' if line.key else ""
    return key + (f' data-entries="{_text(" ".join(line.entries))}"' if line.entries else "")


def _cell(text: str, head: Head, *, first: bool) -> str:
    long = isinstance(broken(text, _LONG), list)
    if first and text:
        return f'<th scope="row"{_class(head, long=long)}>{_text(text)}</th>'
    return f"<td{_class(head, long=long)}>{_text(text)}</td>"


def _class(head: Head, *, code: bool = True, long: bool = False) -> str:
    """Return how a cell is set; one with a `long` run of letters may break anywhere, others between words."""
    names = ["right"] if head.kind in ALIGNED_RIGHT else []
    names += ["figure"] if head.kind in ALIGNED_RIGHT or head.kind is Column.DAY else []
    names += ["code"] if code and head.kind is Column.CODE else []
    names += ["long"] if long else []
    return f' class="{" ".join(names)}"' if names else ""


def _figure(figure: Figure) -> Iterator[str]:
    picture = print_of(figure)
    caption = _text(figure.caption)
    yield "<figure>"
    if picture.jpeg:
        data = base64.b64encode(picture.jpeg).decode()
        size = f'width="{picture.width}" height="{picture.height}"'
        yield f'<img src="data:image/jpeg;base64,{data}" {size} alt="{caption}">'
    else:
        yield f'<p class="trouble">{_text(picture.trouble)}</p>'
    yield f"<figcaption>{caption}</figcaption>"
    yield "</figure>"


def _roll(roll: Roll) -> Iterator[str]:
    yield '<dl class="roll">'
    for group in roll.groups:
        yield "<div>"
        yield f"<dt>{_role(group)}</dt>"
        yield "<dd>"
        if group.company:
            yield f'<p class="company">{_text(group.company)}</p>'
        yield "<ul>"
        yield from map(_name, group.names)
        yield "</ul>"
        yield "</dd>"
        yield "</div>"
    yield "</dl>"


def _role(group: RollGroup) -> str:
    english = f'<small lang="en">{_text(group.role_en)}</small>' if group.role_en else ""
    return f'<span lang="ja">{_text(group.role)}</span>{english}'


def _name(name: RollName) -> str:
    beside = f" <small><bdi>{_text(name.beside)}</bdi></small>" if name.beside else ""
    return f"<li{_evidence(name)}><bdi>{_text(name.name)}</bdi>{beside}</li>"


def _definitions(block: Definitions) -> Iterator[str]:
    if not block.definitions:
        return
    yield f'<section class="definitions"><h3>{_text(_("What the figures mean"))}</h3>'
    yield "<dl>"
    for one in block.definitions:
        yield f"<div><dt>{_text(one.term)}</dt><dd>{_text(one.text)}</dd></div>"
    yield "</dl></section>"


def _text(text: str) -> str:
    return escape(one_line(text))
