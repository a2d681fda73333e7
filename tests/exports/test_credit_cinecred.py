"""The roll as Cinecred reads it: no warning of the table, the sheet’s words, nothing that a spreadsheet computes."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.exports.cells import flattened
from studio_app.exports.credit_cinecred import cell, credits_cinecred
from studio_app.statements.names import is_visible
from tests.exports import cinecred_reader as cinecred

NAMES = st.text(st.one_of(st.sampled_from("\\{}=+-@' \"\n,"), st.characters()), max_size=30).filter(is_visible)


def _said(content):
    return [
        (block.style, block.head, ["".join(piece for piece, _style in line) for line in block.body])
        for block in cinecred.read(content)
    ]


def test_roles_stand_at_the_head_names_in_the_body_and_companies_over_their_people(studio, draw_credits):
    assert _said(credits_cinecred(draw_credits(studio))) == [
        ("gutter", "美術監督  Art Director", ["𠮷田 監督"]),
        ("gutter", "背景  Background Art", ["佐藤 光"]),
        ("gutter", "", ["株式会社 空色", "佐藤 光 Hikaru Sato"]),
        ("heading", "", ["Generative AI used / 使用した生成AI"]),
        ("subheading", "", ["NovelAI v3, provider not recorded"]),
    ]


def test_company_headings_and_latin_names_are_small(studio, draw_credits):
    blocks = cinecred.read(credits_cinecred(draw_credits(studio)))
    assert blocks[2].body == [[("株式会社 空色", "Small")], [("佐藤 光 ", ""), ("Hikaru Sato", "Small")]]


def test_there_is_one_unit_between_roles_and_three_before_the_generators(studio, draw_credits):
    blocks = cinecred.read(credits_cinecred(draw_credits(studio)))
    assert [block.gap_after for block in blocks] == [1, 1, 3, 1, 0]


def test_a_sheet_of_generators_alone_opens_as_well(make, draw_credits):
    stages = (make.stage("C012", "generation", system="Flux"), make.stage("C012", "generation", 2))
    assert _said(credits_cinecred(draw_credits(make.reading(stages=stages)))) == [
        ("heading", "", ["Generative AI used / 使用した生成AI"]),
        ("subheading", "", ["system not recorded in the file", "Flux, provider not recorded"]),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "{{Pic logo.svg}}",
        "{{Blank}}",
        "\\{{x}}",
        "back\\",
        "\\\\",
        "}}{{",
        "{{{{",
        "@Head",
        '=cmd|"calc"',
        "+81",
        "名" * 200,
        "نبيل العقيل",
        "a\nb",
        '"q", x',
    ],
)
def test_an_awkward_name_is_printed_as_it_is(make, draw_credits, name):
    people = (make.person("P", name, name_en=f"{name}."),)
    sheet = draw_credits(make.reading(people=people, sessions=(make.session("s", "C012", "P"),)))
    assert _said(credits_cinecred(sheet)) == [
        ("gutter", "背景  Background Art", [f"{flattened(name)} {flattened(name)}."])
    ]


@given(name=NAMES, other=st.one_of(st.just(""), NAMES))
def test_every_name_comes_back_from_its_cell(name, other):
    flat, beside = flattened(name).strip(), flattened(other).strip()
    pieces = cinecred.tagged(cell(name, other).strip())
    assert "".join(piece for piece, _style in pieces) == (f"{flat} {beside}" if beside else flat)


def test_no_cell_begins_with_a_formula(make, draw_credits):
    people = (make.person("P", "=1+1", name_en="@x", company="K"), make.person("K", "-firm", kind="company"))
    sheet = draw_credits(make.reading(people=people, sessions=(make.session("s", "C012", "P"),)))
    rows = csv.reader(io.StringIO(credits_cinecred(sheet).decode("utf-8-sig"), newline=""))
    assert not [text for row in list(rows)[1:] for text in row if text.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Head,Body\n", "no header"),
        ("@Head,@Body\n", "columns missing"),
        ("{h}a,b,,,Nowhere,,,Scroll,,\n", "no content style"),
        ("{h}a,b,,,Gutter,,,,,\n", "no style before the first block"),
        ("{h}a,b,,,Heading,,,Scroll,,\n", "has no such part"),
        ("{h}a,,,,Gutter,,,Scroll,,\n", "a head without a body"),
        ("{h}a,{{{{Pic x}}}},,,Gutter,,,Scroll,,\n", "unknown tag"),
    ],
)
def test_the_reader_is_strict(table, said):
    header = ",".join(f"@{name}" for name in cinecred.COLUMNS) + "\n"
    with pytest.raises(cinecred.Warned, match=said):
        cinecred.read(table.format(h=header).encode())
