"""People and companies: added and changed with everything that may later have to be erased bound, not written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.facts import Basis
from studio_app.domain.ids import PersonId, new_id
from studio_app.domain.language import _
from studio_app.domain.people import PersonKind
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_code, checked_name, find_person
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.domain.people import Person
    from studio_app.workflow.ports import Ledger, PersonText, StudioIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is stated anew of somebody: None leaves it as it is, an empty text clears it. `company` is a code."""

    name: str | None = None
    name_en: str | None = None
    reading: str | None = None
    credit_as: str | None = None
    company: str | None = None
    registration_number: str | None = None


class PeopleStep:
    """Adds people, changes their details and lists them.

    `checked_number` refuses a registration number that was never given out.
    """

    def __init__(self, ledger: Ledger, *, person_text: PersonText, checked_number: Callable[[str], str]) -> None:
        self._ledger = ledger
        self._person_text = person_text
        self._checked_number = checked_number

    def all(self) -> tuple[Person, ...]:
        """Everybody, in the order they were added."""
        with self._ledger.look() as index:
            return index.people()

    def find(self, name: str) -> Person:
        """Return the person whose code or id is `name`."""
        with self._ledger.look() as index:
            return find_person(index, name)

    def add(self, person: Person, *, company: str = "", by: PersonId | None) -> Person:
        """Record a person; `company` is the code of one who is already there. A code that is taken is refused."""
        person = replace(
            person,
            id=PersonId(new_id()),
            code=checked_code(person.code),
            name=checked_name(person.name),
            name_en=_stated(person.name_en, "", checked_name),
            reading=_stated(person.reading, "", checked_name),
            credit_as=_stated(person.credit_as, "", checked_name),
            registration_number=_stated(person.registration_number, "", self._checked_number),
        )
        recorded = person

        def decide(index: StudioIndex) -> Decision:
            nonlocal recorded
            taken = [one for one in index.people() if one.code == person.code]
            if taken:
                raise StepRefused(
                    _("{code} is already the code of {name}.", code=person.code, name=taken[0].printed_name),
                    hint=_("Choose another code; two people may share a name, not a code."),
                )
            recorded = replace(person, company=_company(index, company, person))
            details = bind(self._person_text(recorded))
            payload = {"person": recorded.id, "kind": recorded.kind.value, "details": details.commitment}
            draft = Draft(kind=kinds.PERSON_ADDED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(draft,), people=((recorded, details),))

        self._ledger.append(decide, by=by)
        return recorded

    def change(self, person: str, details: Details, *, by: PersonId | None) -> tuple[Person, Person]:
        """Record what is right about the person whose code or id is given; return them as they were and as they are.

        Code and kind stay. Refused where nothing would change, and where what is known of them was erased: the rest
        of it cannot be kept then.
        """
        before = after = self.find(person)

        def decide(index: StudioIndex) -> Decision:
            nonlocal before, after
            before = find_person(index, person)
            _check_not_erased(before)
            after = self._changed(index, before, details)
            if after == before:
                raise StepRefused(
                    _("Nothing about {code} would change.", code=before.code),
                    hint=_(
                        "Say what is right, such as --name NAME; “teire person list --json” shows what is recorded."
                    ),
                )
            bound = bind(self._person_text(after))
            payload = {"person": after.id, "details": bound.commitment}
            draft = Draft(kind=kinds.PERSON_CHANGED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(draft,), texts=(bound,))

        self._ledger.append(decide, by=by)
        return before, after

    def _changed(self, index: StudioIndex, person: Person, details: Details) -> Person:
        """Return the person with all that is given in `details`, checked as when somebody is added."""
        employer = person.company if details.company is None else _company(index, details.company, person)
        return replace(
            person,
            name=person.name if details.name is None else checked_name(details.name),
            name_en=_stated(details.name_en, person.name_en, checked_name),
            reading=_stated(details.reading, person.reading, checked_name),
            credit_as=_stated(details.credit_as, person.credit_as, checked_name),
            company=employer,
            registration_number=_stated(details.registration_number, person.registration_number, self._checked_number),
        )


def _stated(given: str | None, kept: str, check: Callable[[str], str]) -> str:
    """Return what counts of a detail that may be empty: what was given, once checked, else what is kept."""
    if given is None:
        return kept
    return check(given) if given else ""


def _check_not_erased(person: Person) -> None:
    """Refuse somebody whose text was erased; nobody is added without a name."""
    if not person.name:
        raise StepRefused(
            _("What was known of {code} was erased.", code=person.code),
            hint=_("Add them under another code, if they wish to be named again."),
        )


def _company(index: StudioIndex, code: str, person: Person) -> PersonId | None:
    """Return the id of the company for which `person` works by its code, None for an empty one."""
    if not code:
        return None
    found = find_person(index, code)
    if found.id == person.id:
        raise StepRefused(
            _("{code} cannot work for themselves.", code=person.code),
            hint=_("Name another company, or say --no-company."),
        )
    if found.kind is not PersonKind.COMPANY:
        raise StepRefused(
            _("{code} is not a company.", code=code), hint=_("Add it with “teire person add … --kind company” first.")
        )
    return found.id
