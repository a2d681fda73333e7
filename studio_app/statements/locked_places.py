"""Where people stand on the credit sheet that was locked for a background: the order that a producer signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.statements.credit_record import RecordError, sheet_from_text
from studio_app.statements.scopes import CreditScope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.credit_words import CreditLock
    from studio_app.domain.ids import PersonId
    from studio_app.domain.readings import StudioReading


def locked_places(reading: StudioReading, background: Background) -> Mapping[PersonId, int]:
    """Return each person's place, by where they first stand on the sheet; empty where none was locked for it.

    Meant is the sheet of one of the background's cuts, else its episode's, else the production's; of each the newest
    version whose text can still be read, since an erased one says no order.
    """
    for lock in _covering(reading.locks, background):
        try:
            lines = sheet_from_text(lock.sheet).lines
        except RecordError:
            continue
        people = dict.fromkeys(line.person for line in lines)
        return {person: place for place, person in enumerate(people)}
    return {}


def _covering(locks: tuple[CreditLock, ...], background: Background) -> Iterator[CreditLock]:
    """Give the locks that cover a background, the narrowest scope first, in each the newest version first."""

    def place(numbered: tuple[int, CreditLock]) -> tuple[int, bool, int, int]:
        # Of two versions that desks locked apart under one number, the later one in the log counts.
        at, lock = numbered
        if lock.cut:
            return background.cuts.index(lock.cut), not lock.episode, -lock.version, -at
        return len(background.cuts), not lock.episode, -lock.version, -at

    found = [one for one in locks if CreditScope(episode=one.episode, cut=one.cut).covers(background)]
    yield from (lock for _at, lock in sorted(enumerate(found), key=place))
