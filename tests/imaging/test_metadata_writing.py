"""Metadata goes into a copy, and of the picture itself not one byte is another."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.errors import StudioError
from studio_app.imaging.errors import DamagedPicture, UnknownFormat
from studio_app.imaging.metadata_tiff import has_more_pictures
from studio_app.imaging.metadata_writing import MetadataTooLarge, write_with_xmp
from tests.shared_data import shared_file, shared_files

PACKET = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r/></x:xmpmeta>'
PIXELS = np.random.default_rng(7).integers(0, 255, (40, 60, 3), dtype=np.uint8)


def given(path, **save):
    Image.fromarray(PIXELS).save(path, **save)
    return path


def written(source, kind, packet=PACKET):
    """Write into a copy; return it and the packets that were there."""
    seen = []

    def make(packets):
        seen.extend(packets)
        return packet

    target = source.with_name(f"out-{source.name}")
    write_with_xmp(source, target, kind, make)
    return target, seen


def png_chunks(data):
    position = 8
    while position < len(data):
        size, kind = struct.unpack(">I4s", data[position : position + 8])
        yield kind, data[position : position + 12 + size]
        position += 12 + size


def jpeg_scan(data):
    """The bytes from the start of the scan on."""
    position = 2
    while data[position + 1] != 0xDA:
        position += 2 + struct.unpack(">H", data[position + 2 : position + 4])[0]
    return data[position:]


def test_a_png_keeps_every_chunk_and_gains_one(tmp_path):
    profile = shared_file("c_artist_files/icc_AdobeCompat-v4.icc").read_bytes()
    source = given(tmp_path / "a.png", icc_profile=profile)
    target, _seen = written(source, DeliveredFormat.PNG)
    before, after = list(png_chunks(source.read_bytes())), list(png_chunks(target.read_bytes()))
    assert [one for one in after if one[0] != b"iTXt"] == before
    (text,) = [data for kind, data in after if kind == b"iTXt"]
    assert text[8:-4] == b"XML:com.adobe.xmp\0\0\0\0\0" + PACKET
    assert zlib.crc32(text[4:-4]) == int.from_bytes(text[-4:], "big")


def test_a_jpeg_keeps_its_scan_and_all_segments(tmp_path):
    profile = shared_file("c_artist_files/icc_AdobeCompat-v4.icc").read_bytes()
    source = given(tmp_path / "a.jpg", icc_profile=profile, quality=91, exif=Image.Exif().tobytes())
    target, _seen = written(source, DeliveredFormat.JPEG)
    assert jpeg_scan(target.read_bytes()) == jpeg_scan(source.read_bytes())
    with Image.open(target) as image:
        assert image.info["icc_profile"] == profile
        assert image.info["xmp"].strip(b"\0") == PACKET


@pytest.mark.parametrize("more", [{}, {"compression": "tiff_lzw"}, {"compression": "tiff_adobe_deflate"}])
def test_a_tiff_keeps_all_its_bytes_and_grows_behind_them(tmp_path, more):
    source = given(tmp_path / "a.tif", **more)
    target, _seen = written(source, DeliveredFormat.TIFF)
    before, after = source.read_bytes(), target.read_bytes()
    assert after[8 : len(before)] == before[8:]
    with Image.open(target) as image:
        assert np.array_equal(np.asarray(image), PIXELS)
        assert image.tag_v2[700] == PACKET


def test_a_big_endian_tiff_of_sixteen_bits_is_written_too(tmp_path):
    source = tmp_path / "a.tif"
    source.write_bytes(shared_file("c_artist_files/oiio_flower-rgb-contig-16.tif").read_bytes())
    target, _seen = written(source, DeliveredFormat.TIFF)
    assert target.read_bytes()[8 : source.stat().st_size] == source.read_bytes()[8:]


@pytest.mark.parametrize(
    ("kind", "ending"), [(DeliveredFormat.PNG, "png"), (DeliveredFormat.JPEG, "jpg"), (DeliveredFormat.TIFF, "tif")]
)
def test_a_packet_that_is_there_is_handed_over_and_replaced(tmp_path, kind, ending):
    first, seen = written(given(tmp_path / f"a.{ending}"), kind)
    assert seen == []
    second, seen = written(first, kind, packet=PACKET.replace(b"<r/>", b"<new/>"))
    assert seen == [PACKET]
    assert PACKET not in second.read_bytes() or kind is DeliveredFormat.TIFF
    with Image.open(second) as image:
        held = image.tag_v2[700] if kind is DeliveredFormat.TIFF else image.info["xmp"]
    assert b"<new/>" in bytes(held)


def test_a_packed_packet_behind_the_picture_of_a_png_is_found(tmp_path):
    source = given(tmp_path / "a.png")
    data = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(PACKET)
    chunk = struct.pack(">I", len(data)) + b"iTXt" + data + struct.pack(">I", zlib.crc32(b"iTXt" + data))
    whole = source.read_bytes()
    source.write_bytes(whole[:-12] + chunk + whole[-12:])
    target, seen = written(source, DeliveredFormat.PNG)
    assert seen == [PACKET]
    assert [kind for kind, _data in png_chunks(target.read_bytes())].count(b"iTXt") == 1


def test_what_a_jpeg_has_no_room_for_is_refused(tmp_path):
    with pytest.raises(MetadataTooLarge, match="room for 64"):
        written(given(tmp_path / "a.jpg"), DeliveredFormat.JPEG, packet=b"x" * 65_600)


def test_a_bigtiff_is_refused_with_a_way_out(tmp_path):
    source = tmp_path / "a.tif"
    source.write_bytes(b"II+\0\x08\0\0\0" + bytes(40))
    with pytest.raises(UnknownFormat, match="--format png"):
        written(source, DeliveredFormat.TIFF)


@pytest.mark.parametrize(("kind", "ending"), [(DeliveredFormat.PNG, "png"), (DeliveredFormat.JPEG, "jpg")])
@pytest.mark.parametrize("part", [0.05, 0.5])
def test_a_file_that_is_cut_off_is_refused(tmp_path, kind, ending, part):
    whole = given(tmp_path / f"a.{ending}").read_bytes()
    cut = tmp_path / f"cut.{ending}"
    cut.write_bytes(whole[: int(len(whole) * part)] if kind is DeliveredFormat.PNG else whole[:300])
    with pytest.raises(DamagedPicture):
        written(cut, kind)


def test_a_tiff_of_two_pictures_is_known(tmp_path):
    two = tmp_path / "two.tif"
    Image.fromarray(PIXELS).save(two, save_all=True, append_images=[Image.new("RGB", (7, 7))])
    with two.open("rb") as file:
        assert has_more_pictures(file)
    with given(tmp_path / "one.tif").open("rb") as file:
        assert not has_more_pictures(file)


@pytest.mark.parametrize("path", shared_files("e_hostile"), ids=lambda path: path.name)
def test_no_hostile_file_breaks_the_writers(tmp_path, path):
    """Each is written or refused in a sentence; memory and time stay with the size of the file."""
    for kind in DeliveredFormat:
        refused = None
        try:
            write_with_xmp(path, tmp_path / "out", kind, lambda _packets: PACKET)
        except StudioError as error:
            refused = error
        assert refused is None or refused.hint


def test_a_png_of_gigapixels_is_copied_and_never_unfolded(tmp_path):
    """20,000 × 20,000: decoding it would take 1.2 GB, writing into it takes its few KiB."""
    source = shared_file("e_hostile/crafted_png_20000x20000_1bit.png")
    target = tmp_path / "out.png"
    write_with_xmp(source, target, DeliveredFormat.PNG, lambda _packets: PACKET)
    assert target.stat().st_size - source.stat().st_size == len(PACKET) + 12 + len("XML:com.adobe.xmp") + 5
    assert io.BytesIO(target.read_bytes()).read(8) == b"\x89PNG\r\n\x1a\n"
