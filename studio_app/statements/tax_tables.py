"""The table of taxes, read from dated data; it is no legal advice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeGuard, cast

from studio_app.domain.errors import StudioError
from studio_app.domain.language import SOURCE, _
from studio_app.domain.money import MoneyError, money_from_text
from studio_app.domain.names import shown
from studio_app.domain.people import PersonKind
from studio_app.statements.tax_numbers import NUMBER_CHECKS, plain_number
from studio_app.statements.tax_rules import (
    STANDARD,
    Band,
    Dated,
    NumberForm,
    Rounding,
    TaxRules,
    WithholdingRule,
    spoken,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.money import Money

_Table = Mapping[str, object]


class TaxTablesError(StudioError):
    """The table of taxes cannot be used, does not know a country, or a number does not fit it."""


class TaxTables:
    """The rules of every country in the table."""

    def __init__(self, countries: Mapping[str, TaxRules]) -> None:
        self._countries = countries

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of all countries, sorted."""
        return tuple(sorted(self._countries))

    def rules(self, country: str) -> TaxRules | None:
        """Return a country's rules, None where the table has none."""
        return self._countries.get(country)

    def checked_country(self, text: str) -> str:
        """Return the code that `text` writes; refuse a country that is not in the table."""
        code = text.strip().upper()
        if code not in self._countries:
            raise TaxTablesError(
                _("There are no taxes for {country} in the table.", country=shown(text)),
                hint=_("Known countries are {countries}.", countries=", ".join(self.countries)),
            )
        return code

    def checked_number(self, text: str) -> str:
        """Return a supplier's number as it is kept; refuse one of no country's form or with a wrong check digit."""
        number = plain_number(text)
        forms = [rules.number for rules in self._countries.values()]
        if any(form.fits(number) for form in forms):
            return number
        alike = next((form for form in forms if form.pattern.fullmatch(number)), None)
        if alike is not None:
            raise TaxTablesError(
                _(
                    "The check digit of {number} is wrong, so it is not a number that was given out.",
                    number=shown(text),
                ),
                hint=_("Copy the {name} from the notice of registration.", name=spoken(alike.names)),
            )
        raise TaxTablesError(
            _("{number} is not a registration number.", number=shown(text)),
            hint=_("In Japan it is T and 13 digits, such as T7123456789012."),
        )

    def holds(self, number: str) -> bool:
        """Whether a number that was kept earlier would be taken today."""
        return any(rules.number.fits(plain_number(number)) for rules in self._countries.values())


def parse_taxes(text: str) -> TaxTables:
    """Read the table from TOML text; refuse it whole where a rate lacks its day, its percentage or its source."""
    try:
        document: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(_("it is not TOML ({error})", error=error)) from error
    sources = _section(document, "sources")
    countries = _section(document, "countries")
    return TaxTables(MappingProxyType({code: _Country(code, countries, sources).rules() for code in countries}))


