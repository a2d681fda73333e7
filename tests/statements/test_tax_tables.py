"""The table of taxes that ships with Teire, and tables that are refused."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.money import Money
from studio_app.statements.tax_numbers import japanese_check_digit, plain_number
from studio_app.statements.tax_rules import Rounding
from studio_app.statements.tax_tables import TaxTablesError, parse_taxes

TEXT = (Path(__file__).resolve().parents[2] / "resources" / "tables" / "taxes.toml").read_text("utf-8")
TAXES = parse_taxes(TEXT)
JAPAN = TAXES.rules("JP")


def yen(minor):
    return Money(minor=minor, currency="JPY")


@pytest.mark.parametrize(
    ("base", "kept"),
    [
        (0, 0),
        (9, 0),  # 9 x 10.21 % = 0.9189
        (10, 1),  # 1.021
        (999_999, 102_099),  # 102,099.8979
        (1_000_000, 102_100),  # 1,000,000 x 10.21 % exactly
        (1_000_001, 102_100),  # 102,100 + 0.2042
        (1_000_005, 102_101),  # 102,100 + 5 x 20.42 % = 102,101.021
        (1_500_000, 204_200),  # 102,100 + 500,000 x 20.42 %
    ],
)
def test_withholding_is_10_21_percent_up_to_a_million_and_20_42_above_truncated(base, kept):
    assert JAPAN.withholding(date(2026, 4, 30)).of(yen(base)) == yen(kept)


@given(st.integers(0, 10**10), st.integers(0, 10**6))
def test_who_is_paid_more_has_no_less_left(base, more):
    rule = JAPAN.withholding(date(2026, 4, 30))
    assert rule.of(yen(base)) <= rule.of(yen(base + more))
    assert base - rule.of(yen(base)).minor <= base + more - rule.of(yen(base + more)).minor


def test_nothing_is_withheld_in_france_and_germany():
    assert TAXES.rules("FR").withholding(date(2026, 4, 30)) is None
    assert TAXES.rules("DE").withholding(date(2026, 4, 30)) is None


@pytest.mark.parametrize(
    ("country", "day", "percent"),
    [
        ("JP", date(2019, 9, 30), "8"),
        ("JP", date(2019, 10, 1), "10"),
        ("FR", date(2026, 4, 30), "20"),
        ("DE", date(2020, 6, 30), "19"),
        ("DE", date(2020, 12, 31), "16"),
        ("DE", date(2021, 1, 1), "19"),
    ],
)
def test_the_rate_of_a_day_holds(country, day, percent):
    assert TAXES.rules(country).rate("standard", day).percent == Decimal(percent)


def test_before_its_first_day_and_under_another_key_there_is_no_rate():
    assert JAPAN.rate("standard", date(1988, 1, 1)) is None
    assert JAPAN.rate("zero", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2023, 10, 1), "80"),
        (date(2026, 9, 30), "80"),
        (date(2026, 10, 1), "70"),
        (date(2028, 9, 30), "70"),
        (date(2028, 10, 1), "50"),
        (date(2030, 10, 1), "30"),
        (date(2031, 9, 30), "30"),
        (date(2031, 10, 1), "0"),
    ],
)
def test_the_part_that_is_deductible_without_a_registered_supplier_falls_by_steps(day, percent):
    assert JAPAN.unregistered_share(day).percent == Decimal(percent)


def test_every_rule_names_its_source():
    for country in TAXES.countries:
        rules = TAXES.rules(country)
        found = [rules.rounding_source, rules.number.source, *(rule.source for rule in rules.withholdings)]
        found += [rate.source for rates in rules.rates.values() for rate in rates]
        assert all(len(source) > 10 for source in found)


def test_a_half_is_rounded_as_the_table_says():
    half, more = Fraction(63, 2), Fraction(94, 3)  # 31.5 and 31.33…
    assert [way.of(half) for way in (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP)] == [31, 32, 32]
    assert [way.of(more) for way in (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP)] == [31, 31, 32]
    assert [way.of(Fraction(31)) for way in Rounding] == [31, 31, 31]


def test_the_check_digit_is_worked_out_from_the_right():
    # 123456789012 from the right: 2x1 + 1x2 + 0x1 + 9x2 + 8x1 + 7x2 + 6x1 + 5x2 + 4x1 + 3x2 + 2x1 + 1x2
    # = 2 + 2 + 0 + 18 + 8 + 14 + 6 + 10 + 4 + 6 + 2 + 2 = 74; 74 mod 9 = 2; 9 - 2 = 7
    assert japanese_check_digit("123456789012") == 7


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 8))
def test_one_wrong_digit_is_noticed_unless_a_nine_stands_for_a_nought(base, place, step):
    other = f"{base[:place]}{(int(base[place]) + step) % 10}{base[place + 1 :]}"
    changed = (int(other[place]) - int(base[place])) % 9
    assert (japanese_check_digit(base) != japanese_check_digit(other)) == bool(changed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("T7123456789012", "T7123456789012"),
        ("t7-1234-5678-9012", "T7123456789012"),
        ("Ｔ７１２３４５６７８９０１２", "T7123456789012"),
        ("T4011001098993", "T4011001098993"),
        ("FR 12 345678901", "FR12345678901"),
        ("DE123456789", "DE123456789"),
    ],
)
def test_a_number_is_kept_plain(typed, kept):
    assert TAXES.checked_number(typed) == kept
    assert TAXES.holds(kept)


def test_a_wrong_check_digit_is_refused_with_what_to_do():
    with pytest.raises(TaxTablesError, match="check digit of “T8123456789012” is wrong") as refusal:
        TAXES.checked_number("T8123456789012")
    assert refusal.value.hint == "Copy the registration number (T and 13 digits) from the notice of registration."


@pytest.mark.parametrize("typed", ["7123456789012", "T712345678901", "T71234567890123", "T0123456789012", "=1+1", ""])
def test_another_form_is_refused(typed):
    with pytest.raises(TaxTablesError, match="is not a registration number"):
        TAXES.checked_number(typed)
    assert not TAXES.holds(typed)


@given(st.text(max_size=40))
def test_no_text_breaks_the_check(text):
    assert isinstance(TAXES.holds(plain_number(text)), bool)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('[2019-10-01, "10", "jp-rates"]', '[2019-10-01, "10", "gone"]', "“rates.standard” of JP names no source"),
        (
            '[2019-10-01, "10", "jp-rates"]',
            '[2019-10-01, 10.0, "jp-rates"]',
            "“rates.standard” of JP is missing or odd",
        ),
        (
            '[2019-10-01, "10", "jp-rates"]',
            '[2014-04-01, "10", "jp-rates"]',
            "“rates.standard” of JP is missing or odd",
        ),
        ('[2019-10-01, "10", "jp-rates"]', '["2019", "10", "jp-rates"]', "“rates.standard” of JP is missing or odd"),
        ('["20.42", ""]', '["20.42", "5"]', "“withholding.bands” of JP is missing or odd"),
        ('["10.21", "1000000"]', '["10.21", "1000000.5"]', "“withholding.bands” of JP is missing or odd"),
        ('["10.21", "1000000"]', '["110", "1000000"]', "“withholding.bands” of JP is missing or odd"),
        ('rounding = "down"', 'rounding = "near"', "“rounding” of JP is missing or odd"),
        ('check = "jp-corporate-number"', 'check = "luhn"', "“number” of JP is missing or odd"),
        ('pattern = "T[1-9][0-9]{12}"', 'pattern = "T["', "“number.pattern” of JP is missing or odd"),
        ('kinds = ["individual"]', 'kinds = ["robot"]', "“withholding.kinds” of JP is missing or odd"),
        ("known_until = 2027-03-31", 'known_until = "soon"', "“known_until” of JP is missing or odd"),
        ("[countries.JP.number]", "[countries.JP.nummer]", "the section “number” is missing"),
        ("[sources]", "[[[", "it is not TOML"),
    ],
)
def test_a_table_with_a_fault_is_refused_whole(right, wrong, said):
    assert right in TEXT
    with pytest.raises(TaxTablesError) as refusal:
        parse_taxes(TEXT.replace(right, wrong, 1))
    assert said in refusal.value.message
    assert refusal.value.hint == "Mend taxes.toml or take the one that came with Teire."


def test_a_country_of_the_studios_own_needs_no_code():
    added = TEXT.replace(
        "[countries.JP]",
        '[countries.IT]\nname = { en = "Italy" }\ncurrency = "EUR"\n'
        'tax = { en = "IVA" }\ninvoice = { en = "Fattura" }\nrounding = "half-up"\n'
        'rounding_source = "fr-rounding"\nknown_until = 2026-12-31\n'
        '[countries.IT.rates]\nstandard = [[2013-10-01, "22", "fr-rates"]]\n'
        '[countries.IT.number]\nname = { en = "Partita IVA" }\npattern = "IT[0-9]{11}"\ncheck = ""\n'
        'source = "fr-number"\n'
        '[countries.IT.withholding]\nname = { en = "ritenuta d’acconto" }\nkinds = ["individual"]\n'
        '[[countries.IT.withholding.rates]]\nfrom = 2020-01-01\nbands = [["20", ""]]\n'
        'source = "fr-rates"\n\n[countries.JP]',
        1,
    )
    rules = parse_taxes(added).rules("IT")
    assert rules.rate("standard", date(2026, 1, 1)).percent == Decimal(22)
    # 20 % of 1,000.03 euros is 200.006, truncated to 200.00
    euros = Money(minor=100_003, currency="EUR")
    assert rules.withholding(date(2026, 1, 1)).of(euros) == Money(minor=20_000, currency="EUR")


def test_an_unknown_country_is_refused_with_those_that_are_known():
    with pytest.raises(TaxTablesError) as refusal:
        TAXES.checked_country("XX")
    assert refusal.value.hint == "Known countries are DE, FR, JP."
