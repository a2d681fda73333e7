"""What files tell of their own time is taken as it stands, and what cannot be is said."""

import re

import pytest

from studio_app.capture.marks import read_marks
from studio_app.domain.file_times import EditingTime, SaveHistory, TimeDoubt, file_times
from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks
from tests.shared_data import SHARED, shared_file

_KRITA = re.compile(
    r'editing-time(?:="(?P<time>[^"]*)" s| element ABSENT).*initial-creator="(?P<creator>[^"]*)"; '
    r'full-name="(?P<name>[^"]*)"; created (?P<created>\S+); last (?P<saved>[^;]+);'
)
_HISTORY = re.compile(r"xmpMM:History (\d+) events \(([^)]*)\), first ([^,]+), last ([^,;|]+)")


def rows(pattern):
    """Return the rows of the shared data's list whose known truth tells of a file's times."""
    manifest = SHARED / "data" / "MANIFEST.md"
    if not manifest.exists():
        return []
    lines = [line for line in manifest.read_text(encoding="utf-8").splitlines() if line.startswith("| c_artist_files/")]
    return [(line.split("|")[1].strip(), found) for line in lines if (found := pattern.search(line))]


def test_the_list_of_the_shared_data_tells_of_times():
    shared_file("MANIFEST.md")
    assert (len(rows(_KRITA)), len(rows(_HISTORY))) == (10, 17)


@pytest.mark.parametrize(("name", "true"), rows(_KRITA), ids=lambda one: one if isinstance(one, str) else "")
def test_a_krita_documents_times_are_those_known_true(name, true):
    found = file_times(read_marks(shared_file(name)), krita=True)
    written = true["time"]
    if written is None:
        assert found.editing == EditingTime(written="", seconds=None, doubt=TimeDoubt.MISSING)
    else:
        assert found.editing == EditingTime(written=written, seconds=int(written))
    dates = {one.name: one.value.removesuffix("Z") for one in found.dates}
    assert dates == {"created": true["created"], "saved": true["saved"].strip()}
    people = [one for one in (true["creator"], true["name"]) if one not in ("", "Unknown", "不明")]
    assert list(found.authors) == people


@pytest.mark.parametrize(("name", "true"), rows(_HISTORY), ids=lambda one: one if isinstance(one, str) else "")
def test_a_history_is_the_one_known_true(name, true):
    def as_written(moment):
        day, blank, rest = moment.strip().partition(" ")
        return f"{day.replace(':', '-')}T{rest}" if blank else day

    found = file_times(read_marks(shared_file(name)), krita=False)
    assert found.history == SaveHistory(
        events=int(true[1]),
        saves=true[2].split(", ").count("saved"),
        first=as_written(true[3]),
        last=as_written(true[4]),
    )
    assert found.editing is None


def marks(**said):
    return FileMarks(
        evidence=tuple(
            Finding(name=name, value=value, where="KRA documentinfo.xml")
            for name, value in {"created": "2026-04-01T09:00:00", "saved": "2026-04-01T10:00:00", **said}.items()
        )
    )


@pytest.mark.parametrize(
    ("written", "seconds", "doubt"),
    [
        ("0", 0, None),
        ("3600", 3600, None),
        ("3601", 3601, TimeDoubt.LONGER_THAN_LIFE),
        ("-44", -44, TimeDoubt.NEGATIVE),
        ("-0", 0, TimeDoubt.NEGATIVE),
        ("", None, TimeDoubt.EMPTY),
        ("  ", None, TimeDoubt.EMPTY),
        ("NaN", None, TimeDoubt.NO_NUMBER),
        ("1e3", None, TimeDoubt.NO_NUMBER),
        ("１２", None, TimeDoubt.NO_NUMBER),
        ("9" * 13, None, TimeDoubt.NO_NUMBER),
        ("--5", None, TimeDoubt.NO_NUMBER),
    ],
)
def test_an_editing_time_that_is_none_is_said_to_be(written, seconds, doubt):
    found = file_times(marks(editing_time=written), krita=True).editing
    assert found == EditingTime(written=written, seconds=seconds, doubt=doubt)


def test_a_missing_editing_time_is_missing():
    assert file_times(FileMarks(), krita=True).editing.doubt is TimeDoubt.MISSING


@pytest.mark.parametrize(
    ("created", "saved"),
    [("", ""), ("yesterday", "2026-04-01T10:00:00"), ("2026-04-01T09:00:00Z", "2026-04-01T09:00:01")],
)
def test_a_life_that_cannot_be_told_is_held_against_nothing(created, saved):
    assert file_times(marks(editing_time="99", created=created, saved=saved), krita=True).editing.doubt is None


def test_a_history_without_moments_counts_its_events():
    events = ("saved Gimp 2.10 (Linux)", "derived", "2026-04-01T09:00:00 Krita")
    found = file_times(
        FileMarks(evidence=tuple(Finding(name="history", value=one, where="XMP") for one in events)), krita=False
    )
    assert found.history == SaveHistory(events=3, saves=1, first="2026-04-01T09:00:00", last="2026-04-01T09:00:00")
    assert file_times(FileMarks(), krita=False).history is None
