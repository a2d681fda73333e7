"""Figures as the readers of the chosen language write them; what is kept or exported for programs never passes here."""

from decimal import Decimal
from typing import NamedTuple

from studio_app.domain.language import chosen_language


class _Marks(NamedTuple):
    """What stands before decimals and between thousands (CLDR, `numbers/symbols`)."""

    decimal: str = "."
    group: str = ","


_MARKS = {"fr": _Marks(decimal=",", group="\N{NARROW NO-BREAK SPACE}")}


def decimals(figure: Decimal | float | str, places: int) -> str:
    """Return a figure with `places` digits behind the decimal mark: `2.5`, in French `2,5`."""
    return f"{Decimal(str(figure)):.{places}f}".replace(".", _marks().decimal)


def grouped(count: int) -> str:
    """Return a whole number with its thousands set apart: `12,345`."""
    return f"{count:,}".replace(",", _marks().group)


def percent(permille: Decimal | float | str) -> str:
    """Return permille (text as the ledger keeps it, or a figure) as `31.4 %`."""
    return f"{decimals(Decimal(str(permille)) / 10, 1)} %"


def share(part: float, whole: float) -> str:
    """Return what `part` is of `whole`, which is above 0, as `31.4 %`."""
    return percent(part / whole * 1000)


def _marks() -> _Marks:
    return _MARKS.get(chosen_language(), _Marks())
