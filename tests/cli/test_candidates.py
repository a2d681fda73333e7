"""`teire candidate`, as a person sees it."""

import re

import numpy as np
import pytest
from PIL import Image


def test_from_a_folder_to_the_pick(teire, picture, tmp_path):
    folder = tmp_path / "renders" / "C012"
    folder.mkdir(parents=True)
    for seed in (1, 2):
        picture(f"{seed}.png", seed).rename(folder / f"{seed}.png")
    (folder / "notes.txt").write_text("nothing to see")
    added = teire("--json", "candidate", "add", folder.parent, "--by", "SATO")
    assert added.status == 1
    assert [one["number"] for one in added.document["taken"]] == [1, 2]
    assert [one["path"].rpartition("/")[2] for one in added.document["refused"]] == ["notes.txt"]
    again = teire("candidate", "add", folder / "1.png")
    assert again.out.splitlines() == ["0 candidates were recorded.", "1 stood there already."]
    picked = teire("--json", "candidate", "pick", "C012#2", "--reason", "best light", "--by", "KAMIYA")
    assert (picked.status, picked.document["reason"], picked.document["among"]) == (0, "best light", 2)
    listed = teire("candidate", "list", "C012").out.splitlines()
    assert [line.startswith("✓") for line in listed] == [False, True]
    shown = teire("--json", "background", "show", "C012").document
    assert [stage["kind"] for stage in shown["chain"]] == ["generation"]
    assert teire("ledger", "verify").status == 0


def test_a_pick_needs_a_reason(teire):
    answer = teire("candidate", "pick", "C012#1")
    assert answer.status == 2
    assert "--reason" in answer.err


def large(folder, *seeds):
    """Write pictures of noise, each some megabytes large."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        pixels = np.random.default_rng(seed).integers(0, 255, (600, 900, 3), np.uint8)
        Image.fromarray(pixels).save(folder / f"{seed}.png")
    return folder


def test_those_not_picked_are_kept_small(teire, tmp_path):
    folder = large(tmp_path / "C012", 1, 2, 3)
    assert teire("candidate", "add", folder).status == 0
    assert teire("candidate", "pick", "C012#2", "--reason", "best light").status == 0
    words = teire("candidate", "reduce", "C012", "--as", "KAMIYA")
    assert (words.status, words.err) == (0, "")
    assert re.fullmatch(r"C012: 2 candidates are kept small now; [0-9]\.[0-9] MB of room were freed\.\n", words.out), (
        words.out
    )
    again = teire("candidate", "reduce", "C012")
    assert (again.status, again.out) == (0, "C012: nothing was left to keep small.\n")
    listed = teire("candidate", "list", "C012").out.splitlines()
    assert ["kept small" in line for line in listed] == [True, False, True]
    documents = teire("--json", "candidate", "list", "C012").document
    assert [one["kept_small"] for one in documents] == [True, False, True]
    small = documents[0]["small"]
    with Image.open(tmp_path / "studio" / "store" / small[:2] / small) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (512, 341))
    assert not (tmp_path / "studio" / "store" / documents[0]["sha256"][:2] / documents[0]["sha256"]).exists()
    refused = teire("candidate", "pick", "C012#1", "--reason", "after all")
    assert (refused.status, refused.out) == (2, "")
    assert "The full file of candidate 1 was let go. Add the same file again" in " ".join(refused.err.split())
    back = teire("candidate", "add", folder / "1.png")
    assert back.out.splitlines()[1] == "1 of them were kept small and are kept in full again."
    assert teire("candidate", "pick", "C012#1", "--reason", "after all").status == 0
    assert teire("ledger", "verify").status == 0
    assert teire("ledger", "rebuild").status == 0
    assert teire("ledger", "verify").status == 0


def test_what_was_kept_small_is_told_as_a_document(teire, tmp_path):
    teire("candidate", "add", large(tmp_path / "C012", 1, 2))
    teire("candidate", "pick", "C012#2", "--reason", "best light")
    answer = teire("--json", "candidate", "reduce", "--all")
    assert answer.status == 0
    (told,) = answer.document["backgrounds"]
    assert (told["code"], told["in_full"], told["stayed"]) == ("C012", 1, [])
    assert [(one["number"], one["kept_small"]) for one in told["reduced"]] == [(1, True)]
    assert told["freed_bytes"] > 10**6
    shown = teire("--json", "ledger", "show", told["entry"]).document
    assert shown["body"]["kind"] == "candidates-reduced/1"
    assert shown["body"]["payload"]["candidates"][0]["small"]["width"] == 512
    (nothing,) = teire("--json", "candidate", "reduce", "C012").document["backgrounds"]
    assert (nothing["reduced"], nothing["entry"], nothing["freed_bytes"]) == ([], None, 0)


def test_a_damaged_file_is_said_and_the_status_with_it(teire, tmp_path):
    teire("candidate", "add", large(tmp_path / "C012", 1, 2))
    teire("candidate", "pick", "C012#2", "--reason", "best light")
    name = teire("--json", "candidate", "list", "C012").document[0]["sha256"]
    path = tmp_path / "studio" / "store" / name[:2] / name
    path.chmod(0o600)
    path.write_bytes((tmp_path / "C012" / "2.png").read_bytes())
    answer = teire("candidate", "reduce", "C012")
    assert answer.status == 1
    assert answer.out.splitlines() == [
        "C012: nothing was left to keep small.",
        f"C012#1 is not done: The kept file {name[:12]} was changed after it was recorded. "
        "Add the original again where it stood, or restore the file from a backup.",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Which backgrounds are meant is not clear."),
        (("C012", "--all"), "Which backgrounds are meant is not clear."),
        (("--all",), "No background has a pick yet. Pick one with"),
        (("C012",), "No candidate of C012 is picked yet. Pick one with"),
        (("C099",), "There is no background"),
    ],
)
def test_what_cannot_be_kept_small_is_said_in_a_sentence(teire, words, said):
    answer = teire("candidate", "reduce", *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in " ".join(answer.err.split())
