"""Whole pictures through the one door."""

import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio_app.domain.pictures import WorkingSpace
from studio_app.imaging.decode import decode
from studio_app.imaging.errors import DamagedPicture, ImagingError, OversizedPicture, UnknownFormat, UnreadableFile
from tests.shared_data import shared_file, shared_files

RED_GREEN = np.array([[[255, 0, 0], [0, 255, 0]]], np.uint8)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, depth: int = 8, colour: int = 2, data: bytes = b"", extra: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def save(path: Path, pixels: np.ndarray, **options: object) -> Path:
    Image.fromarray(pixels).save(path, **options)
    return path


@pytest.mark.parametrize("ending", ["png", "tiff", "webp", "tga"])
def test_lossless_formats_give_the_same_samples(tmp_path: Path, ending: str) -> None:
    options = {"lossless": True} if ending == "webp" else {}
    picture = decode(save(tmp_path / f"a.{ending}", RED_GREEN, **options))
    assert picture.pixels.tolist() == RED_GREEN.tolist()
    assert picture.facts.file_format == ending
    assert picture.facts.colour_space == "untagged, taken as sRGB"
    assert (picture.facts.width, picture.facts.height, picture.facts.bit_depth) == (2, 1, 8)


def test_the_extension_is_not_believed(tmp_path: Path) -> None:
    path = save(tmp_path / "a.jpg", RED_GREEN, format="PNG")
    assert decode(path).facts.file_format == "png"


