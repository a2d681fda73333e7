"""Text hidden in the lowest bits of a picture, as NovelAI and programs after its manner leave it in the alpha channel.

Column by column, from the top: the 15 letters of a signature, the length in bits as 32 bits, high byte first, and the
text, packed with gzip where the signature says so. Programs that keep no alpha put it into red, green and blue.
"""

import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio_app.capture.chunks import MOST_TEXT, LooseText, readable

_SIGNATURE_BYTES = 15
_HEAD_BYTES = _SIGNATURE_BYTES + 4
_ALPHA = (b"stealth_pnginfo", b"stealth_pngcomp")
_COLOUR = (b"stealth_rgbinfo", b"stealth_rgbcomp")
_GZIP = 16 + zlib.MAX_WBITS


def hidden_text(pixels: NDArray[Any], alpha: NDArray[Any] | None) -> LooseText | None:
    """Return the text hidden in a picture of 8 bits, None where there is none.

    `pixels` has shape (height, width, 3), `alpha` (height, width), both as they stood in the file. Only as many
    columns are looked at as the text takes.
    """
    if pixels.dtype != np.uint8:
        return None
    found = _text(alpha[:, :, np.newaxis], *_ALPHA) if alpha is not None and alpha.dtype == np.uint8 else None
    if found is not None:
        return LooseText(keyword="UserComment", text=found, where="lowest bits of alpha")
    found = _text(pixels, *_COLOUR)
    return None if found is None else LooseText(keyword="UserComment", text=found, where="lowest bits of the colours")


def _text(samples: NDArray[Any], plain: bytes, packed: bytes) -> str | None:
    head = _bytes(samples, _HEAD_BYTES)
    signature, bits = head[:_SIGNATURE_BYTES], int.from_bytes(head[_SIGNATURE_BYTES:], "big")
    if signature not in (plain, packed):
        return None
    size = min(bits // 8, MOST_TEXT, samples.size // 8 - _HEAD_BYTES)
    data = _bytes(samples, _HEAD_BYTES + size)[_HEAD_BYTES:]
    if signature == packed:
        try:
            data = zlib.decompressobj(_GZIP).decompress(data, MOST_TEXT)
        except zlib.error:
            return ""
    return readable(data)


def _bytes(samples: NDArray[Any], count: int) -> bytes:
    """Return the first `count` bytes that lie in the lowest bits, column by column."""
    height, _width, bands = samples.shape
    columns = -(-count * 8 // (height * bands))
    bits = samples[:, :columns].transpose(1, 0, 2).ravel()[: count * 8] & 1
    return np.packbits(bits).tobytes()
