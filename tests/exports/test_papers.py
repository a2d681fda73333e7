"""Documents on paper: every word of them, and nothing that a word could do."""

import io
import re
import shutil
import subprocess
import tempfile
import unicodedata
from decimal import Decimal

import numpy as np
import pytest
import typst
from PIL import Image

from studio_app.domain.language import choose_language
from studio_app.domain.progress import Cancelled
from studio_app.exports.documents import Column, Facts, Figure, Heading, PageBreak, Paragraph, Row, Table
from studio_app.exports.papers import Papers
from studio_app.exports.sheet_file import SheetNotWritten
from tests.exports.paper_desk import (
    FONTS,
    HOSTILE,
    NAMES,
    PAPERS,
    RESOURCES,
    SUM,
    TEMPLATES,
    document,
    every_block,
    head,
    line,
    roll,
    table,
)
from tests.exports.pdf_words import words_of

READER = shutil.which("pdftotext")
readable = pytest.mark.skipif(READER is None, reason="pdftotext (poppler-utils) is not installed")
MARKS_OF_DIRECTION = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@pytest.fixture
def figure(tmp_path):
    path = tmp_path / "view.png"
    Image.fromarray(np.full((180, 320, 3), 120, np.uint8)).save(path)
    return path


@pytest.fixture
def japanese():
    choose_language(RESOURCES / "translations", ["ja"])
    yield
    choose_language(RESOURCES / "translations", [])


def squeezed(text):
    return "".join(text.split())


def said_by(content):
    return words_of(content)


def read_by_another(tmp_path, content, *options):
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    said = subprocess.run([READER, *options, path, "-"], check=True, capture_output=True).stdout.decode(
        errors="replace"
    )
    return said.translate(MARKS_OF_DIRECTION)


def test_every_block_is_printed_and_the_foot_counts_the_pages(figure):
    said = said_by(PAPERS.pdf(document(*every_block(figure), draft="Draft")))
    for words in (
        *("湖畔の社", "Pay statement", "2026-04", "2026-04-30", "Draft", "Lines", "A part"),
        *("Painter", "佐藤 光", "¥128,500", "2:00:00", "C001", "2026-04-02", "2:14:00", "1.5", "¥2,500", "¥1,234,567"),
        *("as agreed", "first line", "second line", "small", "⚠ Note: below the floor", "No lines.", "C012, final"),
        *(
            "背景",
            "Background Art",
            "スタジオ空色",
            "𠮷田 監督",
            "Measured",
            "Seen at work.",
            "Page 1 of 2",
            "Page 2 of 2",
        ),
    ):
        assert squeezed(words) in said, words


def test_the_same_document_gives_the_same_bytes_and_no_date(figure):
    paper = document(*every_block(figure))
    first = PAPERS.pdf(paper)
    assert first == PAPERS.pdf(paper) == Papers(TEMPLATES, FONTS).pdf(paper)
    assert b"CreationDate" not in first


def test_a_paper_has_its_title_its_language_and_tags(japanese):
    content = PAPERS.pdf(document(Paragraph(text="日本語")))
    assert b"/Lang(ja)" in content
    assert b"/MarkInfo" in content
    assert b"/StructTreeRoot" in content
    assert b"<dc:title>" in content
    assert "湖畔の社 · Pay statement · 2026-04</rdf:li>".encode() in content


def test_money_stands_in_the_language_s_way(japanese):
    said = said_by(PAPERS.pdf(document(table(line(1)))))
    assert "￥2,500" in said


@pytest.mark.parametrize("given", HOSTILE)
def test_what_was_written_comes_out_letter_by_letter(given):
    paper = document(
        Heading(text=given),
        Facts(pairs=((given, given),)),
        Paragraph(text=given),
        table(line(1, given), name=given, note=given),
        roll(given, role=given, role_en=given, company=given),
        title=given,
        scope=given,
        stand=given,
        draft=given,
    )
    said = said_by(PAPERS.pdf(paper))
    # heading, label and value, paragraph, row and note, role twice, company, name, title, scope, stand; foot and draft
    assert said.count(squeezed(given)) >= 14


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("a\x00b\x07c\x1b[0md", "a\\x00b\\x07c\\x1b[0md"),
        ("a\u202eb\u200bc\u2066d", "a\\u202eb\\u200bc\\u2066d"),
        ("a\ud800b", "a\\ud800b"),
        ("one\r\ntwo\u2028three\tfour", "one two three four"),
    ],
)
def test_what_is_invisible_or_turns_text_round_is_shown(given, printed):
    said = said_by(PAPERS.pdf(document(table(line(1, given)), roll(given), Paragraph(text=given), title=given)))
    assert said.count(squeezed(printed)) >= 4


