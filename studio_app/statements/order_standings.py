"""What an order agreed, laid beside what was done; `order_actuals` reckons it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, timedelta

    from studio_app.domain.money import Money
    from studio_app.domain.orders import WorkOrder
    from studio_app.statements.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStanding:
    """An order against what was done under it up to the last day of a period, whenever that was.

    `first_work` is the first day on which there was a session or a picture of the person on one of its backgrounds,
    `delivered_on` the day on which each of its backgrounds had a picture of theirs, None before that. `active` is all
    active time under it. `agreed_units` and `done_units` count backgrounds or cuts, None where it is paid by the hour.
    `agreed_amount` is the price times the agreed units, or times the planned length of an order by the hour, None where
    none was planned; `amount` is what came of it so far, and `redo_amount` what redos came to on top.
    """

    order: WorkOrder
    backgrounds: tuple[str, ...]
    role: Role | None
    first_work: date | None
    delivered_on: date | None
    active: timedelta
    agreed_units: int | None
    done_units: int | None
    agreed_amount: Money | None
    amount: Money
    redo_amount: Money
    as_of: date

    @property
    def agreed_after_work(self) -> bool:
        """Whether it was agreed only after the person had begun."""
        return self.first_work is not None and self.first_work < self.order.agreed_on

    @property
    def late(self) -> bool:
        """Whether it was delivered after the day it was due, or is not delivered and that day is over."""
        due = self.order.due_on
        return due is not None and due < (self.delivered_on or self.as_of)

    @property
    def over_plan(self) -> timedelta | None:
        """How much longer it took than planned, negative where it took less, None where nothing was planned."""
        return None if self.order.planned is None else self.active - self.order.planned
