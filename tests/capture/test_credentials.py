"""Content Credentials signed here: what holds, what was tampered with, and that nobody is ever asked for more."""

import io
import re
import socket
import struct
import threading
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from studio_app.capture.marks import read_marks
from studio_app.domain.credentials import CredentialState, Trust
from studio_app.sandbox.work import examine
from tests.credential_files import SOURCE_TYPE, authority, created, landscape, signed


@pytest.fixture(scope="module")
def studio():
    return authority()


def credential(path, anchors=None):
    (found,) = examine(path, None, anchors=anchors).marks.content_credentials
    return found


def chunks(png: bytes):
    position = 8
    while position < len(png):
        (size,) = struct.unpack(">I", png[position : position + 4])
        yield png[position + 4 : position + 8], png[position : position + size + 12]
        position += size + 12


def transplanted(manifest_of: bytes, into: bytes) -> bytes:
    """Return one PNG with the manifest of another."""
    manifest = next(whole for kind, whole in chunks(manifest_of) if kind == b"caBX")
    parts = [whole for kind, whole in chunks(into) if kind != b"caBX"]
    return into[:8] + parts[0] + manifest + b"".join(parts[1:])


def test_an_unchanged_file_says_who_signed_it_and_what_was_done(tmp_path, studio):
    said = created("trainedAlgorithmicMedia", softwareAgent={"name": "Example Generator", "version": "3"})
    path = signed(landscape(1), tmp_path / "a.png", studio, assertions=[said])
    found = credential(path)
    assert (found.state, found.trust) == (CredentialState.UNCHANGED, Trust.UNKNOWN)
    assert found.is_evidence
    assert found.signer == "Example Studio"
    assert [(one.name, one.agent) for one in found.actions] == [("c2pa.created", "Example Generator 3")]
    (kind,) = found.source_types
    assert (kind.name, kind.value) == ("digital_source_type", f"{SOURCE_TYPE}trainedAlgorithmicMedia")
    assert kind.where == "PNG caBX manifest c2pa.actions.v2 actions.0.digitalSourceType"


def test_trust_is_a_matter_apart_from_being_unchanged(tmp_path, studio):
    path = signed(landscape(1), tmp_path / "a.png", studio, assertions=[created("digitalCreation")])
    mine, another = tmp_path / "mine.pem", tmp_path / "another.pem"
    mine.write_bytes(studio.root)
    another.write_bytes(authority("Somebody Else").root)
    assert (credential(path, mine).state, credential(path, mine).trust) == (CredentialState.UNCHANGED, Trust.TRUSTED)
    other = credential(path, another)
    assert (other.state, other.trust, other.is_evidence) == (CredentialState.UNCHANGED, Trust.UNTRUSTED, True)


def test_a_pixel_changed_after_signing_is_noticed_and_nothing_said_counts(tmp_path, studio):
    path = signed(landscape(1), tmp_path / "a.png", studio, assertions=[created("trainedAlgorithmicMedia")])
    original = path.read_bytes()
    manifest = next(whole for kind, whole in chunks(original) if kind == b"caBX")
    image = Image.open(io.BytesIO(landscape(1)))
    image.putpixel((3, 3), (0, 0, 0))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    path.write_bytes(transplanted(original, stream.getvalue()))
    assert manifest in path.read_bytes()
    marks = examine(path, None).marks
    (found,) = marks.content_credentials
    assert (found.state, found.is_evidence) == (CredentialState.CHANGED, False)
    assert "assertion.dataHash.mismatch" in found.codes
    assert any("No evidence of a generator" in sentence for sentence in marks.limits)


def test_a_manifest_cut_out_of_another_picture_is_called_that(tmp_path, studio):
    owner = signed(landscape(1), tmp_path / "a.png", studio, assertions=[created("digitalCapture")])
    thief = tmp_path / "b.png"
    thief.write_bytes(transplanted(owner.read_bytes(), landscape(2)))
    found = credential(thief)
    assert (found.state, found.is_evidence) == (CredentialState.TRANSPLANTED, False)


def test_a_changed_byte_of_the_claim_breaks_the_signature_or_the_manifest(tmp_path, studio):
    path = signed(landscape(1), tmp_path / "a.png", studio, assertions=[created("digitalCapture")])
    data = path.read_bytes()
    at = data.index(b"teire-test")
    path.write_bytes(data[:at] + b"tEire-test" + data[at + 10 :])
    found = credential(path)
    assert found.state in (CredentialState.BAD_SIGNATURE, CredentialState.MALFORMED, CredentialState.CHANGED)
    assert not found.is_evidence