class _Country:
    """One country's part of the table, read strictly."""

    def __init__(self, code: str, countries: _Table, sources: _Table) -> None:
        self._code = code
        self._sources = sources
        self._table = _section(countries, code)

    def rules(self) -> TaxRules:
        withheld, unregistered = self._optional("withholding"), self._optional("unregistered")
        known_until = self._table.get("known_until")
        if not _is_day(known_until):
            raise self._odd("known_until")
        rates = _section(self._table, "rates")
        if STANDARD not in rates:
            raise self._odd("rates.standard")
        return TaxRules(
            country=self._code,
            names=self._names(self._table, "name"),
            currency=self._currency(),
            tax_names=self._names(self._table, "tax"),
            invoice_names=self._names(self._table, "invoice"),
            rounding=self._rounding(),
            rounding_source=self._source(self._table.get("rounding_source"), "rounding_source"),
            rates=MappingProxyType({key: self._dated(value, f"rates.{key}") for key, value in rates.items()}),
            number=self._number(),
            withheld_names=self._names(withheld, "name") if withheld else MappingProxyType({SOURCE: ""}),
            withheld_kinds=self._kinds(withheld) if withheld else frozenset(),
            withholdings=self._withholdings(withheld.get("rates")) if withheld else (),
            shares=self._dated(unregistered.get("shares"), "unregistered.shares") if unregistered else (),
            known_until=known_until,
        )

    def _currency(self) -> str:
        currency = self._table.get("currency")
        if not isinstance(currency, str) or not re.fullmatch("[A-Z]{3}", currency):
            raise self._odd("currency")
        return currency

    def _rounding(self) -> Rounding:
        try:
            return Rounding(str(self._table.get("rounding")))
        except ValueError as error:
            raise self._odd("rounding") from error

    def _names(self, table: _Table, key: str) -> Mapping[str, str]:
        match table.get(key):
            case {"en": str(name), **others} if name.strip():
                return MappingProxyType({SOURCE: name} | {str(language): str(one) for language, one in others.items()})
        raise self._odd(key)

    def _number(self) -> NumberForm:
        table = _section(self._table, "number")
        match table:
            case {"pattern": str(pattern), "check": str(check)} if check in NUMBER_CHECKS:
                try:
                    compiled = re.compile(pattern, re.ASCII)
                except re.error as error:
                    raise self._odd("number.pattern") from error
                source = self._source(table.get("source"), "number.source")
                return NumberForm(names=self._names(table, "name"), pattern=compiled, check=check, source=source)
        raise self._odd("number")

    def _kinds(self, withheld: _Table) -> frozenset[PersonKind]:
        kinds = withheld.get("kinds")
        try:
            return frozenset(PersonKind(one) for one in kinds) if isinstance(kinds, list) and kinds else frozenset()
        except ValueError as error:
            raise self._odd("withholding.kinds") from error

    def _dated(self, value: object, where: str) -> tuple[Dated, ...]:
        """Read `[[2019-10-01, "10", "source"], …]`, each later than the one before."""
        found = []
        for one in value if isinstance(value, list) else ():
            match one:
                case [first, str(percent), source] if _is_day(first):
                    exact = self._percent(percent, where)
                    found.append(Dated(valid_from=first, percent=exact, source=self._source(source, where)))
                case _:
                    raise self._odd(where)
        if not found or any(one.valid_from >= other.valid_from for one, other in pairwise(found)):
            raise self._odd(where)
        return tuple(found)

    def _withholdings(self, value: object) -> tuple[WithholdingRule, ...]:
        found = []
        for one in value if isinstance(value, list) else ():
            match one:
                case {"from": first, "bands": list(bands), "source": source} if _is_day(first):
                    rule = WithholdingRule(
                        valid_from=first,
                        bands=self._bands(bands),
                        source=self._source(source, "withholding.rates"),
                    )
                    found.append(rule)
                case _:
                    raise self._odd("withholding.rates")
        if not found or any(one.valid_from >= other.valid_from for one, other in pairwise(found)):
            raise self._odd("withholding.rates")
        return tuple(found)

    def _bands(self, value: Iterable[object]) -> tuple[Band, ...]:
        """Read `[["10.21", "1000000"], ["20.42", ""]]`: tops that rise, the last one open."""
        bands: list[Band] = []
        for one in value:
            match one:
                case [str(percent), str(top)]:
                    exact = self._percent(percent, "withholding.bands")
                    bands.append(Band(percent=exact, up_to=self._top(top)))
                case _:
                    raise self._odd("withholding.bands")
        tops = [band.up_to for band in bands]
        rising = all(one is not None and (other is None or one < other) for one, other in pairwise(tops))
        if not bands or tops[-1] is not None or not rising:
            raise self._odd("withholding.bands")
        return tuple(bands)

    def _top(self, text: str) -> Money | None:
        try:
            return money_from_text(text, self._currency()) if text else None
        except MoneyError as error:
            raise self._odd("withholding.bands") from error

    def _percent(self, text: str, where: str) -> Decimal:
        try:
            percent = Decimal(text)
        except InvalidOperation:
            percent = Decimal("NaN")
        if not percent.is_finite() or not 0 <= percent <= 100:
            raise self._odd(where)
        return percent

    def _source(self, key: object, where: str) -> str:
        source = self._sources.get(key) if isinstance(key, str) else None
        if not isinstance(source, str) or not source.strip():
            raise _unreadable(_("“{where}” of {country} names no source", where=where, country=self._code))
        return source

    def _optional(self, key: str) -> _Table:
        return _section(self._table, key) if key in self._table else {}

    def _odd(self, where: str) -> TaxTablesError:
        return _unreadable(_("“{where}” of {country} is missing or odd", where=where, country=self._code))


def _is_day(value: object) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)


def _section(document: _Table, key: str) -> _Table:
    value = document.get(key)
    if not isinstance(value, dict):
        raise _unreadable(_("the section “{section}” is missing", section=key))
    return cast(dict[str, object], value)


def _unreadable(reason: str) -> TaxTablesError:
    return TaxTablesError(
        _("The table of taxes cannot be used: {reason}.", reason=reason),
        hint=_("Mend taxes.toml or take the one that came with Teire."),
    )
