"""Orders, contracts, credit words, approvals and deliveries as they are read back from their entries."""

from datetime import date

import pytest

from studio_app.domain.credit_words import Clearance, CreditCheck, CreditLock, NamedCredit
from studio_app.domain.facts import Basis
from studio_app.domain.generator_uses import DeliveredPicture, GeneratorApproval, GeneratorUse
from studio_app.domain.money import Money
from studio_app.domain.orders import Contract, RetakePrice, WorkOrder
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.storage.indexes import EntryMalformed
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.ports import Decision
from tests import agreed_payloads as payloads


def read(desk, kind):
    with desk.ledger.look() as index:
        return index.agreed(kind)


@pytest.fixture
def peopled(studio):
    studio.sato, studio.art = studio.person("SATO"), studio.person("AD", "吉田 監督")
    studio.stage = studio.background("C012") and studio.add(1, by=studio.sato.id)
    return studio


def bound(desk, kind, payload, text, *, by):
    draft = Draft(kind=kind, payload=payload, basis=Basis.STATED)
    return desk.ledger.append(lambda _index: Decision(drafts=(draft,), texts=(text,)), by=by)[0][1]


def test_an_order_reads_back_with_its_prices_days_and_note(peopled):
    note = bind("夜のカット")
    payload = payloads.order(peopled.sato.id, peopled.stage.background, note=note.commitment, planned_ms=3_600_000)
    entry = bound(peopled, kinds.ORDER_AGREED, payload, note, by=peopled.art.id)
    (order,) = read(peopled, WorkOrder)
    assert (order.person, order.backgrounds, order.entry) == (peopled.sato.id, (peopled.stage.background,), entry.hash)
    assert (order.unit, order.price) == (RateUnit.BACKGROUND, Money(minor=9000, currency="JPY"))
    assert order.retakes == (RetakePrice(cause=RetakeCause.DIRECTION_CHANGE, price=Money(minor=4500, currency="JPY")),)
    assert (order.agreed_on, order.due_on, order.pay_on) == (date(2026, 4, 1), date(2026, 4, 20), date(2026, 5, 31))
    assert (order.planned.total_seconds(), order.note) == (3600, "夜のカット")


def test_every_other_kind_reads_back(working):
    contract = read(working, Contract)[0]
    assert (contract.country, contract.withholding, contract.tax_included) == ("JP", True, False)
    assert [named.role for named in read(working, NamedCredit)] == ["art-director"]
    assert read(working, Clearance)[0].check is CreditCheck.NAMED_NO_WORK
    assert read(working, CreditLock)[0].version == 1
    approval = read(working, GeneratorApproval)[0]
    assert (approval.use, approval.until, approval.provider) == (GeneratorUse.FINAL, None, "Stability AI")
    delivered = read(working, DeliveredPicture)[0]
    assert delivered.source == delivered.sha256


def test_what_its_recorder_took_back_counts_no_more(peopled):
    entry = peopled.force(kinds.CREDIT_NAMED, payloads.named(peopled.sato.id), by=peopled.art.id)
    taken_back = Amendment(withdrawn=True)
    peopled.steps.corrections.correct(entry.hash, taken_back, reason="別の役職", by=peopled.art.id)
    assert read(peopled, NamedCredit) == ()


@pytest.mark.parametrize(
    "wrong",
    [{"minor": -1}, {"minor": True}, {"unit": "day"}, {"agreed_on": "soon"}, {"retakes": [{"cause": "mood"}]}],
)
def test_an_order_that_is_not_of_its_form_is_not_taken(peopled, wrong):
    with pytest.raises(EntryMalformed):
        peopled.force(kinds.ORDER_AGREED, payloads.order(peopled.sato.id, peopled.stage.background) | wrong)
    assert read(peopled, WorkOrder) == ()


def test_a_delivered_file_that_is_missing_is_found(peopled):
    payload = payloads.delivered(peopled.stage.background, peopled.stage.id, "ab" * 32)
    peopled.force(kinds.PICTURE_DELIVERED, payload)
    (sentence,) = peopled.sentences()
    assert "abababababab" in sentence


def test_what_is_about_me_holds_my_orders_and_nobody_elses_and_no_sheet_of_all(working):
    sato, art = working.steps.people.find("SATO").id, working.steps.people.find("AD").id
    with working.ledger.look() as index:
        mine = {entry.kind for _position, entry in index.own(sato).all_entries()}
        theirs = {entry.kind for _position, entry in index.own(art).all_entries()}
    assert {kinds.ORDER_AGREED, kinds.CONTRACT_AGREED, kinds.CREDIT_NAMED} <= mine
    assert not {kinds.ORDER_AGREED, kinds.CREDITS_LOCKED} & theirs
    assert kinds.GENERATOR_APPROVED in theirs
