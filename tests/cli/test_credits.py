"""`teire credits` and what stands under it, as a producer types it."""

import json

import pytest

from tests.cli.conftest import carry_out, moved, paint
from tests.exports import cinecred_reader as cinecred


@pytest.fixture(scope="module")
def painted(begun, tmp_path_factory):
    """A place where Sato painted and Kamiya is at the installation, to be copied."""
    place = tmp_path_factory.mktemp("painted")
    moved(begun, place)
    picture = paint(place / "a.png", 1)
    carry_out(place, ("me", "KAMIYA"), ("add", picture, "--background", "C012", "--stage", "retouch", "--by", "SATO"))
    return place


@pytest.fixture
def credits(teire, goes_on, painted):
    """Sato painted; Kamiya is at this installation."""
    goes_on(painted)
    return lambda *words: teire("credits", *words)


def test_the_roll_is_printed_and_as_json_it_is_one_document(credits):
    answer = credits()
    assert answer.status == 0
    assert "背景  Background Art    佐藤" in answer.out
    document = credits("--json").document
    assert [line["name"] for line in document["credits"]] == ["佐藤"]
    assert (document["sheet"], document["path"]) == ("credits/1", None)


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx", "a.pdf", "a.html", "a.txt", "a.cinecred.csv"])
def test_every_ending_is_written(credits, tmp_path, name):
    assert credits("--out", tmp_path / name).status == 0
    assert (tmp_path / name).stat().st_size > 20


def test_for_cinecred_the_table_is_its_own(credits, tmp_path):
    assert credits("--out", tmp_path / "Credits.csv", "--for", "cinecred").status == 0
    assert [block.head for block in cinecred.read((tmp_path / "Credits.csv").read_bytes())] == ["背景  Background Art"]
    answer = credits("--out", tmp_path / "a.csv", "--for", "premiere")
    assert answer.status == 2
    assert "no program that Teire writes" in answer.err


def test_from_a_name_without_work_to_a_locked_version(credits, teire, tmp_path):
    assert credits("check").status == 0
    assert credits("name", "KAMIYA", "--role", "art-director").status == 0
    listed = credits("check", "--json")
    assert listed.status == 1
    assert [(one["check"], one["code"], one["role"]["key"]) for one in listed.document["checks"]] == [
        ("named-no-work", "KAMIYA", "art-director")
    ]
    refused = credits("--out", tmp_path / "a.pdf")
    assert refused.status == 2
    assert "no recorded work" in refused.err
    assert not (tmp_path / "a.pdf").exists()
    shown = credits("--draft")
    assert shown.status == 0
    assert shown.out.startswith("DRAFT / 下書き")
    assert credits("--draft", "--json").document["draft"] is True
    assert credits("lock").status == 2
    assert credits("clear", "named-no-work", "KAMIYA", "--reason", "directed by word").status == 0
    assert "directed by word" in credits("check").out
    locked = credits("lock", "--order", "code", "--json")
    assert (locked.status, locked.document["version"], locked.document["order"]) == (0, 1, "code")
    assert credits("lock").status == 2
    assert credits("history", "--json").document["versions"][0]["locked_by"] == "KAMIYA"


def test_a_later_change_is_the_difference_and_the_old_version_stays(credits, teire, picture, tmp_path):
    assert credits("difference").status == 2
    assert credits("lock").status == 0
    assert credits("difference").status == 0
    teire("add", picture("b.png", 2), "--background", "C012", "--stage", "final", "--by", "KAMIYA")
    changed = credits("difference", "--json")
    assert changed.status == 1
    assert [(one["kind"], one["code"]) for one in changed.document["changes"]] == [("added", "KAMIYA")]
    assert credits("--version", "1", "--out", tmp_path / "v1.json").status == 0
    issued = json.loads((tmp_path / "v1.json").read_text("utf-8"))
    assert ([line["code"] for line in issued["credits"]], issued["version"]) == (["SATO"], 1)
    assert credits("--version", "2").status == 2


def test_a_part_of_the_production_is_named_before_or_behind_the_command(credits):
    assert credits("lock", "--episode", "3").status == 0
    assert len(credits("history", "--episode", "3", "--json").document["versions"]) == 1
    assert len(credits("--episode", "3", "history", "--json").document["versions"]) == 1
    assert credits("history", "--json").document["versions"] == []
    answer = credits("--episode", "99")
    assert answer.status == 2
    assert "No background belongs to 99" in answer.err


def test_the_table_of_roles_is_shown_and_a_copy_laid_to_be_edited(credits, tmp_path):
    rows = credits("roles", "--json").document
    assert rows["path"] is None
    assert {
        key: value
        for key, value in next(row for row in rows["roles"] if row["ja"] == "背景").items()
        if key != "earned_by"
    } == {"key": "background-art", "ja": "背景", "en": "Background Art", "order": 30}
    assert "art-setting" in credits("roles").out
    assert credits("roles", "--edit-copy").status == 0
    laid = tmp_path / "studio" / "roles.toml"
    assert credits("roles", "--edit-copy").status == 2
    laid.write_text(laid.read_text("utf-8").replace('ja = "背景"', 'ja = "背景美術"'), "utf-8")
    assert "背景美術" in credits().out
    laid.write_text("broken", "utf-8")
    answer = credits()
    assert answer.status == 2
    assert "The table of roles cannot be used" in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("--draft", "--version", "1"),
        ("--draft", "--out", "a.csv"),
        ("--version", "1", "--order", "code"),
        ("--order", "age"),
        ("clear", "worked-not-named", "SATO"),
        ("name", "SATO"),
        ("--version", "one"),
    ],
)
def test_words_that_do_not_go_together_are_refused_in_one_sentence(credits, words):
    answer = credits(*words)
    assert answer.status == 2
    assert answer.err.startswith("teire: ")
    assert "Traceback" not in answer.err


def test_nobody_at_the_installation_signs_nothing(teire, picture):
    answer = teire("credits", "name", "SATO", "--role", "art-director")
    assert answer.status == 2
    assert "by a person" in answer.err
