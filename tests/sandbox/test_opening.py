"""A pair opened from where it lies kept answers what the decoded files answer."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from studio_app.imaging.decode import decode
from studio_app.imaging.kept_lines import LINES
from studio_app.imaging.kept_strips import KEPT, DrawnTiles, KeptPair, keep_strips
from studio_app.sandbox import comparing, opening
from studio_app.sandbox.keeping import keep_decoded
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


class Kept:
    """Two files and what is kept of each."""

    def __init__(self, folder: Path, change: Callable[[np.ndarray], None]) -> None:
        after = SCENE.copy()
        change(after)
        folder.mkdir(exist_ok=True)
        self.files = folder / "one.png", folder / "other.png"
        self.folders = folder / "one", folder / "other"
        for pixels, kept, file in zip((SCENE, after), self.folders, self.files, strict=True):
            cv2.imwrite(str(file), pixels[:, :, ::-1])
            keep_decoded(decode(file), kept)


@pytest.mark.parametrize("change", [_local, _at_a_seam, _everywhere, _most, _nothing])
def test_kept_revisions_answer_as_their_files_do(tmp_path: Path, change: Callable[[np.ndarray], None]) -> None:
    kept = Kept(tmp_path, change)
    from_files = comparing.compare(*kept.files, tmp_path / "a.png", heat=tmp_path / "a-heat.png")
    found = comparing.compare(*kept.files, tmp_path / "b.png", heat=tmp_path / "b-heat.png", derived=kept.folders)
    assert found == from_files
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "a-heat.png").read_bytes() == (tmp_path / "b-heat.png").read_bytes()


@pytest.mark.parametrize("change", [_local, _at_a_seam])
def test_what_lies_beside_a_small_edit_is_neither_read_nor_drawn(
    tmp_path: Path, change: Callable[[np.ndarray], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(tmp_path, change)

    def opened_and_spoilt(before: Path, after: Path, derived: opening.Derived, load: Callable[[], None]) -> KeptPair:
        pair = open_pair(before, after, derived, load)
        assert sum(rows.stop - rows.start for rows in pair.alike) >= 300
        for number, rows in enumerate(pair.alike):
            pair.before.pixels[rows], pair.after.pixels[rows] = 90 + number, 200 - number
        return pair._replace(complete=lambda: pytest.fail("the rest was asked for"))

    monkeypatch.setattr(comparing, "open_pair", opened_and_spoilt)
    found = comparing.compare(*kept.files, tmp_path / "b.png", heat=tmp_path / "h.png", derived=kept.folders)
    monkeypatch.undo()
    assert found == comparing.compare(*kept.files, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize("spoil", [LINES, KEPT])
def test_where_something_kept_is_gone_the_rest_still_answers(tmp_path: Path, spoil: str) -> None:
    kept = Kept(tmp_path, _local)
    (kept.folders[1] / spoil).unlink()
    from_files = comparing.compare(*kept.files, tmp_path / "a.png")
    assert comparing.compare(*kept.files, tmp_path / "b.png", derived=kept.folders) == from_files
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_what_was_judged_in_another_manner_is_judged_anew(tmp_path: Path) -> None:
    kept = Kept(tmp_path, _local)
    other = DrawnTiles("in another manner", np.zeros((1, 1), bool))
    keep_strips(decode(kept.files[1]), kept.folders[1], other)
    found = comparing.compare(*kept.files, tmp_path / "b.png", derived=kept.folders)
    assert found == comparing.compare(*kept.files, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_strips_that_are_lost_on_the_way_are_decoded_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(tmp_path, _local)
    (kept.folders[1] / LINES).unlink()

    def opened_and_lost(before: Path, after: Path, derived: opening.Derived, load: Callable[[], None]) -> KeptPair:
        pair = open_pair(before, after, derived, load)
        (kept.folders[1] / KEPT).unlink(missing_ok=True)
        return pair

    monkeypatch.setattr(comparing, "open_pair", opened_and_lost)
    found = comparing.compare(*kept.files, tmp_path / "b.png", derived=kept.folders)
    assert not (kept.folders[1] / KEPT).exists()
    assert found == comparing.compare(*kept.files, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_the_earlier_picture_is_laid_where_a_grade_was_found_and_only_there(tmp_path: Path) -> None:
    small, graded = Kept(tmp_path / "small", _local), Kept(tmp_path / "graded", _everywhere)
    for kept in (small, graded):
        comparing.compare(*kept.files, None, laid=tmp_path / f"{kept.folders[0].parent.name}.png", derived=kept.folders)
    assert not (tmp_path / "small.png").exists()
    laid = cv2.imread(str(tmp_path / "graded.png"))
    assert laid is not None
    raised = cv2.convertScaleAbs(SCENE, alpha=1.1)[300:]
    assert np.abs(laid[300:, :, ::-1].astype(int) - raised).mean() < 1.5


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
