"""A credit sheet as values: people by role and company, generators apart, omissions, and the checks it has to pass."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from studio_app.domain.credit_words import CreditCheck, CreditOrder
    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.statements.definitions import Definition
    from studio_app.statements.roles import Role
    from studio_app.statements.scopes import CreditScope
    from studio_app.statements.times import ActiveTime


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """One person in one role. `company` is the printed name of theirs, empty where there is none.

    `worked`: counted work earns them the role; `named`: a producer (`named_by`, their printed name) gave it to them.
    `first_work` is the moment of the first of their counted work in this role.
    """

    role: Role
    person: PersonId
    name: str
    name_en: str
    reading: str
    code: str
    company: str
    company_en: str = ""
    company_person: PersonId | None = None
    backgrounds: tuple[str, ...]
    stages: int
    reviews: int
    active: ActiveTime
    unconfirmed: timedelta
    first_work: datetime | None = None
    worked: bool = True
    named: bool = False
    named_by: str = ""
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorLine:
    """A generator that made pictures of the chain. `recorded` is false where the file names no system.

    `provider` is empty where neither the table of generators nor an approval of the studio knows it.
    """

    system: str
    version: str
    recorded: bool
    provider: str = ""
    stages: int
    backgrounds: tuple[str, ...]
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditOmission:
    """Somebody who worked and is not named, and why.

    `entries` holds the omission and the work it covers. Who asked not to be named is not named here either: `code`
    stays empty and their own signature reads “the person themselves”. Where a producer signed, the code says whom
    it concerns.
    """

    person: PersonId
    code: str
    asked: bool
    reason: str
    signed_by: str
    roles: tuple[Role, ...]
    backgrounds: tuple[str, ...]
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCheck:
    """Something that keeps a sheet from being issued, or kept it until somebody signed for it.

    `person` is empty where work names nobody, and `code` besides where they asked not to be named; `role` is None
    where the check is about all that somebody did. `may_clear` is false where the sheet would lie if it were cleared
    away. `cleared_by` is the signer's printed name.
    """

    check: CreditCheck
    person: PersonId
    code: str
    name: str
    role: Role | None
    backgrounds: tuple[str, ...]
    entries: tuple[EntryHash, ...]
    sentence: str
    may_clear: bool
    cleared: bool = False
    cleared_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSheet:
    """Everything a credit sheet prints; `findings` are sentences on what the figures do not yet hold.

    `lines` stand in the order of the roll: by role, in it those of no company first, then company by company, and
    within each by the rule `order`.
    """

    title: str
    scope: CreditScope
    order: CreditOrder
    lines: tuple[CreditLine, ...]
    generators: tuple[GeneratorLine, ...]
    omissions: tuple[CreditOmission, ...]
    checks: tuple[OpenCheck, ...]
    findings: tuple[str, ...]
    definitions: tuple[Definition, ...]

    @property
    def open_checks(self) -> tuple[OpenCheck, ...]:
        """The checks that nobody has cleared; while there is one, the sheet is a draft."""
        return tuple(check for check in self.checks if not check.cleared)


def line_key(line: CreditLine) -> str:
    """Name a line on pages and in lists: the person's id and the role's key."""
    return f"{line.person}/{line.role.key}"


def check_key(check: OpenCheck) -> str:
    """Name a check on pages and in lists: what it is, the person's id, the role's key, and its first entry."""
    role = check.role.key if check.role is not None else ""
    return "/".join((check.check.value, check.person, role, *check.entries[:1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyGroup:
    """The people of a role who stand under one company's heading; `company` is empty for those of none."""

    company: str
    company_en: str
    lines: tuple[CreditLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGroup:
    """A role of the roll with everybody in it."""

    role: Role
    companies: tuple[CompanyGroup, ...]


def roll_of(lines: Iterable[CreditLine]) -> tuple[RoleGroup, ...]:
    """Return the roll that lines in their order make: roles, and in them the companies' headings."""
    return tuple(
        RoleGroup(
            role=role,
            companies=tuple(
                CompanyGroup(company=company, company_en=company_en, lines=tuple(people))
                for (_id, company, company_en), people in groupby(
                    of_role, key=lambda line: (line.company_person, line.company, line.company_en)
                )
            ),
        )
        for role, of_role in groupby(lines, key=lambda line: line.role)
    )
