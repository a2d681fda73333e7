"""One entry about agreements, credits, generators' approval or delivery to one value.

These kinds are few beside sessions and stages, so they have no index of their own: they are read from their entries.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from studio_app.domain.credit_words import Clearance, CreditCheck, CreditLock, CreditOrder, NamedCredit
from studio_app.domain.generator_uses import DeliveredPicture, GeneratorApproval, GeneratorUse
from studio_app.domain.ids import BackgroundId, Digest, LockId, OrderId, PersonId, StageId
from studio_app.domain.moments import from_ms
from studio_app.domain.money import Money
from studio_app.domain.orders import Contract, RetakePrice, WorkOrder
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause
from studio_app.ledger import kinds
from studio_app.ledger.entries import LedgerEntry

Text = Callable[[str], str]
Agreed = WorkOrder | Contract | NamedCredit | Clearance | CreditLock | GeneratorApproval | DeliveredPicture


def agreed_value(entry: LedgerEntry, text: Text) -> Agreed:
    """Read an entry of one of `AGREED_KINDS`; `text` gives what a commitment binds, empty where it was erased.

    Raises LookupError, TypeError, ValueError, AttributeError or OverflowError where the payload is not of its
    kind's form.
    """
    return _READERS[entry.kind](entry, text)


def person_meant(payload: Mapping[str, Any]) -> PersonId | None:
    """Return whom an entry of these kinds is about, None where it is about nobody in particular."""
    person = payload.get("person")
    return PersonId(person) if isinstance(person, str) else None


def _order(entry: LedgerEntry, text: Text) -> WorkOrder:
    payload, currency = entry.payload, entry.payload["currency"]
    return WorkOrder(
        id=OrderId(_word(payload["order"])),
        person=PersonId(_word(payload["person"])),
        backgrounds=tuple(BackgroundId(_word(one)) for one in payload["backgrounds"]),
        role=_word(payload["role"]),
        unit=RateUnit(payload["unit"]),
        price=_money(payload["minor"], currency),
        planned=timedelta(milliseconds=_whole(payload["planned_ms"])) if "planned_ms" in payload else None,
        agreed_on=date.fromisoformat(payload["agreed_on"]),
        due_on=_day(payload.get("due_on")),
        pay_on=_day(payload.get("pay_on")),
        retakes=tuple(
            RetakePrice(cause=RetakeCause(one["cause"]), price=_money(one["minor"], currency))
            for one in payload["retakes"]
        ),
        note=text(payload["note"]) if "note" in payload else "",
        entry=entry.hash,
    )


def _contract(entry: LedgerEntry, _text: Text) -> Contract:
    payload = entry.payload
    return Contract(
        person=PersonId(_word(payload["person"])),
        valid_from=date.fromisoformat(payload["valid_from"]),
        country=_word(payload["country"]),
        taxed=_flag(payload["taxed"]),
        tax_included=_flag(payload["tax_included"]),
        withholding=_flag(payload["withholding"]),
        entry=entry.hash,
    )


def _named(entry: LedgerEntry, _text: Text) -> NamedCredit:
    payload = entry.payload
    return NamedCredit(
        person=PersonId(_word(payload["person"])),
        role=_word(payload["role"]),
        episode=_word(payload["episode"]),
        cut=_word(payload["cut"]),
        by=entry.person,
        entry=entry.hash,
    )


def _cleared(entry: LedgerEntry, text: Text) -> Clearance:
    payload = entry.payload
    return Clearance(
        check=CreditCheck(payload["check"]),
        person=PersonId(_word(payload["person"])),
        role=_word(payload["role"]),
        episode=_word(payload["episode"]),
        cut=_word(payload["cut"]),
        reason=text(_word(payload["reason"])),
        signed_by=PersonId(_word(payload["signed_by"])),
        entry=entry.hash,
    )


def _locked(entry: LedgerEntry, text: Text) -> CreditLock:
    payload = entry.payload
    return CreditLock(
        id=LockId(_word(payload["lock"])),
        version=_whole(payload["version"]),
        episode=_word(payload["episode"]),
        cut=_word(payload["cut"]),
        order=CreditOrder(payload["rule"]),
        sheet=text(_word(payload["sheet"])),
        locked_by=PersonId(_word(payload["locked_by"])),
        recorded_at=from_ms(entry.recorded_at),
        entry=entry.hash,
    )


def _approved(entry: LedgerEntry, text: Text) -> GeneratorApproval:
    payload = entry.payload
    return GeneratorApproval(
        system=_word(payload["system"]),
        version=_word(payload["version"]),
        provider=_word(payload["provider"]),
        licence=_word(payload["licence"]),
        use=GeneratorUse(payload["use"]),
        episode=_word(payload["episode"]),
        approved_by=PersonId(_word(payload["approved_by"])),
        approved_on=date.fromisoformat(payload["approved_on"]),
        until=_day(payload.get("until")),
        note=text(payload["note"]) if "note" in payload else "",
        entry=entry.hash,
    )


def _delivered(entry: LedgerEntry, _text: Text) -> DeliveredPicture:
    payload = entry.payload
    return DeliveredPicture(
        background=BackgroundId(_word(payload["background"])),
        stage=StageId(_word(payload["stage"])),
        source=Digest(_word(payload["source"])),
        sha256=Digest(_word(payload["file"]["sha256"])),
        file_format=_word(payload["file"]["format"]),
        certificate=_word(payload["certificate"]),
        by=PersonId(_word(payload["by"])) if "by" in payload else None,
        recorded_at=from_ms(entry.recorded_at),
        entry=entry.hash,
    )


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("not a whole number from 0 on")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _money(minor: object, currency: object) -> Money:
    return Money(minor=_whole(minor), currency=_word(currency))


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


_READERS: dict[str, Callable[[LedgerEntry, Text], Agreed]] = {
    kinds.ORDER_AGREED: _order,
    kinds.CONTRACT_AGREED: _contract,
    kinds.CREDIT_NAMED: _named,
    kinds.CHECK_CLEARED: _cleared,
    kinds.CREDITS_LOCKED: _locked,
    kinds.GENERATOR_APPROVED: _approved,
    kinds.PICTURE_DELIVERED: _delivered,
}
AGREED_KINDS = frozenset(_READERS)
