"""Pictures with a known truth: a scene of blots and hard edges, what was done to it, and where."""

import io

import cv2
import numpy as np
from PIL import Image

from studio_app.domain.ids import Digest
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.pictures import Picture, WorkingSpace


def picture(pixels, *, alpha=None, file_format="png", space=WorkingSpace.SRGB) -> Picture:
    height, width = pixels.shape[:2]
    facts = PictureFacts(
        sha256=Digest("0" * 64),
        size_bytes=1,
        file_format=file_format,
        width=width,
        height=height,
        bit_depth=pixels.dtype.itemsize * 8,
        colour_space="sRGB",
    )
    return Picture(pixels=np.ascontiguousarray(pixels), alpha=alpha, space=space, facts=facts)


def scene(height=540, width=960, seed=7):
    """Blots of paint under shapes with hard edges, a little grain on top."""
    dice = np.random.default_rng(seed)
    sheet = np.full((height, width, 3), 128, np.float32)
    for size, strength in ((110, 45), (42, 25), (14, 14), (5, 7)):
        blots = dice.normal(0, strength, (height // size + 2, width // size + 2, 3)).astype(np.float32)
        sheet += cv2.resize(blots, (width, height), interpolation=cv2.INTER_CUBIC)
    for _shape in range(60):
        middle, reach = dice.integers(0, (width, height)), dice.integers(8, 90)
        corners = (middle + reach * dice.normal(0, 0.7, (6, 2))).astype(np.int32)
        cv2.fillPoly(sheet, [cv2.convexHull(corners)], dice.integers(30, 226, 3).tolist())
    sheet += dice.normal(0, 1.0, (height, width, 1)).astype(np.float32)
    return np.clip(sheet, 0, 255).astype(np.uint8)


def with_sky(pixels, share=0.31):
    repainted = pixels.copy()
    rows = round(len(pixels) * share)
    ramp = np.linspace(0, 60, rows, dtype=np.float32)[:, np.newaxis, np.newaxis]
    repainted[:rows] = np.clip(np.array([90, 140, 200], np.float32) + ramp, 0, 255).astype(np.uint8)
    return repainted


def warmed(pixels):
    """Ten per cent warmer all over."""
    return np.rint(np.clip(pixels * np.array([1.1, 1.0, 0.9]), 0, 255)).astype(np.uint8)


def moved(pixels, scale, dx, dy, width, height):
    """Scale and shift (positions from the corner of the first pixel) onto another canvas."""
    matrix = np.array([[scale, 0, scale * 0.5 - 0.5 + dx], [0, scale, scale * 0.5 - 0.5 + dy]])
    if scale < 1:
        pixels = cv2.GaussianBlur(pixels, (0, 0), 0.5 * (1 / scale**2 - 1) ** 0.5)
    return cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def compressed(pixels, quality=80):
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=quality)
    return np.asarray(Image.open(stream).convert("RGB"))


def brush(height, width, place, size, *, softness=0.0):
    """Return a stroke's coverage, 0 to 1: an ellipse around `place` with reaches `size`, as shares of the picture."""
    sheet = np.zeros((height, width), np.float32)
    middle = (int(place[0] * width), int(place[1] * height))
    cv2.ellipse(sheet, middle, (int(size[0] * width), int(size[1] * height)), 20, 0, 360, 1.0, -1)
    return cv2.GaussianBlur(sheet, (0, 0), softness) if softness else sheet


def painted_over(pixels, paint, coverage):
    part = coverage[:, :, np.newaxis]
    return np.rint(pixels * (1 - part) + paint * part).astype(np.uint8)


def sky(height=360, width=640, seed=5):
    """Nothing but soft cloud in a sky: a few colours, close together."""
    dice = np.random.default_rng(seed)
    down = np.linspace(0, 1, height, dtype=np.float32)[:, np.newaxis, np.newaxis]
    sheet = np.array([90, 140, 215], np.float32) * (1 - down) + np.array([205, 220, 235], np.float32) * down
    cloud = np.zeros((height, width), np.float32)
    for size in (160, 80, 40, 20):
        blots = dice.normal(0, size / 160, (height // size + 2, width // size + 2)).astype(np.float32)
        cloud += cv2.resize(blots, (width, height), interpolation=cv2.INTER_CUBIC)
    part = np.clip(cloud * 0.4, 0, 0.6)[:, :, np.newaxis]
    return np.rint(sheet * (1 - part) + np.array([250, 248, 245], np.float32) * part).astype(np.uint8)


def night(height=360, width=640, seed=5):
    """A dark town with lit windows under a dark sky."""
    dice = np.random.default_rng(seed)
    down = np.linspace(8, 30, height, dtype=np.float32)[:, np.newaxis, np.newaxis]
    sheet = np.broadcast_to(down * np.array([0.6, 0.7, 1.2], np.float32), (height, width, 3)).copy()
    for _house in range(16):
        left, tall, wide = int(dice.integers(-20, width)), int(dice.integers(80, 200)), int(dice.integers(40, 110))
        cv2.rectangle(sheet, (left, height - tall), (left + wide, height), dice.integers(5, 20, 3).tolist(), -1)
        for x in range(left + 6, left + wide - 8, 12):
            for y in range(height - tall + 8, height - 10, 14):
                if dice.random() < 0.4:
                    light = dice.integers((120, 90, 30), (240, 190, 90)).tolist()
                    cv2.rectangle(sheet, (x, y), (x + 6, y + 8), light, -1)
    sheet += 0.4 * cv2.GaussianBlur(sheet, (0, 0), 6)
    return np.clip(sheet, 0, 255).astype(np.uint8)


def drawn(height=540, width=960, seed=5, *, filled=True):
    """Flat shapes under dark lines, as in a cel; without filling the lines alone, on paper."""
    dice = np.random.default_rng(seed)
    sheet = np.full((height, width, 3), (235, 225, 200) if filled else 255, np.uint8)
    for _shape in range(30):
        middle, reach = dice.integers(0, (width, height)), dice.integers(30, 150)
        corners = cv2.convexHull((middle + reach * dice.normal(0, 0.7, (7, 2))).astype(np.int32))
        if filled:
            cv2.fillPoly(sheet, [corners], dice.integers(40, 240, 3).tolist(), cv2.LINE_AA)
        cv2.polylines(sheet, [corners], True, (40, 40, 45), int(dice.integers(1, 4)), cv2.LINE_AA)
    return sheet


def front(height=1024, width=1024, seed=0):
    """The front of a house: rows of windows that are hardly different from each other."""
    dice = np.random.default_rng(seed)
    sheet = np.full((height, width, 3), (188, 180, 168), np.float32)
    for top in range(16, height, 51):
        for left in range(13, width, 45):
            pane = (np.array((70, 90, 120)) + dice.normal(0, 8, 3)).tolist()
            cv2.rectangle(sheet, (left, top), (left + 26, top + 34), pane, -1)
            cv2.rectangle(sheet, (left - 3, top + 35), (left + 29, top + 38), (120, 112, 104), -1)
    return np.clip(sheet + dice.normal(0, 1, (height, width, 1)), 0, 255).astype(np.uint8)
