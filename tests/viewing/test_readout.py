"""The values under the cursor."""

import numpy as np
import pytest

from studio_app.viewing.pyramid import pyramid_of
from studio_app.viewing.readout import delta_e, read_out
from studio_app.viewing.sampling import Lie


def one_colour(*colour: int, width: int = 8, height: int = 4):
    return pyramid_of(np.full((height, width, 3), colour, np.uint8))


def test_black_and_white_are_a_hundred_apart() -> None:
    assert delta_e((0, 0, 0), (255, 255, 255)) == pytest.approx(100.0, abs=0.01)
    assert delta_e((12, 90, 200), (12, 90, 200)) == 0.0


def test_red_against_green_is_as_published() -> None:
    # Ottosson's OKLab of sRGB red (0.628, 0.225, 0.126) and green (0.866, -0.234, 0.180).
    expected = 100 * ((0.8664 - 0.6280) ** 2 + (-0.2339 - 0.2249) ** 2 + (0.1795 - 0.1258) ** 2) ** 0.5
    assert delta_e((255, 0, 0), (0, 255, 0)) == pytest.approx(expected, abs=0.02)


def test_each_side_has_its_value_and_the_last_two_their_distance() -> None:
    found = read_out((one_colour(9, 9, 9), one_colour(10, 20, 30), one_colour(10, 20, 30)), (8, 4), 7, 3)
    assert found.colours == ((9, 9, 9), (10, 20, 30), (10, 20, 30))
    assert found.delta_e == 0.0


def test_a_side_of_another_size_is_read_where_it_lies() -> None:
    half = np.zeros((2, 4, 3), np.uint8)
    half[1, 3] = (1, 2, 3)
    assert read_out((pyramid_of(half),), (8, 4), 6, 2).colours == ((1, 2, 3),)
    assert read_out((pyramid_of(half),), (8, 4), 5, 2).colours == ((0, 0, 0),)


def test_beside_a_shorter_picture_there_is_no_value() -> None:
    found = read_out((one_colour(1, 1, 1, height=2), one_colour(2, 2, 2)), (8, 4), 0, 3)
    assert found.colours == (None, (2, 2, 2))
    assert found.delta_e is None


def test_a_side_is_read_where_it_lies() -> None:
    part = np.zeros((4, 4, 3), np.uint8)
    part[1, 2] = (7, 8, 9)
    found = read_out((pyramid_of(part), one_colour(1, 1, 1)), (8, 4), 6, 1, lies=(Lie(dx=4, dy=0, scale=1.0), None))
    assert found.colours[0] == (7, 8, 9)
    assert read_out((pyramid_of(part),), (8, 4), 3, 1, lies=(Lie(dx=4, dy=0, scale=1.0),)).colours == (None,)
