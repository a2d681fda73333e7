"""A floor of pay per hour in words: always as a yardstick, with its day and its source beside it."""

from datetime import date

from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.domain.wage_floors import WageFloor


def floor_words(floor: WageFloor, day: date) -> str:
    """Return what the yardstick of `day` is, where it comes from, and whether a newer one may hold."""
    price = money_words(floor.price)
    if floor.is_studios_own or floor.valid_from is None:
        return _("Yardstick: {price} per hour, the studio's own floor.", price=price)
    known = {"price": price, "place": floor.place, "since": floor.valid_from, "source": floor.source}
    if floor.may_be_outdated(day):
        return _(
            "Yardstick: {price} per hour, minimum wage of {place} from {since} (source: {source}); a newer one "
            "may hold by now. It is no legal advice.",
            **known,
        )
    return _(
        "Yardstick: {price} per hour, minimum wage of {place} from {since} (source: {source}). It is no legal advice.",
        **known,
    )


def money_words(money: Money) -> str:
    """Return an amount with its currency."""
    return f"{money.amount:,f} {money.currency}"
