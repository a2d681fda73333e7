"""`teire origin`, as a person and as a program see it."""

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.credential_files import authority, created, landscape, signed


def generated(path, settings="Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 64x48, Version: v1.10.1"):
    info = PngInfo()
    info.add_text("parameters", f"a lake\nNegative prompt: people\n{settings}")
    Image.new("RGB", (64, 48), (40, 90, 120)).save(path, pnginfo=info)
    return path


def test_a_generator_its_run_and_what_it_does_not_prove_are_said(anywhere, tmp_path):
    answer = anywhere("origin", generated(tmp_path / "a.png"))
    assert answer.status == 0
    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert lines[0] == "a.png png 64×48"
    assert "generator AUTOMATIC1111 v1.10.1, written as AUTOMATIC1111" in lines
    assert "run 1 seed 5, 20 steps, Euler a, CFG 7, 64x48 [PNG tEXt parameters]" in lines
    assert any(line.startswith("note Settings and workflows in a file are text") for line in lines)


def test_programs_get_every_fact_with_its_place(anywhere, tmp_path):
    document = anywhere("--json", "origin", generated(tmp_path / "a.png")).document
    assert document["generation"]["samplings"][0]["seed"] == "5"
    assert {"name": "seed", "value": "5", "where": "PNG tEXt parameters"} in document["generation"]["findings"]
    assert (document["conflicts"], document["content_credentials"]) == ([], [])
    assert len(document["limits"]) == 1


def test_a_picture_without_marks_is_not_called_a_persons(anywhere, tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    document = anywhere("--json", "origin", tmp_path / "a.png").document
    assert document["generation"] is None
    assert document["limits"] == [
        "No evidence of a generator was found in the file. That does not say that a person made it: "
        "most programs and websites remove such marks."
    ]


def test_a_signer_is_trusted_by_the_list_named_or_that_of_the_installation(anywhere, tmp_path):
    studio = authority()
    path = signed(landscape(1), tmp_path / "a.png", studio, assertions=[created("digitalCreation")])
    signers = tmp_path / "signers.pem"
    signers.write_bytes(studio.root)

    def trust(*words):
        return anywhere("--json", "origin", path, *words).document["content_credentials"][0]["trust"]

    assert trust() == "unknown"
    assert trust("--trusted", signers) == "trusted"
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "trusted-signers.pem").write_bytes(authority("Somebody Else").root)
    assert trust() == "untrusted"


def test_a_list_of_signers_that_is_none_is_refused(anywhere, tmp_path):
    signers = tmp_path / "signers.pem"
    signers.write_text("nobody")
    answer = anywhere("origin", generated(tmp_path / "a.png"), "--trusted", signers)
    assert (answer.status, answer.out) == (2, "")
    assert "signers.pem is no list of trusted signers." in answer.err


def test_what_a_file_says_cannot_forge_a_line(anywhere, tmp_path):
    path = generated(tmp_path / "a.png", "Steps: 20, Sampler: Euler\u2028  note  made by hand, CFG scale: 7, Seed: 5")
    lines = anywhere("origin", path).out.splitlines()
    assert not any(line.split()[:4] == ["note", "made", "by", "hand"] for line in lines)


def test_paths_of_a_machine_do_not_reach_the_ledger(teire, tmp_path):
    said = r"Steps: 20, Sampler: Euler, CFG scale: 7, Seed: 5, Model: C:\Users\taro\models\lake.safetensors"
    added = teire("--json", "add", generated(tmp_path / "a.png", said), "--background", "C012", "--stage", "generation")
    assert "taro" in added.out
    entries = teire("--json", "ledger", "list").out
    assert "lake.safetensors" in entries
    assert "taro" not in entries
