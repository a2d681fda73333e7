"""Letters on pictures, in whatever script a name or a note is written."""

import os
from pathlib import Path
from typing import Any

_FONTS = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansJP-Regular.otf",
    "NotoSansJP-Regular.ttf",
    "YuGothM.ttc",
    "meiryo.ttc",
    "msgothic.ttc",
    "ヒラギノ角ゴシック W3.ttc",
    "DejaVuSans.ttf",
)
_FOLDERS = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/noto", "/System/Library/Fonts")


def lettering(size: int) -> Any:
    """Return Pillow's font for letters of `size` pixels: the first known one that has Japanese, else Pillow's own."""
    from PIL import ImageFont  # noqa: PLC0415  # only needed where letters are drawn

    for name in _FONTS:
        for path in (name, *(str(Path(folder) / name) for folder in _FOLDERS if os.path.isdir(folder))):  # noqa: PTH112
            try:
                return ImageFont.truetype(path, size)
            except OSError:
                continue
    return ImageFont.load_default(size)
