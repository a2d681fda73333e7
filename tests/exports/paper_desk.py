"""Documents of every kind of block and texts that mean harm, for the tests of papers."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from studio_app.domain.money import Money
from studio_app.exports.documents import (
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
from studio_app.exports.papers import Papers
from studio_app.statements.definitions import Definition

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TEMPLATES, FONTS = RESOURCES / "templates", RESOURCES / "fonts"
PAPERS = Papers(TEMPLATES, FONTS)

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "＝1+1",
    "<script>alert(1)</script>",
    "<r>x</r>",
    "<r><t>y</t></r>",
    "</td></table><b>",
    "&lt;b&gt; & ;",
    "\"quoted\" 'single'",
    '#eval("1+1") #read("/etc/passwd")',
    "$x^2$ *b* _i_ `raw` <label> @ref // c /* c */",
    "\\textbf{x} \\u{1f600}",
    "_x0041_",
    "{{7*7}} ${7*7} %s %(x)s",
    "http://example.org mailto:a@b",
    "001.50",
)
"""Texts that a spreadsheet, a browser or a typesetter could take for something else."""

NAMES = (
    "佐藤 光",
    "𠮷田 監督",
    "髙橋 はるか",
    "Łukasz Żółć",
    "Nguyễn Thị Ánh",
    "김민준",
    "王小明",
    "Ａｎｎａ Müller",
    "Дмитрий Ελλη",
    "渡邉 太郎",
    "名" * 200,
    "W" * 200,
    "First Second " * 15,
)


def yen(amount):
    return Money(minor=amount, currency="JPY")


def head(title, kind=Column.TEXT, share=2):
    return Head(title=title, kind=kind, share=share)


HEADS = (
    head("Cut", Column.CODE, 1),
    head("Background"),
    head("Day", Column.DAY),
    head("Time", Column.TIME),
    head("Quantity", Column.NUMBER),
    head("Amount", Column.MONEY),
)
SUM = Row(cells=("", "Total", None, timedelta(hours=134), None, yen(1234567)), strong=True)


def line(number, name="回想・神社"):
    day = date(2026, 4, 1 + number % 28)
    cells = (f"C{number:03}", name, day, timedelta(hours=2, minutes=14), Decimal("1.5"), yen(2500))
    return Row(cells=cells, key=f"line-{number}", entries=(f"{number:064x}",))


def table(*rows, name="Lines", heads=HEADS, note=""):
    return Table(name=name, heads=heads, rows=rows, note=note)


def roll(*names, role="背景", role_en="Background Art", company=""):
    said = tuple(
        RollName(name=name, beside="beside", key=f"name-{at}", entries=(f"{at:064x}",)) for at, name in enumerate(names)
    )
    return Roll(groups=(RollGroup(role=role, role_en=role_en, company=company, names=said),))


def document(*blocks, **fields):
    words = {"kind": "pay", "title": "湖畔の社", "heading": "Pay statement", "scope": "2026-04", "stand": "2026-04-30"}
    return Document(**(words | fields), blocks=blocks)


def every_block(figure):
    return (
        Heading(text="Lines"),
        Facts(pairs=(("Painter", "佐藤 光"), ("Total", yen(128500)), ("Worked", timedelta(hours=2)), ("Open", None))),
        table(line(1), line(2), SUM, note="as agreed"),
        Heading(text="A part", level=2),
        Paragraph(text="first line\nsecond line"),
        Paragraph(text="small", quiet=True),
        Paragraph(text="below the floor", warning=True),
        table(name="Empty"),
        Figure(path=figure, caption="C012, final"),
        roll("𠮷田 監督", company="スタジオ空色"),
        PageBreak(),
        Definitions(definitions=(Definition(key="k", term="Measured", text="Seen at work."),)),
    )
