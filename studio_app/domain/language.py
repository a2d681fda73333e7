"""Text for people: every sentence passes `_`, which looks it up in the gettext catalogue chosen at the start."""

import gettext
from collections.abc import Sequence
from pathlib import Path

_DOMAIN = "teire"


class _Chosen:
    """The catalogue in use; English, the source language, until `choose_language` is called."""

    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def choose_language(translations: Path, languages: Sequence[str]) -> None:
    """Use the first of `languages` (POSIX names such as `ja`) that has a catalogue under `translations`."""
    _Chosen.catalogue = gettext.translation(_DOMAIN, str(translations), list(languages), fallback=True)


def _(sentence: str, /, **values: object) -> str:
    """Return `sentence` in the chosen language with its named placeholders filled in."""
    translated = _Chosen.catalogue.gettext(sentence)
    return translated.format(**values) if values else translated


def counted(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the sentence for `count` things; `{count}` is filled in beside the other placeholders."""
    return _Chosen.catalogue.ngettext(one, many, count).format(count=count, **values)
