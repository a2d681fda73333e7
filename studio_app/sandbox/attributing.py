"""A chain of files followed, and its map and picture written."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from studio_app.analysis.attribute import Attributed, attribute
from studio_app.analysis.attribution_picture import attribution_picture
from studio_app.domain.attributions import UNATTRIBUTED, Attribution, ChainLink
from studio_app.domain.figures import share
from studio_app.domain.language import _
from studio_app.domain.owner_patterns import pattern_of
from studio_app.domain.owner_signs import OwnerSign, signs
from studio_app.domain.pictures import Picture
from studio_app.domain.progress import Progress, no_progress, part_of
from studio_app.domain.wording import kind_word
from studio_app.imaging.decode import decode
from studio_app.imaging.legend import LegendRow, with_legend
from studio_app.imaging.palette_png import write_grey_png
from studio_app.imaging.preview import write_png
from studio_app.sandbox.limits import keep_all_freed_memory
from studio_app.sandbox.opening import within_memory

_SIGN = (16, 28)
_AHEAD = 2
_LARGE = 512 * 2**20


def attribute_files(
    chain: Sequence[tuple[ChainLink, Path]],
    *,
    map_to: Path | None,
    picture_to: Path | None,
    progress: Progress = no_progress,
) -> Attribution:
    """Follow a chain of files in order; write the map and the overlay picture where they are asked for.

    Each file is decoded once, the next two while the one before them is compared; of large pictures the next one.
    """
    keep_all_freed_memory()
    links = [link for link, _path in chain]
    last: list[Picture] = []
    with ThreadPoolExecutor(_AHEAD) as ahead, within_memory(chain[-1][1]):
        paths = iter([path for _link, path in chain])
        coming: deque[Future[Picture]] = deque(ahead.submit(decode, path) for path in islice(paths, _AHEAD))

        def picture_of(_index: int) -> Picture:
            picture = coming.popleft().result()
            wanted = _AHEAD if picture.pixels.nbytes < _LARGE else 1
            coming.extend(ahead.submit(decode, path) for path in islice(paths, wanted - len(coming)))
            last[:] = [picture]
            return picture

        found = attribute(links, picture_of, progress=part_of(progress, 0.0, 0.95))
        if map_to is not None:
            write_grey_png(map_to, found.map.shape[1], found.map.shape[0], lambda part: found.map[part])
        if picture_to is not None:
            write_png(with_legend(attribution_picture(found, last[0]), _legend(found)), picture_to)
    progress(1.0)
    return found.attribution


def _legend(found: Attributed) -> list[LegendRow]:
    attribution = found.attribution
    total = attribution.width * attribution.height
    drawn = signs(tuple(owner.link for owner in attribution.owners))
    rows = [
        LegendRow(
            sign=_swatch(drawn[owner.index]),
            name=f"{kind_word(owner.link.kind)} {owner.link.name}",
            figures=_("{share} visible", share=share(owner.visible, total)),
        )
        for owner in attribution.owners
        if owner.touched
    ]
    if attribution.unattributed:
        rows.append(
            LegendRow(
                sign=_swatch(drawn[UNATTRIBUTED]),
                name=_("unattributed"),
                figures=share(attribution.unattributed, total),
            )
        )
    return rows


def _swatch(sign: OwnerSign) -> NDArray[np.uint8]:
    swatch = np.full((*_SIGN, 3), 95, np.uint8)
    swatch[pattern_of(sign.pattern, *_SIGN) > 0] = sign.colour
    cv2.rectangle(swatch, (0, 0), (_SIGN[1] - 1, _SIGN[0] - 1), (20, 20, 20), 1)
    return swatch
