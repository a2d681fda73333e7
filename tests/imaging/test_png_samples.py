"""PNGs read by Teire itself: what libvips reads of the same file, sample for sample, and the same refusals."""

import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.imaging import png_lines, raster
from studio_app.imaging.decode import decode
from studio_app.imaging.errors import DamagedPicture, ImagingError
from studio_app.imaging.png_lines import lines_are_read_here
from studio_app.imaging.png_samples import png_samples
from studio_app.imaging.raster import read_raster
from tests.png_streams import SIGNATURE, chunk, filtered, png
from tests.shared_data import shared_file

pytestmark = pytest.mark.skipif(not lines_are_read_here(), reason="nothing could be compiled at set-up")

KINDS = [(channels, depth) for channels in (1, 2, 3, 4) for depth in (1, 2)]


def _samples(width, height, channels, depth, seed=0):
    dice = np.random.default_rng(seed)
    return dice.integers(0, 256**depth, (height, width, channels)).astype(np.uint8 if depth == 1 else np.uint16)


@pytest.fixture
def file(tmp_path):
    def write(data):
        path = tmp_path / "p.png"
        path.write_bytes(data)
        return path

    return write


def _both(path, source, monkeypatch):
    """Return what is read by Teire itself, and by libvips."""
    own = read_raster(path, source, "png")
    with monkeypatch.context() as patch:
        _leave_all_to_libvips(patch)
        return own, read_raster(path, source, "png")


def _leave_all_to_libvips(patch):
    patch.setattr(raster, "read_plain_png", lambda *_asked: None)
    patch.setattr(raster, "png_samples", lambda *_asked: None)


@pytest.mark.parametrize(("channels", "depth"), KINDS)
@pytest.mark.parametrize("cut", [7, 8192, 1 << 30])
def test_it_is_what_libvips_reads(channels, depth, cut, file, monkeypatch):
    samples = _samples(61, 43, channels, depth)
    data = png(samples, [row % 5 for row in range(43)], cut=cut)
    path = file(data)
    assert png_samples(path, path, samples.shape) is not None
    for source in (path, data):
        own, vips = _both(path, source, monkeypatch)
        np.testing.assert_array_equal(own.colours, vips.colours)
        assert (own.alpha is None) == (vips.alpha is None) == (channels in {1, 3})
        if own.alpha is not None:
            np.testing.assert_array_equal(own.alpha, vips.alpha)
        assert (own.model, own.bit_depth) == (vips.model, vips.bit_depth)
        assert own.colours.dtype == vips.colours.dtype == samples.dtype


def test_sixteen_bits_are_read_most_significant_byte_first(file):
    path = file(png(np.full((1, 1, 1), 0x1234, np.uint16), [0]))
    assert png_samples(path, path, (1, 1, 1))[0].tolist() == [[[0x1234]]]


@pytest.mark.parametrize(
    "data",
    [
        png(_samples(8, 8, 1, 1), [0] * 8, bits=4, stream=bytes(8 * 5)),
        png(_samples(8, 8, 1, 1), [0] * 8, kind=3, before=[chunk(b"PLTE", bytes(range(30)))], stream=bytes(8 * 9)),
        png(_samples(8, 8, 3, 1), [0] * 8, interlace=1, stream=bytes(8 * 25 + 16)),
    ],
    ids=["four bits", "a palette", "interlaced"],
)
def test_what_is_rare_is_left_to_libvips(data, file):
    path = file(data)
    assert png_samples(path, path, read_raster(path, path, "png").colours.shape) is None


def test_a_colour_that_stands_for_transparency_is_left_to_libvips(file):
    samples = np.full((2, 2, 3), 9, np.uint8)
    samples[0, 0] = 7
    path = file(png(samples, [0, 0], before=[chunk(b"tRNS", b"\0\7\0\7\0\7")]))
    picture = decode(path)
    assert png_samples(path, path, (2, 2, 4)) is None
    assert picture.alpha.tolist() == [[0, 255], [255, 255]]


