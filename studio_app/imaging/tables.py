"""Colours through profiles that work by tables (CMYK, scanners), evaluated by Little CMS inside libvips."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.imaging.colour import lab_to_working, strips
from studio_app.imaging.profiles import BrokenProfile, Profile
from studio_app.imaging.quiet import load_vips

_INTERPRETATIONS = {1: "b-w", 3: "srgb", 4: "cmyk"}


def through_tables(samples: NDArray[Any], profile: Profile | None) -> NDArray[np.uint16]:
    """Return `WIDE` samples of (height, width, channels) device values.

    Relative colorimetric with black point compensation, as paint programs show them. Without a profile CMYK
    is taken as libvips' generic coated paper. Tables that Little CMS cannot use are a `BrokenProfile`.
    """
    vips = load_vips()
    with tempfile.TemporaryDirectory(prefix="teire-") as folder:
        source = "cmyk"
        if profile is not None:
            source = str(Path(folder, "profile.icc"))
            Path(source).write_bytes(profile.data)
        working = np.empty((*samples.shape[:2], 3), dtype=np.uint16)
        try:
            # Asked for strip by strip, but set up once: preparing Little CMS takes longer than a strip.
            lab = _lab(samples, source)
            for rows in strips(samples.shape[0], samples.shape[1]):
                strip = lab.crop(0, rows.start, samples.shape[1], rows.stop - rows.start)
                working[rows] = lab_to_working(np.asarray(strip.numpy(), dtype=np.float32))
        except vips.Error as error:
            raise BrokenProfile from error
    return working


def _lab(samples: NDArray[Any], source: str) -> Any:
    image = load_vips().Image.new_from_array(np.ascontiguousarray(samples))
    interpretation = _INTERPRETATIONS[samples.shape[2]]
    if samples.dtype == np.uint16:
        interpretation = {"srgb": "rgb16", "b-w": "grey16"}.get(interpretation, interpretation)
    image = image.copy(interpretation=interpretation)
    return image.icc_import(input_profile=source, pcs="lab", intent="relative", black_point_compensation=True)
