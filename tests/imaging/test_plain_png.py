"""Plain PNGs are read as libvips reads them, and whatever tells more than its samples is left to libvips."""

import subprocess
import sys
import zlib

import numpy as np
import pytest
from PIL import ImageCms

from studio_app.imaging import raster
from studio_app.imaging.decode import decode
from studio_app.imaging.errors import OversizedPicture
from studio_app.imaging.plain_png import read_plain_png
from studio_app.imaging.png_lines import lines_are_read_here
from tests.png_streams import SIGNATURE, chunk, png

pytestmark = pytest.mark.skipif(not lines_are_read_here(), reason="nothing could be compiled at set-up")

SAMPLES = np.random.default_rng(4).integers(0, 256, (12, 9, 3)).astype(np.uint8)
TURNED = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>'
)
PROFILE = zlib.compress(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
TELLING = {
    "a profile": chunk(b"iCCP", b"icc\0\0" + PROFILE),
    "an orientation": chunk(b"eXIf", TURNED),
    "a transparent colour": chunk(b"tRNS", SAMPLES[0, 0].astype(">u2").tobytes()),
    "something unknown": chunk(b"teRe", b"?"),
}
SILENT = {
    "nothing": b"",
    "text": chunk(b"tEXt", b"parameters\0a lake, steps 20"),
    "a size": chunk(b"pHYs", bytes(9)),
    "a manifest": chunk(b"caBX", bytes(40)),
    "a time after sRGB": chunk(b"sRGB", b"\0") + chunk(b"tIME", bytes([7, 230, 1, 1, 0, 0, 0])),
    "a gamma": chunk(b"gAMA", (100_000).to_bytes(4)),
    "fewer bits than it has": chunk(b"sBIT", bytes([5, 6, 5])),
    "a ground to lay it on": chunk(b"bKGD", bytes(6)),
    "primaries": chunk(b"cICP", bytes([12, 13, 0, 1])),
    # Where libvips follows no orientation, neither does who reads without it.
    "an orientation in XMP": chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
    "an orientation in text": chunk(b"tEXt", b"Raw profile type exif\0\nexif\n 26\n" + TURNED.hex().encode()),
}


def written(tmp_path, before):
    path = tmp_path / "p.png"
    path.write_bytes(png(SAMPLES, [row % 5 for row in range(12)], before=[before] if before else []))
    return path


@pytest.mark.parametrize("name", SILENT)
def test_what_tells_nothing_of_the_samples_keeps_it_plain(name, tmp_path, monkeypatch):
    path = written(tmp_path, SILENT[name])
    assert read_plain_png(path, path) is not None
    own = decode(path)
    monkeypatch.setattr(raster, "read_plain_png", lambda *_asked: None)
    vips = decode(path)
    assert own.facts == vips.facts
    np.testing.assert_array_equal(own.pixels, vips.pixels)


@pytest.mark.parametrize("name", TELLING)
def test_what_tells_something_is_left_to_libvips(name, tmp_path):
    path = written(tmp_path, TELLING[name])
    assert read_plain_png(path, path) is None
    assert read_plain_png(path, path.read_bytes()) is None


def test_the_orientation_is_still_followed(tmp_path):
    assert decode(written(tmp_path, TELLING["an orientation"])).pixels.shape == (9, 12, 3)


def test_a_header_that_announces_too_much_is_refused_before_anything_is_made(tmp_path):
    path = tmp_path / "p.png"
    data = bytearray(png(SAMPLES, [0] * 12))
    data[16:24] = (60_000).to_bytes(4) * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4)
    path.write_bytes(data)
    with pytest.raises(OversizedPicture):
        read_plain_png(path, path)


@pytest.mark.parametrize("data", [b"", SIGNATURE, SIGNATURE + bytes(60), png(SAMPLES, [0] * 12)[:33]])
def test_what_is_no_png_is_left_to_whoever_says_so(data, tmp_path):
    path = tmp_path / "p.png"
    path.write_bytes(data)
    assert read_plain_png(path, path) is None


def test_comparing_plain_pngs_never_loads_libvips(tmp_path):
    path = written(tmp_path, b"")
    program = (
        "import sys; from pathlib import Path; from studio_app.sandbox.comparing import compare; "
        "compare(Path(sys.argv[1]), Path(sys.argv[1]), None); print('pyvips' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"