@readable
def test_another_reader_gives_the_names_back_exactly(tmp_path):
    for place in (roll, lambda *names: table(*(line(at, name) for at, name in enumerate(names)))):
        said = squeezed(read_by_another(tmp_path, PAPERS.pdf(document(place(*NAMES))), "-raw"))
        for name in NAMES:
            assert squeezed(name) in said, name


@readable
def test_names_from_right_to_left_and_emoji_are_on_the_paper(tmp_path):
    names = ("محمد علي", "שלום עולם", "😀")
    said = squeezed(read_by_another(tmp_path, PAPERS.pdf(document(roll(*names)))))
    for name in names:
        assert unicodedata.normalize("NFC", squeezed(name)) in said, name


@readable
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("given", ["W" * 200, "名" * 200, "é/" * 100, "𠮷" * 200, "x" * 3000, "Wide Words " * 20])
def test_no_word_leaves_the_paper(tmp_path, given, wide):
    columns = tuple(head(given[:40], kind) for kind in (*Column, *Column))
    many = Table(
        name="Many", heads=columns, rows=(Row(cells=(given[:60],) * 12), Row(cells=(given,) * 12, strong=True))
    )
    paper = document(
        table(line(1, given)), roll(given, role=given, role_en=given, company=given), Facts(pairs=((given, given),)),
        Paragraph(text=given, warning=True), many, title=given, heading=given, scope=given, stand=given, wide=wide,
    )  # fmt: skip
    said = read_by_another(tmp_path, PAPERS.pdf(paper), "-bbox")
    # A4 in points less 16 mm; a blank may hang over the end of a line, and an estimate be a little narrow.
    width = 841.9 if wide else 595.3
    assert max(map(float, re.findall(r'xMax="([\d.]+)"', said))) < width - 45.4 + 4


@readable
def test_a_head_is_repeated_on_every_page_and_a_sum_is_strong(tmp_path):
    content = PAPERS.pdf(document(table(*(line(number) for number in range(100)), SUM)))
    pages = read_by_another(tmp_path, content).split("\f")[:-1]
    assert len(pages) == 3
    assert all("Background" in page and "Amount" in page for page in pages)
    assert content.count(b"NotoSans-Bold") >= 1


def test_a_page_break_begins_a_page_and_one_at_the_end_makes_none():
    blocks = (Paragraph(text="one"), PageBreak(), Paragraph(text="two"), PageBreak())
    assert PAPERS.pages(document(*blocks), ppi=30).page_count == 2


def test_a_document_without_anything_is_a_page_with_its_head():
    said = said_by(PAPERS.pdf(document(table(heads=()), Facts(pairs=()), roll(), title="", scope="", stand="")))
    assert "Paystatement" in said


def test_a_picture_that_is_lost_says_so(tmp_path):
    said = said_by(PAPERS.pdf(document(Figure(path=tmp_path / "lost.png", caption="C012"))))
    assert "cannotberead" in said
    assert "C012" in said


def test_a_long_paper_tells_how_far_it_is_and_can_be_stopped(figure):
    told = []
    figures = [Figure(path=figure, caption=str(number)) for number in range(4)]
    PAPERS.pdf(document(*figures), progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]

    def stop(done):
        raise Cancelled

    with pytest.raises(Cancelled):
        PAPERS.pdf(document(*figures), progress=stop)


def test_a_machine_without_any_font_but_the_shipped_ones_prints_japanese(monkeypatch):
    known = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    papers = Papers(TEMPLATES, FONTS)
    monkeypatch.setattr(papers._press._faces, "_known", known)
    content = papers.pdf(document(roll("𠮷田 監督", "محمد علي", "Łukasz"), table(line(1))))
    assert "𠮷田監督" in said_by(content)
    fonts = set(re.findall(rb"/FontName/[A-Z]{6}\+([\w-]+)", content))
    assert fonts <= {b"NotoSansJP-Regular", b"NotoSansJP-Bold", b"NotoSans-Regular", b"NotoSans-Bold",
                     b"Vazirmatn-Regular", b"DejaVuSansMono"}  # fmt: skip


