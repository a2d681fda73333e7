"""What is known of each cell: the same whether tiles that are alike are left out or not."""

import numpy as np
import pytest

from studio_app.analysis.evidence import gather
from studio_app.analysis.laid_pair import LaidPair
from studio_app.analysis.placement import Placement
from studio_app.analysis.sameness import Sameness, sameness
from studio_app.analysis.visible import layer_of
from tests.analysis.scenes import picture, scene


def _edited(pixels, places):
    edited = pixels.copy()
    for top, left in places:
        part = edited[top : top + 30, left : left + 40]
        part[:] = 255 - part
    return edited


@pytest.mark.parametrize(
    "places",
    [[(200, 300)], [(0, 0)], [(509, 919)], [(200, 300), (200, 420), (230, 700)], [(31, 63), (63, 127)]],
    ids=["one", "a corner", "the other corner", "several in a row", "on the edges of tiles"],
)
def test_columns_far_from_any_change_are_left_out_without_changing_anything(places, monkeypatch):
    before = scene()[:538, :957]
    one, other = layer_of(picture(before)), layer_of(picture(_edited(before, places)))
    pair = LaidPair(one, other, Placement(), same=sameness(one, other))
    found = gather(pair)
    monkeypatch.setattr(Sameness, "columns_near", lambda self, _rows, _reach: [slice(0, self.width)])
    everywhere = gather(pair)
    assert found.moved.any()
    for name in ("moved", "moved_around", "rough", "rough_around", "detail", "tone", "known"):
        np.testing.assert_array_equal(getattr(found, name), getattr(everywhere, name), err_msg=name)
