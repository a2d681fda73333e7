"""What a file tells of its own time stands beside the record, said to be read, never as recorded time."""

import pytest

from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks
from studio_app.qt.file_time_words import file_time_lines


def marks(**told):
    where = "KRA documentinfo.xml"
    return FileMarks(evidence=tuple(Finding(name=name, value=value, where=where) for name, value in told.items()))


def test_kritas_count_is_a_length_with_its_definition():
    (line, date) = file_time_lines(marks(editing_time="7985", created="2026-11-01T10:00:00"), "kra")
    assert line.title == "Krita counted 2:13:05 in this file"
    assert line.detail.startswith("read from the file")
    assert "pauses of more than 30 seconds" in line.tooltip
    assert date.title.startswith("created 2026-11-01T10:00:00")


@pytest.mark.parametrize(("written", "words"), [("-5", "negative"), ("soon", "no number"), ("", "empty")])
def test_what_is_no_length_is_said_with_a_warning(written, words):
    line = file_time_lines(marks(editing_time=written), "kra")[0]
    assert words in line.title
    assert line.mark == "warning"


def test_a_file_that_tells_nothing_adds_no_line():
    assert file_time_lines(FileMarks(), "png") == ()
    assert file_time_lines(None, "kra") == ()