def test_where_no_font_has_japanese_nothing_is_printed_with_holes(tmp_path, monkeypatch):
    papers = Papers(TEMPLATES, tmp_path)
    monkeypatch.setattr(papers._press._faces, "_known", typst.Fonts(include_system_fonts=False))
    with pytest.raises(SheetNotWritten, match="no font with Japanese") as refusal:
        papers.pdf(document())
    assert refusal.value.hint == "Install “Noto Sans JP”, or write a .csv instead."


def picture(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("L"))


def test_pages_are_pictures_with_a_box_around_each_keyed_row_and_name():
    paper = document(table(line(1), line(2), SUM), roll("𠮷田 監督", "佐藤 光"))
    preview = PAPERS.pages(paper, ppi=72)
    (page,) = map(picture, preview.pages)
    assert page.shape == (842, 596), "A4 is 841.9 x 595.3 points, and a point is a pixel here"
    spots = {spot.key: spot for spot in preview.spots}
    assert list(spots) == ["line-1", "line-2", "name-0", "name-1"], "the sum has no key"
    assert spots["line-2"].entries == (f"{2:064x}",)
    assert spots["name-1"].entries == (f"{1:064x}",)
    first, second = spots["line-1"], spots["line-2"]
    assert (first.left, first.width) == (45, 505), "16 mm are 45.4 points, 178 mm are 504.6"
    assert first.top + first.height == second.top, "rows touch"
    for spot in spots.values():
        within = page[spot.top + 2 : spot.top + spot.height - 2, spot.left : spot.left + spot.width]
        assert (within < 128).any(), f"{spot.key} has words in it"
    assert spots["name-0"].width < 120, "no wider than the name"
    assert spots["name-0"].left > 595 / 2, "right of the middle"


def test_a_row_over_two_pages_has_a_box_on_each():
    paper = document(table(line(1, "word " * 9000)))
    spots = PAPERS.pages(paper, ppi=36).spots
    assert [spot.page for spot in spots] == list(range(len(spots)))
    assert len(spots) > 1
    assert {spot.key for spot in spots} == {"line-1"}
    assert all(spot.height > 0 for spot in spots)


def test_only_the_pages_that_are_asked_for_are_drawn():
    paper = document(table(*(line(number) for number in range(150))))
    whole = PAPERS.pages(paper, ppi=36)
    assert len(whole.pages) == whole.page_count == 4
    part = PAPERS.pages(paper, ppi=36, first=1, most=2)
    assert (part.first, part.page_count) == (1, 4)
    assert part.pages == whole.pages[1:3]
    assert part.spots == tuple(spot for spot in whole.spots if spot.page in (1, 2))
    assert PAPERS.pages(paper, ppi=36, first=9).pages == ()


def test_figures_that_are_equal_and_look_different_are_told_apart():
    def paper(figure):
        return document(table(Row(cells=(figure,)), heads=(head("Quantity", Column.NUMBER),)))

    first = PAPERS.pages(paper(Decimal("1.5")), ppi=36).pages
    assert PAPERS.pages(paper(Decimal("1.50")), ppi=36).pages != first
    assert PAPERS.pages(paper(Decimal("1.5")), ppi=36).pages == first


def test_a_picture_that_changed_is_seen(figure):
    paper = document(Figure(path=figure, caption="C012"))
    (before,) = PAPERS.pages(paper, ppi=36).pages
    Image.fromarray(np.full((180, 320, 3), 10, np.uint8)).save(figure)
    (after,) = PAPERS.pages(paper, ppi=36).pages
    assert [
        int((abs(picture(png).astype(int) - shade) < 3).sum() > 10_000) for png, shade in ((before, 120), (after, 10))
    ] == [1, 1]


@pytest.mark.parametrize("make", ["pdf", "workbook", "pages"])
def test_a_full_disk_for_what_is_set_aside_is_said_in_one_sentence(monkeypatch, make):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    makers = {
        "pdf": lambda: PAPERS.pdf(document()),
        "workbook": lambda: PAPERS.workbook("t", [table(line(1))]),
        "pages": lambda: PAPERS.pages(document(title="never set before"), ppi=36),
    }
    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(SheetNotWritten, match="no room left"):
        makers[make]()
