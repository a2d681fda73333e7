"""Credits, pay, answers and evidence of one studio, as the window's pages for producers ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.ids import PersonId
from studio_app.domain.progress import no_progress, part_of
from studio_app.statements.answers.head import AnswerKind
from studio_app.statements.scopes import CreditScope
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.delivery_ports import Ask, DeliveredMany

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from studio_app.domain.credit_words import CreditLock, CreditOrder
    from studio_app.domain.ids import EntryHash
    from studio_app.domain.paper_pages import PageWish, Preview
    from studio_app.domain.progress import Progress
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.statements.answers.scope import AnswerScope
    from studio_app.statements.answers.values import Answer
    from studio_app.statements.credit_sheet import OpenCheck
    from studio_app.statements.pay_statement import PayStatement, Period
    from studio_app.statements.roles import Role
    from studio_app.statements.worked import PersonArea, Worked
    from studio_app.workflow.crediting import CreditDraft
    from studio_app.workflow.entry_evidence import Evidence
    from studio_app.workflow.steps import Steps

_DRAWN_UP = 0.7
"""How much of the way an answer is once it is drawn up: setting its pages and pictures is the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something that was said about the sheets is an entry now; `about_work`: it says whose work something is."""

    entry: EntryHash
    about_work: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PayView:
    """A statement and the work of its period, from one look."""

    statement: PayStatement
    worked: Worked


class StudioSheets:
    """Every method blocks and may be called from any thread; what is written is by whoever is here."""

    def __init__(self, steps: Steps, *, me: Callable[[], PersonId | None]) -> None:
        self._steps = steps
        self._me = me

    def credit_draft(self, scope: CreditScope, order: CreditOrder | None) -> CreditDraft:
        """Return the credits as they stand, with their checks and what changed since they were locked."""
        return self._steps.crediting.draft(scope, order)

    def credit_pages(self, draft: CreditDraft, wanted: PageWish) -> Preview:
        """Return the pages of a draft as they will print."""
        return self._steps.crediting.pages(draft, ppi=wanted.ppi, first=wanted.first, most=wanted.count)

    def credit_roles(self) -> tuple[Role, ...]:
        """Return the roles of the studio's table in the order of the roll."""
        return tuple(self._steps.crediting.roles().roles.values())

    def name_credit(self, person: str, role: str, scope: CreditScope) -> Said:
        """Name a person (by code) in a role, by its key."""
        return _said(self._steps.crediting.name(person, role, scope, by=self._me()))

    def clear_check(self, check: OpenCheck, scope: CreditScope, *, reason: str) -> Said:
        """Clear a check by a signed reason."""
        role = check.role.key if check.role is not None else ""
        entry = self._steps.crediting.clear(check.check, check.person, role, scope, reason=reason, by=self._me())
        return _said(entry)

    def leave_out(self, person: str, *, reason: str) -> Said:
        """Sign that a person (by code) is left out of the credits, with the reason."""
        return _said(self._steps.agreements.sign_omission(person, reason=reason, asked=False, by=self._me()))

    def say_whose(self, entry: EntryHash, person: str, *, reason: str) -> Said:
        """Correct an entry that names nobody: a person (by code) did it."""
        amendment = Amendment(person=person)
        return _said(self._steps.corrections.correct(entry, amendment, reason=reason, by=self._me()), about_work=True)

    def withdraw_entry(self, entry: EntryHash, *, reason: str) -> Said:
        """Withdraw what was said by an entry, with the reason; it stays readable."""
        return _said(self._steps.corrections.correct(entry, Amendment(withdrawn=True), reason=reason, by=self._me()))

    def lock_credits(self, scope: CreditScope, order: CreditOrder) -> CreditLock:
        """Lock the credits as they stand."""
        return self._steps.crediting.lock(scope, order, by=self._me())

    def write_credits(
        self, path: Path, scope: CreditScope, order: CreditOrder, *, progress: Progress = no_progress
    ) -> None:
        """Write the credits as they stand; `progress` may raise to stop."""
        self._steps.crediting.write(path, scope, order, progress=progress)

    def write_locked(self, path: Path, lock: CreditLock, *, progress: Progress = no_progress) -> None:
        """Write a version exactly as it was locked; `progress` may raise to stop."""
        scope = CreditScope(episode=lock.episode, cut=lock.cut)
        self._steps.crediting.write_locked(path, scope, lock.version, progress=progress)

    def pay_view(self, period: Period, person: str) -> PayView:
        """Return the statement of a period, of everybody or of one person (by code), and what was worked in it."""
        reading = self._steps.overview.reading()
        statement = self._steps.paying.drawn_up(reading, period, person=person or None)
        only = next((one.person for one in statement.people), PersonId("")) if person else None
        return PayView(statement=statement, worked=self._steps.paying.worked(reading, period, only))

    def pay_pages(self, statement: PayStatement, wanted: PageWish) -> Preview:
        """Return the pages of a statement as they will print."""
        return self._steps.paying.pages(statement, ppi=wanted.ppi, first=wanted.first, most=wanted.count)

    def areas(self) -> tuple[PersonArea, ...]:
        """Return who painted how much of the newest pictures, from what was measured so far."""
        return self._steps.areas.of_everybody()

    def write_pay(self, path: Path, period: Period, person: str, *, progress: Progress = no_progress) -> None:
        """Write the statement of a period, of everybody or of one person; `progress` may raise to stop."""
        self._steps.paying.write(path, period.first, period.last, person=person or None, progress=progress)

    def write_invoice(self, path: Path, period: Period, person: str, *, number: str = "", recipient: str = "") -> None:
        """Write the draft of a person's invoice for a period."""
        self._steps.paying.write_invoice(path, person, period.first, period.last, number=number, recipient=recipient)

    def evidence_of(self, entries: Sequence[EntryHash]) -> Evidence:
        """Return what entries are about."""
        return self._steps.entry_evidence.of(entries)

    def deliver(self, folder: Path, scope: AnswerScope, *, progress: Progress = no_progress) -> DeliveredMany:
        """Deliver a background's or an episode's approved pictures into a folder, signed by the studio's certificate.

        `progress` may raise to stop: what was delivered until then stays delivered.
        """
        ask = Ask(out=folder, identity=self._steps.certificates.identity())
        step, by = self._steps.delivering, self._me()
        if not scope.background:
            return step.deliver_episode(scope.episode, ask, by=by, progress=progress)
        return DeliveredMany(delivered=(step.deliver(scope.background, ask, by=by, progress=progress),), refused=())

    def write_answer(
        self, kind: AnswerKind, path: Path, scope: AnswerScope, *, measure: bool, progress: Progress = no_progress
    ) -> None:
        """Draw up one of the answers and write it; `progress` may raise to stop."""
        step = self._steps.answers
        step.check(path)
        draw_up: Mapping[AnswerKind, Callable[..., Answer]] = {
            AnswerKind.AUTHORSHIP: step.authorship,
            AnswerKind.DOSSIER: step.dossier,
            AnswerKind.REGISTER: step.register,
            AnswerKind.INSPECTION: step.inspection,
            AnswerKind.NO_AI: step.no_ai,
            AnswerKind.CONTRIBUTION: step.contribution,
        }
        answer = draw_up[kind](scope, measure=measure, progress=part_of(progress, 0.0, _DRAWN_UP))
        step.write(path, answer, progress=part_of(progress, _DRAWN_UP, 1.0))


def _said(entry: LedgerEntry, *, about_work: bool = False) -> Said:
    return Said(entry=entry.hash, about_work=about_work)
