"""CSV as a spreadsheet reads it back."""

import csv
import io
from pathlib import Path

import pytest

from studio_app.exports.pay_csv import pay_csv

NAMES = Path(__file__).resolve().parents[3] / "shared" / "data" / "f_names"


def _rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _of(rows, kind):
    return [row for row in rows if row["Kind of row"] == kind]


def _with_name(make, name):
    """A studio whose every text of a person's making is `name`."""
    stage = make.stage("C012", by="P")
    return make.reading(
        people=(make.person("P", name, name_en=name, reading=name, company="P"),),
        backgrounds=(make.background("C012"),),
        stages=(stage, make.stage("C012", "generation", system=name + " AI", version=name)),
        sessions=(make.session("s", "C012", "P"),),
        reviews=(make.review("r", stage, "P", "retake", "other", note=name),),
        rates=(make.rate("P", 2500),),
    )


def test_pay_opens_with_amounts_as_numbers_and_what_is_missing_said(studio, draw_pay):
    rows = _rows(pay_csv(draw_pay(studio)))
    hours = {row["Code"]: row for row in _of(rows, "hours")}
    assert (hours["SATO-A"]["Amount"], hours["SATO-A"]["Currency"], hours["SATO-A"]["Price"]) == ("5583", "JPY", "2500")
    assert (hours["SATO-B"]["Amount"], hours["SATO-B"]["Text"]) == ("", "no rate agreed")
    (waiting,) = _of(rows, "open background")
    assert waiting["Background"] == "C012"
    (retake,) = _of(rows, "retake")
    assert (retake["Cause"], retake["Ordered by"], retake["Text"]) == ("generator-defect", "𠮷田 監督", "'=1+1⏎夜に")
    totals = {row["Code"]: row for row in _of(rows, "total of the person")}
    assert (totals["SATO-A"]["Effective pay per hour"], totals["SATO-A"]["Against the floor"]) == (
        "2500",
        "at or above",
    )
    assert (totals["SATO-B"]["Amount"], totals["SATO-B"]["Text"]) == ("", "no amount: nothing agreed that pays this")
    assert [row["Amount"] for row in _of(rows, "total of all")] == ["5583"]
    assert any("No rate agreed with SATO-B" in row["Text"] for row in _of(rows, "finding"))
    assert len(_of(rows, "definition")) == 16


def _is_harmless(cell):
    shown = cell.lstrip(" \t\r\n\u3000\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    return not shown.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))


def test_hostile_texts_are_harmless_in_every_cell(make, draw_pay):
    path = NAMES / "payloadbox_csv-payload.txt"
    if not path.exists():
        pytest.skip("the collection of hostile spreadsheet cells is not on this machine")
    payloads = [
        *path.read_text("utf-8").splitlines(),
        '=HYPERLINK("http://x","y")',
        "\t=1",
        "\u202e=1",
        'a","=1',
        "a\n=1",
    ]
    for payload in payloads:
        reading = _with_name(make, payload)
        for content in (pay_csv(draw_pay(reading)),):
            # A spreadsheet may be told that semicolons or tabs part the cells; quotes hold against that.
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
            assert all(_is_harmless(cell) for row in rows for cell in row), payload
            assert {len(row) for row in rows} == {len(rows[0])}
            assert any(payload.splitlines()[0].strip() in cell for row in rows for cell in row)


@pytest.mark.parametrize("language", ["ja_kanji_kana_romaji", "ar", "fr", "hi", "ko", "pl", "vi", "zh"])
def test_names_of_every_language_come_back_unchanged(make, draw_pay, language):
    path = NAMES / f"faker_{language}.csv"
    if not path.exists():
        pytest.skip("the collection of names is not on this machine")
    names = [row[0] for row in csv.reader(path.read_text("utf-8").splitlines()[1:]) if row]
    people = tuple(make.person(f"P{number:04}", name) for number, name in enumerate(names))
    sessions = tuple(make.session(f"s{person.code}", "C012", person.code) for person in people)
    rates = tuple(make.rate(person.code, 2500) for person in people)
    reading = make.reading(people=people, sessions=sessions, rates=rates)
    paid = {row["Code"]: row["Name"] for row in _of(_rows(pay_csv(draw_pay(reading))), "hours")}
    assert paid == {person.code: person.name for person in people}
