"""Delivered files read back by others: exiftool, Pillow, the C2PA library's own reader."""

import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import c2pa
import numpy as np
import pytest
from PIL import Image

from studio_app.capture.credentials import read_credential
from studio_app.domain.credentials import CredentialState, Trust
from studio_app.domain.deliveries import ActionName, DeliveredFormat, NotedAction, Relationship, SourceTerm
from studio_app.domain.errors import StudioError
from studio_app.exports.delivery_files import DeliveryFiles, DeliveryNotWritten
from studio_app.exports.delivery_signing import NotSigned, check_signed
from studio_app.ledger.studio_certificates import make_identity, read_identity
from studio_app.workflow.delivery_ports import DeliveryJob
from tests.credential_files import authority, created, landscape, signed
from tests.delivery_notes import note, with_generation
from tests.shared_data import shared_file

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = {DeliveredFormat.PNG: "png", DeliveredFormat.JPEG: "jpg", DeliveredFormat.TIFF: "tif"}
every_kind = pytest.mark.parametrize("kind", list(DeliveredFormat), ids=[one.value for one in DeliveredFormat])


@pytest.fixture(scope="module")
def identity():
    return make_identity("夜の神社", now=datetime.now(UTC), years=2)


@pytest.fixture
def picture(tmp_path):
    """Write a picture of a kind with a profile of its own."""

    def write(kind=DeliveredFormat.PNG, **more):
        path = tmp_path / f"source.{ENDINGS[kind]}"
        profile = shared_file("c_artist_files/icc_AdobeCompat-v4.icc").read_bytes()
        with Image.open(io.BytesIO(landscape(2))) as image:
            image.save(path, icc_profile=profile, **more)
        return path

    return write


@pytest.fixture
def deliver(tmp_path, identity, picture):
    """Make a delivered file of a picture and a note; return its path and what was lost."""

    def make(kind=DeliveredFormat.PNG, *, source=None, said=None, by=identity, files=None, encoded=False):
        said, source = said or note(), source or picture(kind)
        job = DeliveryJob(
            note=said,
            source=source,
            kind=kind,
            files=files or [source] * len(said.stages),
            identity=by,
            encoded=encoded,
        )
        folder = tmp_path / "aside"
        folder.mkdir(exist_ok=True)
        target = folder / f"delivered.{ENDINGS[kind]}"
        return target, DeliveryFiles().make(job, target)

    return make


def exiftool(path):
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed")
    done = subprocess.run(["exiftool", "-j", "-G1", "-XMP:all", str(path)], capture_output=True, check=True)
    return json.loads(done.stdout)[0]


def store(path, kind, root=""):
    """The library's report on a file, with the root trusted."""
    settings = {
        "core": {"allowed_network_hosts": []},
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
        **({"trust": {"user_anchors": root, "trust_config": "1.3.6.1.5.5.7.3.4"}} if root else {}),
    }
    with (
        path.open("rb") as file,
        c2pa.Reader(kind.media_type, file, context=c2pa.Context(c2pa.Settings.from_dict(settings))) as reader,
    ):
        report = json.loads(reader.json())
        claim = json.loads(reader.detailed_json())["manifests"][report["active_manifest"]]["claim"]
        return report, report["manifests"][report["active_manifest"]], claim


@every_kind
def test_exiftool_reads_who_made_it_and_from_what(deliver, kind):
    found = exiftool(deliver(kind)[0])
    assert found["XMP-dc:Creator"] == ["佐藤 光", "原図の人"]
    assert found["XMP-dc:Rights"] == "© 2026 & <Studio>"
    assert found["XMP-dc:Title"] == "夜の神社 C012"
    assert found["XMP-photoshop:Credit"] == "夜の神社"
    assert "compositeWithTrainedAlgorithmicMedia" in found["XMP-iptcExt:DigitalSourceType"]
    assert found["XMP-iptcExt:AISystemUsed"] == "Stable Diffusion"
    assert str(found["XMP-iptcExt:AISystemVersionUsed"]) == "1.9"
    assert found["XMP-iptcExt:AIPromptWriterName"] == "吉田"


@every_kind
def test_the_reader_says_valid_with_the_studios_root_and_trusts_nobody_else(deliver, kind, identity):
    path, _lost = deliver(kind)
    report, _active, _claim = store(path, kind, identity.facts.root)
    assert report["validation_state"] == "Trusted"
    other, _active, _claim = store(path, kind, authority().root.decode())
    assert other["validation_state"] == "Valid"
    with path.open("rb") as file:
        found = read_credential(file, kind.media_type, "file")
    assert (found.state, found.trust) == (CredentialState.UNCHANGED, Trust.UNKNOWN)


