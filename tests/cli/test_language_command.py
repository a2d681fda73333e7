"""`teire language`, and help and refusals in the language chosen."""

import pytest

from studio_app.domain.language import choose_language
from studio_app.storage.shipped import translations_folder


@pytest.fixture(autouse=True)
def _english_afterwards(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    yield
    choose_language(translations_folder(), ["en"])


def test_a_chosen_language_holds_for_every_later_command(anywhere):
    assert anywhere("--json", "language").document["chosen"] == "system"
    found = anywhere("--json", "language", "ja").document
    assert (found["language"], found["chosen"]) == ("ja", "ja")
    assert found["languages"] == {"en": "English", "ja": "日本語", "fr": "français"}
    assert "スタジオ" in anywhere("ledger", "list").err
    assert anywhere("--json", "language", "system").document["language"] == "en"
    assert "studio" in anywhere("ledger", "list").err


def test_the_surroundings_are_asked_where_nothing_was_chosen(anywhere, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr_FR.UTF-8")
    assert "décor" in anywhere("background", "--help").out


def test_help_options_and_clicks_own_words_are_translated(anywhere):
    anywhere("language", "fr")
    said = anywhere("compare", "--help").out
    assert "Comparer deux images" in said
    assert said.startswith("Utilisation")
    assert "Afficher ce message" in said
    refused = anywhere("compare", "--nothing")
    assert refused.status == 2
    assert "--nothing" in refused.err
    assert "No such option" not in refused.err


def test_the_childs_sentences_come_in_the_same_language(anywhere, tmp_path):
    broken = tmp_path / "a.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n")
    english = anywhere("origin", broken).err
    anywhere("language", "ja")
    japanese = anywhere("origin", broken).err
    assert english != japanese
    assert any("ぁ" <= letter <= "ん" for letter in japanese)


def test_json_is_the_same_in_every_language(teire, picture):
    one = picture("a.png")
    teire("add", one, "--background", "C012", "--stage", "retouch", "--by", "SATO")
    said = {}
    for code in ("en", "ja", "fr"):
        teire("language", code)
        document = teire("--json", "background", "show", "C012").document
        for entry in document.get("entries", ()):
            entry.pop("summary", None)
        said[code] = document
    assert said["en"] == said["ja"] == said["fr"]


def test_a_language_there_is_not_is_refused_in_one_sentence(anywhere):
    found = anywhere("language", "tlh")
    assert found.status == 2
    assert found.err.count("\n") == 1


def test_a_damaged_choice_is_no_reason_to_fail(anywhere, tmp_path):
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "language.json").write_bytes(b"\xff{")
    assert anywhere("--json", "language").document["chosen"] == "system"
