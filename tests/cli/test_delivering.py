"""`teire deliver` and `teire certificate`, as a person uses them, on pictures of real programs."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives import serialization
from PIL import Image

from studio_app.imaging.decode import decode
from tests.cli.conftest import carry_out, moved
from tests.credential_files import authority
from tests.shared_data import shared_file

ROOT = Path(__file__).resolve().parents[2]


def repainted(generation, final, **save):
    """Save a generation repainted in part, without its marks; return both files and the commands that take them in."""
    source = shared_file(generation)
    with Image.open(source) as image:
        pixels = np.asarray(image.convert("RGB")).copy()
    pixels[100:200, 50:250] = (200, 40, 60)
    Image.fromarray(pixels).save(final, **save)
    return (
        ("add", source, "--background", "C012", "--stage", "generation", "--by", "KAMIYA"),
        ("add", final, "--background", "C012", "--stage", "retouch", "--by", "SATO"),
        ("review", "approve", "C012", "--by", "KAMIYA"),
    )


@pytest.fixture
def paint(teire, tmp_path):
    """Paints a generation over, approved, in the studio that stands there."""

    def painted(generation="a_ai_metadata/sd-webui.png", ending="png", **save):
        for words in repainted(generation, tmp_path / f"final.{ending}", **save):
            assert teire(*words).status == 0

    return painted


@pytest.fixture(scope="module")
def painted_once(begun, tmp_path_factory):
    """A place with a generation of A1111, repainted in part and saved without its marks, approved; to be copied."""
    place = tmp_path_factory.mktemp("painted")
    moved(begun, place)
    carry_out(place, *repainted("a_ai_metadata/sd-webui.png", place / "final.png"))
    return place


@pytest.fixture
def painted(teire, goes_on, painted_once, tmp_path):
    """A studio with a generation of A1111, repainted in part and saved without its marks, approved; its stage."""
    goes_on(painted_once)
    shutil.copy2(painted_once / "final.png", tmp_path)
    return teire("background", "show", "C012", "--json").document["chain"][-1]["stage"]


@pytest.fixture
def certified(teire, tmp_path):
    """Make the studio's certificate; return the file of its root."""
    root = tmp_path / "root.pem"
    root.write_text(teire("certificate", "make", "--json").document["root"])
    return root


def test_the_whole_way_to_a_picture_that_others_can_check(teire, painted, certified, tmp_path):
    stage = painted
    done = teire("deliver", "C012", "--out", tmp_path / "C012.png", "--json").document
    assert done["note"]["creators"] == ["佐藤"]
    assert done["note"]["generators"][0]["system"] == "AUTOMATIC1111"
    assert done["note"]["generators"][0]["prompt_writer"] == "神谷"
    assert (done["note"]["stage"], done["encoded"], done["already"]) == (stage, False, False)
    read = teire("origin", tmp_path / "C012.png", "--trusted", certified, "--json").document
    (credential,) = read["content_credentials"]
    assert (credential["state"], credential["trust"]) == ("unchanged", "trusted")
    assert [one["name"] for one in credential["actions"]] == ["c2pa.opened", "c2pa.drawing"]
    before, after = decode(tmp_path / "final.png"), decode(tmp_path / "C012.png")
    assert np.array_equal(before.pixels, after.pixels)
    assert teire("ledger", "verify").status == 0
    shown = teire("background", "show", "C012", "--json").document
    assert [one["sha256"] for one in shown["deliveries"]] == [done["sha256"]]


def test_the_marks_that_a_paint_program_dropped_are_back(teire, painted, certified, tmp_path):
    """The final file says nothing of a generator; the delivered one does, in the manifest and in the XMP."""
    assert teire("origin", tmp_path / "final.png", "--json").document["generation"] is None
    teire("deliver", "C012", "--out", tmp_path / "C012.png")
    data = (tmp_path / "C012.png").read_bytes()
    assert b"AISystemUsed>AUTOMATIC1111<" in data
    read = teire("origin", tmp_path / "C012.png").out
    assert "generation 1 (parentOf)" in read
    assert "opened AUTOMATIC1111" in read


