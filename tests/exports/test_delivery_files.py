"""Delivered files read back by others, and what a writer meets on its way."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.errors import StudioError
from studio_app.exports.delivery_files import DeliveryFiles, DeliveryNotWritten
from tests.credential_files import authority, created, landscape, signed
from tests.delivered_files import ENDINGS, every_kind, exiftool, store
from tests.delivery_notes import note
from tests.shared_data import shared_file

ROOT = Path(__file__).resolve().parents[2]


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


def exif_of(artist, **fields):
    exif = Image.Exif()
    exif[0x013B], exif[0x0131] = artist, "Paint 3"
    for tag, value in fields.items():
        exif[int(tag, 16)] = value
    return exif


@every_kind
def test_exiftool_reads_the_same_creators_in_exif_and_in_xmp(deliver, picture, kind):
    source = picture(kind, exif=exif_of("Stranger"))
    assert exiftool(source, "-IFD0:all")["IFD0:Artist"] == "Stranger"
    path, _lost = deliver(kind, source=source, by=None)
    found = exiftool(path, "-IFD0:all")
    assert (found["IFD0:Artist"], found["IFD0:Software"]) == ("佐藤 光; 原図の人", "Paint 3")
    assert exiftool(path)["XMP-dc:Creator"] == ["佐藤 光", "原図の人"]


@every_kind
@pytest.mark.parametrize("is_signed", [True, False], ids=["signed", "unsigned"])
def test_an_artist_in_exif_becomes_the_creators_and_no_pixel_is_another(deliver, picture, identity, kind, is_signed):
    source = picture(kind, exif=exif_of("Stranger"))
    path, _lost = deliver(kind, source=source, by=identity if is_signed else None)
    assert DeliveryFiles().other_artists(path, kind, note()) == ()
    with Image.open(source) as before, Image.open(path) as after:
        assert np.array_equal(np.asarray(before), np.asarray(after))
        assert before.info["icc_profile"] == after.info["icc_profile"]
        assert after.getexif()[0x0131] == "Paint 3"
    if kind is not DeliveredFormat.TIFF:
        assert b"Stranger" not in path.read_bytes()


@every_kind
def test_a_file_without_an_artist_gets_none(deliver, kind):
    assert "IFD0:Artist" not in exiftool(deliver(kind)[0], "-IFD0:all")


@every_kind
def test_where_nobody_is_named_the_artist_is_nobody(deliver, picture, kind):
    said = note(creators=())
    path, _lost = deliver(kind, source=picture(kind, exif=exif_of("Stranger")), said=said)
    assert exiftool(path, "-IFD0:all").get("IFD0:Artist", "") == ""
    assert DeliveryFiles().other_artists(path, kind, said) == ()


@pytest.mark.parametrize(
    ("creators", "artist"),
    [
        (("A; B", "C"), '"A; B"; C'),
        (('Kim "K" Lee',), '"Kim ""K"" Lee"'),
        (("名" * 200,), "名" * 200),
        (("محمد", "O'Neill"), "محمد; O'Neill"),
    ],
)
def test_names_of_every_kind_stand_in_the_artist(deliver, picture, creators, artist):
    source = picture(exif=exif_of("Stranger"))
    path, _lost = deliver(source=source, said=note(creators=creators), by=None)
    assert exiftool(path, "-IFD0:all")["IFD0:Artist"] == artist
    assert DeliveryFiles().other_artists(path, DeliveredFormat.PNG, note(creators=creators)) == ()


def test_an_artist_that_a_jpeg_has_no_room_for_stays_and_is_told(deliver, picture):
    exif = exif_of("Stranger", **{"0x010e": "x" * 65_440})
    path, _lost = deliver(DeliveredFormat.JPEG, source=picture(DeliveredFormat.JPEG, exif=exif))
    assert exiftool(path, "-IFD0:all")["IFD0:Artist"] == "Stranger"
    assert DeliveryFiles().other_artists(path, DeliveredFormat.JPEG, note()) == ("Stranger",)


def test_an_artist_in_a_text_of_a_png_stays_and_is_told(deliver, picture):
    raw = exif_of("Stranger").tobytes()
    texts = PngInfo()
    texts.add_text("Raw profile type exif", f"\nexif\n{len(raw):8}\n{raw.hex()}\n")
    path, _lost = deliver(source=picture(pnginfo=texts))
    assert DeliveryFiles().other_artists(path, DeliveredFormat.PNG, note()) == ("Stranger",)


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
