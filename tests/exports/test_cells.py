"""No text of a sheet is computed by a spreadsheet, and none is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest

from studio_app.exports.cells import cell_text


@pytest.mark.parametrize("start", list("=+-@＝＋－＠﹦﹢﹣﹫−⁺"))
@pytest.mark.parametrize(
    "before", ["", " ", "\t", "\r", "\n", "\u3000", "\u200b", "\ufeff", "\u202e", "\u2066", "\xa0"]
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(before, start):
    assert cell_text(f"{before}{start}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("text", ["佐藤 光", "a=b", "'=1", "O-Ren", "\u200fنبيل", " spaced ", "👩\u200d🎨", "𠮷野"])
def test_an_ordinary_name_stays_as_it_is(text):
    assert cell_text(text) == text


def test_line_breaks_and_controls_are_shown_and_not_dropped():
    assert cell_text("a\r\nb\nc\u2028d\te\0f\x9bg\ud800") == "a⏎b⏎c⏎d␉e␀f\ufffdg\ufffd"


def test_our_own_numbers_stay_numbers_and_nothing_is_empty():
    cells = (Decimal("-17.50"), -3, 0, timedelta(hours=30, milliseconds=5), timedelta(minutes=134), None)
    assert [cell_text(cell) for cell in cells] == ["-17.50", "-3", "0", "30:00:00.005", "2:14:00", ""]
