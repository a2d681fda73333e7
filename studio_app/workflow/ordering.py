"""発注: orders and contracts, agreed before the work and kept as entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from studio_app.domain.facts import Basis
from studio_app.domain.ids import OrderId, new_id
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms
from studio_app.domain.names import shown
from studio_app.domain.orders import Contract, WorkOrder
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_text, find_background, find_person
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from studio_app.domain.ids import PersonId
    from studio_app.domain.money import Money
    from studio_app.domain.orders import RetakePrice
    from studio_app.domain.rates import RateUnit
    from studio_app.ledger.commitments import BoundText
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.statements.roles import RoleTable
    from studio_app.statements.tax_tables import TaxTables
    from studio_app.workflow.ports import Ledger, StudioIndex

_SHORTEST_BEGINNING = 6
_MOST_BACKGROUNDS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTerms:
    """What an order is to say: `person` and `backgrounds` as codes or ids, the rest as in `WorkOrder`."""

    person: str
    backgrounds: tuple[str, ...]
    unit: RateUnit
    price: Money
    agreed_on: date
    role: str = ""
    planned: timedelta | None = None
    due_on: date | None = None
    pay_on: date | None = None
    retakes: tuple[RetakePrice, ...] = ()
    note: str = ""


class OrderStep:
    """Records orders and contracts, and finds them again."""

    def __init__(self, ledger: Ledger, *, roles: Callable[[], RoleTable], taxes: Callable[[], TaxTables]) -> None:
        self._ledger = ledger
        self._roles = roles
        self._taxes = taxes

    def orders(self, person: str | None = None) -> tuple[WorkOrder, ...]:
        """Return all orders that hold, or one person’s, in the order in which they were recorded."""
        with self._ledger.look() as index:
            only = find_person(index, person).id if person else None
            return tuple(one for one in index.agreed(WorkOrder) if only in {None, one.person})

    def order(self, name: str) -> WorkOrder:
        """Return the order whose id or entry is `name` or begins with it."""
        found = [one for one in self.orders() if _named(name, one)]
        if len(found) == 1:
            return found[0]
        if found:
            raise StepRefused(_("{name} names more than one order.", name=shown(name)), hint=_("Give more of its id."))
        raise StepRefused(
            _("There is no order {name}.", name=shown(name)), hint=_("“teire order list” shows their ids.")
        )

    def contracts(self) -> tuple[Contract, ...]:
        """Return all contracts that hold."""
        with self._ledger.look() as index:
            return index.agreed(Contract)

    def agree(self, terms: OrderTerms, *, by: PersonId | None) -> LedgerEntry:
        """Record an order. One that is agreed after the work has begun is taken: statements say so."""
        self._check(terms)
        note = bind(checked_text(terms.note.strip())) if terms.note.strip() else None
        order = OrderId(new_id())

        def decide(index: StudioIndex) -> Decision:
            person = find_person(index, terms.person)
            backgrounds = [find_background(index, one).id for one in dict.fromkeys(terms.backgrounds)]
            payload = {"order": order, "person": person.id, "backgrounds": list(dict.fromkeys(backgrounds))}
            payload |= _order_payload(terms, note)
            draft = Draft(kind=kinds.ORDER_AGREED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(draft,), texts=(note,) if note else ())

        return self._ledger.append(decide, by=by)[0][1]

    def agree_contract(
        self,
        person: str,
        *,
        valid_from: date,
        country: str,
        taxed: bool,
        tax_included: bool,
        withholding: bool,
        by: PersonId | None,
    ) -> LedgerEntry:
        """Record what holds for all payments to a person from a day on, until a later contract does."""
        code = self._taxes().checked_country(country)
        if tax_included and not taxed:
            raise StepRefused(
                _("A price cannot include a tax that is not added."), hint=_("Leave out --tax-included or --untaxed.")
            )

        def decide(index: StudioIndex) -> Decision:
            payload = {
                "person": find_person(index, person).id,
                "valid_from": valid_from.isoformat(),
                "country": code,
                "taxed": taxed,
                "tax_included": tax_included,
                "withholding": withholding,
            }
            return Decision(drafts=(Draft(kind=kinds.CONTRACT_AGREED, payload=payload, basis=Basis.STATED),))

        return self._ledger.append(decide, by=by)[0][1]

    def _check(self, terms: OrderTerms) -> None:
        """Refuse terms that could not be paid by."""
        if not terms.backgrounds or len(terms.backgrounds) > _MOST_BACKGROUNDS:
            raise StepRefused(
                _("An order is for at least one background and at most {most}.", most=_MOST_BACKGROUNDS),
                hint=_("Name each with --background CODE."),
            )
        if terms.price.minor < 0 or any(one.price.minor < 0 for one in terms.retakes):
            raise StepRefused(_("A price is not below zero."), hint=_("Write the price of one unit."))
        if terms.planned is not None and terms.planned <= timedelta(0):
            raise StepRefused(_("A planned length of work is above zero."), hint=_("Write hours and minutes: 8:00."))
        if terms.due_on is not None and terms.due_on < terms.agreed_on:
            raise StepRefused(
                _(
                    "The work would be due on {due}, before it is agreed on {agreed}.",
                    due=terms.due_on,
                    agreed=terms.agreed_on,
                ),
                hint=_("Say with --agreed when both agreed."),
            )
        if any(one.price.currency != terms.price.currency for one in terms.retakes):
            raise StepRefused(
                _("An order is in one currency."), hint=_("Agree a second order for what is paid in another.")
            )
        causes = [one.cause for one in terms.retakes]
        if len(set(causes)) != len(causes):
            raise StepRefused(_("A cause of retakes has two prices."), hint=_("Give each cause once."))
        self._check_role(terms.role)

    def _check_role(self, role: str) -> None:
        known = self._roles().roles
        if role and role not in known:
            raise StepRefused(
                _("There is no role {role} in the table.", role=shown(role)),
                hint=_("Known roles are {roles}.", roles=", ".join(known)),
            )


def _order_payload(terms: OrderTerms, note: BoundText | None) -> dict[str, Any]:
    """Return the terms as an entry carries them."""
    payload: dict[str, Any] = {
        "role": terms.role,
        "unit": terms.unit.value,
        "minor": terms.price.minor,
        "currency": terms.price.currency,
        "agreed_on": terms.agreed_on.isoformat(),
        "retakes": [{"cause": one.cause.value, "minor": one.price.minor} for one in terms.retakes],
    }
    if terms.planned is not None:
        payload["planned_ms"] = duration_ms(terms.planned)
    for key, day in (("due_on", terms.due_on), ("pay_on", terms.pay_on)):
        if day is not None:
            payload[key] = day.isoformat()
    if note is not None:
        payload["note"] = note.commitment
    return payload


def _named(name: str, order: WorkOrder) -> bool:
    long_enough = len(name) >= _SHORTEST_BEGINNING
    return name in {order.id, order.entry} or (
        long_enough and (order.id.startswith(name) or order.entry.startswith(name))
    )
