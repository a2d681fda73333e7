"""Pay as double-entry journals, read by the programs they are for."""

import shutil
import string
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.money import Money
from studio_app.exports.journal import beancount_journal, hledger_journal
from studio_app.exports.journal_bookings import bookings
from studio_app.exports.journal_names import account_part
from studio_app.statements.invoices import InvoiceWishes, draw_up_invoices
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import Period
from studio_app.statements.tax_tables import parse_taxes

TAXES = parse_taxes((Path(__file__).resolve().parents[2] / "resources" / "tables" / "taxes.toml").read_text("utf-8"))
APRIL = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
WISHES = InvoiceWishes(number="1", dated=date(2026, 4, 30), recipient="星の町", title="星の町")
HLEDGER, BEAN_CHECK = shutil.which("hledger"), Path(sys.executable).with_name("bean-check")
HOSTILE = (
    'a;b | c "quoted" \\ d',
    "[2026-99-99] date:x, (x) * ! ~ = @ 5 JPY",
    "line\nbreak\r\n2026-01-01 open Assets:Mine",
    '"\n2026-01-01 * "x"',
    "=cmd|' /C calc'!A0 <script>\\input{x}",
    "\u202eمرحبا שלום",
    "; include /etc/passwd",
    "名" * 200,
)


@pytest.fixture
def drafts(make):
    """A registered painter, one who is not, one without a contract whose name and code are hostile, one in euros."""
    people = (
        make.person("SATO", "佐藤 光", registration_number="T7123456789012"),
        make.person("mori b", "森"),
        *(make.person(f"X{place};:{name[:8]}", name) for place, name in enumerate(HOSTILE)),
        make.person("ÉMILE", "Émile"),
    )
    stage = make.stage("C012", by="SATO")
    reading = make.reading(
        people=people,
        backgrounds=(make.background("C012", ("012", "013")),),
        stages=(stage, make.stage("C012", number=2, by="SATO")),
        sessions=tuple(make.session(f"s{one.code}", "C012", one.code) for one in people),
        reviews=(make.review("r", stage, "SATO"),),
        rates=(
            make.rate("SATO", 1_000_001),
            make.rate("SATO", 999, "cut"),
            make.rate("ÉMILE", 1755, currency="EUR"),
            *(make.rate(one.code, 1999) for one in people[1:-1]),
        ),
    )
    contracts = (
        make.contract("SATO"),
        make.contract("mori b", tax_included=True, withholding=False),
        make.contract("ÉMILE", country="FR"),
    )
    statement = draw_up_pay(reading, APRIL)
    return tuple(draft for one in statement.people for draft in draw_up_invoices(one, APRIL, contracts, TAXES, WISHES))


def test_every_booking_adds_up_to_nothing_and_to_the_yen(drafts):
    booked = {one.code: one for one in bookings(drafts)}
    assert all(sum(posting.amount.minor for posting in one.postings) == 0 for one in booked.values())
    # 1,000,001 by the hour and 2 cuts x 999 are 1,001,999; tax 100,199.9 -> 100,199;
    # withheld 102,100 + 1,999 x 20.42 % = 102,508.19 -> 102,508; payable 1,001,999 + 100,199 - 102,508 = 999,690
    assert [(one.root.value, one.account, one.amount.minor) for one in booked["SATO"].postings] == [
        ("Expenses", ("Pay", "SATO", "Hours"), 1_000_001),
        ("Expenses", ("Pay", "SATO", "Cuts"), 1_998),
        ("Assets", ("Input-Tax",), 100_199),
        ("Liabilities", ("Withholding",), -102_508),
        ("Liabilities", ("Payable", "SATO"), -999_690),
    ]
    # 1,999 with tax: 181 of it tax, of which 80 % of 181.7 = 145.3 -> 145 are deductible and 36 are not
    assert [(one.account, one.amount.minor) for one in booked["mori b"].postings] == [
        (("Pay", "X-mori-20-b", "Hours"), 1818),
        (("Input-Tax",), 145),
        (("Pay", "X-mori-20-b", "Tax-Not-Deductible"), 36),
        (("Payable", "X-mori-20-b"), -1999),
    ]


def test_expenses_name_the_entries_they_rest_on(drafts, make):
    (hours, *_more) = bookings(drafts)[0].postings
    assert hours.entries
    text = hledger_journal("星の町", drafts).decode()
    assert make.entry_of("sSATO") in text


@pytest.mark.skipif(HLEDGER is None, reason="hledger is not installed")
def test_hledger_accepts_it_strictly_and_finds_the_amounts(drafts, tmp_path):
    file = tmp_path / "pay.journal"
    file.write_bytes(hledger_journal(HOSTILE[2], drafts))
    strict = subprocess.run([HLEDGER, "-f", file, "check", "--strict"], capture_output=True, text=True, check=False)
    assert (strict.returncode, strict.stderr) == (0, "")
    told = subprocess.run(
        [HLEDGER, "-f", file, "bal", "-N", "--flat", "Liabilities:Payable:SATO"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["-999690", "JPY", "Liabilities:Payable:SATO"]


@pytest.mark.skipif(not BEAN_CHECK.exists(), reason="beancount is not installed")
def test_bean_check_accepts_it(drafts, tmp_path):
    file = tmp_path / "pay.beancount"
    file.write_bytes(beancount_journal(HOSTILE[3], drafts))
    checked = subprocess.run([BEAN_CHECK, file], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


@pytest.mark.skipif(HLEDGER is None or not BEAN_CHECK.exists(), reason="hledger or beancount is not installed")
def test_a_month_without_amounts_is_an_empty_journal_that_is_accepted(tmp_path):
    for name, write, command in (
        ("a.journal", hledger_journal, [HLEDGER, "check", "--strict", "-f"]),
        ("a.beancount", beancount_journal, [BEAN_CHECK]),
    ):
        (tmp_path / name).write_bytes(write("星の町", ()))
        subprocess.run([*command, tmp_path / name], check=True, capture_output=True)


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_no_two_codes_share_an_account(one, other):
    assert (account_part(one) == account_part(other)) == (one == other)
    assert not {*account_part(one)} & {*string.whitespace, *":;|()[]\"'*!"}


@given(st.integers(0, 10**9), st.booleans())
def test_any_amount_balances(make, minor, included):
    rates = (make.rate("SATO", minor), make.rate("SATO", minor // 3, "cut"))
    stage = make.stage("C012", by="SATO")
    reading = make.reading(
        people=(make.person("SATO"),),
        backgrounds=(make.background("C012", ("1", "2")),),
        stages=(stage,),
        sessions=(make.session("s", "C012", "SATO"),),
        reviews=(make.review("r", stage, None),),
        rates=rates,
    )
    person = draw_up_pay(reading, APRIL).people[0]
    contract = replace(make.contract("SATO"), tax_included=included)
    (draft,) = draw_up_invoices(person, APRIL, (contract,), TAXES, WISHES)
    (booked,) = bookings((draft,))
    assert sum(one.amount.minor for one in booked.postings) == 0
    spent = sum(one.amount.minor for one in booked.postings if one.root.value != "Liabilities")
    assert Money(minor=spent, currency="JPY") == draft.total
