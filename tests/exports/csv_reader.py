"""CSV as a spreadsheet reads it, and the texts that people and attackers write into it."""

import csv
import io

import pytest

from tests.shared_data import shared_file

_UNSEEN = " \t\r\n\u3000\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

every_language = pytest.mark.parametrize("language", ["ja_kanji_kana_romaji", "ar", "fr", "hi", "ko", "pl", "vi", "zh"])


def rows_of(content, kind=None):
    """The rows by their heads; those of one kind alone where one is named."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return [row for row in rows if kind in {None, row["Kind of row"]}]


def with_name(make, name):
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


def many_people(make, language):
    """A studio of people who bear names of a language; each worked for an hour and has a rate."""
    names = [row[0] for row in csv.reader(_lines(f"faker_{language}.csv")[1:]) if row]
    people = tuple(make.person(f"P{number:04}", name) for number, name in enumerate(names))
    return make.reading(
        people=people,
        sessions=tuple(make.session(f"s{person.code}", "C012", person.code) for person in people),
        rates=tuple(make.rate(person.code, 2500) for person in people),
    )


def hostile_texts():
    """Texts that a spreadsheet would take for a formula, or for the end of a cell."""
    own = ('=HYPERLINK("http://x","y")', "\t=1", "\u202e=1", 'a","=1', "a\n=1")
    return [*_lines("payloadbox_csv-payload.txt"), *own]


def check_harmless(content, payload):
    """Fail where a cell could be taken for a formula, where a row has other columns, or where the text is lost."""
    # A spreadsheet may be told that semicolons or tabs part the cells; quotes hold against that.
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert all(_is_harmless(cell) for row in rows for cell in row), payload
    assert {len(row) for row in rows} == {len(rows[0])}
    assert any(payload.splitlines()[0].strip() in cell for row in rows for cell in row)


def _is_harmless(cell):
    return not cell.lstrip(_UNSEEN).startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))


def _lines(name):
    return shared_file(f"f_names/{name}").read_text("utf-8").splitlines()
