"""People and companies who work on backgrounds."""

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.ids import PersonId


class PersonKind(StrEnum):
    """What stands behind a name: the tax office and the credit roll treat them differently."""

    INDIVIDUAL = "individual"
    COMPANY = "company"
    EMPLOYEE = "employee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person or company. `code` is the studio's short name for them and unique; names need not be.

    `reading` is the kana that a Japanese name is sorted by, `credit_as` the name to print instead of `name`.
    """

    id: PersonId
    code: str
    name: str
    name_en: str = ""
    reading: str = ""
    credit_as: str = ""
    kind: PersonKind = PersonKind.INDIVIDUAL
    company: PersonId | None = None
    registration_number: str = ""

    @property
    def printed_name(self) -> str:
        """The name that goes on a sheet."""
        return self.credit_as or self.name
