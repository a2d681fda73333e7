"""Both examiners keep the same contract."""

import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from studio_app.domain.attributions import ChainLink
from studio_app.domain.colours import linear_to_srgb, srgb_to_linear
from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.errors import StudioError
from studio_app.domain.progress import Cancelled
from studio_app.domain.stages import StageKind
from studio_app.imaging.preview import read_view
from studio_app.sandbox.in_process import InProcessExaminer
from studio_app.sandbox.runner import ChildExaminer
from studio_app.workflow.delivery_ports import DeliveryExaminer
from studio_app.workflow.ports import Examiner


@pytest.fixture(params=["child", "in process"])
def examiner(request: pytest.FixtureRequest) -> Iterator[Examiner]:
    if request.param == "child":
        yield ChildExaminer()
        return
    resource = pytest.importorskip("resource")
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CORE)
    before = [resource.getrlimit(kind) for kind in kinds]
    yield InProcessExaminer()
    for kind, limits in zip(kinds, before, strict=True):
        resource.setrlimit(kind, limits)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    before = np.full((64, 64, 3), 90, np.uint8)
    after = before.copy()
    after[10:20, 10:30] = (200, 40, 40)
    paths = tmp_path / "before.png", tmp_path / "after.png"
    for path, pixels in zip(paths, (before, after), strict=True):
        Image.fromarray(pixels).save(path)
    return paths


def test_an_examination_gives_facts_and_previews(
    examiner: Examiner, pair: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    derived = tmp_path / "derived"
    examination = examiner.examine(pair[0], derived=derived)
    assert (examination.facts.width, examination.facts.height) == (64, 64)
    assert examination.marks.generation is None
    kept = ["decoded.strips", "thumbnail.png", "unchanged.lines", "view.png"]
    assert sorted(entry.name for entry in derived.iterdir()) == kept
    assert capfd.readouterr() == ("", "")


def test_a_deep_picture_is_written_in_another_light_and_a_shallow_one_is_not(
    examiner: Examiner, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    cv2.imwrite(str(tmp_path / "deep.png"), np.full((8, 8, 3), 10_000, np.uint16))
    assert examiner.expose(tmp_path / "deep.png", tmp_path / "lit.png", stops=1.0).bit_depth == 16
    light = 2 * srgb_to_linear(np.array(10_000 / 65535))
    assert abs(int(read_view(tmp_path / "lit.png")[0, 0, 0]) - float(linear_to_srgb(light)) * 255) <= 0.51
    assert examiner.expose(pair[0], tmp_path / "none.png", stops=1.0).bit_depth == 8
    assert not (tmp_path / "none.png").exists()


@pytest.mark.parametrize("kind", list(DeliveredFormat))
def test_a_picture_is_encoded_anew_and_its_own_facts_come_back(
    examiner: DeliveryExaminer, pair: tuple[Path, Path], tmp_path: Path, kind: DeliveredFormat
) -> None:
    made = tmp_path / f"made.{kind.ending}"
    facts = examiner.encode(pair[1], made, kind=kind)
    assert (facts.file_format, facts.width, facts.height) == ("png", 64, 64)
    with Image.open(made) as image, Image.open(pair[1]) as before:
        assert image.format == kind.value.upper()
        lost = 12 if kind is DeliveredFormat.JPEG else 0
        assert np.abs(np.asarray(image).astype(int) - np.asarray(before)).max() <= lost


def test_a_comparison_gives_the_report_and_the_picture(
    examiner: Examiner, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out.png"
    report = examiner.compare(*pair, picture=out)
    assert report.repaint.changed_pixels == 200
    with Image.open(out) as image:
        assert image.size == (64, 64)


def test_a_refusal_crosses_with_message_and_hint(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "no\npicture.png"
    path.write_text("a letter")
    with pytest.raises(StudioError) as refused:
        examiner.examine(path, derived=None)
    assert refused.value.message == "“no\\npicture.png” is not a picture Teire knows."
    assert refused.value.hint.startswith("Teire reads PNG")


def test_what_cannot_be_written_leaves_nothing_behind(examiner: Examiner, pair: tuple[Path, Path]) -> None:
    assert sys.platform
    before = sorted(pair[0].parent.iterdir())
    examiner.compare(*pair, picture=None)
    assert sorted(pair[0].parent.iterdir()) == before


def test_an_attribution_gives_figures_map_and_picture(
    examiner: Examiner, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    links = (ChainLink(kind=StageKind.GENERATION, name="g"), ChainLink(kind=StageKind.RETOUCH, name="神谷"))
    told: list[float] = []
    chain = list(zip(links, pair, strict=True))
    found = examiner.attribute(
        chain, map_to=tmp_path / "map.png", picture_to=tmp_path / "picture.png", progress=told.append
    )
    assert [owner.visible for owner in found.owners] == [64 * 64 - 200, 200]
    assert told == sorted(told)
    with Image.open(tmp_path / "map.png") as image:
        owners = np.asarray(image)
        assert (image.mode, owners.shape) == ("L", (64, 64))
        assert (owners[10:20, 10:30] == 1).all()
        assert int((owners == 1).sum()) == 200
    with Image.open(tmp_path / "picture.png") as image:
        assert image.width == 64


def test_who_watches_can_stop_a_comparison(examiner: Examiner, pair: tuple[Path, Path], tmp_path: Path) -> None:
    def stop(_done: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        examiner.compare(*pair, picture=tmp_path / "out.png", progress=stop)
    assert sorted(tmp_path.iterdir()) == sorted(pair)
