"""OKLab against the table in Ottosson's text."""

import numpy as np
import pytest

from studio_app.analysis.oklab import delta_e, distance, nearly_oklab, to_oklab
from studio_app.domain.pictures import WorkingSpace


def lab(red: int, green: int, blue: int, space: WorkingSpace = WorkingSpace.SRGB) -> np.ndarray:
    return to_oklab(np.array([[[red, green, blue]]], np.uint8), space)


@pytest.mark.parametrize(
    ("rgb", "expected"),
    [
        ((255, 255, 255), (1.0, 0.0, 0.0)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
        ((255, 0, 0), (0.6280, 0.2249, 0.1258)),
        ((0, 255, 0), (0.8664, -0.2339, 0.1795)),
        ((0, 0, 255), (0.4520, -0.0325, -0.3115)),
    ],
)
def test_the_corners_of_srgb(rgb: tuple[int, int, int], expected: tuple[float, float, float]) -> None:
    assert lab(*rgb)[0, 0] == pytest.approx(expected, abs=2e-4)


def test_black_and_white_are_a_hundred_apart() -> None:
    assert delta_e(lab(0, 0, 0), lab(255, 255, 255))[0, 0] == pytest.approx(100, abs=0.01)


def test_grey_is_the_same_in_the_wide_space() -> None:
    assert lab(90, 90, 90, WorkingSpace.WIDE)[0, 0] == pytest.approx(lab(90, 90, 90)[0, 0], abs=1e-4)


def test_sixteen_bits_give_what_eight_bits_give() -> None:
    deep = to_oklab(np.array([[[200 * 257, 30 * 257, 77 * 257]]], np.uint16), WorkingSpace.SRGB)
    assert deep[0, 0] == pytest.approx(lab(200, 30, 77)[0, 0], abs=1e-6)


@pytest.mark.parametrize("space", list(WorkingSpace))
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_tables_are_as_near_as_they_say_above_the_last_steps_before_black(space: WorkingSpace, dtype: type) -> None:
    dice = np.random.default_rng(3)
    step = 1 if dtype is np.uint8 else 257
    one, other = (dice.integers(4 * step, 255 * step + 1, (200, 300, 3)).astype(dtype) for _picture in range(2))
    exactly = delta_e(to_oklab(one, space), to_oklab(other, space))
    assert np.abs(distance(one, other, space) - exactly).max() < 0.15
    assert distance(one, one, space).max() == 0
    assert delta_e(nearly_oklab(one, space), to_oklab(one, space)).max() < 0.15
