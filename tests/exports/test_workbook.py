"""Tables as a workbook: numbers that add up, texts that nothing computes, the same in other programs."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from studio_app.domain.language import choose_language
from studio_app.domain.money import Money
from studio_app.domain.progress import Cancelled
from studio_app.exports import workbook as workbook_module
from studio_app.exports.documents import Column, Row
from studio_app.exports.sheet_file import SheetNotWritten
from studio_app.exports.workbook_cells import LONGEST_TEXT, fitting, held, money_form
from studio_app.exports.workbook_names import sheet_names
from tests.exports.paper_desk import HEADS, HOSTILE, NAMES, PAPERS, RESOURCES, SUM, head, line, table, yen

OFFICE = shutil.which("soffice")
DAY_ONE = datetime(1980, 1, 1)  # noqa: DTZ001  # workbooks know no zones
TEXTS = (*HOSTILE, *NAMES, "محمد علي", "שלום", "😀", "two\nlines", " blanks ", "12", "1/2", "TRUE", "1e3", "'=1", "")


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def texts_table(texts, name="Texts"):
    return table(
        *(Row(cells=(text, text)) for text in texts), name=name, heads=(head("=A&B"), head("Code", Column.CODE))
    )


def test_values_are_numbers_of_their_kind():
    sheet = opened(PAPERS.workbook("t", [table(line(3), SUM)]))["Lines"]
    assert [cell.value for cell in sheet[1]] == ["Cut", "Background", "Day", "Time", "Quantity", "Amount"]
    assert [cell.value for cell in sheet[2]] == [
        "C003",
        "回想・神社",
        datetime(2026, 4, 4),  # noqa: DTZ001
        timedelta(hours=2, minutes=14),
        1.5,
        2500,
    ]
    assert [cell.number_format for cell in sheet[2]][2:] == [
        "yyyy-mm-dd",
        "[h]:mm:ss",
        "#,##0.0",
        '"¥"#,##0;-"¥"#,##0',
    ]
    assert [cell.value for cell in sheet[3]] == [None, "Total", None, timedelta(hours=134), None, 1234567]
    assert all(cell.font.b for cell in sheet[3] if cell.value)


@pytest.mark.parametrize(
    ("value", "number", "form"),
    [
        (Money(minor=-123456, currency="EUR"), Decimal("-1234.56"), '"€"#,##0.00;-"€"#,##0.00'),
        (Money(minor=1234567, currency="KWD"), Decimal("1234.567"), '"KWD"#,##0.000;-"KWD"#,##0.000'),
        (Decimal("0.125"), Decimal("0.125"), "#,##0.000"),
        (timedelta(0), 0, "[h]:mm:ss"),
        (timedelta(hours=36), 1.5, "[h]:mm:ss"),
        (timedelta(milliseconds=86_400), 0.001, "[h]:mm:ss.000"),
        (date(2028, 2, 29), 46812, "yyyy-mm-dd"),  # 2028-02-29 is 46,812 days after 1899-12-30
        (0, 0, "#,##0"),
    ],
)
def test_a_number_is_held_with_its_form(value, number, form):
    cell = held(value)
    assert (cell.number, cell.form, cell.text) == (number, form, "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money(minor=2**53 - 1, currency="USD"), "$90,071,992,547,409.91"),
        (10**17, "100,000,000,000,000,000"),
        (timedelta(seconds=-5), "−0:00:05"),
        (date(1899, 12, 31), "1899-12-31"),
        (None, ""),
    ],
)
def test_what_a_spreadsheet_would_round_or_not_show_is_a_text(value, text):
    cell = held(value)
    assert (cell.number, cell.text) == (None, text)


def test_money_has_the_form_of_the_language():
    choose_language(RESOURCES / "translations", ["fr"])
    try:
        assert money_form("EUR") == '#,##0.00\\ "€";-#,##0.00\\ "€"'
        assert money_form("JPY") == '#,##0\\ "JPY";-#,##0\\ "JPY"'
    finally:
        choose_language(RESOURCES / "translations", [])
    assert money_form("EUR") == '"€"#,##0.00;-"€"#,##0.00', "and in English as before"


def test_nothing_in_a_workbook_is_a_formula_a_link_or_a_number_that_was_a_text():
    content = PAPERS.workbook("=title&A", [texts_table(TEXTS), table(line(1, "=1+1"), name="=1+1", note="=1+1")])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        sheets = [packed.read(name).decode() for name in names if name.startswith("xl/worksheets/")]
    assert not any("<f>" in sheet or "<f " in sheet or "hyperlink" in sheet for sheet in sheets)
    assert not [name for name in names if "external" in name.lower() or "connection" in name.lower()]
    sheet = opened(content)["Texts"]
    for row, text in zip(sheet.iter_rows(min_row=2), TEXTS, strict=False):
        for cell in row:
            assert cell.data_type == ("s" if text else "n")
            assert cell.quotePrefix is bool(text), "so that one who edits the cell starts no formula either"
            assert (cell.value or "").replace("_x005F_", "_") == text


def test_what_no_workbook_can_hold_is_shown():
    sheet = opened(PAPERS.workbook("t", [texts_table(("a\x00b\x07", "\ud800", "a\r\nb\u2028c", "\x1b[0m"))]))["Texts"]
    assert [cell.value for cell in sheet["A"][1:]] == ["a␀b␇", "�", "a\nb\nc", "␛[0m"]


@pytest.mark.parametrize("sign", ["x", "名", "𠮷"])
def test_a_text_longer_than_a_cell_ends_with_an_ellipsis(sign):
    text = sign * 40_000
    cut = fitting(text)
    assert cut.endswith(f"{sign}…")
    assert LONGEST_TEXT - 1 <= len(cut.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert fitting(sign * 16_000) == sign * 16_000
    assert opened(PAPERS.workbook("t", [texts_table((text,))]))["Texts"]["A2"].value == cut


def test_heads_stay_in_sight_and_sums_are_not_sorted_among_the_lines():
    sheet = opened(PAPERS.workbook("t", [table(line(1), line(2), SUM, note="as agreed")]))["Lines"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet["A6"].value == "as agreed"


def test_paper_takes_the_whole_width_and_repeats_the_heads():
    sheet = opened(PAPERS.workbook("R&D", [table(line(1))]))["Lines"]
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0), "as many pages as it takes"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.oddHeader.left.text == "R&&D"
    assert sheet.oddFooter.right.text == "Page &P of &N"


def test_columns_are_as_wide_as_their_texts_and_japanese_signs_count_twice():
    sheet = opened(PAPERS.workbook("t", [table(line(1, "名" * 10), line(2, "x" * 500))]))["Lines"]
    short = opened(PAPERS.workbook("t", [table(line(1, "名" * 10))]))["Lines"]
    assert round(short.column_dimensions["B"].width) == 23, "ten signs as wide as two digits, and room for them"
    assert round(sheet.column_dimensions["B"].width) == 57, "no wider; the text wraps"
    assert sheet["B3"].alignment.wrap_text


def test_the_same_tables_give_the_same_bytes_and_name_nobody(monkeypatch):
    monkeypatch.setenv("USER", "somebody")
    content = PAPERS.workbook("湖畔の社", [table(line(1))])
    assert content == PAPERS.workbook("湖畔の社", [table(line(1))])
    properties = opened(content).properties
    assert properties.title == "湖畔の社"
    assert (properties.creator, properties.lastModifiedBy, properties.created) == (None, None, DAY_ONE)
    assert b"somebody" not in content


def test_a_worksheet_for_each_table_also_for_empty_ones_and_twins():
    book = opened(PAPERS.workbook("t", [table(), table(line(1)), table(name="lines", heads=())]))
    assert book.sheetnames == ["Lines", "Lines 2", "lines 3"]
    assert [cell.value for cell in book["Lines"][1]] == [one.title for one in HEADS]


def test_names_of_worksheets_are_ones_that_spreadsheets_take():
    assert sheet_names(["[a]:*?/\\", "", "'quoted'", "History", "𠮷" * 20, "x" * 40, "x" * 40]) == (
        "_a______",
        "1",
        "quoted",
        "History 2",
        "𠮷" * 15,
        "x" * 31,
        "x" * 29 + " 2",
    )


@settings(deadline=None)
@given(some.lists(some.text(max_size=40), max_size=12))
def test_any_names_give_worksheets_that_can_be_told_apart(names):
    made = sheet_names(names)
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_more_lines_than_a_worksheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(workbook_module, "_MOST_ROWS", 5)
    PAPERS.workbook("t", [table(line(1), line(2))])
    with pytest.raises(SheetNotWritten, match="“Lines” has more lines than a worksheet can hold") as refusal:
        PAPERS.workbook("t", [table(line(1), line(2), line(3))])
    assert ".csv" in refusal.value.hint


def test_a_long_workbook_tells_how_far_it_is_and_can_be_stopped():
    told = []
    PAPERS.workbook("t", [table(*map(line, range(700))), table(*map(line, range(300)))], progress=told.append)
    assert told == [0.5, 1.0]

    def stop(done):
        raise Cancelled

    with pytest.raises(Cancelled):
        PAPERS.workbook("t", [table(line(1))], progress=stop)


def converted(tmp_path, content, kind):
    (tmp_path / "in.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", tmp_path / "out", tmp_path / "in.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return tmp_path / "out" / f"in.{kind.partition(':')[0]}"


@pytest.mark.skipif(OFFICE is None, reason="soffice (libreoffice-calc) is not installed")
def test_libreoffice_opens_a_workbook_and_gives_it_back_without_loss(tmp_path):
    content = PAPERS.workbook("t", [texts_table(TEXTS), table(*map(line, range(20)), SUM)])
    before, after = opened(content), openpyxl.load_workbook(converted(tmp_path, content, "xlsx"))
    assert after.sheetnames == before.sheetnames
    for name in before.sheetnames:
        assert [[cell.value for cell in row] for row in after[name].iter_rows()] == [
            [(cell.value.replace("_x005F_", "_") if isinstance(cell.value, str) else cell.value) for cell in row]
            for row in before[name].iter_rows()
        ]


@pytest.mark.skipif(OFFICE is None, reason="soffice (libreoffice-calc) is not installed")
def test_libreoffice_shows_what_was_meant(tmp_path):
    euros = Row(cells=("=1+1", "名", date(2028, 2, 29), timedelta(hours=134, seconds=1), Decimal("1.50"), yen(-2500)))
    path = converted(tmp_path, PAPERS.workbook("t", [table(euros)]), "csv:Text - txt - csv (StarCalc):44,34,76")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert rows[1] == ["=1+1", "名", "2028-02-29", "134:00:01", "1.50", "-¥2,500"]
