"""A document as a page of HTML: whole, accessible, and nothing in it that a text could have put there."""

import base64
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from studio_app.domain.language import choose_language
from studio_app.exports.documents import Facts, Figure, Heading, Paragraph
from tests.exports.paper_desk import HOSTILE, NAMES, PAPERS, RESOURCES, document, every_block, line, roll, table

VOID = {"meta", "br", "img"}


class Page(HTMLParser):
    """The elements of a page as (name, attributes), and its texts; what is left open or closed twice fails."""

    def __init__(self, content):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts, self._open = [], [], []
        self.feed(content.decode())
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] != "style":
            self.texts.append(data)

    def all(self, name):
        return [attributes for tag, attributes in self.elements if tag == name]

    @property
    def said(self):
        return [text for text in self.texts if text.strip()]


@pytest.fixture
def figure(tmp_path):
    path = tmp_path / "view.png"
    Image.fromarray(np.full((180, 320, 3), 120, np.uint8)).save(path)
    return path


def page_of(*blocks, **fields):
    return Page(PAPERS.html(document(*blocks, **fields)))


def test_every_block_stands_on_the_page(figure):
    said = " ".join(page_of(*every_block(figure), draft="Draft").said)
    for words in (
        *("湖畔の社", "Pay statement", "2026-04-30", "Draft", "Lines", "A part", "Painter", "佐藤 光", "¥128,500"),
        *("C001", "2026-04-02", "2:14:00", "1.5", "¥2,500", "¥1,234,567", "as agreed", "first line", "second line"),
        *("⚠ Note:", "below the floor", "No lines.", "C012, final", "背景", "Background Art", "スタジオ空色"),
        *("𠮷田 監督", "beside", "Measured", "Seen at work."),
    ):
        assert words in said, words


def test_the_page_needs_no_other_file_and_runs_nothing(figure):
    content = PAPERS.html(document(*every_block(figure)))
    page = Page(content)
    (image,) = page.all("img")
    kind, data = image["src"].split(",")
    assert kind == "data:image/jpeg;base64"
    assert base64.b64decode(data)[:2] == b"\xff\xd8"
    assert image["alt"] == "C012, final"
    assert not {"script", "link", "iframe", "object", "a", "form"} & {tag for tag, _attributes in page.elements}
    assert b"url(" not in content
    assert b"@import" not in content
    assert not [name for _tag, attributes in page.elements for name in attributes if name.startswith("on")]
    policy = page.all("meta")[1]["content"]
    assert policy.startswith("default-src 'none'")


def test_a_screen_reader_is_told_the_language_the_heads_and_what_a_table_is():
    page = page_of(table(line(1), name="Lines"))
    assert page.all("html") == [{"lang": "en"}]
    assert [cell["scope"] for cell in page.all("th")] == ["col"] * 6 + ["row"]
    assert len(page.all("caption")) == 1
    assert [level for level, _attributes in page.elements if re.fullmatch(r"h\d", level)] == ["h1"]
    assert len(page.all("main")) == len(page.all("header")) == 1
    choose_language(RESOURCES / "translations", ["ja"])
    try:
        assert page_of().all("html") == [{"lang": "ja"}]
    finally:
        choose_language(RESOURCES / "translations", [])


def test_headings_stand_below_the_document_s_own():
    page = page_of(Heading(text="one"), Heading(text="two", level=2))
    assert [tag for tag, _attributes in page.elements if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h3"]


def test_each_row_and_name_carries_its_key_and_its_entries():
    page = page_of(table(line(7)), roll("佐藤 光"))
    (row,) = [one for one in page.all("tr") if "data-key" in one]
    assert row == {"data-key": "line-7", "data-entries": f"{7:064x}"}
    assert page.all("li") == [{"data-key": "name-0", "data-entries": f"{0:064x}"}]


@pytest.mark.parametrize("given", HOSTILE)
def test_what_was_written_is_only_ever_a_text(given):
    blocks = (
        Heading(text=given),
        Facts(pairs=((given, given),)),
        Paragraph(text=given, warning=True),
        table(line(1, given), name=given, note=given),
        roll(given, role=given, role_en=given, company=given),
    )
    page = page_of(*blocks, title=given, scope=given, stand=given, draft=given)
    plain = page_of(
        *(Heading(text="x"), Facts(pairs=(("x", "x"),)), Paragraph(text="x", warning=True)),
        *(table(line(1, "x"), name="x", note="x"), roll("x", role="x", role_en="x", company="x")),
        **dict.fromkeys(("title", "scope", "stand", "draft"), "x"),
    )
    assert [tag for tag, _attributes in page.elements] == [tag for tag, _attributes in plain.elements]
    # title, state, draft, stand, scope, heading, label and value, caption, row and note, role twice, company, name
    assert [text.strip() for text in page.texts].count(given) >= 15


def test_names_come_out_as_they_were_written():
    said = page_of(roll(*NAMES, "محمد علي", "😀")).said
    for name in (*NAMES, "محمد علي", "😀"):
        assert name.strip() in said


def test_a_page_that_cannot_be_encoded_does_not_come_about():
    content = PAPERS.html(document(Paragraph(text="a\ud800b\x00c\u202ed"), roll("\x1b[0m"), title="\ud800"))
    said = Page(content).said
    assert "a\\ud800b\\x00c\\u202ed" in said
    assert "\\x1b[0m" in said


def test_a_lost_picture_says_so(tmp_path):
    page = page_of(Figure(path=tmp_path / "lost.png", caption="C012"))
    assert page.all("img") == []
    assert any("cannot be read" in text for text in page.said)


def test_wide_documents_print_on_the_long_side_and_equal_ones_are_equal(figure):
    paper = document(*every_block(figure), wide=True)
    assert b"size: A4 landscape" in PAPERS.html(paper)
    assert b"size: A4 portrait" in PAPERS.html(document())
    assert PAPERS.html(paper) == PAPERS.html(paper)


def test_a_long_page_tells_how_far_it_is(figure):
    told = []
    PAPERS.html(document(*[Figure(path=figure, caption="C012")] * 4), progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]
