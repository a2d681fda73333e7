"""A pair opened from where it lies kept answers what the decoded files answer."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from studio_app.imaging.decode import decode
from studio_app.imaging.kept_strips import keep_strips
from studio_app.sandbox import work
from studio_app.sandbox.opening import open_pair
from tests.analysis.scenes import scene

SCENE = scene(700, 900)


def _local(pixels: np.ndarray) -> None:
    cv2.circle(pixels, (400, 190), 40, (200, 40, 30), -1)


def _at_a_seam(pixels: np.ndarray) -> None:
    pixels[310:321, 500:560] = (20, 90, 200)


def _everywhere(pixels: np.ndarray) -> None:
    cv2.convertScaleAbs(pixels, dst=pixels, alpha=1.1)
    pixels[:200] = (90, 120, 180)


def _most(pixels: np.ndarray) -> None:
    pixels[64:600] = pixels[600:64:-1]


def _nothing(pixels: np.ndarray) -> None:
    del pixels


@pytest.mark.parametrize("change", [_local, _at_a_seam, _everywhere, _most, _nothing])
def test_kept_revisions_answer_as_their_files_do(tmp_path: Path, change: Callable[[np.ndarray], None]) -> None:
    after = SCENE.copy()
    change(after)
    folders = tmp_path / "one", tmp_path / "other"
    files = tmp_path / "one.png", tmp_path / "other.png"
    for pixels, folder, file in zip((SCENE, after), folders, files, strict=True):
        cv2.imwrite(str(file), pixels[:, :, ::-1])
        keep_strips(decode(file), folder)
    from_files = work.compare(*files, tmp_path / "a.png")
    assert work.compare(*files, tmp_path / "b.png", derived=folders) == from_files
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_strips_that_lie_kept_twice_are_opened_once(tmp_path: Path) -> None:
    files = tmp_path / "one.png", tmp_path / "other.png"
    for name, file in zip(("one", "other"), files, strict=True):
        cv2.imwrite(str(file), SCENE[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 1 if name == "one" else 9])
        keep_strips(decode(file), tmp_path / name)
    loaded: list[bool] = []
    pair = open_pair(*files, (tmp_path / "one", tmp_path / "other"), lambda: loaded.append(True))
    assert loaded == [True]
    assert sum(rows.stop - rows.start for rows in pair.alike) == 700
    np.testing.assert_array_equal(pair.after.pixels, SCENE)
