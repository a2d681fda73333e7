"""OpenEXR through OpenCV: linear light; the header is read here first, so that its size is known."""

import os
import struct
from pathlib import Path

import numpy as np

from studio_app.domain.language import _
from studio_app.imaging.limits import check_size
from studio_app.imaging.quiet import silence
from studio_app.imaging.raster import damaged
from studio_app.imaging.raw import RawPicture

_MOST_ATTRIBUTES = 200
_MOST_HEADER = 1 << 20


def read_exr(path: Path) -> RawPicture:
    """Decode a scan-line or tiled EXR with RGB or grey channels; values above 1 are clipped, and the note says so."""
    width, height = _data_window(path)
    check_size(path, width=width, height=height, bytes_per_pixel=16)
    os.environ.setdefault("OPENCV_IO_ENABLE_OPENEXR", "1")
    os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
    with silence():
        import cv2  # noqa: PLC0415  # the two settings above must come before

        try:
            samples = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        except cv2.error as error:
            raise damaged(path) from error
    if samples is None or samples.ndim not in {2, 3} or samples.dtype != np.float32:
        raise damaged(path)
    planes = samples.reshape(*samples.shape[:2], -1)
    light = np.repeat(planes[:, :, :1], 3, axis=2) if planes.shape[2] < 3 else planes[:, :, 2::-1]
    alpha = np.rint(np.clip(np.nan_to_num(planes[:, :, 3]), 0, 1) * 65535) if planes.shape[2] == 4 else None
    return RawPicture(
        colours=np.ascontiguousarray(light),
        alpha=None if alpha is None else alpha.astype(np.uint16),
        model="linear",
        bit_depth=32,
        note=_("values above white clipped") if float(np.nanmax(light)) > 1 else "",
    )


def _data_window(path: Path) -> tuple[int, int]:
    with path.open("rb") as file:
        header = file.read(_MOST_HEADER)
    position = 8
    try:
        for _index in range(_MOST_ATTRIBUTES):
            name_end = header.index(b"\0", position)
            type_end = header.index(b"\0", name_end + 1)
            (size,) = struct.unpack_from("<I", header, type_end + 1)
            if header[position:name_end] == b"dataWindow":
                left, top, right, bottom = struct.unpack_from("<4i", header, type_end + 5)
                return right - left + 1, bottom - top + 1
            position = type_end + 5 + size
    except (ValueError, struct.error) as error:
        raise damaged(path) from error
    raise damaged(path)
