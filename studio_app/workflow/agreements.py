"""What was agreed: rates, and signed reasons why somebody is not named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.facts import Basis
from studio_app.domain.language import _
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_reason, find_person
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from datetime import date

    from studio_app.domain.ids import PersonId
    from studio_app.domain.money import Money
    from studio_app.domain.rates import RateUnit
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.workflow.ports import Ledger, StudioIndex


class AgreementStep:
    """Records rates and omissions."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def agree_rate(
        self, person: str, *, unit: RateUnit, price: Money, valid_from: date, by: PersonId | None
    ) -> LedgerEntry:
        """Record a rate that counts from a day on, until a later one does."""
        if price.minor < 0:
            raise StepRefused(_("A rate is not below zero."), hint=_("Write the price of one unit."))

        def decide(index: StudioIndex) -> Decision:
            payload = {
                "person": find_person(index, person).id,
                "unit": unit.value,
                "minor": price.minor,
                "currency": price.currency,
                "valid_from": valid_from.isoformat(),
            }
            return Decision(drafts=(Draft(kind=kinds.RATE_AGREED, payload=payload, basis=Basis.STATED),))

        return self._ledger.append(decide, by=by)[0][1]

    def sign_omission(self, person: str, *, reason: str, asked: bool, by: PersonId | None) -> LedgerEntry:
        """Record that somebody is left off the credits: at their own wish, or for a reason a producer signs."""
        if by is None:
            raise StepRefused(
                _("An omission is signed by a person."), hint=_("Say who you are with --as CODE or “teire me CODE”.")
            )
        why = bind(checked_reason(reason))

        def decide(index: StudioIndex) -> Decision:
            payload = {
                "person": find_person(index, person).id,
                "asked": asked,
                "reason": why.commitment,
                "signed_by": by,
            }
            draft = Draft(kind=kinds.OMISSION_SIGNED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(draft,), texts=(why,))

        return self._ledger.append(decide, by=by)[0][1]