@pytest.mark.parametrize("cut", [0, 1, 40, 400, 2_000])
def test_a_manifest_cut_short_is_no_evidence_and_no_failure(tmp_path, studio, cut):
    path = signed(landscape(1), tmp_path / "a.png", studio, assertions=[created("digitalCapture")])
    data = path.read_bytes()
    parts = []
    for kind, whole in chunks(data):
        body = whole[8:-4][:cut] if kind == b"caBX" else whole[8:-4]
        parts.append(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
    path.write_bytes(data[:8] + b"".join(parts))
    found = credential(path)
    assert not found.is_evidence
    assert found.state is CredentialState.MALFORMED


def test_a_vendors_own_place_for_the_source_type_is_found_and_told_apart(tmp_path, studio):
    own = {"label": "com.example.origin", "data": {"facts": [{"DigitalSourceType": "trainedAlgorithmicMedia"}]}}
    path = signed(landscape(1), tmp_path / "a.png", studio, assertions=[created("digitalCreation"), own])
    names = {one.name: one.value for one in credential(path).source_types}
    assert names["digital_source_type_elsewhere"] == "trainedAlgorithmicMedia"
    assert names["digital_source_type"].endswith("digitalCreation")


def test_two_files_of_one_name_are_each_judged_by_their_bytes(tmp_path, studio):
    path = signed(landscape(1), tmp_path / "a.png", studio, assertions=[created("digitalCapture")])
    good = path.read_bytes()
    assert credential(path).is_evidence
    path.write_bytes(transplanted(good, landscape(2)))
    assert not credential(path).is_evidence
    path.write_bytes(good)
    assert credential(path).is_evidence


def test_a_camera_beside_a_generator_is_shown_side_by_side(tmp_path, studio):
    stream = io.BytesIO()
    info = PngInfo()
    info.add_text("parameters", "lake\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 96x64")
    Image.open(io.BytesIO(landscape(1))).save(stream, "PNG", pnginfo=info)
    path = signed(stream.getvalue(), tmp_path / "a.png", studio, assertions=[created("digitalCapture")])
    (conflict,) = examine(path, None).marks.conflicts
    assert conflict.about == "origin"
    assert [one.name for one in conflict.findings] == ["generator", "digital_source_type"]


def test_an_address_is_named_and_nobody_calls_there(tmp_path, studio):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        calls = []

        def listen():
            try:
                calls.append(server.accept())
            except TimeoutError:
                return

        listener = threading.Thread(target=listen)
        listener.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/manifest.c2pa"
        path = signed(landscape(1), tmp_path / "a.png", studio, assertions=[created("digitalCapture")], remote=address)
        found = credential(path)
        listener.join()
    assert calls == []
    assert (found.state, found.address, found.is_evidence) == (CredentialState.REMOTE, address, False)
    assert re.search(r"was not fetched and counts as no evidence", " ".join(examine(path, None).marks.limits))


@pytest.mark.parametrize(
    ("kind", "form", "place"),
    [
        ("image/png", "PNG", "PNG caBX"),
        ("image/jpeg", "JPEG", "JPEG APP11"),
        ("image/webp", "WEBP", "WebP C2PA"),
        ("image/tiff", "TIFF", "TIFF tag 52545"),
        ("image/avif", "AVIF", "AVIF uuid C2PA"),
    ],
)
def test_a_credential_is_read_from_every_kind_of_file_and_noticed_when_it_was_changed(
    tmp_path, studio, kind, form, place
):
    stream = io.BytesIO()
    Image.open(io.BytesIO(landscape(3))).convert("RGB").save(stream, form)
    path = signed(stream.getvalue(), tmp_path / "a", studio, assertions=[created("digitalCreation")], kind=kind)
    found = credential(path)
    assert (found.state, found.where) == (CredentialState.UNCHANGED, place)
    data = path.read_bytes()
    changed = bytearray(data)
    # The last bytes of the picture itself, whatever stands behind them.
    at = data.rfind(stream.getvalue()[-200:-150])
    assert at > 0
    changed[at + 10] ^= 1
    path.write_bytes(bytes(changed))
    marks = read_marks(path)
    assert [one.is_evidence for one in marks.content_credentials] == [False]
