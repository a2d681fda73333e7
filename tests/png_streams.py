"""PNGs put together filter by filter as the standard words it (PNG, third edition, 9.2), for tests of their reading."""

import struct
import zlib

import numpy as np

_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def filtered(samples, filters):
    """Return the stream of (height, width, channels) samples, each line under the filter whose number is given."""
    height = samples.shape[0]
    pixel = samples.shape[2] * samples.dtype.itemsize
    lines = np.frombuffer(samples.astype(samples.dtype.newbyteorder(">")).tobytes(), np.uint8).reshape(height, -1)
    padded = np.zeros((height + 1, lines.shape[1] + pixel), np.int64)
    padded[1:, pixel:] = lines
    stream = bytearray()
    for row, number in enumerate(filters):
        left, above, corner = padded[row + 1, :-pixel], padded[row, pixel:], padded[row, :-pixel]
        guess = (0 * left, left, above, (left + above) // 2, _paeth(left, above, corner))[number]
        stream.append(number)
        stream += ((lines[row] - guess) % 256).astype(np.uint8).tobytes()
    return bytes(stream)


def _paeth(left, above, corner):
    near = left + above - corner
    apart = np.abs(np.stack([near - left, near - above, near - corner]))
    # argmin takes the first of equals: left before above before corner.
    return np.choose(apart.argmin(axis=0), [left, above, corner])


def png(samples, filters, *, cut=1 << 30, before=(), between=(), bits=0, kind=None, interlace=0, stream=None):
    """Return the bytes of a PNG of samples; the IDAT chunks hold `cut` bytes each, `before` and `between` are chunks.

    `bits`, `kind`, `interlace` and `stream` (before it is deflated) stand in for what the samples say.
    """
    height, width, channels = samples.shape
    packed = zlib.compress(filtered(samples, filters) if stream is None else stream)
    header = struct.pack(
        ">IIBBBBB",
        width,
        height,
        bits or 8 * samples.dtype.itemsize,
        _TYPES[channels] if kind is None else kind,
        0,
        0,
        interlace,
    )
    data = [chunk(b"IDAT", packed[start : start + cut]) for start in range(0, len(packed), cut)]
    for extra in between:
        data.insert(1, extra)
    return b"".join([SIGNATURE, chunk(b"IHDR", header), *before, *data, chunk(b"IEND", b"")])


def chunk(kind, data):
    """Return a chunk with its length and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
