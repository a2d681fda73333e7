"""Credits: drawn up live with their checks, named and cleared by people, locked, and issued as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from studio_app.domain.credit_words import CreditOrder
from studio_app.domain.language import _
from studio_app.domain.progress import no_progress
from studio_app.statements.credit_difference import difference
from studio_app.statements.credit_record import RecordError, sheet_from_text
from studio_app.statements.credits import draft_credits, issued
from studio_app.statements.scopes import WHOLE
from studio_app.workflow.errors import StepRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from studio_app.domain.credit_words import CreditCheck, CreditLock
    from studio_app.domain.ids import PersonId
    from studio_app.domain.moments import Clock
    from studio_app.domain.paper_pages import Preview
    from studio_app.domain.progress import Progress
    from studio_app.domain.readings import StudioReading
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.statements.credit_difference import CreditChange
    from studio_app.statements.credit_sheet import CreditSheet, OpenCheck
    from studio_app.statements.generator_table import GeneratorTable
    from studio_app.statements.roles import RoleTable
    from studio_app.statements.scopes import CreditScope
    from studio_app.workflow.credit_entries import CreditEntries
    from studio_app.workflow.overview import OverviewStep


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditDraft:
    """A sheet as it stands at `drawn_at`: a draft while any of `checks` is open.

    `lock` is the newest locked version of its scope, None where there is none, and `difference` what the sheet says
    otherwise than that one. `issued`: this is `lock` itself as it was issued, read again.
    """

    sheet: CreditSheet
    checks: tuple[OpenCheck, ...]
    lock: CreditLock | None
    difference: tuple[CreditChange, ...]
    drawn_at: datetime
    zone: str
    issued: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether something keeps it from being issued."""
        return bool(self.sheet.open_checks)


class CreditWriter(Protocol):
    """Puts credit sheets into files and pictures; `purpose` is empty, or names a program (`cinecred`)."""

    def check(self, path: Path, purpose: str = "") -> None:
        """Refuse a path whose ending names no format, or none for that purpose."""
        ...

    def write(self, path: Path, draft: CreditDraft, purpose: str = "", *, progress: Progress = no_progress) -> None: ...
    def pages(self, draft: CreditDraft, *, ppi: int, first: int = 0, most: int | None = None) -> Preview:
        """Return the sheet's pages as they will print, with the places of names and lines."""
        ...


class RoleShelf(Protocol):
    """Where the table of roles is: the studio's own, else the one that came with Teire."""

    def read(self) -> RoleTable: ...
    def own(self) -> Path | None:
        """Return the studio's own table, None where it has none."""
        ...

    def lay_copy(self) -> Path:
        """Lay a copy of the table that came with Teire into the studio; refuse where one lies there already."""
        ...


