"""The pay statement on paper and in a workbook: every section, every sum, hostile texts as texts."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from studio_app.domain.money import Money
from studio_app.exports.documents import Heading, PageBreak, Paragraph, Table
from studio_app.exports.papers import Papers
from studio_app.exports.pay_document import pay_document
from studio_app.exports.pay_files import PayFiles
from studio_app.exports.pay_tables import pay_workbook
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import Period

ROOT = Path(__file__).resolve().parents[2]

HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> \\input{x} #set page(width: 1pt)"


@pytest.fixture
def ordered(make):
    """A painter with an order in which a redo is paid, and a name that is an attack."""
    first, second = make.stage("C012", by="P"), make.stage("C012", number=2, by="P", at=make.NOON + timedelta(days=2))
    reading = make.reading(
        people=(make.person("P", HOSTILE), make.person("AD", "監督")),
        backgrounds=(make.background("C012", ("012", "013")),),
        stages=(first, second),
        sessions=(make.session("s", "C012", "P", timedelta(hours=3)),),
        reviews=(
            make.review("t", first, "AD", "retake", "direction-change", at=make.NOON + timedelta(days=1), note=HOSTILE),
            make.review("r", second, "AD", at=make.NOON + timedelta(days=3)),
        ),
        orders=(make.order("P", "C012", 3000, "cut", retakes=(("direction-change", 1500),), note=HOSTILE),),
    )

    return draw_up_pay(reading, Period(first=date(2026, 4, 1), last=date(2026, 4, 30)))


def test_every_person_has_a_section_of_their_own(ordered):
    blocks = pay_document(ordered).blocks
    headings = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert headings[0] == "Everybody"
    assert len(headings) == 1 + len(ordered.people)
    assert sum(isinstance(block, PageBreak) for block in blocks) == len(ordered.people)
    assert any(isinstance(block, Paragraph) and "3,000 JPY per cut" in block.text for block in blocks)


def test_the_worksheets_hold_lines_orders_retakes_evidence_and_definitions(ordered, make):
    tables = {table.name: table for table in pay_workbook(ordered)}
    assert list(tables) == [
        "Pay statement",
        "Order against actual",
        "Retakes",
        "Evidence",
        "To be noted",
        "Definitions",
    ]
    # 2 cuts x 3,000 and a redo at 1,500: 7,500 yen
    amounts = [row.cells[9] for row in tables["Pay statement"].rows]
    yen = [Money(minor=minor, currency="JPY") for minor in (6000, 1500, 7500, 7500)]
    assert amounts == [None, *yen]
    assert all(len(row.cells) == len(table.heads) for table in tables.values() for row in table.rows)
    entries = {row.cells[4] for row in tables["Evidence"].rows}
    order = ordered.people[0].orders[0].order
    assert {make.entry_of("s"), make.entry_of("t"), make.entry_of("r"), order.entry} <= entries


def test_each_table_of_the_document_has_a_cell_for_every_head(ordered):
    for table in (block for block in pay_document(ordered).blocks if isinstance(block, Table)):
        assert all(len(row.cells) == len(table.heads) for row in table.rows), table.name


@pytest.mark.parametrize("ending", ["pdf", "html", "xlsx"])
def test_an_attack_in_a_name_or_note_is_set_as_text(ordered, tmp_path, ending):
    files = PayFiles(Papers(ROOT / "resources" / "templates", ROOT / "resources" / "fonts"))
    path = tmp_path / f"pay.{ending}"
    files.write_pay(path, ordered, ())
    content = path.read_bytes()
    assert b"<script>alert" not in content
    assert content.startswith({"pdf": b"%PDF", "html": b"<!", "xlsx": b"PK"}[ending])
