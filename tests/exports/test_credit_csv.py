"""The credit sheet as CSV, as a spreadsheet reads it back."""

import csv
import io
from pathlib import Path

import pytest

from studio_app.exports.credit_csv import credits_csv

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


def test_the_file_has_its_mark_and_crlf_and_quotes_everywhere(studio, draw_credits):
    content = credits_csv(draw_credits(studio))
    assert content.startswith(b'\xef\xbb\xbf"Kind of row","Role (Japanese)"')
    assert content.endswith(b'"\r\n')
    assert content.count(b"\n") == content.count(b"\r\n") == len(_rows(content)) + 1


def test_credits_open_with_japanese_intact_and_namesakes_told_apart(studio, draw_credits):
    rows = _of(_rows(credits_csv(draw_credits(studio))), "credit")
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
    rows = _rows(credits_csv(draw_credits(studio)))
    (made,) = _of(rows, "generator")
    assert (made["Generative AI used"], made["Version"], made["Name"], made["Stages"]) == ("NovelAI", "v3", "", "1")
    assert all(row["Generative AI used"] == "" for row in _of(rows, "credit"))


def test_who_asked_not_to_be_named_is_said_without_the_name(studio, draw_credits):
    content = credits_csv(draw_credits(studio))
    (left_out,) = _of(_rows(content), "omission")
    assert left_out["Text"] == "not named: asked for by the person: 本人の希望"
    assert (left_out["Signed by"], left_out["Backgrounds"]) == ("the person themselves", "C013")
    assert "静か" not in content.decode()
    assert "QUIET" not in content.decode()


def _is_harmless(cell):
    shown = cell.lstrip(" \t\r\n\u3000\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    return not shown.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))


def test_hostile_texts_are_harmless_in_every_cell(make, draw_credits):
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
        content = credits_csv(draw_credits(reading))
        # A spreadsheet may be told that semicolons or tabs part the cells; quotes hold against that.
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert all(_is_harmless(cell) for row in rows for cell in row), payload
        assert {len(row) for row in rows} == {len(rows[0])}
        assert any(payload.splitlines()[0].strip() in cell for row in rows for cell in row)


@pytest.mark.parametrize("language", ["ja_kanji_kana_romaji", "ar", "fr", "hi", "ko", "pl", "vi", "zh"])
def test_names_of_every_language_come_back_unchanged(make, draw_credits, language):
    path = NAMES / f"faker_{language}.csv"
    if not path.exists():
        pytest.skip("the collection of names is not on this machine")
    names = [row[0] for row in csv.reader(path.read_text("utf-8").splitlines()[1:]) if row]
    people = tuple(make.person(f"P{number:04}", name) for number, name in enumerate(names))
    sessions = tuple(make.session(f"s{person.code}", "C012", person.code) for person in people)
    reading = make.reading(people=people, sessions=sessions)
    credited = {row["Code"]: row["Name"] for row in _of(_rows(credits_csv(draw_credits(reading))), "credit")}
    assert credited == {person.code: person.name for person in people}


@pytest.mark.parametrize("name", ["名" * 200, "نبيل العقيل", "\u202bشاكر\u202c", 'Quote "Q", Jr.', "a;b\tc"])
def test_long_right_to_left_and_awkward_names_come_back(make, draw_credits, name):
    (row,) = _of(_rows(credits_csv(draw_credits(_with_name(make, name)))), "credit")[1:]
    assert row["Name"] == name.replace("\t", "␉")