def _broken():
    samples = _samples(9, 9, 3, 1)
    whole = filtered(samples, [1] * 9)
    packed = zlib.compress(whole)
    head = png(samples, [1] * 9).split(b"IDAT")[0][:-4]
    end = chunk(b"IEND", b"")
    return {
        "too few lines": png(samples, [1] * 9, stream=whole[: 5 * 28]),
        "half a line": png(samples, [1] * 9, stream=whole[:-3]),
        "a filter that there is not": png(samples, [1] * 9, stream=b"\x07" + whole[1:]),
        "no deflate at all": head + chunk(b"IDAT", b"\x78\x9c" + bytes(range(200, 250))) + end,
        "another chunk between": png(samples, [1] * 9, cut=20, between=[chunk(b"gAMA", b"\0\0\xb1\x8f")]),
        "nothing in it": head + chunk(b"IDAT", b"") + end,
        "cut off within": head + chunk(b"IDAT", packed[: len(packed) // 2]) + end,
    }


@pytest.mark.parametrize("name", _broken())
def test_what_does_not_hold_together_is_refused_as_libvips_refuses_it(name, file, monkeypatch):
    path = file(_broken()[name])
    with pytest.raises(DamagedPicture) as own:
        decode(path)
    with pytest.raises(DamagedPicture):
        png_samples(path, path, (9, 9, 3))
    _leave_all_to_libvips(monkeypatch)
    with pytest.raises(DamagedPicture) as vips:
        decode(path)
    assert (own.value.message, own.value.hint) == (vips.value.message, vips.value.hint)


def test_a_stream_that_goes_on_for_ever_is_read_no_further_than_the_picture(file, monkeypatch):
    # 64 MiB of zeros deflate to 64 KiB: one piece that the picture has no room for.
    path = file(png(_samples(8, 8, 3, 1), [0] * 8, stream=bytes(64 << 20)))
    assert not png_samples(path, path, (8, 8, 3))[0].any()


def test_without_the_library_libvips_reads_it(file, monkeypatch):
    samples = _samples(8, 8, 3, 1)
    path = file(png(samples, [4] * 8))
    monkeypatch.setattr(png_lines, "_library", lambda: None)
    assert png_samples(path, path, samples.shape) is None
    np.testing.assert_array_equal(decode(path).pixels, samples)


def test_what_is_no_png_is_left_to_whoever_says_so(file):
    for data in (b"", SIGNATURE, SIGNATURE + bytes(40)):
        path = file(data)
        assert png_samples(path, path, (8, 8, 3)) is None


def test_a_header_that_says_another_size_than_was_admitted_is_not_followed(file):
    path = file(png(_samples(8, 8, 3, 1), [0] * 8))
    assert png_samples(path, path, (8, 9, 3)) is None
    assert png_samples(path, path, (8, 8, 4)) is None


@settings(max_examples=200, deadline=None)
@given(
    place=st.integers(41, 400),
    value=st.integers(0, 255),
    kind=st.sampled_from(KINDS),
)
def test_one_byte_of_the_stream_changed_never_reads_past_what_there_is(place, value, kind, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "changed.png"
    data = bytearray(png(_samples(9, 9, *kind), [row % 5 for row in range(9)]))
    data[min(place, len(data) - 1)] = value
    path.write_bytes(data)
    try:
        parts = png_samples(path, path, (9, 9, kind[0]))
    except DamagedPicture:
        return
    assert parts is None or parts[0].shape[:2] == (9, 9)


def test_every_png_of_the_shared_pictures_is_what_libvips_reads(monkeypatch):
    read = 0
    for path in sorted(shared_file("").rglob("*.png")):
        if path.stat().st_size > 4 << 20:
            continue
        try:
            own = decode(path)
        except ImagingError as error:
            own = error
        with monkeypatch.context() as patch:
            _leave_all_to_libvips(patch)
            try:
                vips = decode(path)
            except ImagingError as error:
                vips = error
        if isinstance(own, ImagingError):
            assert repr(own) == repr(vips), path
            continue
        read += 1
        assert own.facts == vips.facts, path
        np.testing.assert_array_equal(own.pixels, vips.pixels, err_msg=str(path))
        assert (own.alpha is None) == (vips.alpha is None), path
        if own.alpha is not None:
            np.testing.assert_array_equal(own.alpha, vips.alpha, err_msg=str(path))
    assert read > 20