@every_kind
def test_pixels_and_profile_are_what_they_were(deliver, picture, kind):
    source = picture(kind)
    path, _lost = deliver(kind, source=source)
    with Image.open(source) as before, Image.open(path) as after:
        assert np.array_equal(np.asarray(before), np.asarray(after))
        assert before.info["icc_profile"] == after.info["icc_profile"]
        assert (before.mode, before.size) == (after.mode, after.size)


@pytest.mark.parametrize(
    ("kind", "begins"), [(DeliveredFormat.PNG, b"IDAT"), (DeliveredFormat.JPEG, b"\xff\xda")], ids=["png", "jpeg"]
)
def test_the_packed_picture_is_the_same_to_the_byte(deliver, picture, kind, begins):
    source = picture(kind).read_bytes()
    packed = source[source.index(begins) :]
    assert packed in deliver(kind)[0].read_bytes()


@every_kind
@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_one_flipped_byte_breaks_it(deliver, kind, place):
    path, _lost = deliver(kind)
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 1
    path.write_bytes(data)
    with pytest.raises(NotSigned, match="does not hold"):
        check_signed(path, kind)


def test_a_flipped_sample_is_a_changed_picture(deliver):
    path, _lost = deliver(DeliveredFormat.JPEG)
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    with path.open("rb") as file:
        assert read_credential(file, "image/jpeg", "file").state is CredentialState.CHANGED


def test_what_was_typed_in_is_gathered_and_what_was_measured_created(deliver):
    _report, active, claim = store(deliver()[0], DeliveredFormat.PNG)
    made = {one["url"].rpartition("/")[2] for one in claim["created_assertions"]}
    passed_on = {one["url"].rpartition("/")[2] for one in claim["gathered_assertions"]}
    assert passed_on == {"teire.stated"}
    assert {"c2pa.actions.v2", "teire.measured", "c2pa.hash.data"} <= made
    assert {one["label"] for one in active["assertions"]} == {"c2pa.actions.v2", "teire.measured", "teire.stated"}


def test_no_small_picture_and_no_time_stamp_go_along(deliver):
    _report, active, _claim = store(deliver()[0], DeliveredFormat.PNG)
    assert "thumbnail" not in active
    assert "time" not in active["signature_info"]


def test_stages_are_ingredients_and_the_generation_is_the_parent(deliver):
    _report, active, _claim = store(deliver()[0], DeliveredFormat.PNG)
    assert [(one["title"], one["relationship"]) for one in active["ingredients"]] == [
        ("layout 1", "inputTo"),
        ("generation 1", "parentOf"),
        ("retouch 1", "componentOf"),
    ]


def test_credentials_that_a_generation_came_with_go_along_whole(deliver, tmp_path, picture):
    vendor = authority("Vendor")
    generation = signed(landscape(1), tmp_path / "gen.png", vendor, assertions=[created("trainedAlgorithmicMedia")])
    plain = picture()
    path, lost = deliver(
        said=with_generation(carries=("c2pa_manifest",)), source=plain, files=[plain, generation, plain]
    )
    assert lost == ()
    report, active, _claim = store(path, DeliveredFormat.PNG)
    (parent,) = [one for one in active["ingredients"] if one["relationship"] == "parentOf"]
    carried = report["manifests"][parent["active_manifest"]]
    assert carried["signature_info"]["issuer"] == "Vendor"
    assert "trainedAlgorithmicMedia" in json.dumps(carried["assertions"])


@pytest.mark.parametrize(
    ("name", "carried"),
    [("adobe-20220124-CAI.jpg", True), ("adobe-20220124-E-sig-CA.jpg", True), ("no_alg.jpg", False)],
)
def test_real_credentials_go_along_and_what_cannot_is_named(deliver, picture, name, carried):
    plain = picture()
    said = with_generation(carries=("c2pa_manifest",), file_format="jpeg")
    path, lost = deliver(said=said, source=plain, files=[plain, shared_file(f"b_c2pa/{name}"), plain])
    assert lost == (() if carried else ("generation 1",))
    _report, active, _claim = store(path, DeliveredFormat.PNG)
    (parent,) = [one for one in active["ingredients"] if one["relationship"] == "parentOf"]
    assert ("active_manifest" in parent) is carried
    check_signed(path, DeliveredFormat.PNG)


