"""AVIF files as Pillow writes them, and broken boxes."""

import io
import struct

import numpy as np
import pytest
from PIL import Image

from studio_app.capture.chunks_avif import avif_parts
from studio_app.sandbox.work import examine

SETTINGS = "a lake\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 64x48"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    b'Iptc4xmpExt:DigitalSourceType="trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>'
)


def avif() -> bytes:
    exif = Image.Exif()
    exif[0x8769] = {0x9286: b"UNICODE\0" + SETTINGS.encode("utf-16-be")}
    stream = io.BytesIO()
    image = Image.fromarray(np.random.default_rng(2).integers(0, 256, (48, 64, 3), dtype=np.uint8))
    image.save(stream, "AVIF", exif=exif, xmp=XMP)
    return stream.getvalue()


def test_an_avif_is_decoded_and_its_exif_and_xmp_are_read(tmp_path):
    path = tmp_path / "a.avif"
    path.write_bytes(avif())
    found = examine(path, None)
    assert (found.facts.file_format, found.facts.width, found.facts.height) == ("avif", 64, 48)
    assert found.marks.generation.values("seed") == ("5",)
    assert {one.where for one in found.marks.generation.findings} == {"EXIF UserComment"}
    assert [(one.name, one.where) for one in found.marks.credentials] == [
        ("digital_source_type", "AVIF XMP DigitalSourceType")
    ]
    assert found.marks.problems == ()


@pytest.mark.parametrize("cut", range(16, 700, 37))
def test_an_avif_cut_short_is_read_as_far_as_it_goes(cut):
    avif_parts(io.BytesIO(avif()[:cut]))


@pytest.mark.parametrize("size", [0, 1, 7, 2**31])
def test_boxes_of_impossible_sizes_end_the_reading(size):
    head = struct.pack(">I4s", 16, b"ftyp") + b"avif\0\0\0\0"
    found = avif_parts(io.BytesIO(head + struct.pack(">I4s", size, b"meta") + bytes(64)))
    assert found.exif == ()
