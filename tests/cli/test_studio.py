"""`init`, `me`, `person`, `background`: a studio is made and named."""

from pathlib import Path

import pytest


def test_init_answers_with_the_studio(anywhere, tmp_path):
    answer = anywhere("--json", "init", tmp_path / "s", "--title", "湖畔の社", "--currency", "EUR")
    assert answer.status == 0
    assert answer.document["title"] == "湖畔の社"
    assert answer.document["currency"] == "EUR"
    assert (tmp_path / "s" / "studio.toml").is_file()
    assert answer.err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--title", "x", "--currency", "YENS"], "is not a currency"),
        (["--title", " "], "cannot be a name"),
        (["--title", "x", "--floor", "12.5"], "is not an amount in JPY"),
        (["--title", "x", "--database", "postgresql://elsewhere"], "keeps the ledger inside the studio"),
        ([], "Missing option '--title'"),
    ],
)
def test_init_refuses_in_one_sentence_and_makes_nothing(anywhere, tmp_path, words, said):
    answer = anywhere("init", tmp_path / "s", *words)
    assert answer.status == 2
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""
    assert not (tmp_path / "s").exists()


def test_a_studio_is_not_founded_twice(teire, tmp_path):
    before = (tmp_path / "studio" / "ledger.db").read_bytes()
    answer = teire("init", tmp_path / "studio", "--title", "again")
    assert answer.status == 2
    assert "already a studio" in answer.err
    assert (tmp_path / "studio" / "ledger.db").read_bytes() == before


def test_the_studio_is_found_from_a_folder_inside_it(teire, tmp_path, monkeypatch):
    inside = tmp_path / "studio" / "notes"
    inside.mkdir()
    monkeypatch.chdir(inside)
    assert "SATO" in teire("person", "list").out


def test_outside_a_studio_one_is_told_what_to_do(anywhere, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = anywhere("person", "list")
    assert answer.status == 2
    assert "no studio" in answer.err
    assert "teire init" in answer.err


def test_shared_options_may_stand_on_either_side(teire, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    studio = tmp_path / "studio"
    before = teire("--studio", studio, "--json", "person", "list")
    after = teire("person", "list", "--json", "--studio", studio)
    assert before.document == after.document
    assert [person["code"] for person in after.document["people"]] == ["SATO", "KAMIYA"]


def test_until_somebody_says_who_they_are_nobody_is_named(teire):
    assert teire("me", "--json").document == {"me": None}
    assert teire("me", "SATO").status == 0
    assert teire("me", "--json").document["me"]["code"] == "SATO"


def test_a_code_belongs_to_one_person(teire):
    answer = teire("person", "add", "SATO", "--name", "佐藤 二号")
    assert answer.status == 2
    assert "already the code of 佐藤" in answer.err


def test_two_people_may_share_a_name_and_are_told_apart_by_code(teire):
    assert teire("person", "add", "SATO2", "--name", "佐藤").status == 0
    answer = teire("session", "log", "C012", "--by", "佐藤", "--time", "1:00", "--reason", "paper")
    assert answer.status == 2
    assert "SATO, SATO2" in answer.err


@pytest.mark.parametrize("name", ["長" * 300, "line\nbreak", "\u202eevil\x07"])
def test_names_no_sheet_could_print_are_refused(teire, name):
    answer = teire("person", "add", "LONG", "--name", name)
    assert answer.status == 2
    assert "cannot be a name" in answer.err
    assert answer.err.count("\n") == 1


def test_a_background_stands_empty_until_a_picture_arrives(teire):
    row = teire("background", "list", "--json").document["backgrounds"][0]
    assert (row["code"], row["cuts"], row["state"], row["stages"]) == ("C012", ["C012", "C031"], "empty", 0)


def test_an_unknown_command_and_an_unknown_code_are_said(teire):
    assert teire("bogus").status == 2
    answer = teire("background", "show", "C999")
    assert answer.status == 2
    assert "no background “C999”" in answer.err


def test_a_studio_made_by_a_newer_version_is_left_alone(teire, tmp_path):
    settings = tmp_path / "studio" / "studio.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("format = 1", "format = 99"), encoding="utf-8")
    answer = teire("person", "list")
    assert answer.status == 2
    assert "newer Teire" in answer.err


def test_an_error_inside_teire_shows_as_one(teire, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("studio_app.workflow.people.PeopleStep.all", lambda _self: 1 / 0)
    answer = teire("person", "list")
    assert answer.status == 2
    assert "mistake in Teire itself" in answer.err
    assert "Traceback" not in answer.err
    kept = list(Path(tmp_path).glob("teire-bug-*.txt"))
    assert "ZeroDivisionError" in kept[0].read_text(encoding="utf-8")
