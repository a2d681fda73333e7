"""The studio's word on generators: which one may be used, for what, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_app.domain.facts import Basis
from studio_app.domain.generator_uses import GeneratorApproval
from studio_app.domain.language import _
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_name, checked_reason, find_person
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from studio_app.domain.generator_uses import GeneratorUse
    from studio_app.domain.ids import PersonId
    from studio_app.statements.generator_table import GeneratorTable
    from studio_app.workflow.ports import Ledger, StudioIndex


class ApprovalStep:
    """Records approvals. One is taken back by a correcting entry of whoever recorded it."""

    def __init__(self, ledger: Ledger, *, generators: Callable[[], GeneratorTable]) -> None:
        self._ledger = ledger
        self._generators = generators

    def approve(
        self,
        system: str,
        *,
        licence: str,
        use: GeneratorUse,
        approved_on: date,
        version: str = "",
        provider: str = "",
        episode: str = "",
        until: date | None = None,
        note: str = "",
        approver: str | None = None,
        by: PersonId | None,
    ) -> GeneratorApproval:
        """Record that a generator may be used from `approved_on` to `until`, both included.

        `version` empty: any; `episode` empty: the whole production. Without `provider` it is whoever the table of
        generators names. `approver` is the code of the person who approves, else `by`.
        """
        named = checked_name(system)
        offered = _line(provider) or self._generators().provider(named)
        if until is not None and until < approved_on:
            raise StepRefused(
                _("The last day {until} lies before the first day {first}.", until=until, first=approved_on),
                hint=_("Say another --until, or leave it out where the approval has no end."),
            )
        bound = bind(checked_reason(note)) if note.strip() else None
        terms: dict[str, Any] = {
            "system": named,
            "version": _line(version),
            "provider": offered,
            "licence": _licence(licence),
            "use": use.value,
            "episode": _line(episode),
            "approved_on": approved_on.isoformat(),
        }
        if until is not None:
            terms["until"] = until.isoformat()
        if bound is not None:
            terms["note"] = bound.commitment

        def decide(index: StudioIndex) -> Decision:
            payload = {**terms, "approved_by": _approver(index, approver, by)}
            draft = Draft(kind=kinds.GENERATOR_APPROVED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(draft,), texts=() if bound is None else (bound,))

        entry = self._ledger.append(decide, by=by)[0][1]
        return next(one for one in self.approvals() if one.entry == entry.hash)

    def approvals(self) -> tuple[GeneratorApproval, ...]:
        """Return the approvals that count, in the order they were recorded."""
        with self._ledger.look() as index:
            return index.agreed(GeneratorApproval)


def _approver(index: StudioIndex, approver: str | None, by: PersonId | None) -> PersonId:
    if approver:
        return find_person(index, approver).id
    if by is None:
        raise StepRefused(
            _("A generator is approved by a person."),
            hint=_("Say who with --by CODE, or who you are with --as CODE or “teire me CODE”."),
        )
    return by


def _licence(text: str) -> str:
    if not text.strip():
        raise StepRefused(
            _("An approval names the licence under which the generator is used."),
            hint=_("For instance --licence “Pro, commercial use”."),
        )
    return _line(text)


def _line(text: str) -> str:
    """Return a text of at most 200 characters on one line, or an empty one."""
    return checked_name(text) if text.strip() else ""
