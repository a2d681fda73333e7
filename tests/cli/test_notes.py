"""`teire review notes`: what an art director types and gets."""

import csv
import io

import pytest

from tests.cli.conftest import carry_out, moved, paint


@pytest.fixture(scope="module")
def noted(begun, tmp_path_factory):
    """A place with a retake that was answered and one that waits, on backgrounds of two episodes, to be copied."""
    place = tmp_path_factory.mktemp("noted")
    moved(begun, place)
    carry_out(place, ("background", "add", "D001", "--episode", "4"))
    for code, seed in (("C012", 1), ("D001", 2)):
        path = paint(place / f"{code}.png", seed)
        carry_out(
            place,
            ("add", path, "--background", code, "--stage", "layout", "--by", "SATO"),
            ("review", "retake", code, "--cause", "own-error", "--note", f"夜に {code}", "--by", "KAMIYA"),
        )
    carry_out(place, ("review", "approve", "C012", "--by", "KAMIYA"))
    return place


@pytest.fixture
def reviewed(teire, goes_on, noted):
    """A retake that was answered with a new picture and one that waits, on two backgrounds of two episodes."""
    return goes_on(noted)


def codes(path):
    table = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    return [(row["Background"], row["Verdict"]) for row in table]


def test_notes_are_written_as_pdf_and_say_how_many(reviewed, tmp_path):
    answer = reviewed("review", "notes", "--out", tmp_path / "notes.pdf")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == f"3 notes written to {tmp_path / 'notes.pdf'}.\n"
    assert (tmp_path / "notes.pdf").read_bytes().startswith(b"%PDF-")


def test_a_table_lies_beside_its_pictures(reviewed, tmp_path):
    answer = reviewed("review", "notes", "--out", tmp_path / "n.csv", "--episode", "3")
    assert answer.out.splitlines()[-1] == f"Pictures: {tmp_path / 'n-pictures'}"
    assert codes(tmp_path / "n.csv") == [("C012", "↩ retake"), ("C012", "✓ approved")]
    assert sorted(one.name for one in (tmp_path / "n-pictures").iterdir()) == [
        "C012-layout-1-01.png",
        "C012-layout-1-02.png",
    ]


def test_open_leaves_what_waits_and_json_says_what_was_written(reviewed, tmp_path):
    document = reviewed("--json", "review", "notes", "--out", tmp_path / "n.csv", "--open").document
    assert (document["sheet"], document["path"]) == ("notes/1", str(tmp_path / "n.csv"))
    assert document["scope"] == {"episode": "", "background": "", "open": True}
    (note,) = document["notes"]
    assert (note["code"], note["verdict"], note["note"], note["waits"]) == ("D001", "retake", "夜に D001", True)
    assert note["picture"] == str(tmp_path / "n-pictures" / "D001-layout-1-01.png")


def test_nothing_to_say_is_a_page_of_its_own(teire, tmp_path):
    answer = teire("review", "notes", "--out", tmp_path / "n.pdf", "--background", "C012")
    assert answer.out.startswith("0 notes written to ")
    assert (tmp_path / "n.pdf").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "n.docx"), "Possible endings are .pdf, .csv."),
        (("--out", "missing/n.pdf"), "There is no folder"),
        (("--out", "n.pdf", "--episode", "9"), "No background belongs to “9”."),
        (("--out", "n.pdf", "--background", "X"), "There is no background “X”."),
        ((), "Missing option '--out'."),
    ],
)
def test_a_refusal_is_one_sentence_and_leaves_nothing(reviewed, tmp_path, monkeypatch, words, said):
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.setenv("TEIRE_STUDIO", str(tmp_path / "studio"))
    monkeypatch.chdir(place)
    answer = reviewed("review", "notes", *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert list(place.iterdir()) == []