@pytest.mark.parametrize("name", ["sd-webui.png", "swarmui.png"])
def test_text_of_a_generator_that_the_picture_carries_is_still_there(deliver, name):
    source = shared_file(f"a_ai_metadata/{name}")
    path, _lost = deliver(source=source)
    with Image.open(source) as before, Image.open(path) as after:
        after.load()
        before.load()
        kept = {key: value for key, value in after.text.items() if key != "XML:com.adobe.xmp"}
        assert kept == before.text
        assert "parameters" in kept


def test_xmp_that_a_paint_program_left_is_still_there(deliver, picture):
    source = picture(DeliveredFormat.JPEG, xmp=shared_xmp())
    found = exiftool(deliver(DeliveredFormat.JPEG, source=source)[0])
    assert found["XMP-xmp:CreatorTool"] == "Adobe Photoshop"
    assert found["XMP-xmpMM:DocumentID"] == "doc-1"
    assert found["XMP-dc:Creator"] == ["佐藤 光", "原図の人"]


def shared_xmp():
    return (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Adobe Photoshop" '
        b'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:DocumentID="doc-1" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Stranger</rdf:li></rdf:Seq>'
        b"</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def test_broken_xmp_does_not_keep_a_picture_back(deliver, picture):
    found = exiftool(deliver(DeliveredFormat.JPEG, source=picture(DeliveredFormat.JPEG, xmp=b"<broken"))[0])
    assert found["XMP-dc:Creator"] == ["佐藤 光", "原図の人"]
    assert found["XMP-teire:Unreadable"] == "PGJyb2tlbg=="  # base64 of “<broken”


@pytest.mark.parametrize("name", ['<b>光</b> & "co"', "名" * 200, "محمد", "=cmd|'/c calc'!A0"])
def test_hostile_names_come_back_as_they_are(deliver, name):
    path, _lost = deliver(said=note(creators=(name,)))
    assert exiftool(path)["XMP-dc:Creator"] == [name] or exiftool(path)["XMP-dc:Creator"] == name
    _report, active, _claim = store(path, DeliveredFormat.PNG)
    (stated,) = [one["data"] for one in active["assertions"] if one["label"] == "teire.stated"]
    assert stated["creators"] == [name]


@pytest.mark.parametrize(
    "name", [ActionName.DRAWING, ActionName.COLOURS, ActionName.CROPPED, ActionName.RESIZED, ActionName.UNKNOWN]
)
def test_the_reader_takes_every_action(deliver, name):
    said = note()
    done = replace(said.actions[1], name=name)
    path, _lost = deliver(said=replace(said, actions=(said.actions[0], done)))
    check_signed(path, DeliveredFormat.PNG)
    _report, active, _claim = store(path, DeliveredFormat.PNG)
    (actions,) = [one["data"]["actions"] for one in active["assertions"] if one["label"] == "c2pa.actions.v2"]
    assert [one["action"] for one in actions] == ["c2pa.opened", name.value]


def test_a_picture_that_was_encoded_anew_says_so_in_its_manifest(deliver):
    path, _lost = deliver(encoded=True)
    check_signed(path, DeliveredFormat.PNG)
    with path.open("rb") as file:
        assert read_credential(file, "image/png", "file").actions[-1].name == "c2pa.transcoded"


def test_a_picture_without_a_generator_is_created_and_has_no_parent(deliver, identity):
    said = note()
    stages = tuple(
        replace(one, relationship=Relationship.COMPONENT, generator=None) for one in (said.stages[0], said.stages[2])
    )
    first = NotedAction(name=ActionName.CREATED, source=SourceTerm.DIGITAL_CREATION, stage=stages[0].id)
    drawn = replace(
        said, stages=stages, actions=(first, said.actions[2]), generators=(), source=SourceTerm.DIGITAL_CREATION
    )
    path, _lost = deliver(said=drawn)
    report, active, _claim = store(path, DeliveredFormat.PNG, identity.facts.root)
    assert report["validation_state"] == "Trusted"
    assert {one["relationship"] for one in active["ingredients"]} == {"componentOf"}
    assert "AISystem" not in repr(exiftool(path))


def test_an_unsigned_delivery_has_the_makers_and_no_manifest(deliver):
    path, _lost = deliver(by=None)
    assert exiftool(path)["XMP-dc:Creator"] == ["佐藤 光", "原図の人"]
    assert b"caBX" not in path.read_bytes()


def test_credentials_that_would_break_unsigned_are_refused(deliver, tmp_path):
    source = signed(landscape(1), tmp_path / "gen.png", authority(), assertions=[created("digitalCreation")])
    said = note()
    carrying = (*said.stages[:2], replace(said.stages[2], carries=("c2pa_manifest",)))
    with pytest.raises(DeliveryNotWritten, match="would no longer hold"):
        deliver(by=None, source=source, said=note(stages=carrying))
    path, lost = deliver(source=source, said=note(stages=carrying))
    assert lost == ()
    _report, active, _claim = store(path, DeliveredFormat.PNG)
    assert [one["title"] for one in active["ingredients"] if "active_manifest" in one] == ["retouch 1"]


def test_a_tiff_of_several_pictures_is_not_signed(deliver, tmp_path):
    source = tmp_path / "two.tif"
    with Image.open(io.BytesIO(landscape(2))) as image:
        image.save(source, save_all=True, append_images=[image.resize((7, 7))])
    with pytest.raises(DeliveryNotWritten, match="several pictures"):
        deliver(DeliveredFormat.TIFF, source=source)
    path, _lost = deliver(DeliveredFormat.TIFF, source=source, by=None)
    with Image.open(path) as image:
        assert image.n_frames == 2


def test_a_given_certificate_signs_too(deliver):
    given = authority("Broadcaster")
    by = read_identity(given.chain, given.key, now=datetime.now(UTC), password=None)
    path, _lost = deliver(by=by)
    report, active, _claim = store(path, DeliveredFormat.PNG, given.root.decode())
    assert (report["validation_state"], active["signature_info"]["issuer"]) == ("Trusted", "Broadcaster")


def test_the_same_note_is_known_again_and_another_is_not(deliver):
    path, _lost = deliver()
    files = DeliveryFiles()
    assert files.says_the_same(path, DeliveredFormat.PNG, note())
    assert not files.says_the_same(path, DeliveredFormat.PNG, note(creators=("神谷",)))
    assert not files.says_the_same(path.with_name("none.png"), DeliveredFormat.PNG, note())


@every_kind
def test_a_place_has_the_ending_of_its_kind(tmp_path, kind):
    files = DeliveryFiles()
    assert files.place_for(tmp_path, "C012", kind, replace=False) == tmp_path / f"C012.{ENDINGS[kind]}"
    with pytest.raises(DeliveryNotWritten, match="--format"):
        files.place_for(tmp_path / "a.psd", "C012", kind, replace=False)


def test_a_file_that_is_there_is_only_written_over_where_asked(tmp_path):
    files, place, made = DeliveryFiles(), tmp_path / "a.png", tmp_path / "made"
    place.write_bytes(b"old")
    made.write_bytes(b"new")
    with pytest.raises(DeliveryNotWritten, match="--replace"):
        files.place_for(place, "C012", DeliveredFormat.PNG, replace=False)
    with pytest.raises(DeliveryNotWritten, match="there already"):
        files.put(made, place, replace=False)
    assert place.read_bytes() == b"old"
    files.put(made, place, replace=True)
    assert place.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_a_sentence(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StudioError, match="may not be written"), DeliveryFiles().aside(tmp_path / "a.png"):
        pass


@pytest.mark.parametrize(("room", "signs"), [(2048, False), (2048, True), (16_384, True)])
def test_a_full_disk_leaves_nothing_and_says_so(tmp_path, picture, room, signs):
    """A process that may write no file beyond `room` bytes meets what a full disk is to the writer.

    16 KiB hold the picture with its XMP, and not what the signature adds.
    """
    source = picture()
    assert room == 2048 or source.stat().st_size + 3000 < room < source.stat().st_size + 12_000
    code = (
        "import resource, sys, signal\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from studio_app.exports.delivery_files import DeliveryFiles\n"
        "from studio_app.domain.deliveries import DeliveredFormat\n"
        "from studio_app.domain.errors import StudioError\n"
        "from studio_app.ledger.studio_certificates import make_identity\n"
        "from studio_app.workflow.delivery_ports import DeliveryJob\n"
        "from tests.delivery_notes import note\n"
        "source, place, room, signs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == 'True'\n"
        "identity = make_identity('S', now=datetime.now(UTC), years=1) if signs else None\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))\n"
        "job = DeliveryJob(note=note(), source=source, kind=DeliveredFormat.PNG,\n"
        "    files=[source] * 3, identity=identity, encoded=False)\n"
        "try:\n"
        "    with DeliveryFiles().aside(place) as folder:\n"
        "        DeliveryFiles().make(job, folder / 'delivered.png')\n"
        "except StudioError as error:\n"
        "    print(error)\n"
    )
    place = tmp_path / "out" / "a.png"
    place.parent.mkdir()
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(source), str(place), str(room), str(signs)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert "no room left" in done.stdout, done.stderr
    assert list(place.parent.iterdir()) == []
