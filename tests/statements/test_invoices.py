"""Drafts of invoices, with every amount worked out beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.money import Money
from studio_app.domain.people import PersonKind
from studio_app.statements.invoice_draft import InvoiceItem
from studio_app.statements.invoice_taxes import InvoiceRefused, tax_totals
from studio_app.statements.invoices import InvoiceWishes, contract_on, draw_up_invoice, draw_up_invoices
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_lines import LineKind, PayLine
from studio_app.statements.pay_statement import Period
from studio_app.statements.tax_tables import parse_taxes

TAXES = parse_taxes((Path(__file__).resolve().parents[2] / "resources" / "tables" / "taxes.toml").read_text("utf-8"))
APRIL = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
NUMBER = "T7123456789012"


def yen(minor):
    return Money(minor=minor, currency="JPY")


def item(minor, rate="standard", on=date(2026, 4, 10), currency="JPY"):
    """A line of one redo-like unit that comes to `minor`."""
    line = PayLine(
        kind=LineKind.UNITS,
        background="C012",
        cuts=(),
        roles=(),
        unit=None,
        quantity=1,
        price=Money(minor=minor, currency=currency),
        amount=Money(minor=minor, currency=currency),
        first=on,
        last=on,
        cause=None,
        order=None,
        entries=(),
    )
    return InvoiceItem(line=line, rate=rate)


def wishes(**more):
    known = {"number": "1", "dated": date(2026, 4, 30), "recipient": "株式会社 空色", "title": "星の町"}
    return InvoiceWishes(**(known | more))


@pytest.fixture
def paid(make):
    """Somebody who was paid, of a kind and with a number."""

    def pay(kind="individual", number=NUMBER):
        who = make.person("RET", "手入 花", kind=kind, registration_number=number)
        who = replace(who, kind=PersonKind(kind))
        session = make.session("s", "C012", "RET", timedelta(hours=1))
        reading = make.reading(
            people=(who,), backgrounds=(make.background("C012"),), sessions=(session,), rates=(make.rate("RET", 2000),)
        )
        return draw_up_pay(reading, APRIL).people[0]

    return pay


@pytest.fixture
def draft(make, paid):
    def draw(*items, kind="individual", number=NUMBER, asked=None, **terms):
        agreed = make.contract("RET", **terms)
        return draw_up_invoice(
            paid(kind, number), items, period=APRIL, contract=agreed, taxes=TAXES, wishes=asked or wishes()
        )

    return draw


@pytest.mark.parametrize(
    ("net", "tax", "kept", "payable"),
    [
        # tax 99,999.9 -> 99,999; withheld 102,099.8979 -> 102,099
        (999_999, 99_999, 102_099, 999_999 + 99_999 - 102_099),
        # tax 100,000; withheld 102,100
        (1_000_000, 100_000, 102_100, 997_900),
        # tax 100,000.1 -> 100,000; withheld 102,100.2042 -> 102,100
        (1_000_001, 100_000, 102_100, 997_901),
    ],
)
def test_a_million_yen_more_or_less_one(draft, net, tax, kept, payable):
    found = draft(item(net))
    assert (found.net, found.tax, found.withheld.amount, found.payable) == (yen(net), yen(tax), yen(kept), yen(payable))
    assert found.withheld.base == yen(net)
    assert found.missing == ()
    assert found.heading == "Qualified invoice (適格請求書)"


def test_tax_is_rounded_once_for_each_rate_and_never_for_each_line(draft):
    # 10 %: 3 x 105 = 315 -> 31.5 -> 31 (line by line it would be 30)
    # 8 %: 2 x 106 = 212 -> 16.96 -> 16 (likewise 16); the whole is 527 + 47 = 574
    found = draft(item(105), item(106, "reduced"), item(105), item(106, "reduced"), item(105))
    assert [(str(one.percent), one.net, one.tax, one.gross) for one in found.taxes] == [
        ("10", yen(315), yen(31), yen(346)),
        ("8", yen(212), yen(16), yen(228)),
    ]
    assert (found.net, found.tax, found.total) == (yen(527), yen(47), yen(574))
    assert [line.reduced for line in found.lines] == [False, True, False, True, False]
    assert "※ marks lines at a reduced rate." in found.notes


def test_prices_that_include_the_tax_are_taken_apart_once(draft):
    # 1,000 + 999 = 1,999; 1,999 x 10 / 110 = 181.7 -> 181; net 1,818; withheld 1,818 x 10.21 % = 185.6 -> 185
    found = draft(item(1000), item(999), tax_included=True)
    assert (found.net, found.tax, found.total) == (yen(1818), yen(181), yen(1999))
    assert (found.withheld.amount, found.payable) == (yen(185), yen(1814))


def test_by_contract_nothing_is_withheld_and_no_tax_added(draft):
    found = draft(item(2000), taxed=False, withholding=False)
    assert (found.taxes, found.withheld, found.payable) == ((), None, yen(2000))
    assert "By contract no tax is added." in found.notes


def test_an_untaxed_payment_is_withheld_whole(draft):
    # 2,000 x 10.21 % = 204.2 -> 204
    assert draft(item(2000), taxed=False).payable == yen(1796)


@pytest.mark.parametrize(("kind", "said"), [("company", "is a company"), ("employee", "is employed")])
def test_companies_and_employees_are_not_withheld(draft, kind, said):
    found = draft(item(2000), kind=kind)
    assert (found.withheld, found.payable) == (None, yen(2200))
    assert any(said in note for note in found.notes)
    assert any("pay slip" in sentence for sentence in found.missing) == (kind == "employee")


@pytest.mark.parametrize(("number", "said"), [("", "has no registration number"), ("T8123456789012", "is no valid")])
def test_without_a_valid_number_it_is_no_qualified_invoice_and_says_what_is_deductible(draft, number, said):
    # April 2026: 80 % of 200 yen
    found = draft(item(2000), number=number)
    assert any(said in sentence for sentence in found.missing)
    assert (found.heading, found.total) == ("Invoice", yen(2200))
    assert [(str(one.percent), one.tax, one.deductible) for one in found.deductible] == [("80", yen(200), yen(160))]


def test_the_deductible_part_follows_the_day_of_each_line(draft):
    # 30 September 2026: 80 % of 10.1 = 8.08 -> 8. 1 October: 70 % of 20.5 = 14.35 -> 14
    found = draft(item(101, on=date(2026, 9, 30)), item(205, on=date(2026, 10, 1)), number="")
    assert [(str(one.percent), one.deductible) for one in found.deductible] == [("80", yen(8)), ("70", yen(14))]
    assert found.tax == yen(30)  # 306 x 10 % = 30.6, rounded once


def test_euros_of_france_and_germany_come_from_the_table(draft):
    # 20 % of 10.03 = 2.006 -> 2.01; 19 % of 10.03 = 1.9057 -> 1.91
    euros = item(1003, currency="EUR")
    french = draft(euros, country="FR", number="FR12345678901")
    german = draft(euros, country="DE", number="DE123456789")
    assert [(it.tax.minor, it.withheld, it.missing) for it in (french, german)] == [(201, None, ()), (191, None, ())]
    assert (french.tax_name, french.heading) == ("VAT", "Invoice")


def test_withholding_is_reckoned_in_yen_alone(draft):
    found = draft(item(1003, currency="EUR"))
    assert found.withheld is None
    assert "Nothing is withheld here: it is reckoned in JPY, and this is in EUR." in found.notes


def test_yen_and_euros_make_two_invoices_that_are_never_added_up(make):
    hour = timedelta(hours=1)
    sessions = (
        make.session("a", "C012", "RET", hour, at=datetime(2026, 4, 5, 3, tzinfo=UTC)),
        make.session("b", "C012", "RET", hour, at=datetime(2026, 4, 20, 3, tzinfo=UTC)),
    )
    rates = (make.rate("RET", 2000), make.rate("RET", 1550, since=date(2026, 4, 10), currency="EUR"))
    reading = make.reading(
        people=(make.person("RET", registration_number=NUMBER),),
        backgrounds=(make.background("C012"),),
        sessions=sessions,
        rates=rates,
    )
    person = draw_up_pay(reading, APRIL).people[0]
    drafts = draw_up_invoices(person, APRIL, (make.contract("RET"),), TAXES, wishes())
    assert [(it.net, it.tax.minor) for it in drafts] == [(yen(2000), 200), (Money(minor=1550, currency="EUR"), 155)]


def test_without_a_contract_no_tax_is_guessed(paid):
    found = draw_up_invoice(paid(), [item(2000)], period=APRIL, contract=None, taxes=TAXES, wishes=wishes())
    assert (found.tax, found.withheld, found.payable, found.country) == (yen(0), None, yen(2000), "")
    assert found.missing == ("No contract with RET holds on 2026-04-30; no tax and nothing withheld is reckoned.",)


def test_what_an_invoice_lacks_is_said(draft):
    found = draft(item(2000), asked=wishes(number="", recipient=""))
    assert found.recipient == "星の町"
    assert found.missing == (
        "The invoice has no number yet.",
        "The recipient is the production’s title; an invoice names the company that pays.",
    )


def test_taxes_past_what_the_table_knows_are_named(draft):
    assert any(
        "known until 2027-03-31 only" in it for it in draft(item(1), asked=wishes(dated=date(2027, 4, 1))).missing
    )


def test_the_contract_of_the_day_holds_and_two_of_one_day_are_refused(make, paid):
    early, late = make.contract("RET"), make.contract("RET", since=date(2026, 4, 1), withholding=False)
    assert contract_on((early, late), paid(), date(2026, 3, 31)) == early
    assert contract_on((early, late), paid(), date(2026, 4, 1)) == late
    assert contract_on((late,), paid(), date(2026, 3, 31)) is None
    with pytest.raises(InvoiceRefused, match="contracts from 2026-04-01 on that differ"):
        contract_on((late, make.contract("RET", since=date(2026, 4, 1))), paid(), date(2026, 4, 30))


def test_a_day_before_the_first_rate_is_refused(draft):
    with pytest.raises(InvoiceRefused, match="no tax rate “standard” for Japan on 1988-01-01"):
        draft(item(1, on=date(1988, 1, 1)))


amounts = st.lists(st.integers(0, 10**9), min_size=1, max_size=8)


@given(amounts, st.booleans(), st.data())
def test_the_tax_does_not_depend_on_how_the_lines_are_split(parts, included, data):
    rules = TAXES.rules("JP")
    split = []
    for part in parts:
        first = data.draw(st.integers(0, part))
        split += [item(first), item(part - first)]
    whole = tax_totals([item(sum(parts))], rules, included=included)
    assert tax_totals([item(part) for part in parts], rules, included=included) == whole
    assert tax_totals(split, rules, included=included) == whole


@given(amounts, amounts, st.booleans())
def test_net_and_tax_are_gross_and_prices_stay_what_they_were(full, reduced, included):
    items = [*(item(one) for one in full), *(item(one, "reduced") for one in reduced)]
    totals = tax_totals(items, TAXES.rules("JP"), included=included)
    assert all(one.net.minor + one.tax.minor == one.gross.minor for one in totals)
    printed = sum((one.gross if included else one.net).minor for one in totals)
    assert printed == sum(full) + sum(reduced)