def test_comfy_marks_and_credentials_of_a_vendor_are_still_there(teire, paint, certified, tmp_path):
    paint("b_c2pa/gemini_unknown.png")
    done = teire("deliver", "C012", "--out", tmp_path / "C012.png", "--json").document
    assert done["notices"] == []
    (credential,) = teire("origin", tmp_path / "C012.png", "--json").document["content_credentials"]
    carried = {one["title"]: one["holds"] for one in credential["ingredients"]}
    assert carried["generation 1"] is True
    assert any("ingredient's manifest" in one["where"] for one in credential["source_types"])


def test_comfyuis_graph_is_told_as_the_system(teire, paint, certified, tmp_path):
    paint("a_ai_metadata/comfy_sdxl_edit_model.png")
    done = teire("deliver", "C012", "--out", tmp_path / "C012.png", "--json").document
    assert done["note"]["generators"][0]["system"] == "ComfyUI"
    assert b"AISystemUsed>ComfyUI<" in (tmp_path / "C012.png").read_bytes()


@pytest.mark.parametrize(
    ("ending", "save"), [("jpg", {"quality": 95, "subsampling": 0}), ("tif", {"compression": "tiff_lzw"})]
)
def test_jpeg_and_tiff_go_as_they_are(teire, paint, certified, tmp_path, ending, save):
    paint(ending=ending, **save)
    place = tmp_path / f"C012.{ending}"
    assert teire("deliver", "C012", "--out", place).status == 0
    assert np.array_equal(decode(tmp_path / f"final.{ending}").pixels, decode(place).pixels)
    (credential,) = teire("origin", place, "--trusted", certified, "--json").document["content_credentials"]
    assert credential["state"] == "unchanged"


def test_a_photoshop_file_goes_only_where_a_new_file_is_asked_for(teire, certified, tmp_path):
    layered = shared_file("c_artist_files/kif_16bit-rle.psd")
    assert teire("add", layered, "--background", "C012", "--stage", "retouch", "--by", "SATO").status == 0
    assert teire("review", "approve", "C012", "--by", "KAMIYA").status == 0
    refused = teire("deliver", "C012", "--out", tmp_path)
    assert (refused.status, "--format png, jpeg or tiff" in refused.err) == (2, True)
    done = teire("deliver", "C012", "--out", tmp_path, "--format", "png", "--json").document
    assert done["encoded"]
    source, made = decode(layered), decode(tmp_path / "C012.png")
    assert source.pixels.dtype == made.pixels.dtype == np.uint16
    assert np.array_equal(source.pixels, made.pixels)
    assert "encoded anew" in teire("deliver", "C012", "--out", tmp_path, "--format", "png", "--replace").out


def test_without_a_certificate_the_way_to_one_is_said(teire, painted, tmp_path):
    refused = teire("deliver", "C012", "--out", tmp_path)
    assert refused.status == 2
    assert "teire certificate make" in refused.err
    assert "--no-sign" in refused.err
    done = teire("deliver", "C012", "--out", tmp_path, "--no-sign")
    assert (done.status, "not signed" in done.out) == (0, True)


def test_show_says_what_would_be_written_and_writes_nothing(teire, painted, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path / "studio")
    before = sorted(tmp_path.rglob("*.png"))
    shown = teire("deliver", "C012", "--show")
    assert "Creators: 佐藤" in shown.out
    assert "people changed it since" in shown.out
    assert teire("deliver", "C012", "--show", "--json").document["creators"] == ["佐藤"]
    assert [one for one in sorted(tmp_path.rglob("*.png")) if "derived" not in one.parts] == [
        one for one in before if "derived" not in one.parts
    ]


def test_an_episode_is_delivered_and_what_was_refused_is_listed(teire, painted, certified, tmp_path):
    assert teire("background", "add", "C013", "--episode", "3").status == 0
    done = teire("deliver", "--episode", "3", "--out", tmp_path, "--json")
    assert done.status == 1
    assert [one["note"]["code"] for one in done.document["delivered"]] == ["C012"]
    assert [one["code"] for one in done.document["refused"]] == ["C013"]
    again = teire("deliver", "--episode", "3", "--out", tmp_path, "--replace")
    assert "nothing new was recorded" in again.out


@pytest.mark.parametrize(
    "words", [(), ("C012", "--episode", "3"), ("--episode", "3", "--stage", "abcdef"), ("--episode", "3", "--show")]
)
def test_one_background_or_one_episode(teire, words):
    answer = teire("deliver", *words)
    assert (answer.status, "Name one background" in answer.err) == (2, True)


