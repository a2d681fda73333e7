"""An OpenRaster picture composed from its layers, for programs that leave the merged picture out."""

from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.archives import MOST_PICTURE_BYTES, Archive
from studio_app.imaging.colour import strips
from studio_app.imaging.errors import DamagedPicture
from studio_app.imaging.limits import check_size
from studio_app.imaging.raster import read_raster
from studio_app.imaging.raw import RawPicture

_MOST_LAYERS = 500
_PLAIN = "svg:src-over"


def compose(archive: Archive) -> RawPicture:
    """Lay the visible layers over each other; only plain layers (svg:src-over) of one colour profile are composed."""
    root = archive.read_xml("stack.xml")
    width, height = _whole(archive, root, "w"), _whole(archive, root, "h")
    check_size(archive.path, width=width, height=height, bytes_per_pixel=20)
    layers = _visible_layers(archive, root)
    if len(layers) > _MOST_LAYERS:
        raise _beyond(archive)
    colour, cover = np.zeros((height, width, 3), np.float32), np.zeros((height, width, 1), np.float32)
    profiles, depth = set(), 8
    for layer, opacity in reversed(layers):
        raw = _read_layer(archive, layer)
        place = (_whole(archive, layer, "x"), _whole(archive, layer, "y"))
        _lay(raw, place, opacity, colour, cover)
        profiles.add(raw.profile)
        depth = max(depth, raw.bit_depth)
    if len(profiles) > 1:
        raise _beyond(archive)
    np.divide(colour, cover, out=colour, where=cover > 0)
    samples = np.uint8 if depth == 8 else np.uint16
    return RawPicture(
        colours=_rounded(colour, samples),
        alpha=_rounded(cover, samples)[:, :, 0],
        model="rgb",
        bit_depth=depth,
        profile=profiles.pop() if profiles else b"",
        note=_("composed from its layers"),
    )


def _visible_layers(archive: Archive, root: Element) -> list[tuple[Element, float]]:
    """Return layers with their opacity, topmost first; a group counts as its layers where that is exact."""
    found: list[tuple[Element, float]] = []
    pending = [(child, True) for child in root]
    while pending:
        element, shown = pending.pop(0)
        shown = shown and element.get("visibility", "visible") == "visible"
        if not shown:
            continue
        opacity = _opacity(archive, element)
        if element.get("composite-op", _PLAIN) != _PLAIN:
            raise _beyond(archive)
        if element.tag == "stack":
            if opacity != 1:
                raise _beyond(archive)
            pending[:0] = [(child, shown) for child in element]
        elif element.tag == "layer":
            found.append((element, opacity))
    return found


def _rounded(shares: NDArray[np.float32], samples: type[np.uint8] | type[np.uint16]) -> Any:
    whole = np.empty(shares.shape, samples)
    for rows in strips(*shares.shape[:2]):
        whole[rows] = np.rint(np.clip(shares[rows], 0, 1) * np.float32(np.iinfo(samples).max))
    return whole


def _read_layer(archive: Archive, layer: Element) -> RawPicture:
    source = layer.get("src", "")
    if not archive.has(source):
        raise DamagedPicture(
            _("A layer of “{name}” is not in the archive.", name=shown_name(archive.path)),
            hint=_("Open it in the paint program and save it again."),
        )
    raw = read_raster(archive.path, archive.read(source, most=MOST_PICTURE_BYTES), "png")
    if raw.model == "grey" and raw.profile:
        raise _beyond(archive)
    return raw


def _lay(
    raw: RawPicture, place: tuple[int, int], opacity: float, colour: NDArray[np.float32], cover: NDArray[np.float32]
) -> None:
    left, top = place
    canvas_rows, layer_rows = _overlap(top, raw.colours.shape[0], colour.shape[0])
    canvas_columns, layer_columns = _overlap(left, raw.colours.shape[1], colour.shape[1])
    peak = np.float32(np.iinfo(raw.colours.dtype).max)
    for rows in strips(canvas_rows.stop - canvas_rows.start, raw.colours.shape[1]):
        above = (slice(layer_rows.start + rows.start, layer_rows.start + rows.stop), layer_columns)
        under = (slice(canvas_rows.start + rows.start, canvas_rows.start + rows.stop), canvas_columns)
        share: Any = np.float32(1) if raw.alpha is None else (raw.alpha[above] / peak)[:, :, np.newaxis]
        share = np.float32(opacity) * share
        colour[under] = raw.colours[above] / peak * share + colour[under] * (1 - share)
        cover[under] = share + cover[under] * (1 - share)


def _overlap(start: int, length: int, canvas: int) -> tuple[slice, slice]:
    first = min(max(start, 0), canvas)
    last = max(min(start + length, canvas), first)
    return slice(first, last), slice(first - start, last - start)


def _whole(archive: Archive, element: Element, name: str) -> int:
    try:
        return int(element.get(name, "0"))
    except ValueError as error:
        raise _unclear(archive) from error


def _opacity(archive: Archive, element: Element) -> float:
    try:
        opacity = float(element.get("opacity", "1"))
    except ValueError as error:
        raise _unclear(archive) from error
    if not 0 <= opacity <= 1:
        raise _unclear(archive)
    return opacity


def _unclear(archive: Archive) -> DamagedPicture:
    return DamagedPicture(
        _("“{name}” says its size or a layer's place in words that are no numbers.", name=shown_name(archive.path)),
        hint=_("Open it in the paint program and save it again."),
    )


def _beyond(archive: Archive) -> DamagedPicture:
    return DamagedPicture(
        _(
            "“{name}” has no merged picture, and its layers are blended in ways Teire does not compose.",
            name=shown_name(archive.path),
        ),
        hint=_("Save it again with Krita or MyPaint 2, which add the merged picture, or export it as PNG."),
    )
