"""What people say about the credits, as entries: names given, checks cleared, sheets locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from studio_app.domain.credit_words import CreditCheck, CreditLock, NamedCredit
from studio_app.domain.facts import Basis
from studio_app.domain.ids import new_id
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.statements.credit_record import record_text, sheet_record
from studio_app.statements.names import name_on_sheet
from studio_app.statements.scopes import ScopeError
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_reason, find_person
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.credit_words import CreditOrder
    from studio_app.domain.ids import PersonId
    from studio_app.domain.people import Person
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.statements.credit_sheet import CreditSheet, OpenCheck
    from studio_app.statements.roles import RoleTable
    from studio_app.statements.scopes import CreditScope
    from studio_app.workflow.ports import Ledger, StudioIndex


class Lockable(Protocol):
    """A sheet that has passed its checks, with the newest lock it follows."""

    @property
    def sheet(self) -> CreditSheet: ...
    @property
    def lock(self) -> CreditLock | None: ...


class CreditEntries:
    """Records what people say about the credits; each only where it still holds when it is written."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def name(self, person: str, role: str, scope: CreditScope, *, roles: RoleTable, by: PersonId | None) -> LedgerEntry:
        """Record that a person stands in a role of the table within a scope."""
        signer = _somebody(by)
        if role not in roles.roles:
            raise StepRefused(
                _("{role} is not a role of the table.", role=shown(role)),
                hint=_("“teire credits roles” shows the keys."),
            )

        def decide(index: StudioIndex) -> Decision:
            found = find_person(index, person)
            _check_place(index, scope)
            _check_nameable(index, found)
            if any(
                (one.person, one.role, one.episode, one.cut) == (found.id, role, scope.episode, scope.cut)
                for one in index.agreed(NamedCredit)
            ):
                raise StepRefused(
                    _("{code} is already named in this role.", code=found.code),
                    hint=_("Take the entry back with “teire correct ENTRY --withdraw” if that is wrong."),
                )
            payload = {"person": found.id, "role": role, "episode": scope.episode, "cut": scope.cut}
            return Decision(drafts=(Draft(kind=kinds.CREDIT_NAMED, payload=payload, basis=Basis.STATED),))

        return self._ledger.append(decide, by=signer)[0][1]

    def clear(
        self,
        found: Sequence[OpenCheck],
        check: CreditCheck,
        person: str,
        scope: CreditScope,
        *,
        reason: str,
        by: PersonId | None,
    ) -> LedgerEntry:
        """Record somebody's reason that clears `found`, the open checks that were meant; refuse where none may be."""
        signer = _somebody(by)
        why = bind(checked_reason(reason))
        meant = _to_clear(found, check, person)
        payload = {
            "check": check.value,
            "person": meant.person,
            "role": meant.role.key if meant.role is not None else "",
            "episode": scope.episode,
            "cut": scope.cut,
            "reason": why.commitment,
            "signed_by": signer,
        }
        draft = Draft(kind=kinds.CHECK_CLEARED, payload=payload, basis=Basis.STATED)
        return self._ledger.append(lambda _index: Decision(drafts=(draft,), texts=(why,)), by=signer)[0][1]

    def lock(self, draft: Lockable, *, by: PersonId | None) -> LedgerEntry:
        """Record a sheet as the next version of its scope; refuse where another was locked meanwhile."""
        signer = _somebody(by)
        scope, order = draft.sheet.scope, draft.sheet.order
        last = draft.lock.version if draft.lock is not None else 0

        def decide(index: StudioIndex) -> Decision:
            newest = max((one.version for one in _locks_of(index, scope)), default=0)
            if newest != last:
                raise StepRefused(
                    _("Somebody locked version {version} meanwhile.", version=newest),
                    hint=_("Look at what it says, then lock again."),
                )
            name = next((name_on_sheet(one) for one in index.people() if one.id == signer), "")
            issued = bind(record_text(sheet_record(draft.sheet, version=last + 1, locked_by=name)))
            payload = _lock_payload(scope, order, version=last + 1, sheet=issued.commitment, signer=signer)
            lock = Draft(kind=kinds.CREDITS_LOCKED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(lock,), texts=(issued,))

        return self._ledger.append(decide, by=signer)[0][1]


def _lock_payload(
    scope: CreditScope, order: CreditOrder, *, version: int, sheet: str, signer: PersonId
) -> dict[str, str | int]:
    return {
        "lock": new_id(),
        "version": version,
        "episode": scope.episode,
        "cut": scope.cut,
        "rule": order.value,
        "sheet": sheet,
        "locked_by": signer,
    }


def _locks_of(index: StudioIndex, scope: CreditScope) -> Sequence[CreditLock]:
    return [one for one in index.agreed(CreditLock) if (one.episode, one.cut) == (scope.episode, scope.cut)]


def _somebody(by: PersonId | None) -> PersonId:
    """Return who signs; an installation alone signs nothing."""
    if by is None:
        raise StepRefused(
            _("Credits are named, cleared and locked by a person."),
            hint=_("Say who you are with --as CODE or “teire me CODE”."),
        )
    return by


def _check_place(index: StudioIndex, scope: CreditScope) -> None:
    """Refuse a scope that no background belongs to."""
    if not scope.whole and not any(scope.covers(one) for one in index.backgrounds()):
        raise ScopeError(
            _("No background belongs to {scope}.", scope=" ".join(filter(None, (scope.episode, scope.cut)))),
            hint=_("Look up the episodes and cuts with “teire background list”."),
        )


def _check_nameable(index: StudioIndex, person: Person) -> None:
    """Refuse somebody who has no name to print, asked not to be named, or carries a generator's name."""
    name = name_on_sheet(person)
    if not name:
        raise StepRefused(
            _("{code} has no name to print.", code=person.code),
            hint=_("Somebody without a name cannot stand on the roll."),
        )
    if any(one.person == person.id for one in index.omissions()):
        raise StepRefused(
            _("An omission is recorded for {code}.", code=person.code),
            hint=_("Take it back first, if the person agrees to be named."),
        )
    if any(stage.system.strip().casefold() == name.strip().casefold() for stage in index.stages()):
        raise StepRefused(
            _("{name} is the name of a generator.", name=shown(name)),
            hint=_("Generators stand in a block of their own, and never in a person’s row."),
        )


def _to_clear(found: Sequence[OpenCheck], check: CreditCheck, person: str) -> OpenCheck:
    """Return the one check that was meant and may be cleared."""
    if not found:
        raise StepRefused(
            _("No such check is open for {person}.", person=shown(person)),
            hint=_("“teire credits check” lists what is open."),
        )
    may = [one for one in found if one.may_clear]
    if not may:
        raise StepRefused(
            _("This cannot be cleared by a signature: {sentence}.", sentence=found[0].sentence),
            hint=_("Set right what it says, for instance with “teire correct”."),
        )
    roles = {one.role.key for one in may if one.role is not None}
    if check is CreditCheck.NAMED_NO_WORK and len(roles) > 1:
        raise StepRefused(
            _("{person} is named in several roles without work.", person=shown(person)),
            hint=_("Say which with --role: {roles}.", roles=", ".join(sorted(roles))),
        )
    return may[0]
