"""CSV as a spreadsheet reads it back."""

from studio_app.exports.pay_csv import pay_csv
from tests.exports.csv_reader import (
    check_harmless,
    every_language,
    hostile_texts,
    many_people,
    rows_of,
    with_name,
)


def test_pay_opens_with_amounts_as_numbers_and_what_is_missing_said(studio, draw_pay):
    content = pay_csv(draw_pay(studio))
    hours = {row["Code"]: row for row in rows_of(content, "hours")}
    assert (hours["SATO-A"]["Amount"], hours["SATO-A"]["Currency"], hours["SATO-A"]["Price"]) == ("5583", "JPY", "2500")
    assert (hours["SATO-B"]["Amount"], hours["SATO-B"]["Text"]) == ("", "no rate agreed")
    (waiting,) = rows_of(content, "open background")
    assert waiting["Background"] == "C012"
    (retake,) = rows_of(content, "retake")
    assert (retake["Cause"], retake["Ordered by"], retake["Text"]) == ("generator-defect", "𠮷田 監督", "'=1+1⏎夜に")
    totals = {row["Code"]: row for row in rows_of(content, "total of the person")}
    assert (totals["SATO-A"]["Effective pay per hour"], totals["SATO-A"]["Against the floor"]) == (
        "2500",
        "at or above",
    )
    assert (totals["SATO-B"]["Amount"], totals["SATO-B"]["Text"]) == ("", "no amount: nothing agreed that pays this")
    assert [row["Amount"] for row in rows_of(content, "total of all")] == ["5583"]
    assert any("No rate agreed with SATO-B" in row["Text"] for row in rows_of(content, "finding"))
    assert len(rows_of(content, "definition")) == 16


def test_hostile_texts_are_harmless_in_every_cell(make, draw_pay):
    for payload in hostile_texts():
        check_harmless(pay_csv(draw_pay(with_name(make, payload))), payload)


@every_language
def test_names_of_every_language_come_back_unchanged(make, draw_pay, language):
    reading = many_people(make, language)
    paid = {row["Code"]: row["Name"] for row in rows_of(pay_csv(draw_pay(reading)), "hours")}
    assert paid == {person.code: person.name for person in reading.people}
