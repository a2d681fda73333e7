from pathlib import Path

import pytest

from studio_app.domain.figures import decimals, grouped, percent, share
from studio_app.domain.language import LANGUAGES, _, choose_language, chosen_language, counted
from studio_app.storage.shipped import translations_folder


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    choose_language(translations_folder(), ["en"])


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        (["ja_JP.UTF-8"], "ja"),
        (["fr_CA"], "fr"),
        (["de_DE", "fr_FR"], "fr"),
        (["en_GB", "fr"], "en"),
        (["C.UTF-8", "ja"], "en"),
        (["POSIX"], "en"),
        (["tlh"], "en"),
        ([], "en"),
        (["../../ja"], "en"),
    ],
)
def test_the_first_language_asked_for_that_there_is_is_spoken(asked, chosen):
    assert choose_language(translations_folder(), asked) == chosen == chosen_language()


def test_every_language_but_the_source_says_something_else():
    said = set()
    for code in LANGUAGES:
        choose_language(translations_folder(), [code])
        said.add(_("no region"))
    assert len(said) == len(LANGUAGES)


def test_without_catalogues_it_stays_english(tmp_path: Path):
    assert choose_language(tmp_path, ["ja"]) == "en"
    assert _("no region") == "no region"


def test_things_are_counted_as_the_language_counts():
    def said(count: int) -> str:
        return counted("{count} background", "{count} backgrounds", count)

    assert [said(0), said(1), said(2)] == ["0 backgrounds", "1 background", "2 backgrounds"]
    choose_language(translations_folder(), ["fr"])
    assert [said(0), said(1), said(2)] == ["0 décor", "1 décor", "2 décors"]
    choose_language(translations_folder(), ["ja"])
    assert said(1).replace("1", "2") == said(2)


def test_figures_are_written_as_their_readers_write_them():
    assert (decimals(2.5, 1), grouped(1234567), percent("314"), share(1, 3)) == ("2.5", "1,234,567", "31.4 %", "33.3 %")
    choose_language(translations_folder(), ["ja"])
    assert (decimals(2.5, 1), grouped(1234567)) == ("2.5", "1,234,567")
    choose_language(translations_folder(), ["fr"])
    assert (decimals(2.5, 1), grouped(1234567), percent(314.0)) == ("2,5", "1\u202f234\u202f567", "31,4 %")