def test_sixteen_bits_stay_sixteen(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    path.write_bytes(png(1, 1, depth=16, data=b"\0" + struct.pack(">3H", 1, 32768, 65535)))
    picture = decode(path)
    assert picture.pixels.dtype == np.uint16
    assert picture.pixels.tolist() == [[[1, 32768, 65535]]]
    assert picture.facts.bit_depth == 16


def test_grey_is_expanded_and_alpha_kept(tmp_path: Path) -> None:
    picture = decode(save(tmp_path / "g.png", np.array([[[10, 255], [20, 128]]], np.uint8)))
    assert picture.pixels.tolist() == [[[10, 10, 10], [20, 20, 20]]]
    assert picture.alpha is not None
    assert picture.alpha.tolist() == [[255, 128]]


def test_alpha_that_hides_nothing_is_dropped(tmp_path: Path) -> None:
    opaque = np.full((2, 2, 4), 255, np.uint8)
    assert decode(save(tmp_path / "o.png", opaque)).alpha is None


def test_exif_orientation_is_applied(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = 6  # the camera was turned: stored left becomes top
    path = save(tmp_path / "turned.tiff", RED_GREEN, exif=exif)
    assert decode(path).pixels.tolist() == [[[255, 0, 0]], [[0, 255, 0]]]


def test_a_wrong_checksum_on_text_is_harmless_and_on_pixels_is_damage(tmp_path: Path) -> None:
    text = bytearray(chunk(b"tEXt", b"prompt\0sky"))
    text[-1] ^= 1
    path = tmp_path / "text.png"
    path.write_bytes(png(1, 1, data=b"\0\1\2\3", extra=bytes(text)))
    assert decode(path).pixels.tolist() == [[[1, 2, 3]]]
    whole = bytearray(png(1, 1, data=b"\0\1\2\3"))
    whole[-13] ^= 1
    path.write_bytes(whole)
    with pytest.raises(DamagedPicture):
        decode(path)


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "tiff", "tga"])
def test_half_a_file_is_an_error_and_no_half_grey_picture(tmp_path: Path, ending: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    path = save(tmp_path / f"a.{ending}", noise)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    with pytest.raises(ImagingError) as refused:
        decode(path)
    assert refused.value.hint


def test_a_header_of_400_megapixels_is_refused_before_decoding(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png(20_000, 20_000, depth=1, colour=0, data=b""))
    with pytest.raises(OversizedPicture, match="20000 × 20000"):
        decode(path)


def test_files_that_are_no_files_have_one_sentence_each(tmp_path: Path) -> None:
    (tmp_path / "empty.png").touch()
    os.mkfifo(tmp_path / "pipe.png")
    for path, sentence in (
        (tmp_path / "nowhere.png", "There is no file “nowhere.png”."),
        (tmp_path, f"“{tmp_path.name}” is a folder."),
        (tmp_path / "empty.png", "“empty.png” is empty."),
        (tmp_path / "pipe.png", "“pipe.png” is a device or pipe, not a file."),
    ):
        with pytest.raises(UnreadableFile) as refused:
            decode(path)
        assert refused.value.message == sentence
        assert refused.value.hint


def test_a_format_that_is_known_but_not_read_is_named(tmp_path: Path) -> None:
    path = save(tmp_path / "a.png", RED_GREEN, format="GIF")
    with pytest.raises(UnknownFormat, match="a GIF, not a format Teire reads yet"):
        decode(path)


@pytest.mark.parametrize("name", ["P3-sRGB-color-ring.png", "R2020-sRGB-red.png"])
def test_colours_beyond_srgb_are_kept(name: str) -> None:
    picture = decode(shared_file(f"c_artist_files/widegamut_{name}"))
    assert picture.space is WorkingSpace.WIDE
    assert picture.pixels.dtype == np.uint16
    assert "2_2-Gamma" in picture.facts.colour_space


def test_the_display_p3_ring_is_visible() -> None:
    # In sRGB both sides of the ring would be the same red.
    pixels = decode(shared_file("c_artist_files/widegamut_P3-sRGB-color-ring.png")).pixels
    inside, outside = pixels[0, 500].astype(int), pixels[100, 500].astype(int)
    assert np.abs(inside - outside).max() > 2000


def test_a_profile_that_swaps_channels_is_followed() -> None:
    # Under “RED” at the top the file stores another primary.
    pixels = decode(shared_file("c_artist_files/widegamut_rgb-to-gbr-test.jpg")).pixels
    red, green, blue = (int(value) for value in pixels[20, 500])
    assert red > 60_000 > 10_000 > max(green, blue)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kif_16bit-rle.psd", "kif_16bit-rle.png"),
        ("kif_src.kra", "kif_src.png"),
        ("kif_src.ora", "kif_src.png"),
        ("kif_orientation6.psd", "kif_orientation.png"),
        ("kif_top_right.tga", "kif_orientation.png"),
        ("kif_bottom_left.tga", "kif_orientation.png"),
    ],
)
def test_formats_agree_with_their_known_rendering(one: str, other: str) -> None:
    left, right = (decode(shared_file(f"c_artist_files/{name}")) for name in (one, other))
    assert np.array_equal(left.pixels, right.pixels)


@pytest.mark.parametrize("path", shared_files("c_artist_files") + shared_files("d_pairs"), ids=lambda path: path.name)
def test_every_artists_file_decodes_or_says_why_not(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    if path.suffix in {".xcf", ".icc"} or path.name in WITHOUT_PICTURE:
        with pytest.raises(ImagingError) as refused:
            decode(path)
        assert refused.value.message.endswith(".")
        assert refused.value.hint.endswith(".")
    else:
        picture = decode(path)
        assert picture.pixels.shape == (picture.facts.height, picture.facts.width, 3)
        assert picture.alpha is None or picture.alpha.dtype == picture.pixels.dtype
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("path", shared_files("e_hostile"), ids=lambda path: path.name)
def test_every_hostile_file_decodes_or_is_refused_with_a_sentence(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sentences = ["decoded."]
    try:
        decode(path)
    except ImagingError as refused:
        sentences = [refused.message, refused.hint]
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in sentences)
    assert capfd.readouterr() == ("", "")


WITHOUT_PICTURE = {"krita_Canon_550D_5184x3456.kra", "krita_Texture1k32bitscalar.kra"}
