"""`teire pay`, `teire invoice`, `teire order`, `teire contract`: from the terms to the files."""

import zipfile

import pytest

from tests.cli.conftest import carry_out, moved, paint


@pytest.fixture(scope="module")
def paid_by_order(begun, tmp_path_factory):
    """A place where SATO painted C012 (two cuts) under an order and KAMIYA approved it, to be copied."""
    place = tmp_path_factory.mktemp("paid-by-order")
    moved(begun, place)
    terms = ("--background", "C012", "--per", "cut", "--price", "6000", "--agreed", "2026-01-10", "--planned", "2:00")
    days = ("--due", "2126-01-20", "--pay-on", "2126-03-31", "--retake", "direction-change=4500")
    picture = paint(place / "a.png", 1)
    carry_out(
        place,
        ("order", "add", "SATO", *terms, *days, "--role", "background-art", "--note", "夕景"),
        ("contract", "agree", "SATO", "--from", "2026-01-01"),
        ("add", picture, "--background", "C012", "--stage", "retouch", "--by", "SATO"),
        ("review", "approve", "C012", "--as", "KAMIYA"),
    )
    return place


@pytest.fixture
def worked(teire, goes_on, paid_by_order):
    """SATO painted C012 (two cuts) under an order and KAMIYA approved it."""
    return goes_on(paid_by_order)


WHOLE = ("--from", "2026-01-01", "--to", "2126-12-31")


def test_an_order_is_listed_and_shown_by_the_beginning_of_its_id(worked):
    (listed,) = worked("--json", "order", "list", "--person", "SATO").document["orders"]
    assert (listed["person_code"], listed["background_codes"], listed["per"]) == ("SATO", ["C012"], "cut")
    assert (listed["price"]["minor"], listed["planned_ms"], listed["pay_on"]) == (6000, 7_200_000, "2126-03-31")
    assert listed["retakes"] == [
        {"cause": "direction-change", "price": {"minor": 4500, "currency": "JPY", "text": "4500"}}
    ]
    shown = worked("order", "show", listed["order"][:8]).out
    assert "夕景" in shown
    assert "A redo for change of direction is paid 4,500 JPY." in shown
    assert worked("--json", "order", "show", listed["entry"]).document == listed
    assert worked("--json", "order", "list", "--person", "KAMIYA").document == {"orders": []}


def test_pay_follows_the_order_and_stands_beside_it(worked):
    # 2 cuts x 6,000 yen = 12,000 yen
    document = worked("--json", "pay", *WHOLE).document
    (sato,) = [one for one in document["people"] if one["code"] == "SATO"]
    assert sato["amount"]["minor"] == 12000
    assert (sato["backgrounds"][0]["quantity"], sato["backgrounds"][0]["rate"]["per"]) == (2, "cut")
    (order,) = sato["orders"]
    assert (order["agreed_units"], order["done_units"], order["late"], order["agreed_after_work"]) == (
        2,
        2,
        False,
        False,
    )
    assert document["person"] is None


def test_one_persons_statement_and_a_whole_month(worked):
    document = worked("--json", "pay", "--month", "2026-02", "--person", "SATO").document
    assert (document["person"], document["period"]["last"]) == ("SATO", "2026-02-28")
    assert [one["code"] for one in document["people"]] == ["SATO"]
    assert "did no work in this period" in worked("pay", "--month", "2028-02", "--person", "KAMIYA").out


@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf", "html", "json", "journal", "beancount"])
def test_every_format_is_written(worked, tmp_path, ending):
    pay, invoice = tmp_path / f"pay.{ending}", tmp_path / f"invoice.{ending}"
    assert worked("pay", *WHOLE, "--out", pay).status == 0
    assert worked("invoice", "SATO", *WHOLE, "--number", "7", "--out", invoice).status == 0
    for path in (pay, invoice):
        content = path.read_bytes()
        if ending == "xlsx":
            with zipfile.ZipFile(path) as book:
                assert "xl/worksheets/sheet1.xml" in book.namelist()
        elif ending == "pdf":
            assert content.startswith(b"%PDF")
        else:
            assert "12000" in content.decode().replace(",", "").replace("12,000", "12000")


