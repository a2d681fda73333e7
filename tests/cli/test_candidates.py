"""`teire candidate`, as a person sees it."""


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
