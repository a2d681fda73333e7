"""The catalogues that ship: whole, true to the code, and compiled from what people translated."""

import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fr", "ja")


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _tool()


@pytest.fixture(scope="module")
def said():
    return tool.said_in_code()


def _placeholders(sentence: str) -> set[str]:
    braces = {name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name}
    return braces | set(re.findall(r"%\(\w+\)s", sentence))


def _forms(of: object) -> tuple[str, ...]:
    return tuple(of) if isinstance(of, (tuple, list)) else (str(of),)


def test_every_kind_of_sentence_is_found(said):
    """One passed to `_` within another call, one that is counted, a command's help, an option's, and one of click's."""
    for one in (
        "taken as sRGB",
        "Compare two pictures; no studio is needed.",
        "The studio's folder.",
        "Missing command.",
    ):
        assert said.get(one) is not None
    assert said.get("{count} background").id == ("{count} background", "{count} backgrounds")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_everything_the_code_says_and_nothing_else(said, language):
    catalogue = tool.brought_up_to_date(language, said)
    assert tool.missing(catalogue) == []
    source = tool.catalogue_file(language)
    # Told as one word: the difference of two files of 400 KB would be drawn up for minutes.
    is_new = tool.po(catalogue) == source.read_bytes() and tool.mo(catalogue) == source.with_suffix(".mo").read_bytes()
    assert is_new, "run packaging/translations.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_edges_are_those_of_the_english_sentence(language):
    for message in tool.kept(language):
        if not message.id:
            continue
        english = _forms(message.id)
        allowed = set.union(*map(_placeholders, english))
        for form in _forms(message.string):
            assert _placeholders(form) <= allowed, message.id
            assert form.count("\n") == english[0].count("\n"), message.id
            assert (form[:1].isspace(), form[-1:].isspace()) == (english[0][:1].isspace(), english[0][-1:].isspace())
        assert _placeholders(_forms(message.string)[-1]) == _placeholders(english[-1]), message.id


def test_french_is_set_as_french_printers_do():
    """No straight apostrophe, and a no-break space within guillemets and before tall punctuation."""
    loose = re.compile(r"[A-Za-zé]'[a-zéêA-Z]|“|”|«[^\u00a0\u202f]|[^\u00a0\u202f]»|(?<=\w) [;:!?]")
    for message in tool.kept("fr"):
        for form in _forms(message.string) if message.id else ():
            words = re.sub(r"\{[^}]*\}", "x", form)
            assert not loose.search(words), form


def test_japanese_has_no_latin_quotation_marks_and_no_halfwidth_stops():
    for message in tool.kept("ja"):
        for form in _forms(message.string) if message.id else ():
            assert not re.search("[“”]|[ぁ-んァ-ヶ一-龠][,.] ", form), form