def test_an_invoice_is_a_draft_that_says_what_it_lacks(worked):
    # 12,000 + 1,200 tax; withheld 12,000 x 10.21 % = 1,225.2 -> 1,225; payable 11,975
    document = worked("--json", "invoice", "SATO", *WHOLE, "--date", "2026-12-31").document
    assert [document[key]["minor"] for key in ("net", "tax", "total", "payable")] == [12000, 1200, 13200, 11975]
    assert document["draft"] is True
    assert document["dated"] == "2026-12-31"
    assert any("has no registration number" in sentence for sentence in document["missing"])
    spoken = worked("invoice", "SATO", *WHOLE).out
    assert spoken.startswith("DRAFT · Invoice · SATO 佐藤\n")
    assert "Missing: SATO has no registration number" in spoken


def test_who_has_nothing_to_invoice_is_told(worked):
    answer = worked("invoice", "KAMIYA", *WHOLE)
    assert (answer.status, answer.err.count("\n")) == (2, 1)
    assert "There is nothing to invoice for KAMIYA in this period." in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--price", "6000", "--retake", "weather=5"), "is no cause of retakes with a price"),
        (("--price", "6000", "--retake", "other"), "is no cause of retakes with a price"),
        (("--price", "6000", "--retake", "other=1", "--retake", "other=2"), "A cause of retakes has two prices."),
        (("--price", "-1"), "A price is not below zero."),
        (("--price", "1.5"), "is not an amount in JPY"),
        (("--price", "1", "--currency", "YENS"), "is not a currency"),
        (("--price", "1", "--role", "human"), "There is no role “human” in the table."),
        (("--price", "1", "--planned", "0:00"), "A planned length of work is above zero."),
        (("--price", "1", "--agreed", "2026-02-30"), "is not a day"),
        (("--price", "1", "--agreed", "2026-02-10", "--due", "2026-02-09"), "before it is agreed"),
        (("--price", "1", "--background", "C999"), "There is no background “C999”."),
    ],
)
def test_an_order_that_could_not_be_paid_by_is_refused_and_nothing_recorded(teire, words, said):
    before = teire("--json", "ledger", "list").document
    answer = teire("order", "add", "SATO", "--background", "C012", "--per", "background", *words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err
    assert teire("--json", "ledger", "list").document == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--country", "XX"), "There are no taxes for “XX” in the table."),
        (("--untaxed", "--tax-included"), "A price cannot include a tax that is not added."),
    ],
)
def test_a_contract_that_contradicts_itself_is_refused(teire, words, said):
    answer = teire("contract", "agree", "SATO", "--from", "2026-01-01", *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err


def test_contracts_are_listed(worked):
    (listed,) = worked("--json", "contract", "list").document["contracts"]
    assert (listed["person_code"], listed["country"], listed["taxed"], listed["withholding"]) == (
        "SATO",
        "JP",
        True,
        True,
    )
    assert "tax added" in worked("contract", "list").out


@pytest.mark.parametrize("words", [(), ("--from", "2026-01-01"), ("--month", "2026-01", "--to", "2026-02-01")])
def test_a_period_is_two_days_or_a_month(teire, words):
    answer = teire("pay", *words)
    assert answer.status == 2
    assert "Say either --from and --to, or --month." in answer.err


def test_a_month_that_is_none_is_refused(teire):
    assert "“2026-13” is not a month." in teire("pay", "--month", "2026-13").err


def test_a_registration_number_is_verified_at_the_door(teire):
    refused = teire("person", "add", "NEW", "--name", "新", "--registration-number", "T8123456789012")
    assert (refused.status, refused.out) == (2, "")
    assert "The check digit of “T8123456789012” is wrong" in refused.err
    assert "NEW" not in teire("person", "list").out
    taken = teire("--json", "person", "add", "NEW", "--name", "新", "--registration-number", "Ｔ7123 4567 89012")
    assert taken.document["registration_number"] == "T7123456789012"
