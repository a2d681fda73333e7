"""Values of pay as JSON: whole milliseconds and minor units, never a float."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from studio_app.domain.moments import duration_ms
from studio_app.domain.money import Money
from studio_app.domain.orders import WorkOrder
from studio_app.domain.rates import Rate
from studio_app.domain.wage_floors import WageFloor
from studio_app.statements.roles import Role
from studio_app.statements.times import ActiveTime

Json = dict[str, Any]


def money_json(amount: Money | None) -> Json | None:
    """Minor units for reckoning, and the same amount in major units as decimal text for reading."""
    if amount is None:
        return None
    return {"minor": amount.minor, "currency": amount.currency, "text": format(amount.amount, "f")}


def rate_json(rate: Rate | None) -> Json | None:
    """The price that a line was reckoned with; an order's price counts from the day it was agreed."""
    if rate is None:
        return None
    return {
        "per": rate.unit.value,
        "price": money_json(rate.price),
        "valid_from": rate.valid_from.isoformat(),
        "entry": rate.entry,
    }


def order_json(order: WorkOrder) -> Json:
    """An order with its terms; `backgrounds` are ids."""
    return {
        "order": order.id,
        "person": order.person,
        "backgrounds": list(order.backgrounds),
        "role": order.role,
        "per": order.unit.value,
        "price": money_json(order.price),
        "planned_ms": None if order.planned is None else duration_ms(order.planned),
        "agreed_on": order.agreed_on.isoformat(),
        "due_on": day_json(order.due_on),
        "pay_on": day_json(order.pay_on),
        "retakes": [{"cause": one.cause.value, "price": money_json(one.price)} for one in order.retakes],
        "note": order.note,
        "entry": order.entry,
    }


def floor_json(floor: WageFloor | None) -> Json | None:
    """A floor with where it comes from; region and source are empty for one that was stated."""
    if floor is None:
        return None
    return {
        "price": money_json(floor.price),
        "region": floor.region,
        "valid_from": day_json(floor.valid_from),
        "source": floor.source,
        "known_until": day_json(floor.known_until),
    }


def roles_json(roles: Iterable[Role]) -> list[Json]:
    """Roles with their words in both languages."""
    return [{"key": role.key, "ja": role.ja, "en": role.en} for role in roles]


def active_json(active: ActiveTime) -> Json:
    """Active time by how it is known."""
    return {one: duration_ms(getattr(active, one)) for one in ("measured", "read", "stated")}


def day_json(day: date | None) -> str | None:
    """A day, null where there is none."""
    return None if day is None else day.isoformat()


def length_json(length: timedelta | None) -> int | None:
    """A length of time in whole milliseconds, null where there is none."""
    return None if length is None else duration_ms(length)