class CreditStep:
    """Draws up credits and has them written; what people say about them becomes entries."""

    def __init__(
        self,
        overview: OverviewStep,
        entries: CreditEntries,
        *,
        shelf: RoleShelf,
        generators: Callable[[], GeneratorTable],
        writer: CreditWriter,
        clock: Clock,
    ) -> None:
        self._overview = overview
        self._entries = entries
        self._shelf = shelf
        self._generators = generators
        self._writer = writer
        self._clock = clock

    def draft(self, scope: CreditScope = WHOLE, order: CreditOrder | None = None) -> CreditDraft:
        """Draw up the sheet with its open checks; `order` None takes that of the newest lock, else the reading's."""
        return self._draft(self._overview.reading(), scope, order)

    def sheet(self, scope: CreditScope = WHOLE, order: CreditOrder | None = None) -> CreditSheet:
        """Draw up the sheet; refuse with `CreditsRefused` while a check is open."""
        return issued(self.draft(scope, order).sheet)

    def write(
        self,
        path: Path,
        scope: CreditScope = WHOLE,
        order: CreditOrder | None = None,
        *,
        purpose: str = "",
        progress: Progress = no_progress,
    ) -> CreditDraft:
        """Draw up the sheet and write it to a file; refused, naming them, while checks are open."""
        self._writer.check(path, purpose)
        draft = self.draft(scope, order)
        issued(draft.sheet)
        self._writer.write(path, draft, purpose, progress=progress)
        return draft

    def pages(self, draft: CreditDraft, *, ppi: int, first: int = 0, most: int | None = None) -> Preview:
        """Return pages of a draft as pictures from page `first` (from 0); marked DRAFT while a check is open."""
        return self._writer.pages(draft, ppi=ppi, first=first, most=most)

    def roles(self) -> RoleTable:
        """The table of roles that counts in this studio."""
        return self._shelf.read()

    def own_roles(self) -> Path | None:
        """The studio's own table of roles, None where the one that came with Teire counts."""
        return self._shelf.own()

    def lay_roles(self) -> Path:
        """Lay a copy of the table of roles into the studio, to be edited there."""
        return self._shelf.lay_copy()

    def name(
        self,
        person: str,
        role: str,
        scope: CreditScope = WHOLE,
        *,
        by: PersonId | None,
    ) -> LedgerEntry:
        """Record that a person (code or id) stands in a role, whether or not work of theirs is recorded."""
        return self._entries.name(person, role, scope, roles=self._shelf.read(), by=by)

    def clear(
        self,
        check: CreditCheck,
        person: str,
        role: str = "",
        scope: CreditScope = WHOLE,
        *,
        reason: str,
        by: PersonId | None,
    ) -> LedgerEntry:
        """Clear an open check by a signed reason; `role` is the role's key, or empty where only one is meant."""
        draft = self.draft(scope)
        found = [
            one
            for one in draft.sheet.open_checks
            if one.check is check and person in {one.code, one.person} - {""} and role in {"", _key(one)}
        ]
        return self._entries.clear(found, check, person, scope, reason=reason, by=by)

    def lock(
        self,
        scope: CreditScope = WHOLE,
        order: CreditOrder | None = None,
        *,
        by: PersonId | None,
    ) -> CreditLock:
        """Lock the sheet as it stands as the next version of its scope; only once every check is cleared."""
        self._entries.lock(self._lockable(scope, order), by=by)
        return self.locks(scope)[-1]

    def locks(self, scope: CreditScope = WHOLE) -> tuple[CreditLock, ...]:
        """The locked versions of a scope, oldest first."""
        return _locks(self._overview.reading(), scope)

    def locked(self, scope: CreditScope = WHOLE, version: int | None = None) -> CreditDraft:
        """A locked version (None: the newest) as it was issued; names it printed stay."""
        reading = self._overview.reading()
        lock = _version(_locks(reading, scope), version)
        sheet = sheet_from_text(_kept(lock))
        return CreditDraft(
            sheet=sheet,
            checks=sheet.checks,
            lock=lock,
            difference=(),
            drawn_at=lock.recorded_at,
            zone=reading.zone,
            issued=True,
        )

    def difference(
        self,
        scope: CreditScope = WHOLE,
        version: int | None = None,
    ) -> tuple[CreditLock, tuple[CreditChange, ...]]:
        """Return a locked version (None: the newest) and what the sheet says otherwise now."""
        reading = self._overview.reading()
        lock = _version(_locks(reading, scope), version)
        return lock, difference(_kept(lock), self._draft(reading, scope, None).sheet)

    def write_locked(
        self,
        path: Path,
        scope: CreditScope = WHOLE,
        version: int | None = None,
        *,
        purpose: str = "",
        progress: Progress = no_progress,
    ) -> CreditDraft:
        """Write a locked version exactly as it was issued; refuse where its text was erased."""
        self._writer.check(path, purpose)
        draft = self.locked(scope, version)
        self._writer.write(path, draft, purpose, progress=progress)
        return draft

    def _draft(self, reading: StudioReading, scope: CreditScope, order: CreditOrder | None) -> CreditDraft:
        locks = _locks(reading, scope)
        lock = locks[-1] if locks else None
        rule = order or (lock.order if lock else CreditOrder.READING)
        sheet = draft_credits(reading, self._shelf.read(), scope, order=rule, generators=self._generators())
        return CreditDraft(
            sheet=sheet,
            checks=sheet.checks,
            lock=lock,
            difference=(_changes(lock, sheet) if lock else None) or (),
            drawn_at=self._clock.read().wall,
            zone=reading.zone,
        )

    def _lockable(self, scope: CreditScope, order: CreditOrder | None) -> CreditDraft:
        draft = self.draft(scope, order)
        issued(draft.sheet)
        if not draft.sheet.lines and not draft.sheet.generators:
            raise StepRefused(_("There is nothing on this sheet to lock."), hint=_("Record work or name people first."))
        if draft.lock is not None and _changes(draft.lock, draft.sheet) == ():
            raise StepRefused(
                _("Nothing has changed since version {version} was locked.", version=draft.lock.version),
                hint=_("Write that version again with --version {version}.", version=draft.lock.version),
            )
        return draft


def _key(check: OpenCheck) -> str:
    return check.role.key if check.role is not None else ""


def _locks(reading: StudioReading, scope: CreditScope) -> tuple[CreditLock, ...]:
    own = [lock for lock in reading.locks if (lock.episode, lock.cut) == (scope.episode, scope.cut)]
    return tuple(sorted(own, key=lambda lock: lock.version))


def _version(locks: tuple[CreditLock, ...], version: int | None) -> CreditLock:
    """Return a version; of two that two desks locked apart, the later in the log."""
    found = [lock for lock in locks if version is None or lock.version == version]
    if found:
        return found[-1]
    if not locks:
        raise StepRefused(_("This sheet was never locked."), hint=_("Lock it with “teire credits lock”."))
    raise StepRefused(
        _("There is no version {version}.", version=version),
        hint=_("“teire credits history” lists them; the newest is {newest}.", newest=locks[-1].version),
    )


def _kept(lock: CreditLock) -> str:
    """Return the text in which a version was issued; refuse where it was erased."""
    if lock.sheet:
        return lock.sheet
    raise StepRefused(
        _("The text of version {version} was erased.", version=lock.version),
        hint=_("Draw the sheet up anew and lock it."),
    )


def _changes(lock: CreditLock, sheet: CreditSheet) -> tuple[CreditChange, ...] | None:
    """Return what changed since `lock`; None for one whose text was erased or cannot be read: nothing can be said."""
    try:
        return difference(lock.sheet, sheet) if lock.sheet else None
    except RecordError:
        return None
