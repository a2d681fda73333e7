"""Drawn notes as text and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.drawings import MOST_MARKS, Drawing, Mark, Tool, drawing_from, drawing_text

POINTS = st.tuples(st.integers(-5000, 40_000), st.integers(-5000, 40_000))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
FREE = st.builds(
    Mark,
    tool=st.sampled_from([Tool.PEN, Tool.TEXT]),
    points=st.lists(POINTS, min_size=1, max_size=6).map(tuple),
    words=WORDS,
)
PAIRED = st.builds(Mark, tool=st.sampled_from([Tool.ARROW, Tool.BOX]), points=st.tuples(POINTS, POINTS))
SIDES = st.integers(1, 40_000)
DRAWINGS = st.builds(Drawing, width=SIDES, height=SIDES, marks=st.lists(FREE | PAIRED, max_size=5).map(tuple))


@given(DRAWINGS)
def test_a_drawing_comes_back_as_it_was(drawing: Drawing) -> None:
    text = drawing_text(drawing)
    assert drawing_from(text) == drawing
    assert "\n" not in json.dumps(json.loads(text), ensure_ascii=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        '{"format":"teire-drawing/2","width":1,"height":1,"marks":[]}',
        '{"format":"teire-drawing/1","width":1.5,"height":1,"marks":[]}',
        '{"format":"teire-drawing/1","width":1,"height":1,"marks":[{"tool":"pen","points":[1],"text":""}]}',
        '{"format":"teire-drawing/1","width":1,"height":1,"marks":[{"tool":"box","points":[1,2],"text":""}]}',
        '{"format":"teire-drawing/1","width":1,"height":1,"marks":[{"tool":"saw","points":[1,2],"text":""}]}',
        '{"format":"teire-drawing/1","width":1,"height":1,"marks":[{"tool":"pen","points":[1,99999999],"text":""}]}',
        '{"format":"teire-drawing/1","width":1,"height":1,"marks":' + "[" * 100_000,
    ],
)
def test_what_does_not_hold_together_is_no_drawing(text: str) -> None:
    assert drawing_from(text) is None


def test_a_drawing_beyond_all_bounds_is_not_read() -> None:
    marks = (Mark(tool=Tool.PEN, points=((1, 1),)),) * (MOST_MARKS + 1)
    assert drawing_from(drawing_text(Drawing(width=1, height=1, marks=marks))) is None
