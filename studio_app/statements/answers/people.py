"""People as answers name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.statements.answers.missing import MissingKind
from studio_app.statements.names import name_on_sheet, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.domain.people import Person
    from studio_app.domain.rates import Omission
    from studio_app.statements.answers.missing import MissingList


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody in an answer. `person` None: nobody was named.

    `withheld`: they asked not to be named, so that name and code stay empty here; `person` then only keeps two such
    people apart and is printed nowhere.
    """

    person: PersonId | None
    name: str = ""
    name_en: str = ""
    code: str = ""
    withheld: bool = False

    @property
    def words(self) -> str:
        """What is printed in the place of a name."""
        if self.withheld:
            return _("not named at their own wish")
        if self.name:
            return self.name
        return _("nobody named") if self.person is None else _("unknown person")


class Names:
    """Names everybody as they may be printed, and notes where that is not possible."""

    def __init__(self, people: Iterable[Person], omissions: Iterable[Omission]) -> None:
        self._people = {person.id: person for person in people}
        self._withheld = {one.person for one in omissions if one.asked}
        self._named: dict[PersonId | None, Who] = {}

    def who(self, person: PersonId | None) -> Who:
        """Return somebody as they may be printed."""
        if person not in self._named:
            self._named[person] = self._who(person)
        return self._named[person]

    def _who(self, person: PersonId | None) -> Who:
        if person is None:
            return Who(person=None)
        if person in self._withheld:
            return Who(person=person, withheld=True)
        known = self._people.get(person)
        if known is None:
            return Who(person=person)
        return Who(person=person, name=name_on_sheet(known), name_en=known.name_en, code=known.code)

    def noted(self, person: PersonId | None, missing: MissingList, place: str, entry: EntryHash) -> Who:
        """Return `who`, and list what keeps the name from being printed."""
        found = self.who(person)
        if person is None:
            missing.add(MissingKind.NAMELESS, place, (entry,))
        elif found.withheld:
            missing.add(MissingKind.WITHHELD, place, (entry,))
        elif not found.name:
            missing.add(MissingKind.NO_NAME, place, (entry,))
        return found

    def order(self, person: PersonId | None) -> tuple[str, str, str, str]:
        """The place of a person among others: by reading, withheld and unknown ones last."""
        known = self._people.get(person) if person is not None else None
        if known is None or person in self._withheld:
            return ("\U0010ffff", "", "", person or "")
        return (*sort_key(known), known.id)
