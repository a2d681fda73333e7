"""Who offers which generator: a table of spellings, since files name systems in many ways and providers hardly ever."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_IGNORED = re.compile(r"[\s_\-·]+")


class GeneratorsError(StudioError):
    """The table of generators cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorTable:
    """`providers` by the folded spelling of a system's name."""

    providers: Mapping[str, str]

    def provider(self, system: str) -> str:
        """Return who offers `system`, empty where the table does not know it. A name is known whole or not at all."""
        return self.providers.get(_folded(system), "")


def parse_generators(text: str) -> GeneratorTable:
    """Read the table from TOML text; refuse it whole where a system lacks a field or two providers claim one name."""
    try:
        document: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(_("it is not TOML ({error})", error=error)) from error
    found: dict[str, str] = {}
    systems = document.get("system")
    if not isinstance(systems, list):
        raise _unreadable(_("the section “{section}” is missing", section="system"))
    for number, one in enumerate(systems, start=1):
        provider, names = _system(one, number)
        for name in names:
            if found.setdefault(_folded(name), provider) != provider:
                raise _unreadable(_("“{name}” has two providers", name=name))
    return GeneratorTable(providers=MappingProxyType(found))


def _system(value: object, number: int) -> tuple[str, tuple[str, ...]]:
    match value:
        case {"provider": str(provider), "names": [*names], "source": str(source), "as_of": date()} if (
            provider.strip()
            and source.strip()
            and names
            and all(isinstance(one, str) and _folded(one) for one in names)
        ):
            return provider, tuple(str(one) for one in names)
    raise _unreadable(
        _("system {number} needs the texts “provider” and “source”, the day “as_of” and “names”", number=number)
    )


def _folded(name: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _unreadable(reason: str) -> GeneratorsError:
    return GeneratorsError(
        _("The table of generators cannot be used: {reason}.", reason=reason),
        hint=_("Mend generators.toml or take the one that came with Teire."),
    )
