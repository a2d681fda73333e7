"""`teire answer` and `teire generator`, as a producer types them."""

import json

from tests.cli.test_origin import generated


def test_a_generator_is_approved_listed_and_its_use_found_covered(teire, tmp_path):
    path = generated(tmp_path / "a.png")
    assert teire("add", path, "--background", "C012", "--stage", "generation", "--by", "KAMIYA").status == 0
    found = teire("--json", "answer", "register").document["findings"]
    assert [one["problem"] for one in found] == ["no-approval"]
    approved = teire(
        "--as", "KAMIYA", "generator", "approve", "automatic1111", "--licence", "AGPL", "--use", "final", "--from",
        "2020-01-01",
    )  # fmt: skip
    assert approved.status == 0
    (listed,) = teire("--json", "generator", "list").document["approvals"]
    assert (listed["system"], listed["use"], listed["until"]) == ("automatic1111", "final", None)
    assert teire("--json", "answer", "register").document["findings"] == []


def test_an_approval_without_a_person_is_refused(teire):
    refused = teire("generator", "approve", "ComfyUI", "--licence", "Pro", "--use", "temporary")
    assert (refused.status, refused.out) == (2, "")
    assert "A generator is approved by a person." in refused.err


def test_a_no_ai_record_is_refused_for_a_generated_background(teire, tmp_path):
    path = generated(tmp_path / "a.png")
    teire("add", path, "--background", "C012", "--stage", "generation", "--by", "KAMIYA")
    refused = teire("answer", "no-ai", "--background", "C012")
    assert refused.status == 2
    assert "generation 1 in its chain came from a generator" in refused.err


def test_a_record_that_is_not_whole_says_so_in_its_exit_status(teire, picture, tmp_path):
    teire("add", picture("lay.png"), "--background", "C012", "--stage", "layout", "--by", "SATO")
    assert teire("answer", "no-ai", "--background", "C012").status == 1
    out = tmp_path / "record.json"
    measured = teire("answer", "no-ai", "--background", "C012", "--measure", "--out", out)
    assert measured.status == 0
    assert json.loads(out.read_text("utf-8"))["whole"] is True


def test_a_wrong_ending_writes_nothing(teire, tmp_path):
    refused = teire("answer", "authorship", "--out", tmp_path / "statement.docx")
    assert refused.status == 2
    assert not (tmp_path / "statement.docx").exists()
