"""The pay statement on paper and in a workbook: every section, every sum, hostile texts as texts."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from studio_app.domain.money import Money
from studio_app.exports import pay_sums
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


def tables_of(document):
    return [block for block in document.blocks if isinstance(block, Table)]


def test_many_orders_of_a_person_stand_in_one_table_with_what_is_to_be_noted(make):
    codes = [f"C{number:03}" for number in range(9)]
    reading = make.reading(
        people=(make.person("P"),),
        backgrounds=tuple(make.background(code) for code in codes),
        stages=tuple(make.stage(code, by="P") for code in codes),
        orders=tuple(
            make.order("P", code, 1000 + number, agreed=date(2026, 4, 20 if number == 8 else 1))
            for number, code in enumerate(codes)
        ),
    )
    document = pay_document(draw_up_pay(reading, Period(first=date(2026, 4, 1), last=date(2026, 4, 30))))
    (orders,) = (table for table in tables_of(document) if table.name == "Orders")
    assert [row.cells[1] for row in orders.rows] == codes
    assert [row.cells[8].minor for row in orders.rows] == [1000 + number for number in range(9)]
    assert [row.cells[-1] for row in orders.rows] == [""] * 8 + ["agreed after the work had begun"]


def test_the_paper_of_very_many_lines_sums_them_up_to_the_same_total(make, monkeypatch):
    monkeypatch.setattr(pay_sums, "MOST_LINES", 2)
    codes, half = ("C001", "C002", "C003"), timedelta(minutes=30, milliseconds=1)
    reading = make.reading(
        people=(make.person("P"), make.person("Q")),
        backgrounds=tuple(make.background(code) for code in codes),
        sessions=(*(make.session(code, code, "P", half) for code in codes), make.session("q", "C001", "Q")),
        rates=(make.rate("P", 2501), make.rate("Q", 2000)),
    )
    statement = draw_up_pay(reading, Period(first=date(2026, 4, 1), last=date(2026, 4, 30)))
    document = pay_document(statement)
    first, second = (table for table in tables_of(document) if table.name == "Lines")
    # 2,501 yen × 0:30:00.001 = 1,250.5007 -> 1,251 a line, three times: what each line was rounded to is added up.
    assert first.rows[0].cells == (
        3,
        "",
        "hours",
        3 * half,
        "hour",
        Money(minor=2501, currency="JPY"),
        Money(minor=3753, currency="JPY"),
    )
    assert first.rows[1].cells[-1] == statement.people[0].totals[0] == Money(minor=3753, currency="JPY")
    assert second.rows[-1].cells[-1] == Money(minor=2000, currency="JPY")
    assert set(first.rows[0].entries) >= {session.entry for session in reading.sessions[:3]}
    assert any("too many for one paper" in block.text for block in document.blocks if isinstance(block, Paragraph))


def test_somebodys_own_paper_is_never_summed_up(make, monkeypatch):
    monkeypatch.setattr(pay_sums, "MOST_LINES", 0)
    reading = make.reading(
        people=(make.person("P"),),
        backgrounds=(make.background("C001"),),
        sessions=(make.session("s", "C001", "P"),),
        rates=(make.rate("P", 2000),),
    )
    period = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
    alone = pay_document(draw_up_pay(reading, period, person=reading.people[0].id))
    assert not any("too many" in block.text for block in alone.blocks if isinstance(block, Paragraph))
    assert tables_of(alone)[0].rows[0].cells[0] == "C001"
