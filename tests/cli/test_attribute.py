"""`teire attribute`, with and without a studio."""

import numpy as np
from PIL import Image


def files(tmp_path):
    base = np.random.default_rng(1).integers(100, 140, (64, 96, 3)).astype(np.uint8)
    after = base.copy()
    after[10:30, 20:60] = (230, 30, 40)
    for name, pixels in (("g.png", base), ("r.png", after)):
        Image.fromarray(pixels).save(tmp_path / name)
    return tmp_path / "g.png", tmp_path / "r.png"


def test_a_chain_of_files_needs_no_studio(anywhere, tmp_path):
    generated, retouched = files(tmp_path)
    stages = ("--stage", f"generation:Comfy=UI={generated}"), ("--stage", f"retouch:山田={retouched}")
    answer = anywhere(
        "--json", "attribute", "--stage", f"generation:ComfyUI={generated}", *stages[1], "--map", tmp_path / "map.png"
    )
    assert answer.status == 0, answer.err
    owners = answer.document["owners"]
    assert [(owner["index"], owner["stage"], owner["name"]) for owner in owners] == [
        (0, "generation", "ComfyUI"),
        (1, "retouch", "山田"),
    ]
    assert owners[1]["visible_pixels"] == 20 * 40
    assert np.asarray(Image.open(tmp_path / "map.png"))[20, 40] == 1
    assert anywhere("attribute", *stages[0]).status == 2


def test_a_background_is_followed_in_its_studio(teire, tmp_path):
    generated, retouched = files(tmp_path)
    assert teire("add", generated, "--background", "C012", "--stage", "generation").status == 0
    assert teire("add", retouched, "--background", "C012", "--stage", "retouch", "--by", "SATO").status == 0
    answer = teire("--json", "attribute", "--background", "C012", "--picture", tmp_path / "who.png")
    assert answer.status == 0, answer.err
    assert [owner["visible_pixels"] for owner in answer.document["owners"]] == [64 * 96 - 800, 800]
    assert answer.document["background"] == "C012"
    assert len(answer.document["stages"]) == 2
    assert (tmp_path / "who.png").is_file()
    assert "佐藤" in teire("attribute", "--background", "C012").out


def test_what_is_no_stage_is_said_with_what_one_is(anywhere, tmp_path):
    for text in ("retouch:MORI", "sketch:MORI=a.png", "retouch=a.png"):
        refused = anywhere("attribute", "--stage", text)
        assert refused.status == 2
        assert "is no stage" in refused.err
        assert "KIND:NAME=FILE" in refused.err
    assert anywhere("attribute").status == 2
