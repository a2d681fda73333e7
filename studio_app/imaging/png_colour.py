"""What a PNG without an ICC profile says of its colours: cICP, sRGB, gAMA and cHRM (PNG, third edition, 4.3)."""

import struct
from io import BytesIO
from pathlib import Path

import numpy as np

from studio_app.domain.colours import srgb_to_linear
from studio_app.domain.language import _
from studio_app.imaging.colour import D65
from studio_app.imaging.profiles import Curve, Primaries, Profile, gamma_curve, to_xyz_d50

_WANTED = frozenset({b"cICP", b"sRGB", b"gAMA", b"cHRM"})
_MOST_CHUNKS = 1_000
_SRGB = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
# ITU-T H.273: the code points of RGB pictures that a screen, not a broadcast signal, is meant to show.
_CICP_PRIMARIES = {
    1: _SRGB,
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
_CICP_CURVES: dict[int, Curve] = {
    4: gamma_curve(2.2),
    5: gamma_curve(2.8),
    8: gamma_curve(1.0),
    13: srgb_to_linear,
}


def stated_colours(source: Path | bytes) -> Profile | None:
    """Return the colours a PNG states in chunks of its own, None where it is sRGB or states nothing usable.

    Followed as browsers, Qt and GIMP do: cICP before sRGB before gAMA and cHRM. With sRGB's primaries a gamma of 1/2.2
    is what writers put for sRGB's curve, so it is taken as that. HDR curves of cICP are not followed.
    """
    chunks = _chunks(source)
    try:
        if b"cICP" in chunks:
            return _coded(chunks[b"cICP"])
        if b"sRGB" in chunks:
            return None
        return _measured(chunks)
    except (struct.error, ValueError, IndexError, np.linalg.LinAlgError):
        return None


def _chunks(source: Path | bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        file.seek(8)
        for _index in range(_MOST_CHUNKS):
            header = file.read(8)
            if len(header) < 8:
                break
            length, kind = struct.unpack(">I4s", header)
            if kind == b"IDAT":
                break
            if kind in _WANTED and length <= 32:
                found[kind] = file.read(length)
                file.seek(4, 1)
            else:
                file.seek(length + 4, 1)
    return found


def _coded(data: bytes) -> Profile | None:
    primaries, curve = _CICP_PRIMARIES.get(data[0]), _CICP_CURVES.get(data[1])
    if primaries is None or curve is None or data[2] != 0 or data[3] != 1:
        return None
    return _profile(_("PNG's cICP {codes}", codes=f"{data[0]}/{data[1]}"), primaries, D65, curve)


def _measured(chunks: dict[bytes, bytes]) -> Profile | None:
    if b"gAMA" not in chunks:
        return None
    gamma = struct.unpack(">I", chunks[b"gAMA"])[0] / 100_000
    if not 0.1 < gamma < 10:
        return None
    white, primaries = D65, _SRGB
    if b"cHRM" in chunks:
        x = [value / 100_000 for value in struct.unpack(">8I", chunks[b"cHRM"])]
        white, primaries = (x[0], x[1]), ((x[2], x[3]), (x[4], x[5]), (x[6], x[7]))
        if min(white[1], x[3], x[5], x[7]) <= 0 or abs(np.linalg.det(to_xyz_d50(primaries, white))) < 1e-4:
            return None
    near = np.abs(np.subtract(primaries, _SRGB)).max() < 0.005
    curve = srgb_to_linear if near and abs(gamma - 1 / 2.2) < 0.005 else gamma_curve(1 / gamma)
    return _profile(_("PNG's gAMA {gamma}", gamma=f"{gamma:.4g}"), primaries, white, curve)


def _profile(name: str, primaries: Primaries, white: tuple[float, float], curve: Curve) -> Profile:
    return Profile(name=name, space="RGB", curves=(curve,) * 3, matrix=to_xyz_d50(primaries, white))
