"""Notes on paper and as a table: what stands in them comes out as it was written, and nothing is left half done."""

import csv
import io
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio_app.domain.drawings import Drawing, Mark, Tool
from studio_app.exports import document_fonts, notes_csv, notes_pdf
from studio_app.exports.note_files import NoteFiles
from studio_app.exports.sheet_file import SheetNotWritten
from studio_app.imaging.marks import INK
from studio_app.workflow.note_sheets import Note, NoteScope, NoteSheet
from tests.exports.pdf_words import words_of

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "templates"
FONTS = TEMPLATES.parent / "fonts"
READER = shutil.which("pdftotext")
readable = pytest.mark.skipif(READER is None, reason="pdftotext (poppler-utils) is not installed")
MARKUP = "#let x = 1 *b* _i_ \\ $a^2$ \"q\" 'q' <l> @r // c /* c */ `raw` ~ -- --- ... [x] {y} = h - li + e"


@pytest.fixture
def note(make, tmp_path):
    """Make a note about a grey picture of 320 x 180 pixels."""
    view = tmp_path / "view.png"
    Image.fromarray(np.full((180, 320, 3), 120, np.uint8)).save(view)

    def one(text="", *, code="C012", verdict="retake", drawing=None, waits=False, painter="佐藤 光", **fields):
        stage = make.stage(code, by="P")
        cause = "generator-defect" if verdict == "retake" else None
        return Note(
            background=make.background(code, (code, "C031"), "01"),
            review=make.review(f"{code}{text}", stage, "AD", verdict, cause, note=text, drawing=drawing, **fields),
            stage=stage,
            painter=painter,
            reviewer="𠮷田 監督",
            waits=waits,
            view=view,
        )

    return one


EPISODE = NoteScope(episode="01")


def sheet_of(*notes, scope=EPISODE):
    return NoteSheet(
        title="湖畔の社",
        scope=scope,
        zone="Asia/Tokyo",
        drawn_up_at=datetime(2026, 4, 11, 1, 2, tzinfo=UTC),
        notes=notes,
    )


def write(path, *notes, **fields):
    return NoteFiles(TEMPLATES, FONTS).write(path, sheet_of(*notes, **fields))


def paper(path):
    """The words of a PDF without blanks."""
    return words_of(path.read_bytes())


def squeezed(text):
    return "".join(text.split())


def read_back(path, *options):
    return subprocess.run([READER, *options, path, "-"], check=True, capture_output=True).stdout.decode()


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


BOX = Drawing(
    width=320,
    height=180,
    marks=(
        Mark(tool=Tool.BOX, points=((40, 30), (200, 120))),
        Mark(tool=Tool.TEXT, points=((10, 140),), words="𠮷さんの灯籠"),
    ),
)


def test_paper_says_who_what_why_and_when(tmp_path, note):
    write(tmp_path / "a.pdf", note("もっと暗く", waits=True, disputed=True, drawing=BOX))
    said = paper(tmp_path / "a.pdf")
    for words in (
        "湖畔の社",
        "episode 01",
        "2026-04-11 10:02",
        "C012, C031",
        "retouch 1",
        "佐藤 光",
        "↩ retake",
        "to be redone",
        "disputed",
        "generator's defect",
        "𠮷田 監督",
        "2026-04-10 12:00",
        "もっと暗く",
        "𠮷さんの灯籠",
        "1 note",
    ):
        assert squeezed(words) in said, words
    assert said.endswith("1/1"), "the page and how many there are"


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        (MARKUP, MARKUP),
        ('#read("/etc/passwd") #import "@preview/x:1.0.0"', '#read("/etc/passwd") #import "@preview/x:1.0.0"'),
        ("𠮷野家 の 髙橋", "𠮷野家 の 髙橋"),
        ("a\x00b\x07c\x1b[0md", "a\\x00b\\x07c\\x1b[0md"),
        ("a\u202eb\u200bc", "a\\u202eb\\u200bc"),
        ("one\r\ntwo\u2028three\tfour", "one two three four"),
        ('"}, "note": ["x', '"}, "note": ["x'),
    ],
)
def test_what_was_written_comes_out_letter_by_letter(tmp_path, note, given, printed):
    write(tmp_path / "a.pdf", note(given))
    assert squeezed(printed) in paper(tmp_path / "a.pdf")


@pytest.mark.parametrize("given", ["x" * 10_000, "夜" * 10_000, "word " * 2_000, "é/" * 5_000, "行\n" * 500])
def test_a_long_note_flows_on_and_nothing_of_it_is_cut_off(tmp_path, note, given):
    write(tmp_path / "a.pdf", note(given), note("after", code="C013"))
    said = paper(tmp_path / "a.pdf")
    sign = given[0]
    assert said.count(sign) >= given.count(sign)
    assert "C013" in said


@readable
@pytest.mark.parametrize(
    "given", ["x" * 10_000, "é/" * 5_000, "word " * 2_000, "𠮷" * 3_000, "W" * 17 + " M" * 9, "W" * 23]
)
def test_no_word_leaves_its_column(tmp_path, note, given):
    write(tmp_path / "a.pdf", note(given, painter=given[:200], code=given.strip()[:23]))
    edges = re.findall(r'xMax="([\d.]+)"', read_back(tmp_path / "a.pdf", "-bbox"))
    # A4 is 595.3 points wide with margins of 45.4; a blank may hang over the end of a line.
    assert max(map(float, edges)) < 595.3 - 45.4 + 3


