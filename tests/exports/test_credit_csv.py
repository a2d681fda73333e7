"""The credit sheet as CSV, as a spreadsheet reads it back."""

import pytest

from studio_app.exports.credit_csv import credits_csv
from tests.exports.csv_reader import (
    check_harmless,
    every_language,
    hostile_texts,
    many_people,
    rows_of,
    with_name,
)


def test_the_file_has_its_mark_and_crlf_and_quotes_everywhere(studio, draw_credits):
    content = credits_csv(draw_credits(studio))
    assert content.startswith(b'\xef\xbb\xbf"Kind of row","Role (Japanese)"')
    assert content.endswith(b'"\r\n')
    assert content.count(b"\n") == content.count(b"\r\n") == len(rows_of(content)) + 1


def test_credits_open_with_japanese_intact_and_namesakes_told_apart(studio, draw_credits):
    rows = rows_of(credits_csv(draw_credits(studio)), "credit")
    assert [(row["Role (Japanese)"], row["Name"], row["Code"]) for row in rows] == [
        ("美術監督", "𠮷田 監督", "AD"),
        ("背景", "佐藤 光", "SATO-B"),
        ("背景", "佐藤 光", "SATO-A"),
    ]
    first = rows[2]
    assert (first["Company"], first["Name (English)"]) == ("株式会社 空色", "Hikaru Sato")
    assert (first["Active time, measured"], first["Active time, stated"]) == ("2:14:00", "0:00:00")
    assert first["Unconfirmed time"] == "0:20:00"
    assert rows[1]["Active time, stated"] == "0:30:00.250"


def test_generators_stand_in_their_own_rows_and_columns(studio, draw_credits):
    content = credits_csv(draw_credits(studio))
    (made,) = rows_of(content, "generator")
    assert (made["Generative AI used"], made["Version"], made["Name"], made["Stages"]) == ("NovelAI", "v3", "", "1")
    assert all(row["Generative AI used"] == "" for row in rows_of(content, "credit"))


def test_who_asked_not_to_be_named_is_said_without_the_name(studio, draw_credits):
    content = credits_csv(draw_credits(studio))
    (left_out,) = rows_of(content, "omission")
    assert left_out["Text"] == "not named: asked for by the person: 本人の希望"
    assert (left_out["Signed by"], left_out["Backgrounds"]) == ("the person themselves", "C013")
    assert "静か" not in content.decode()
    assert "QUIET" not in content.decode()


def test_hostile_texts_are_harmless_in_every_cell(make, draw_credits):
    for payload in hostile_texts():
        check_harmless(credits_csv(draw_credits(with_name(make, payload))), payload)


@every_language
def test_names_of_every_language_come_back_unchanged(make, draw_credits, language):
    reading = many_people(make, language)
    credited = {row["Code"]: row["Name"] for row in rows_of(credits_csv(draw_credits(reading)), "credit")}
    assert credited == {person.code: person.name for person in reading.people}


@pytest.mark.parametrize("name", ["名" * 200, "نبيل العقيل", "\u202bشاكر\u202c", 'Quote "Q", Jr.', "a;b\tc"])
def test_long_right_to_left_and_awkward_names_come_back(make, draw_credits, name):
    (row,) = rows_of(credits_csv(draw_credits(with_name(make, name))), "credit")[1:]
    assert row["Name"] == name.replace("\t", "␉")
