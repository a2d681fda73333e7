"""Pay statements and drafts of invoices from a real ledger, and the files they are written to."""

from datetime import date

import pytest

from studio_app.domain.money import Money
from studio_app.domain.progress import Cancelled
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import Verdict
from studio_app.exports.sheet_file import SheetNotWritten
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.ordering import OrderTerms
from studio_app.workflow.people import Details


def yen(minor):
    return Money(minor=minor, currency="JPY")


@pytest.fixture
def paid(studio):
    """SATO painted C012, which serves three cuts, under an order per cut; the art director approved."""
    studio.person("SATO", "佐藤 光", registration_number="T7123456789012")
    art = studio.person("AD", "吉田 監督")
    studio.background("C012", ("012", "013", "014"))
    terms = {"person": "SATO", "backgrounds": ("C012",), "unit": RateUnit.CUT, "agreed_on": date(2026, 1, 1)}
    studio.steps.orders.agree(OrderTerms(price=yen(3000), **terms), by=None)
    stage = studio.add(3, painter="SATO")
    studio.steps.reviews.review("C012", stage=stage.id, verdict=Verdict.APPROVED, cause=None, by=art.id)
    studio.steps.orders.agree_contract(
        "SATO", valid_from=date(2026, 1, 1), country="JP", taxed=True, tax_included=False, withholding=True, by=None
    )
    return studio


def _days(studio):
    day = studio.clock.now.wall.date()
    return day.replace(day=1), date(day.year + 1, 12, 31)


def test_three_cuts_by_order_from_the_ledger_to_the_invoice(paid):
    # 3 x 3,000 = 9,000; tax 900; withheld 918.9 -> 918; payable 8,982
    first, last = _days(paid)
    statement = paid.steps.paying.statement(first, last)
    assert statement.totals == (yen(9000),)
    draft = paid.steps.paying.invoice("SATO", first, last, number="7", recipient="株式会社 空色")
    assert (draft.total, draft.withheld.amount, draft.payable, draft.dated) == (yen(9900), yen(918), yen(8982), last)
    assert draft.missing == () or all("known until" in one for one in draft.missing)
    assert set(statement.people[0].backgrounds[0].entries) <= set(draft.entries)


def test_what_is_drawn_up_after_a_change_names_people_as_they_are_named_now(paid):
    first, last = _days(paid)
    paid.steps.people.change("SATO", Details(name="佐藤 翼", registration_number=""), by=None)
    statement = paid.steps.paying.statement(first, last)
    assert {one.code: one.name for one in statement.people}["SATO"] == "佐藤 翼"
    assert statement.totals == (yen(9000),)
    draft = paid.steps.paying.invoice("SATO", first, last, number="7", recipient="株式会社 空色")
    assert (draft.name, draft.registration_number) == ("佐藤 翼", "")


def test_a_statement_of_one_person_is_that_persons_alone(paid):
    statement = paid.steps.paying.statement(*_days(paid), person="AD")
    assert (statement.only, [one.code for one in statement.people], statement.totals) == ("AD", ["AD"], ())
    with pytest.raises(StepRefused, match="Nobody here has the code"):
        paid.steps.paying.statement(*_days(paid), person="NOBODY")


def test_a_wrong_ending_is_refused_before_anything_is_drawn_up(paid, tmp_path):
    for write in (
        lambda: paid.steps.paying.write(tmp_path / "pay.txt", *_days(paid)),
        lambda: paid.steps.paying.write_invoice(tmp_path / "invoice.docx", "SATO", *_days(paid)),
    ):
        with pytest.raises(SheetNotWritten, match="does not end in a kind of sheet"):
            write()
    assert list(tmp_path.glob("*.txt")) + list(tmp_path.glob("*.docx")) == []


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "html", "csv", "json", "journal"])
def test_writing_a_statement_tells_how_far_it_is(paid, tmp_path, ending):
    told = []
    paid.steps.paying.write(tmp_path / f"pay.{ending}", *_days(paid), progress=told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert len([share for share in told if 0 < share < 1]) >= 2, "one for each person"


@pytest.mark.parametrize("until", [0.0, 0.3, 1.0])
def test_a_statement_that_is_stopped_leaves_what_was_there(paid, tmp_path, until):
    path = tmp_path / "pay.pdf"
    path.write_bytes(b"last month")

    def stop(done):
        if done >= until:
            raise Cancelled

    with pytest.raises(Cancelled):
        paid.steps.paying.write(path, *_days(paid), progress=stop)
    assert [(one.name, one.read_bytes()) for one in tmp_path.glob("*pay*")] == [("pay.pdf", b"last month")]


def test_nothing_to_invoice_is_said(paid):
    with pytest.raises(StepRefused, match="There is nothing to invoice for AD in this period"):
        paid.steps.paying.invoice("AD", *_days(paid))


def test_a_number_kept_before_numbers_were_verified_is_reported_on_the_draft(paid):
    before = paid.steps.people._checked_number
    paid.steps.people._checked_number = str
    paid.person("OLD", "古い", registration_number="T8123456789012")
    paid.steps.people._checked_number = before
    stage = paid.add(4, painter="OLD")
    terms = {"backgrounds": ("C012",), "unit": RateUnit.BACKGROUND, "agreed_on": date(2026, 1, 1)}
    paid.steps.orders.agree(OrderTerms(person="OLD", price=yen(100), **terms), by=None)
    paid.steps.orders.agree_contract(
        "OLD", valid_from=date(2026, 1, 1), country="JP", taxed=True, tax_included=False, withholding=True, by=None
    )
    paid.steps.reviews.review("C012", stage=stage.id, verdict=Verdict.APPROVED, cause=None, by=None)
    draft = paid.steps.paying.invoice("OLD", *_days(paid))
    assert not draft.number_holds
    assert any(sentence.startswith("T8123456789012 is no valid registration number") for sentence in draft.missing)
