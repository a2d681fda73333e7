"""People and companies: added with everything that may later have to be corrected or erased bound, not written."""

from collections.abc import Callable
from dataclasses import replace

from studio_app.domain.facts import Basis
from studio_app.domain.ids import PersonId, new_id
from studio_app.domain.language import _
from studio_app.domain.people import Person, PersonKind
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_code, checked_name, find_person
from studio_app.workflow.ports import Decision, Ledger, PersonText, StudioIndex


class PeopleStep:
    """Adds people and lists them; `checked_number` refuses a registration number that was never given out."""

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
            name_en=checked_name(person.name_en) if person.name_en else "",
            reading=checked_name(person.reading) if person.reading else "",
            credit_as=checked_name(person.credit_as) if person.credit_as else "",
            registration_number=self._checked_number(person.registration_number) if person.registration_number else "",
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
            employer = _company(index, company) if company else None
            recorded = replace(person, company=employer)
            details = bind(self._person_text(recorded))
            payload = {"person": recorded.id, "kind": recorded.kind.value, "details": details.commitment}
            draft = Draft(kind=kinds.PERSON_ADDED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(draft,), people=((recorded, details),))

        self._ledger.append(decide, by=by)
        return recorded


def _company(index: StudioIndex, code: str) -> PersonId:
    """Return the id of a company by its code."""
    found = find_person(index, code)
    if found.kind is not PersonKind.COMPANY:
        raise StepRefused(
            _("{code} is not a company.", code=code), hint=_("Add it with “teire person add … --kind company” first.")
        )
    return found.id
