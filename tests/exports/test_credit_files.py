"""Credit sheets as files: every format opens, says the same, and keeps people and generators apart."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from studio_app.exports.credit_document import credit_document
from studio_app.exports.credit_files import CreditFiles, issued_text
from studio_app.exports.credit_tables import evidence_table
from studio_app.exports.credit_text import credits_text, display_width
from studio_app.exports.documents import Heading, Paragraph, Roll, Table
from studio_app.exports.papers import Papers
from studio_app.exports.sheet_file import SheetNotWritten
from studio_app.statements.credits import draft_credits
from studio_app.statements.roles import parse_roles
from studio_app.statements.scopes import WHOLE
from studio_app.workflow.crediting import CreditDraft
from tests.exports import cinecred_reader as cinecred

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"


@pytest.fixture(scope="module")
def files():
    return CreditFiles(Papers(RESOURCES / "templates", RESOURCES / "fonts"))


@pytest.fixture(scope="module")
def drawn():
    roles = parse_roles((RESOURCES / "tables" / "roles.toml").read_text("utf-8"))

    def draw(reading):
        sheet = draft_credits(reading, roles, WHOLE)
        at = datetime(2026, 4, 30, 3, 0, tzinfo=UTC)
        return CreditDraft(sheet=sheet, checks=sheet.checks, lock=None, difference=(), drawn_at=at, zone="Asia/Tokyo")

    return draw


def test_each_ending_gives_its_format(files, drawn, studio, tmp_path):
    begins = {
        "a.csv": b'\xef\xbb\xbf"Kind',
        "a.json": b'{\n  "sheet": "credits/1"',
        "a.xlsx": b"PK",
        "a.pdf": b"%PDF-",
        "a.html": b"<!",
        "a.txt": "星の町".encode(),
        "a.cinecred.csv": b"\xef\xbb\xbf@Head",
    }
    for name, beginning in begins.items():
        files.check(tmp_path / name)
        files.write(tmp_path / name, drawn(studio))
        assert (tmp_path / name).read_bytes().startswith(beginning), name


def test_the_purpose_picks_cinecreds_table_whatever_the_name(files, drawn, studio, tmp_path):
    files.write(tmp_path / "Credits.csv", drawn(studio), "cinecred")
    assert cinecred.read((tmp_path / "Credits.csv").read_bytes())


@pytest.mark.parametrize(
    ("name", "purpose", "said"),
    [
        ("a.docx", "", "does not end in a kind of sheet"),
        ("a.journal", "", "does not end in a kind of sheet"),
        ("a.pdf", "cinecred", "is written as .csv"),
        ("a.csv", "premiere", "is no program that Teire writes a sheet for"),
        ("missing/a.csv", "", "There is no folder"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is_drawn(files, tmp_path, name, purpose, said):
    with pytest.raises(SheetNotWritten, match=said) as refusal:
        files.check(tmp_path / name, purpose)
    assert refusal.value.hint
    assert list(tmp_path.iterdir()) == []


def test_the_workbook_has_a_sheet_for_people_one_for_evidence_and_one_for_definitions(files, drawn, studio, tmp_path):
    files.write(tmp_path / "a.xlsx", drawn(studio))
    people, evidence, definitions = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert [people.title, evidence.title, definitions.title] == ["Credits", "Evidence", "Definitions"]
    cells = [[cell.value for cell in row] for row in people.iter_rows()]
    assert ["背景", "Background Art", "株式会社 空色", "佐藤 光", "Hikaru Sato", "サトウ", "SATO-A"] in cells
    assert any("Generative AI used / 使用した生成AI" in row for row in cells)
    lines = [[cell.value for cell in row] for row in evidence.iter_rows()]
    (painter,) = [row for row in lines if row[3] == "SATO-A" and row[0] == "credit"]
    assert painter[6] == timedelta(hours=2, minutes=14)
    assert painter[10] == "C012"
    assert set(painter[12].split(", ")) == set(drawn(studio).sheet.lines[-1].entries)
    assert "静か" not in str(cells) + str(lines)
    assert len(list(definitions.iter_rows())) >= 11


def test_lists_longer_than_a_cell_go_on_in_further_rows_and_nothing_is_lost(make, drawn):
    sessions = tuple(make.session(f"s{number}", f"C{number:04}", "P") for number in range(1000))
    backgrounds = tuple(make.background(f"C{number:04}") for number in range(1000))
    sheet = drawn(make.reading(people=(make.person("P"),), backgrounds=backgrounds, sessions=sessions)).sheet
    rows = [row for row in evidence_table(sheet).rows if row.cells[3] == "P"]
    assert len(rows) == 3  # 1,000 hashes of 64 signs and two between them: 66,000, in cells of 24,000
    assert all(len(str(cell)) <= 32_767 for row in rows for cell in row.cells)
    assert ", ".join(row.cells[12] for row in rows if row.cells[12]).split(", ") == list(sheet.lines[0].entries)
    assert [row.cells[0] for row in rows] == ["credit", "continued", "continued"]
    assert rows[1].cells[4] is None


def test_the_document_holds_roll_generators_omissions_evidence_and_definitions(drawn, studio):
    document = credit_document(drawn(studio))
    (roll,) = [block for block in document.blocks if isinstance(block, Roll)]
    assert [(group.role, group.company, [name.name for name in group.names]) for group in roll.groups] == [
        ("美術監督", "", ["𠮷田 監督"]),
        ("背景", "", ["佐藤 光"]),
        ("", "株式会社 空色", ["佐藤 光"]),
    ]
    assert roll.groups[2].names[0].key == "SATO-A/background-art"
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        "Generative AI used / 使用した生成AI",
        "Worked and left out",
        "Checks that somebody cleared",
        "Evidence",
    ]
    assert "NovelAI" not in repr(roll)
    assert (document.draft, document.stand) == ("", "Drawn up from the ledger as of 2026-04-30 12:00")


def test_a_draft_says_so_and_lists_what_is_open_first(make, drawn, studio):
    parts = {"sessions": studio.sessions, "people": studio.people[:3], "backgrounds": studio.backgrounds}
    document = credit_document(drawn(make.reading(**parts, stages=(make.stage("C012"),))))
    assert document.draft == "DRAFT / 下書き"
    warning, table = document.blocks[:2]
    assert isinstance(warning, Paragraph)
    assert warning.warning
    assert isinstance(table, Table)
    sentences = [row.cells[2] for row in table.rows]
    assert any("names nobody" in sentence for sentence in sentences)
    assert table.rows[0].cells[4] in {"not cleared", "not cleared; no signature does it"}


def test_the_plain_roll_is_aligned_whatever_the_width_of_its_signs(drawn, studio):
    lines = credits_text(drawn(studio).sheet).decode().splitlines()
    places = [
        display_width(line[: line.index(name)])
        for line in lines
        for name in ("𠮷田 監督", "佐藤 光", "［株式会社 空色］")
        if name in line
    ]
    assert len(places) == 4
    assert len(set(places)) == 1
    assert lines[-2:] == ["Generative AI used / 使用した生成AI", "  NovelAI v3, provider not recorded"]


def test_a_role_wider_than_its_column_stands_on_a_line_of_its_own(make, roles_with_long_word):
    people = (make.person("P", "佐藤"),)
    reading = make.reading(people=people, sessions=(make.session("s", "C012", "P"),))
    sheet = draft_credits(reading, roles_with_long_word, WHOLE)
    lines = credits_text(sheet).decode().splitlines()
    assert lines[-1].strip() == "佐藤"
    assert "佐藤" not in lines[-2]


@pytest.fixture
def roles_with_long_word():
    text = (RESOURCES / "tables" / "roles.toml").read_text("utf-8")
    return parse_roles(text.replace('en = "Background Art"', f'en = "{"Art" * 40}"'))


def test_a_name_written_from_right_to_left_turns_nothing_round(make, drawn):
    people = (make.person("P", "نبيل العقيل"),)
    text = credits_text(drawn(make.reading(people=people, sessions=(make.session("s", "C012", "P"),))).sheet).decode()
    assert "\u2068نبيل العقيل\u2069" in text


@pytest.mark.parametrize("name", ['=cmd|"/c calc"!A1', "<script>alert(1)</script>", "\\input{x} $#_% *b*", "名" * 200])
def test_hostile_names_are_data_in_every_format(files, drawn, make, tmp_path, name):
    people = (make.person("P", name, name_en=name, reading=name, company="K"), make.person("K", name, kind="company"))
    draft = drawn(make.reading(people=people, sessions=(make.session("s", "C012", "P"),)))
    for ending in ("pdf", "html", "xlsx", "txt", "csv", "json", "cinecred.csv"):
        files.write(tmp_path / f"a.{ending}", draft)
    assert "<script>alert" not in (tmp_path / "a.html").read_text("utf-8")
    assert name in (tmp_path / "a.txt").read_text("utf-8")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["credits"][0]["name"] == name
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_json_of_a_sheet_is_the_record_with_everything_in_it(drawn, studio):
    record = json.loads(issued_text(drawn(studio)))
    assert (record["sheet"], record["draft"]) == ("credits/1", False)
    assert {line["code"] for line in record["credits"]} == {"AD", "SATO-A", "SATO-B"}


def test_pages_are_pictures_on_which_every_name_has_its_place(files, drawn, studio):
    preview = files.pages(drawn(studio), ppi=40)
    assert preview.page_count == len(preview.pages) >= 2
    assert all(page.startswith(b"\x89PNG") for page in preview.pages)
    keys = {spot.key for spot in preview.spots}
    assert {"AD/art-director", "SATO-A/background-art", "SATO-B/background-art", "generator/NovelAI/v3"} <= keys
