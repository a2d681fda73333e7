"""Text for people: every sentence passes `_`, which looks it up in the gettext catalogue chosen at the start."""

import gettext
from collections.abc import Mapping, Sequence
from pathlib import Path

_DOMAIN = "teire"
SOURCE = "en"
LANGUAGES: Mapping[str, str] = {SOURCE: "English", "ja": "日本語", "fr": "français"}
"""The languages Teire speaks, by their ISO 639-1 code, each named as its own readers name it."""

_UNCHANGED = ("C", "POSIX")


class _Chosen:
    """The language in use; English, the source language, until `choose_language` is called."""

    code = SOURCE
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def choose_language(translations: Path, languages: Sequence[str]) -> str:
    """Use the first of `languages` (POSIX names such as `ja_JP.UTF-8`) that Teire speaks, else English.

    `translations` is the folder of message catalogues. Returns the code of the language chosen, a key of `LANGUAGES`.
    """
    _Chosen.code, _Chosen.catalogue = SOURCE, gettext.NullTranslations()
    for asked in languages:
        code = SOURCE if asked.partition(".")[0] in _UNCHANGED else asked.partition(".")[0].partition("_")[0].lower()
        if code == SOURCE:
            break
        if code in LANGUAGES and gettext.find(_DOMAIN, str(translations), [code]):
            _Chosen.code = code
            _Chosen.catalogue = gettext.translation(_DOMAIN, str(translations), [code])
            break
    return _Chosen.code


def chosen_language() -> str:
    """Return the code of the language in use, a key of `LANGUAGES`."""
    return _Chosen.code


def _(sentence: str, /, **values: object) -> str:
    """Return `sentence` in the chosen language with its named placeholders filled in."""
    translated = _Chosen.catalogue.gettext(sentence)
    return translated.format(**values) if values else translated


def counted(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the sentence for `count` things; `{count}` is filled in beside the other placeholders."""
    return _Chosen.catalogue.ngettext(one, many, count).format(count=count, **values)
