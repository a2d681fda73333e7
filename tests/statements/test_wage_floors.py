"""The table of minimum wages that ships, and tables that are refused."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from studio_app.domain.money import Money
from studio_app.statements.wage_floors import WageFloorsError, parse_wage_floors

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "tables" / "wage_floors.toml"
GOOD = """
[sources]
law = "The Wage Act"
[regions.XX]
name = { en = "Somewhere" }
currency = "JPY"
known_until = 2026-09-30
rates = [[2024-10-01, "1000", "law"], [2025-10-03, "1100", "law"]]
"""


@pytest.fixture(scope="module")
def floors():
    return parse_wage_floors(SHIPPED.read_text("utf-8"))


@pytest.mark.parametrize(
    ("region", "day", "minor", "currency"),
    [
        ("JP-13", date(2025, 10, 2), 1163, "JPY"),
        ("JP-13", date(2025, 10, 3), 1226, "JPY"),
        ("JP-26", date(2025, 11, 20), 1058, "JPY"),
        ("JP-26", date(2025, 11, 21), 1122, "JPY"),
        ("JP-17", date(2022, 10, 8), 891, "JPY"),
        ("FR", date(2022, 7, 31), 1085, "EUR"),
        ("FR", date(2026, 1, 1), 1202, "EUR"),
        ("DE", date(2022, 10, 1), 1200, "EUR"),
        ("KR", date(2026, 6, 1), 10320, "KRW"),
        ("US", date(2024, 1, 1), 725, "USD"),
        ("GB", date(2025, 3, 31), 1144, "GBP"),
    ],
)
def test_a_floor_holds_from_its_day_until_the_next_one(floors, region, day, minor, currency):
    found = floors.floor_at(region, day)
    assert found.price == Money(minor=minor, currency=currency)
    assert found.region == region
    assert found.valid_from <= day
    assert found.source
    assert found.place


def test_there_is_no_floor_before_the_first_one_and_none_of_a_region_that_is_not_there(floors):
    assert floors.floor_at("JP-13", date(2022, 9, 30)) is None
    assert floors.floor_at("JP-47", date(2025, 1, 1)) is None


def test_the_floor_of_every_region_only_rises_and_is_known_for_a_while(floors):
    for region in floors.regions:
        day, seen = date(2022, 11, 1), []
        while day < date(2027, 2, 1):
            seen.append(floors.floor_at(region, day).price.minor)
            day += timedelta(days=7)
        assert seen == sorted(seen), region
        assert floors.floor_at(region, day).known_until >= date(2026, 1, 31)


def test_a_floor_says_when_a_newer_one_may_hold(floors):
    tokyo = floors.floor_at("JP-13", date(2026, 11, 26))
    assert not tokyo.may_be_outdated(date(2026, 9, 30))
    assert tokyo.may_be_outdated(date(2026, 10, 1))
    assert not tokyo.is_studios_own


def test_a_region_is_taken_as_people_type_it(floors):
    assert floors.checked_region(" jp-13 ") == "JP-13"
    assert floors.checked_region("") == ""


def test_a_region_without_a_floor_is_refused_with_those_that_have_one(floors):
    with pytest.raises(WageFloorsError, match="There is no minimum wage for “Mars” in the table") as refused:
        floors.checked_region("Mars")
    assert "JP-13" in refused.value.hint


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("[sources]", "[sources", "it is not TOML"),
        ("[sources]\nlaw", "[other]\nlaw", "the section “sources” is missing"),
        ("[regions.XX]", "[places.XX]", "the section “regions” is missing"),
        ('en = "Somewhere"', 'fr = "Ailleurs"', "XX needs a name"),
        ("known_until = 2026-09-30", "", "XX needs a name"),
        ("known_until = 2026-09-30", "known_until = 2026-09-30T00:00:00", "XX needs a name"),
        ('rates = [[2024-10-01, "1000", "law"], [2025-10-03, "1100", "law"]]', "rates = []", "XX needs a name"),
        ('"1000", "law"', '"1000", "hearsay"', "a rate of XX lacks its day"),
        ("2024-10-01,", '"2024",', "a rate of XX lacks its day"),
        ('"1000"', "1000", "a rate of XX lacks its day"),
        ('"1000"', '"0"', "a rate of XX lacks its day"),
        ('"1000"', '"10.5"', "a rate of XX is no amount"),
        ("2025-10-03", "2024-10-01", "the rates of XX are not in the order of their days"),
    ],
)
def test_a_bad_table_is_refused_in_one_sentence(old, new, why):
    assert old in GOOD
    with pytest.raises(WageFloorsError) as refused:
        parse_wage_floors(GOOD.replace(old, new))
    assert f"The table of minimum wages cannot be used: {why}" in refused.value.message
    assert parse_wage_floors(GOOD).floor_at("XX", date(2025, 1, 1)).price.minor == 1000
