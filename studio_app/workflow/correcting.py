"""A mistake is answered by a new entry, never by a change; nobody changes another person's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from studio_app.domain.corrections import may_answer
from studio_app.domain.facts import Basis
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_reason, find_background, find_entry, find_person
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from studio_app.domain.ids import PersonId
    from studio_app.domain.sessions import WorkKind
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.workflow.ports import Ledger, StudioIndex

_SESSIONS = {
    kinds.SESSION_STARTED,
    kinds.SESSION_STOPPED,
    kinds.SESSION_LOGGED,
    kinds.SESSION_RECORDED,
    kinds.SESSION_READ,
}
_STAGES = {kinds.GENERATION_RECEIVED, kinds.REVISION_SAVED}
_OTHERS = {
    kinds.BACKGROUND_REVIEWED,
    kinds.RATE_AGREED,
    kinds.OMISSION_SIGNED,
    kinds.ORDER_AGREED,
    kinds.CONTRACT_AGREED,
    kinds.CREDIT_NAMED,
    kinds.CHECK_CLEARED,
    kinds.GENERATOR_APPROVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What a correction changes; None leaves a fact as it is. `person` and `background` are codes."""

    withdrawn: bool | None = None
    person: str | None = None
    active: timedelta | None = None
    work: WorkKind | None = None
    background: str | None = None


class CorrectionStep:
    """Records corrections and disputes."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def correct(self, entry: str, amendment: Amendment, *, reason: str, by: PersonId | None) -> LedgerEntry:
        """Record a correcting entry with its reason; the corrected entry stays as it is."""
        why = bind(checked_reason(reason))

        def decide(index: StudioIndex) -> Decision:
            _position, target = find_entry(index, entry)
            _check_kind(target, amendment)
            _check_right(index, target, by)
            _check_stopped(index, target, amendment)
            payload: dict[str, Any] = {"target": target.hash, "reason": why.commitment}
            if amendment.withdrawn is not None:
                payload["withdrawn"] = amendment.withdrawn
            if amendment.person is not None:
                payload["by"] = find_person(index, amendment.person).id
            if amendment.active is not None:
                payload["active_ms"] = _checked_ms(amendment.active)
            if amendment.work is not None:
                payload["work"] = amendment.work.value
            if amendment.background is not None:
                payload["background"] = find_background(index, amendment.background).id
            draft = Draft(kind=kinds.ENTRY_CORRECTED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(draft,), texts=(why,))

        return self._ledger.append(decide, by=by)[0][1]

    def dispute(self, entry: str, *, reason: str, by: PersonId | None) -> LedgerEntry:
        """Record that an entry is disputed: it is shown as such, and no sum changes."""
        why = bind(checked_reason(reason))

        def decide(index: StudioIndex) -> Decision:
            _position, target = find_entry(index, entry)
            payload = {"target": target.hash, "reason": why.commitment}
            return Decision(
                drafts=(Draft(kind=kinds.ENTRY_DISPUTED, payload=payload, basis=Basis.STATED),), texts=(why,)
            )

        return self._ledger.append(decide, by=by)[0][1]


def _checked_ms(active: timedelta) -> int:
    if not timedelta(0) <= active <= timedelta(hours=24):
        raise StepRefused(_("A session lasts at most 24 hours."), hint=_("Write hours and minutes, such as 1:30."))
    return duration_ms(active)


def _check_kind(target: LedgerEntry, amendment: Amendment) -> None:
    """Refuse an amendment that the entry's kind has no place for."""
    only_time = amendment.active is not None or amendment.work is not None
    moves = amendment.background is not None
    names = amendment.person is not None
    if amendment == Amendment():
        raise StepRefused(_("The correction changes nothing."), hint=_("Say what is right, or --withdraw the entry."))
    allowed = (
        (target.kind in _SESSIONS and not names)
        or (target.kind in _STAGES and not only_time)
        or (target.kind in _OTHERS and not only_time and not moves and (not names or _is_review(target)))
    )
    if not allowed:
        raise StepRefused(
            _("An entry of the kind {kind} cannot be corrected in this way.", kind=target.kind),
            hint=_(
                "Time and kind of work belong to sessions, a painter to stages; record the right fact anew otherwise."
            ),
        )


def _is_review(target: LedgerEntry) -> bool:
    return target.kind == kinds.BACKGROUND_REVIEWED


def _check_right(index: StudioIndex, target: LedgerEntry, by: PersonId | None) -> None:
    """Refuse whoever has no say in the entry."""
    if target.kind in _SESSIONS:
        session = next(one for one in index.sessions() if one.id == target.payload["session"])
        subject: PersonId | None = session.person
        allowed = by == subject
    else:
        subject = _subject(index, target)
        allowed = may_answer(by, subject=subject, recorded_by=target.person)
    if not allowed:
        code = next((person.code for person in index.people() if person.id == subject), "?")
        raise StepRefused(
            _("Only {code} may correct this entry.", code=code),
            hint=_("Let them do it (--as {code}), or dispute it with --dispute, which changes no sum.", code=code),
        )


def _check_stopped(index: StudioIndex, target: LedgerEntry, amendment: Amendment) -> None:
    """Refuse to state the length of a session that still runs: what it goes on to measure would be lost."""
    if amendment.active is None:
        return
    if any(one.id == target.payload["session"] and one.stopped_at is None for one in index.sessions()):
        raise StepRefused(_("The clock of this session still runs."), hint=_("Stop it, then correct what it measured."))


def _subject(index: StudioIndex, target: LedgerEntry) -> PersonId | None:
    """Return whom an entry is about, as it reads now."""
    if target.kind in _STAGES:
        return next((one.by for one in index.stages() if one.id == target.payload["stage"]), None)
    if _is_review(target):
        return next((one.by for one in index.reviews() if one.id == target.payload["review"]), None)
    return target.person
