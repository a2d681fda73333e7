"""Amounts exact to the minor unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.money import Money, MoneyError, money_from_text


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("2500", "JPY", 2500), ("17.5", "EUR", 1750), ("17.50", "USD", 1750), ("0", "JPY", 0), ("1.234", "BHD", 1234)],
)
def test_an_amount_is_kept_in_minor_units_of_its_currency(text, currency, minor):
    assert money_from_text(text, currency) == Money(minor=minor, currency=currency)


@pytest.mark.parametrize("text", ["", "x", "1,5", "0.5", "NaN", "sNaN", "Infinity", "1e400", "9007199254740992", "--1"])
def test_what_is_no_amount_in_yen_is_refused(text):
    with pytest.raises(MoneyError, match="is not an amount in JPY"):
        money_from_text(text, "JPY")


def test_yen_have_no_decimals_and_euros_two():
    assert Money(minor=2500, currency="JPY").amount == Decimal(2500)
    assert Money(minor=1750, currency="EUR").amount == Decimal("17.50")


def test_two_currencies_are_not_added_up():
    with pytest.raises(MoneyError, match="JPY and EUR cannot be added up"):
        Money(minor=1, currency="JPY") + Money(minor=1, currency="EUR")


@given(st.integers(-(2**53) + 1, 2**53 - 1), st.sampled_from(["JPY", "EUR", "BHD"]))
def test_an_amount_survives_being_written_and_read(minor, currency):
    money = Money(minor=minor, currency=currency)
    assert money_from_text(str(money.amount), currency) == money