@readable
def test_another_reader_finds_the_same_words(tmp_path, note):
    write(tmp_path / "a.pdf", note(MARKUP, drawing=BOX), note("𠮷野家 の 髙橋", code="C(0)\\13"))
    assert sorted(squeezed(read_back(tmp_path / "a.pdf"))) == sorted(paper(tmp_path / "a.pdf"))


@readable
def test_writing_from_right_to_left_is_printed(tmp_path, note):
    write(tmp_path / "a.pdf", note("שלום"))
    assert "שלום" in read_back(tmp_path / "a.pdf")


def test_the_same_notes_give_the_same_bytes(tmp_path, note):
    for name in ("a.pdf", "b.pdf"):
        write(tmp_path / name, note("もっと暗く", drawing=BOX))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_a_page_without_notes_says_so(tmp_path):
    write(tmp_path / "a.pdf", scope=NoteScope(open_only=True))
    said = paper(tmp_path / "a.pdf")
    assert squeezed("There are no notes here.") in said
    assert squeezed("all backgrounds · only what waits for a redo") in said


def test_a_note_without_its_picture_says_why(tmp_path, note):
    lost = note("dark")
    lost.view.write_bytes(b"damaged")
    write(tmp_path / "a.pdf", lost)
    write(tmp_path / "a.csv", lost)
    assert "cannotberead" in paper(tmp_path / "a.pdf")
    (row,) = rows(tmp_path / "a.csv")
    assert row["Picture"] == ""
    assert "cannot be read" in row["Picture missing because"]
    assert not (tmp_path / "a-pictures").exists()


def test_without_a_japanese_font_names_are_not_left_out_silently(tmp_path, note, monkeypatch):
    monkeypatch.setattr(document_fonts, "_JAPANESE", ("No Such Font", "Nor This"))
    with pytest.raises(SheetNotWritten, match="no font with Japanese") as refusal:
        write(tmp_path / "a.pdf", note("暗く"))
    assert "No Such Font" in refusal.value.hint
    assert not (tmp_path / "a.pdf").exists()


def test_the_table_has_a_row_for_each_note_and_marked_pictures_beside_it(tmp_path, note):
    places = write(tmp_path / "notes.csv", note("=1+1\n夜に", drawing=BOX, waits=True), note("", verdict="approved"))
    first, second = rows(tmp_path / "notes.csv")
    assert (first["Background"], first["Cuts"], first["Painter"], first["Reviewed by"]) == (
        "C012",
        "C012, C031",
        "佐藤 光",
        "𠮷田 監督",
    )
    assert (first["Verdict"], first["Cause"]) == ("↩ retake", "generator's defect")
    assert first["To be redone"] == "to be redone"
    assert first["Note"] == "'=1+1⏎夜に", "no formula"
    assert first["Written on the picture"] == "𠮷さんの灯籠"
    assert (second["Verdict"], second["Cause"], second["To be redone"]) == ("✓ approved", "", "")
    assert [row["Picture"] for row in (first, second)] == [
        "notes-pictures/C012-retouch-1-01.png",
        "notes-pictures/C012-retouch-1-02.png",
    ]
    assert places == tuple(tmp_path / row["Picture"] for row in (first, second))
    marked, plain = (np.asarray(Image.open(place)) for place in places)
    assert tuple(marked[30, 100]) == INK, "the upper edge of the box, at y = 30"
    assert (plain == 120).all()


def test_pictures_of_the_csv_have_names_that_every_system_can_hold(note):
    notes = [note(code=code) for code in ("a/b", "A_B", "../..", "C012:x", "背景", "𠮷" * 64)]
    names = notes_csv.picture_names(notes)
    assert names[:5] == [
        "a_b-retouch-1-01.png",
        "A_B-retouch-1-02.png",
        "_____-retouch-1-01.png",
        "C012_x-retouch-1-01.png",
        "背景-retouch-1-01.png",
    ]
    assert len(names[5].encode()) < 255


def test_an_export_over_an_older_one_replaces_its_pictures_and_leaves_what_else_lies_there(tmp_path, note):
    write(tmp_path / "n.csv", note("old"))
    (tmp_path / "n-pictures" / "mine.txt").write_text("mine")
    write(tmp_path / "n.csv", note("new", drawing=BOX))
    assert sorted(one.name for one in (tmp_path / "n-pictures").iterdir()) == ["C012-retouch-1-01.png", "mine.txt"]
    assert tuple(np.asarray(Image.open(tmp_path / "n-pictures" / "C012-retouch-1-01.png"))[30, 100]) == INK


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path, note, monkeypatch):
    (tmp_path / "a-pictures").write_text("a file stands where the pictures would lie")
    before = sorted(tmp_path.rglob("*"))
    one = note("dark")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SheetNotWritten, match="is not a folder"):
        write(tmp_path / "a.csv", one)

    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    for module, name in ((notes_csv, "write_durably"), (notes_csv, "sync_folder")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, full)
            with pytest.raises(SheetNotWritten, match="no room left"):
                write(tmp_path / "b.csv", one)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_full_disk_for_what_is_set_aside_is_said_in_one_sentence(tmp_path, note, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(notes_pdf.shutil, "copyfile", full)
    with pytest.raises(SheetNotWritten, match="no room left"):
        write(tmp_path / "a.pdf", note("dark"))
    assert not (tmp_path / "a.pdf").exists()


def test_other_endings_are_told_what_is_possible(tmp_path):
    with pytest.raises(SheetNotWritten, match="does not end in a kind of sheet") as refusal:
        NoteFiles(TEMPLATES, FONTS).check(tmp_path / "a.json")
    assert refusal.value.hint == "Possible endings are .pdf, .csv."
