"""Which approval covers a use of a generator, and who offers it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from studio_app.domain.generator_uses import GeneratorApproval

_IGNORED = re.compile(r"[\s_\-·]+")


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one system or version: case, width, spaces, hyphens make no difference."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name)).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use of a generator: from the studio's day `first` to `last`."""

    system: str
    version: str
    episode: str
    first: date
    last: date


def of_system(approvals: Iterable[GeneratorApproval], system: str) -> tuple[GeneratorApproval, ...]:
    """Return the approvals of one system; what no file names is approved by nobody."""
    return tuple(one for one in approvals if system and same_name(one.system, system))


def of_version(approvals: Iterable[GeneratorApproval], version: str) -> tuple[GeneratorApproval, ...]:
    """Return those that hold for a version: theirs is the same, or they name none."""
    return tuple(one for one in approvals if not one.version or same_name(one.version, version))


def of_episode(approvals: Iterable[GeneratorApproval], episode: str) -> tuple[GeneratorApproval, ...]:
    """Return those that hold for an episode, or for the whole production."""
    return tuple(one for one in approvals if not one.episode or one.episode == episode)


def of_days(approvals: Iterable[GeneratorApproval], first: date, last: date) -> tuple[GeneratorApproval, ...]:
    """Return those whose days hold all of `first` to `last`, both included."""
    return tuple(one for one in approvals if one.approved_on <= first and (one.until is None or last <= one.until))


def covering(approvals: Iterable[GeneratorApproval], use: Use) -> tuple[GeneratorApproval, ...]:
    """Return the approvals that cover a use whole."""
    of_use = of_episode(of_version(of_system(approvals, use.system), use.version), use.episode)
    return of_days(of_use, use.first, use.last)


def provider_of(system: str, approvals: Sequence[GeneratorApproval], providers: Mapping[str, str]) -> tuple[str, bool]:
    """Return who offers a system, and whether an approval says so; the newest approval counts, then the table."""
    said = [one.provider for one in of_system(approvals, system) if one.provider]
    return (said[-1], True) if said else (providers.get(system, ""), False)
