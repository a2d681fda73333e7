"""How columns share a page: figures never break, short texts take no more than they need."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio_app.exports.document_columns import broken, columns_of, width
from studio_app.exports.documents import Column
from tests.exports.paper_desk import head

POINTS = 178 / 25.4 * 72
GUTTER = 2.4 / 25.4 * 72


def columns(heads, *rows, wide=False):
    return columns_of(heads, rows, wide=wide)


def test_a_table_is_as_wide_as_its_page():
    for heads in (
        (head("Name"), head("Amount", Column.MONEY)),
        (head("Amount", Column.MONEY), head("Day", Column.DAY)),
        tuple(head("Long head of a column", kind) for kind in (*Column, *Column)),
    ):
        for text in ("", "x", "名" * 30, "W" * 300):
            made = columns(heads, (text,) * len(heads))
            assert sum(made.rooms) * made.size + GUTTER * len(heads) == pytest.approx(POINTS)


def test_a_figure_has_the_room_it_needs():
    made = columns((head("Note"), head("Amount", Column.MONEY)), ("word " * 100, "¥1,234,567"))
    assert made.ems[1] >= width("¥1,234,567")
    assert made.ems[0] == 0.0, "the text has the rest"


def test_a_short_text_takes_no_more_than_it_needs_and_a_long_one_has_the_rest():
    made = columns((head("Role"), head("Note")), ("背景", "word " * 100))
    assert made.rooms[0] == width("Role") == pytest.approx(0.72 + 3 * 0.57)
    assert made.rooms[1] > 50


def test_two_long_texts_share_by_their_heads():
    made = columns((head("a", share=3), head("b", share=1)), ("x" * 500, "y" * 500))
    assert made.rooms[0] == pytest.approx(3 * made.rooms[1])


def test_letters_become_a_little_smaller_so_that_nothing_wraps():
    # 60 Japanese signs are 60 heights wide; the page has 504.6 points, 13.6 of them for gutters: 491.0 / 60 = 8.18
    made = columns((head("a"), head("b")), ("名" * 30, "名" * 30))
    assert made.size == pytest.approx(8.18, abs=0.01)
    assert columns((head("a"), head("b")), ("名" * 50, "名" * 50)).size == 8.5, "these wrap anyway"


def test_fourteen_columns_upright_are_small_and_whole():
    heads = (head("Name"), *(head("Amount", Column.MONEY) for _ in range(13)))
    made = columns(heads, ("word " * 20, *("¥104,000",) * 13))
    assert 5.5 <= made.size < 8.5
    assert all(em >= width("¥104,000") for em in made.ems[1:])


@given(some.text(max_size=60), some.floats(1, 30))
def test_nothing_is_lost_when_a_text_is_broken(text, room):
    pieces = broken(text, room)
    if isinstance(pieces, list):
        assert "".join(pieces) == text
        assert all(width(run) > room for run in pieces[1::2])
        assert all(width(run) <= room for piece in pieces[::2] for run in piece.split() if run.isascii())
    else:
        assert pieces == text


def test_only_runs_without_blanks_are_broken_and_japanese_breaks_by_its_own_rules():
    assert broken("word " * 20, 5) == "word " * 20
    assert broken("名" * 100, 5) == "名" * 100
    assert broken("a " + "x" * 20 + " b", 5) == ["a ", "x" * 20, " b"]