def test_a_certificate_given_for_once(teire, painted, tmp_path):
    given = authority("Broadcaster")
    chain, key, root = tmp_path / "chain.pem", tmp_path / "key.pem", tmp_path / "root.pem"
    chain.write_bytes(given.chain)
    key.write_bytes(given.key)
    root.write_bytes(given.root)
    assert teire("deliver", "C012", "--out", tmp_path, "--certificate", chain).status == 2
    assert teire("deliver", "C012", "--out", tmp_path, "--certificate", chain, "--key", key).status == 0
    (credential,) = teire("origin", tmp_path / "C012.png", "--trusted", root, "--json").document["content_credentials"]
    assert (credential["trust"], credential["signer"]) == ("trusted", "Broadcaster")
    assert teire("certificate", "show").status == 2


def test_an_encrypted_key_takes_its_password_from_the_surroundings(teire, tmp_path, monkeypatch):
    given = authority("Broadcaster")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(given.chain)
    loaded = serialization.load_pem_private_key(given.key, None)
    key.write_bytes(
        loaded.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    refused = teire("certificate", "use", chain, key)
    assert (refused.status, "TEIRE_KEY_PASSWORD" in refused.err) == (2, True)
    monkeypatch.setenv("TEIRE_KEY_PASSWORD", "wrong")
    assert teire("certificate", "use", chain, key).status == 2
    monkeypatch.setenv("TEIRE_KEY_PASSWORD", "secret")
    taken = teire("certificate", "use", chain, key, "--json")
    assert (taken.status, taken.document["made_here"], taken.document["subject"]) == (0, False, "Broadcaster")


def test_what_show_prints_can_be_handed_out_as_it_is(teire, painted, tmp_path):
    teire("certificate", "make")
    handed = tmp_path / "handed.pem"
    handed.write_text(teire("certificate", "show").out, encoding="utf-8")
    teire("deliver", "C012", "--out", tmp_path / "C012.png")
    (found,) = teire("origin", tmp_path / "C012.png", "--trusted", handed, "--json").document["content_credentials"]
    assert found["trust"] == "trusted"


def test_a_certificate_is_made_shown_and_let_go(teire, tmp_path):
    made = teire("certificate", "make", "--name", "スタジオ湖畔", "--years", "3")
    assert (made.status, "Signs as: スタジオ湖畔" in made.out, "BEGIN CERTIFICATE" in made.out) == (0, True, True)
    assert "PRIVATE" not in made.out + made.err
    again = teire("certificate", "make")
    assert (again.status, "already signs" in again.err) == (2, True)
    shown = teire("certificate", "show", "--json").document
    assert (shown["valid"], shown["algorithm"], len(shown["fingerprint"])) == (True, "es256", 64)
    kept = list((tmp_path / "home").rglob("certificate.json"))
    assert [stat.S_IMODE(path.stat().st_mode) for path in kept] == [0o600]
    assert teire("certificate", "remove").status == 0
    assert teire("certificate", "remove", "--json").document == {"removed": None}


def test_signing_calls_nobody(teire, paint, certified, tmp_path):
    """The whole delivery in a process that the system kills at its first socket."""
    paint("b_c2pa/gemini_unknown.png")
    code = (
        "from studio_app.sandbox.no_network import forbid_network\n"
        "armed = forbid_network(deadly=True)\n"
        "import sys\nfrom studio_app.cli.main import main\n"
        "status = main(sys.argv[1:])\n"
        "sys.stderr.write('armed' if armed else 'open')\n"
        "sys.exit(status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, "deliver", "C012", "--out", str(tmp_path / "C012.png"), "--json"],
        cwd=tmp_path / "studio",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["note"]["creators"] == ["佐藤"]
    if sys.platform == "linux":
        assert done.stderr == "armed"


def test_help_and_other_commands_start_without_the_signing_library():
    """It takes a fifth of a second to load: only what signs or reads credentials loads it."""
    code = (
        "import sys\nfrom studio_app.cli.main import main\n"
        "main(['deliver', '--help'])\n"
        "loaded = {'c2pa', 'cryptography.x509', 'xml.dom.minidom'} & set(sys.modules)\n"
        "sys.stderr.write(repr(sorted(loaded)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert done.stderr == "[]"
