"""`teire session evidence`, as a person sees it."""

import io
import zipfile

import pytest
from PIL import Image

from tests.shared_data import shared_file

INFO = """<?xml version="1.0" encoding="UTF-8"?>
<document-info xmlns="http://www.calligra.org/DTD/document-info">
 <about><initial-creator>不明</initial-creator>{time}
  <creation-date>2026-04-01T09:00:00</creation-date><date>2026-04-02T09:00:00</date></about>
 <author><full-name>佐藤 光</full-name></author>
</document-info>"""


@pytest.fixture
def kra(tmp_path):
    """Write a small document of Krita's with an editing time."""

    def write(name, seconds, shade):
        picture = io.BytesIO()
        Image.new("RGB", (32, 24), (shade, 90, 120)).save(picture, "PNG")
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/x-krita")
            archive.writestr("maindoc.xml", "<DOC/>")
            time = "" if seconds is None else f"<editing-time>{seconds}</editing-time>"
            archive.writestr("documentinfo.xml", INFO.format(time=time))
            archive.writestr("mergedimage.png", picture.getvalue())
        return path

    return write


def test_krita_stands_beside_what_was_stated(teire, kra):
    stated = ("session", "log", "C012", "--time", "0:50", "--reason", "紙", "--by", "SATO")
    assert (
        teire("add", kra("v1.kra", 600, 10), "--background", "C012", "--stage", "retouch", "--by", "SATO").status == 0
    )
    assert teire(*stated).status == 0
    assert (
        teire("add", kra("v2.kra", 4200, 40), "--background", "C012", "--stage", "retouch", "--by", "SATO").status == 0
    )
    lines = teire("session", "evidence", "C012").out.splitlines()
    assert lines[:5] == [
        "retouch 1 · 佐藤",
        "  Krita 0:10:00 · stated 0:50:00 · difference −0:40:00",
        "  created 2026-04-01T09:00:00  [KRA documentinfo.xml creation-date]",
        "  saved 2026-04-02T09:00:00  [KRA documentinfo.xml date]",
        "  named in it: “佐藤 光”",
    ]
    assert lines[6] == "  Krita 1:00:00 · in all 1:10:00 · no time recorded · difference 1:00:00"
    assert "不明" not in "".join(lines)
    assert [line.partition(":")[0] for line in lines[-5:]] == [
        "Krita",
        "Measured, read, stated",
        "Difference",
        "Together",
        "History",
    ]


def test_the_document_says_the_same_with_its_definitions(teire, kra):
    teire("add", kra("v1.kra", None, 10), "--background", "C012", "--stage", "retouch", "--by", "SATO")
    found = teire("session", "evidence", "C012", "--by", "SATO", "--json").document
    (one,) = found["stages"]
    assert one["editing_time"] == {"written": "", "seconds": None, "doubt": "missing"}
    assert (one["krita_ms"], one["difference_ms"], one["authors"]) == (None, None, ["佐藤 光"])
    assert set(found["definitions"]) == {"krita", "recorded", "difference", "together", "history"}
    assert "Krita's editing time is missing · no time recorded" in teire("session", "evidence", "C012").out


def test_a_history_is_summed_up(teire):
    path = shared_file("c_artist_files/pillow_hopper.psd")
    assert teire("add", path, "--background", "C012", "--stage", "retouch", "--by", "KAMIYA").status == 0
    said = "history: 8 events, 6 saves, 2014-09-23T13:49:13+03:00 – 2017-02-27T16:31:57+02:00"
    assert said in teire("session", "evidence", "C012").out
    assert teire("session", "evidence", "C012", "--by", "SATO", "--json").document["stages"] == []
