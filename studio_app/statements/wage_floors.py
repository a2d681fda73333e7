"""Dated minimum wages as yardsticks, read from a table; they are no legal advice."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from studio_app.domain.errors import StudioError
from studio_app.domain.language import SOURCE, _, chosen_language
from studio_app.domain.money import MoneyError, money_from_text
from studio_app.domain.names import shown
from studio_app.domain.wage_floors import WageFloor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio_app.domain.money import Money


class WageFloorsError(StudioError):
    """The table of minimum wages cannot be used, or does not know a region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Region:
    """One region: its names by language, and its rates, each with its first day and source, oldest first."""

    names: Mapping[str, str]
    known_until: date
    rates: tuple[tuple[date, Money, str], ...]


class WageFloors:
    """Minimum wages by region and day."""

    def __init__(self, regions: Mapping[str, _Region]) -> None:
        self._regions = regions

    @property
    def regions(self) -> tuple[str, ...]:
        """The codes of all regions, sorted."""
        return tuple(sorted(self._regions))

    def place(self, region: str) -> str:
        """Return a region's name in the language in use."""
        names = self._regions[region].names
        return names.get(chosen_language(), names[SOURCE])

    def floor_at(self, region: str, day: date) -> WageFloor | None:
        """Return what held in a region on a day; None before its first rate and for a region that is not there."""
        known = self._regions.get(region)
        held = [rate for rate in known.rates if rate[0] <= day] if known is not None else []
        if known is None or not held:
            return None
        first, price, source = held[-1]
        return WageFloor(
            price=price,
            region=region,
            place=self.place(region),
            valid_from=first,
            source=source,
            known_until=known.known_until,
        )

    def checked_region(self, text: str) -> str:
        """Return the code that `text` writes, empty for an empty text; refuse a region that is not in the table."""
        code = text.strip().upper()
        if code and code not in self._regions:
            raise WageFloorsError(
                _("There is no minimum wage for {region} in the table.", region=shown(text)),
                hint=_("Known regions are {regions}.", regions=", ".join(self.regions)),
            )
        return code


class Yardsticks:
    """The floor that stands beside pay per hour on a day: the studio's own, else the minimum wage of a region.

    `region` returns its code, empty where none was chosen; `table` reads the table, once it is needed.
    """

    def __init__(self, own: Money | None, *, region: Callable[[], str], table: Callable[[], WageFloors]) -> None:
        self._own = own
        self._region = region
        self._table = table
        self._read: WageFloors | None = None

    def __call__(self, day: date) -> WageFloor | None:
        if self._own is not None:
            return WageFloor(price=self._own)
        region = self._region()
        if not region:
            return None
        self._read = self._read or self._table()
        return self._read.floor_at(region, day)


def parse_wage_floors(text: str) -> WageFloors:
    """Read the table from TOML text; refuse it whole where a rate lacks its day, amount or source."""
    try:
        document: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(_("it is not TOML ({error})", error=error)) from error
    sources = _table(document, "sources")
    regions = {code: _region(code, value, sources) for code, value in _table(document, "regions").items()}
    return WageFloors(MappingProxyType(regions))


def _table(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = document.get(key)
    if not isinstance(value, dict):
        raise _unreadable(_("the section “{section}” is missing", section=key))
    return cast(dict[str, object], value)


def _region(code: str, value: object, sources: Mapping[str, object]) -> _Region:
    match value:
        case {
            "name": {"en": str(name), **others},
            "currency": str(currency),
            "known_until": date() as known_until,
            "rates": [_, *_] as rates,
        } if name.strip() and not isinstance(known_until, datetime):
            names = {SOURCE: name} | {str(language): str(one) for language, one in others.items()}
            found = tuple(_rate(code, rate, currency, sources) for rate in rates)
        case _:
            raise _unreadable(_("{region} needs a name, a currency, “known_until” and rates", region=code))
    if any(one[0] >= other[0] for one, other in pairwise(found)):
        raise _unreadable(_("the rates of {region} are not in the order of their days", region=code))
    return _Region(names=MappingProxyType(names), known_until=known_until, rates=found)


def _rate(code: str, value: object, currency: str, sources: Mapping[str, object]) -> tuple[date, Money, str]:
    match value:
        case [date() as first, str(amount), str(key)] if not isinstance(first, datetime):
            source = sources.get(key)
            if isinstance(source, str) and source.strip():
                return first, _price(code, amount, currency), source
    raise _unreadable(_("a rate of {region} lacks its day, its amount or a source that is named", region=code))


def _price(code: str, amount: str, currency: str) -> Money:
    try:
        price = money_from_text(amount, currency)
    except MoneyError as error:
        raise _unreadable(_("a rate of {region} is no amount: {why}", region=code, why=error.message)) from error
    if price.minor <= 0:
        raise _unreadable(_("a rate of {region} lacks its day, its amount or a source that is named", region=code))
    return price


def _unreadable(reason: str) -> WageFloorsError:
    return WageFloorsError(
        _("The table of minimum wages cannot be used: {reason}.", reason=reason),
        hint=_("Mend wage_floors.toml or take the one that came with Teire."),
    )
