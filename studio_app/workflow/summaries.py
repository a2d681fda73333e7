"""A ledger entry in one sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.figures import percent
from studio_app.domain.language import _, counted
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause
from studio_app.domain.stages import StageKind
from studio_app.domain.wording import cause_words, hours, hours_with_seconds, kind_word, unit_word
from studio_app.ledger import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.ledger.entries import LedgerEntry
    from studio_app.workflow.ports import StudioIndex


def summary(index: StudioIndex, entry: LedgerEntry) -> str:
    """Return what an entry records, for people; a kind this version does not know is said to be one."""
    writer = _WRITERS.get(entry.kind)
    if writer is None:
        return _("An entry of the kind {kind}, which this version does not know.", kind=entry.kind)
    try:
        return writer(index, entry)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
        return _("An entry of the kind {kind} that is not of its kind's form.", kind=entry.kind)


def _stage(_index: StudioIndex, entry: LedgerEntry) -> str:
    file = entry.payload["file"]
    size = f"{file['width']} × {file['height']}"
    if entry.kind == kinds.GENERATION_RECEIVED:
        system = entry.payload.get("generation", {}).get("system") or _("a system the file does not name")
        return _("Generation by {system} received, {size}.", system=system, size=size)
    changed = entry.payload.get("change", {}).get("changed_permille")
    stage = kind_word(StageKind(entry.payload["stage_kind"]))
    if changed is None:
        return _("A {stage} was saved, {size}.", stage=stage, size=size)
    share = percent(changed)
    return _("A {stage} was saved, {size}; {share} repainted.", stage=stage, size=size, share=share)


def _candidate(_index: StudioIndex, entry: LedgerEntry) -> str:
    file = entry.payload["file"]
    size = f"{file['width']} × {file['height']}"
    system = entry.payload.get("generation", {}).get("system") or _("a system the file does not name")
    return _("Candidate by {system} received, {size}.", system=system, size=size)


def _picked(index: StudioIndex, entry: LedgerEntry) -> str:
    reason = index.text(entry.payload["reason"])
    return _("A candidate was picked among {count}: {reason}", count=entry.payload["among"], reason=reason)


def _reduced(_index: StudioIndex, entry: LedgerEntry) -> str:
    count = len(entry.payload["candidates"])
    return counted(
        "The full file of a candidate that was not picked was let go; a small picture is kept.",
        "The full files of {count} candidates that were not picked were let go; small pictures are kept.",
        count,
    )


def _stopped(_index: StudioIndex, entry: LedgerEntry) -> str:
    active = hours(timedelta(milliseconds=entry.payload["active_ms"]))
    unconfirmed = timedelta(milliseconds=entry.payload["unconfirmed_ms"])
    if unconfirmed:
        waiting = hours(unconfirmed)
        return _("Work stopped after {active}; {waiting} wait to be confirmed.", active=active, waiting=waiting)
    return _("Work stopped after {active}.", active=active)


def _recorded(_index: StudioIndex, entry: LedgerEntry) -> str:
    active = hours_with_seconds(timedelta(milliseconds=entry.payload["active_ms"]))
    unconfirmed = timedelta(milliseconds=entry.payload["unconfirmed_ms"])
    if unconfirmed:
        waiting = hours_with_seconds(unconfirmed)
        return _("{active} of work recorded; {waiting} wait to be confirmed.", active=active, waiting=waiting)
    return _("{active} of work recorded.", active=active)


def _answered(_index: StudioIndex, entry: LedgerEntry) -> str:
    work, rest = (hours(timedelta(milliseconds=entry.payload[name])) for name in ("work_ms", "break_ms"))
    return _("An absence was accounted for: {work} of work, {rest} of a break.", work=work, rest=rest)


def _logged(index: StudioIndex, entry: LedgerEntry) -> str:
    active = hours(timedelta(milliseconds=entry.payload["active_ms"]))
    reason = index.text(entry.payload["reason"])
    return _("{active} of work stated: {reason}", active=active, reason=reason)


def _read(_index: StudioIndex, entry: LedgerEntry) -> str:
    active, covered = (timedelta(milliseconds=entry.payload[name]) for name in ("active_ms", "covered_ms"))
    program = entry.payload["program"]
    if covered:
        return _(
            "{active} of work read from {program}; {covered} more stood already.",
            active=hours(active),
            program=program,
            covered=hours(covered),
        )
    return _("{active} of work read from {program}.", active=hours(active), program=program)


def _reviewed(_index: StudioIndex, entry: LedgerEntry) -> str:
    if entry.payload["verdict"] == "approved":
        return _("Approved.")
    return _("Retake ordered: {cause}.", cause=cause_words(RetakeCause(entry.payload["cause"])))


def _corrected(index: StudioIndex, entry: LedgerEntry) -> str:
    reason = index.text(entry.payload["reason"])
    if entry.payload.get("withdrawn"):
        return _("An entry was withdrawn: {reason}", reason=reason)
    return _("An entry was corrected: {reason}", reason=reason)


def _disputed(index: StudioIndex, entry: LedgerEntry) -> str:
    return _("An entry is disputed: {reason}", reason=index.text(entry.payload["reason"]))


_WRITERS: dict[str, Callable[[StudioIndex, LedgerEntry], str]] = {
    kinds.STUDIO_FOUNDED: lambda _index, _entry: _("The studio was founded."),
    kinds.FEED_OPENED: lambda _index, _entry: _("A feed was opened with its own key."),
    kinds.PERSON_ADDED: lambda _index, _entry: _("Somebody was added."),
    kinds.PERSON_CHANGED: lambda _index, _entry: _("The details of somebody were changed."),
    kinds.BACKGROUND_ADDED: lambda _index, entry: _("The background {code} was added.", code=entry.payload["code"]),
    kinds.GENERATION_RECEIVED: _stage,
    kinds.REVISION_SAVED: _stage,
    kinds.CANDIDATE_RECEIVED: _candidate,
    kinds.CANDIDATE_PICKED: _picked,
    kinds.CANDIDATES_REDUCED: _reduced,
    kinds.DISCLOSURE_SEEN: lambda _index, _entry: _("Somebody saw that the picture they take over was generated."),
    kinds.SESSION_STARTED: lambda _index, _entry: _("Work started."),
    kinds.SESSION_STOPPED: _stopped,
    kinds.SESSION_LOGGED: _logged,
    kinds.SESSION_RECORDED: _recorded,
    kinds.AWAY_ANSWERED: _answered,
    kinds.SESSION_READ: _read,
    kinds.BACKGROUND_REVIEWED: _reviewed,
    kinds.ENTRY_CORRECTED: _corrected,
    kinds.ENTRY_DISPUTED: _disputed,
    kinds.RATE_AGREED: lambda _index, entry: _(
        "A rate per {unit} was agreed.", unit=unit_word(RateUnit(entry.payload["unit"]))
    ),
    kinds.OMISSION_SIGNED: lambda _index, _entry: _("An omission from the credits was signed."),
    kinds.ORDER_AGREED: lambda _index, entry: _(
        "An order per {unit} was agreed.", unit=unit_word(RateUnit(entry.payload["unit"]))
    ),
    kinds.CONTRACT_AGREED: lambda _index, _entry: _("The terms of all payments to somebody were agreed."),
    kinds.CREDIT_NAMED: lambda _index, _entry: _("Somebody was named in the credits."),
    kinds.CHECK_CLEARED: lambda index, entry: _(
        "A check of the credits was cleared: {reason}", reason=index.text(entry.payload["reason"])
    ),
    kinds.CREDITS_LOCKED: lambda _index, entry: _(
        "The credits were locked, version {version}.", version=entry.payload["version"]
    ),
    kinds.GENERATOR_APPROVED: lambda _index, entry: _(
        "The use of {system} was approved.", system=entry.payload["system"]
    ),
    kinds.PICTURE_DELIVERED: lambda _index, _entry: _("A picture was delivered with its makers written into it."),
}
