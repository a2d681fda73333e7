"""ICC profiles of screens, made by hand: three primaries under D50 and one gamma (ICC.1:2001-04)."""

import struct

import numpy as np

P3_UNDER_D50 = np.array([[0.5151, 0.2920, 0.1571], [0.2412, 0.6922, 0.0666], [-0.0011, 0.0419, 0.7841]])
"""Columns: red, green, blue of Display P3, adapted to D50."""


def screen_profile(matrix: np.ndarray = P3_UNDER_D50, gamma: float = 2.2) -> bytes:
    """Return a version 2 display profile whose columns of XYZ are the primaries' and whose curves are a power."""
    curve = struct.pack(">4sIIH", b"curv", 0, 1, round(gamma * 256)) + b"\0\0"
    words = b"Test screen\0"
    tags = {
        b"desc": struct.pack(">4sII", b"desc", 0, len(words)) + words + bytes(79),
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        **{name: _xyz(*matrix[:, at]) for at, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    at, table, body = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, at + len(body), len(data))
        body += padded
    kinds = (b"mntr", b"RGB ", b"XYZ ", bytes(12), b"acsp")
    head = struct.pack(">I4sI4s4s4s12s4s", at + len(body), b"test", 0x02400000, *kinds)
    light = struct.pack(">3i", *(round(value * 65536) for value in (0.9642, 1.0, 0.8249)))
    return head + bytes(68 - len(head)) + light + bytes(48) + table + body


def _xyz(x: float, y: float, z: float) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *(round(value * 65536) for value in (x, y, z)))
