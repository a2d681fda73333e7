"""Orders and contracts as a studio keeps them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from studio_app.domain.money import Money
from studio_app.domain.orders import RetakePrice
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause
from studio_app.statements.roles import RolesError
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.ordering import OrderTerms

APRIL = date(2026, 4, 1)


def yen(minor):
    return Money(minor=minor, currency="JPY")


TERMS = OrderTerms(
    person="SATO",
    backgrounds=("C012", "C012"),
    unit=RateUnit.BACKGROUND,
    price=yen(9000),
    agreed_on=APRIL,
    role="background-art",
    planned=timedelta(hours=8),
    due_on=date(2026, 4, 20),
    pay_on=date(2026, 5, 31),
    retakes=(RetakePrice(cause=RetakeCause.DIRECTION_CHANGE, price=yen(4500)),),
    note="夕景\n=1+1",
)


@pytest.fixture
def desk(studio):
    studio.person("SATO", "佐藤 光")
    studio.background("C012")
    return studio


def test_an_order_reads_as_it_was_agreed_and_its_note_is_bound_and_not_written(desk):
    entry = desk.steps.orders.agree(TERMS, by=None)
    (order,) = desk.steps.orders.orders("SATO")
    assert (order.entry, order.price, order.planned, order.retakes) == (
        entry.hash,
        yen(9000),
        TERMS.planned,
        TERMS.retakes,
    )
    assert (order.due_on, order.pay_on, order.note) == (TERMS.due_on, TERMS.pay_on, TERMS.note)
    assert len(order.backgrounds) == 1
    assert TERMS.note.encode() not in b"".join(desk.leaves())
    assert desk.steps.orders.order(order.id[:6]) == desk.steps.orders.order(entry.hash) == order
    assert desk.sentences() == []


def test_an_order_that_was_taken_back_no_longer_holds(desk):
    entry = desk.steps.orders.agree(TERMS, by=None)

    desk.steps.corrections.correct(entry.hash, Amendment(withdrawn=True), reason="取り消し", by=None)
    assert desk.steps.orders.orders() == ()
    with pytest.raises(StepRefused, match="There is no order"):
        desk.steps.orders.order(entry.hash)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"backgrounds": ()}, "at least one background"),
        ({"backgrounds": ("C012",) * 1001}, "at least one background"),
        ({"person": "NOBODY"}, "Nobody here has the code"),
        ({"price": yen(-1)}, "not below zero"),
        ({"role": "human"}, "There is no role"),
        ({"note": "a\ud800"}, "cannot be kept"),
        (
            {"retakes": (RetakePrice(cause=RetakeCause.OTHER, price=Money(minor=1, currency="EUR")),)},
            "An order is in one currency.",
        ),
    ],
)
def test_terms_that_cannot_be_paid_by_are_refused_and_change_nothing(desk, changed, said):
    before = desk.leaves()
    with pytest.raises(StepRefused, match=said):
        desk.steps.orders.agree(replace(TERMS, **changed), by=None)
    assert desk.leaves() == before


def test_a_role_of_the_studios_own_table_may_be_ordered(desk):
    shipped = desk.machine.shipped / "resources" / "tables" / "roles.toml"
    own = shipped.read_text("utf-8") + '\n[roles.sky]\nja = "空"\nen = "Skies"\norder = 35\n'
    (desk.root / "roles.toml").write_text(own, "utf-8")
    assert desk.steps.orders.agree(replace(TERMS, role="sky"), by=None).payload["role"] == "sky"
    (desk.root / "roles.toml").write_text("[", "utf-8")
    with pytest.raises(RolesError):
        desk.steps.orders.agree(TERMS, by=None)


def test_a_contract_reads_as_it_was_agreed(desk):
    agree = desk.steps.orders.agree_contract
    agree("SATO", valid_from=APRIL, country="fr", taxed=True, tax_included=True, withholding=False, by=None)
    (contract,) = desk.steps.orders.contracts()
    assert (contract.country, contract.valid_from) == ("FR", APRIL)
    assert (contract.taxed, contract.tax_included, contract.withholding) == (True, True, False)
