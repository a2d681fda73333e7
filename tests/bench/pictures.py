"""The pictures of the bench and what is true of them, made once into a folder and kept.

Run as a process of its own (`python -m tests.bench.pictures pair FOLDER WIDTH HEIGHT`, or `chain`), because the process
that measures has to stay small: a child's peak memory is never below that of whoever started it.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from tests.bench.brushes import Patch, ellipse, lay, scattered, stroke
from tests.bench.folders import STAGES, Folder
from tests.bench.scenes import Sheet, line_drawing, painterly, through_jpeg, warmed

JPEG_QUALITY = 90
_SCENE, _PAINT, _PLACES = 7, 11, 3
_COMPRESSION = [cv2.IMWRITE_PNG_COMPRESSION, 3]


def make_pair(folder: Folder, width: int, height: int) -> None:
    """Make the painting, 24 repaints under a grade and JPEG noise, and one small local edit."""
    folder.root.mkdir(parents=True, exist_ok=True)
    before = painterly(height, width, _SCENE)
    paint = painterly(height, width, _PAINT)
    _write(folder.before, before)
    local = before.copy()
    small = stroke(height, width, ((0.60, 0.42), (0.64, 0.39), (0.68, 0.43)), 0.045, 2)
    _scene(folder, "local", local, paint, [small])
    _write(folder.after("local"), local)
    del local
    _scene(folder, "repaint", before, paint, scattered(height, width, _PLACES))
    del paint
    _write(folder.after("repaint"), through_jpeg(warmed(before), JPEG_QUALITY))
    folder.stamp("pair")


def make_chain(folder: Folder, width: int, height: int) -> None:
    """Make the eight stages and the map of their owners; the final carries a grade, which changes no owner."""
    folder.root.mkdir(parents=True, exist_ok=True)
    sheet = painterly(height, width, _SCENE)
    paint = painterly(height, width, _PAINT)
    owners: Sheet = np.ones((height, width), np.uint8)
    for index, stage in enumerate(STAGES):
        if stage.kind == "layout":
            _write(folder.stage(index), line_drawing(sheet))
            continue
        for at in stage.patches:
            lay(sheet, owners, ellipse(height, width, at, 20, 4), _turned(paint, index), index)
        _write(folder.stage(index), warmed(sheet) if stage.kind == "final" else sheet)
    _write(folder.owners, owners)
    folder.stamp("chain")


def _turned(paint: Sheet, index: int) -> Any:
    """Return another paint for each stage, from one painting: as it is, in its mirrors, and in negative."""
    mirror = {2: 0, 3: 1, 4: -1}.get(index)
    if mirror is not None:
        return cv2.flip(paint, mirror)
    return paint if index == 5 else cv2.bitwise_not(paint)


def _scene(folder: Folder, name: str, sheet: Sheet, paint: Sheet, patches: Any) -> None:
    """Lay the patches on the sheet and keep what is true of them."""
    truth: Sheet = np.zeros(sheet.shape[:2], np.uint8)
    boxes = []
    for patch in patches:
        lay(sheet, truth, patch, paint, 255)
        boxes.append(_covered(patch))
    _write(folder.truth(name), truth)
    pixels = int(cv2.countNonZero(truth))
    facts = {
        "width": truth.shape[1],
        "height": truth.shape[0],
        "pixels": pixels,
        "permille": pixels * 1000 / truth.size,
        "graded": name == "repaint",
        "boxes": boxes,
    }
    folder.facts(name).write_text(json.dumps(facts, indent=1), encoding="utf-8")


def _covered(patch: Patch) -> list[int]:
    """Return left, top, width and height of what a patch covers by half or more."""
    left, top, width, height = cv2.boundingRect((patch.opacity >= 128).astype(np.uint8))
    return [patch.left + left, patch.top + top, width, height]


def _write(path: Path, sheet: Sheet) -> None:
    # Two benches may make the same pictures at once; none may see half of one.
    part = path.with_name(f"{path.stem}.part{os.getpid()}.png")
    if not cv2.imwrite(str(part), sheet, _COMPRESSION):
        raise OSError(f"{path} could not be written")
    part.replace(path)


def main(arguments: list[str]) -> None:
    """Make `pair` or `chain` into a folder."""
    what, root, width, height = arguments
    make = {"pair": make_pair, "chain": make_chain}[what]
    make(Folder(Path(root)), int(width), int(height))


if __name__ == "__main__":
    main(sys.argv[1:])
