"""Lets the credits page follow the ledger, and passes on what a producer does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.language import _
from studio_app.qt.credit_lines import line_words, may_lock, spot_of
from studio_app.qt.paper_feed import PaperFeed
from studio_app.qt.sheet_trail import EvidenceAsk
from studio_app.qt.sheet_writing import CREDIT_KINDS
from studio_app.statements.credit_sheet import check_key, line_key

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.credit_words import CreditLock
    from studio_app.domain.ids import EntryHash
    from studio_app.domain.people import Person
    from studio_app.qt.commands import Commands
    from studio_app.qt.credits_page import CreditsPage
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.recorder import Recorder
    from studio_app.qt.sheet_asks import SheetSteps
    from studio_app.qt.sheet_trail import SheetTrail
    from studio_app.qt.sheet_writing import SheetWriting
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks
    from studio_app.statements.credit_sheet import CreditLine, OpenCheck
    from studio_app.statements.roles import Role
    from studio_app.statements.scopes import CreditScope
    from studio_app.workflow.crediting import CreditDraft


class CreditsRoom(QObject):
    """Asks for the sheet while the page is in sight, again whenever something was recorded."""

    def __init__(
        self,
        sheets: SheetSteps,
        tasks: Tasks,
        recorder: Recorder,
        *,
        page: CreditsPage,
        commands: Commands,
        status: StatusLine,
        trail: SheetTrail,
        writing: SheetWriting,
        files: FileChoices,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._sheets, self._tasks, self._recorder, self._page = sheets, tasks, recorder, page
        self._commands, self._status, self._writing = commands.sheets, status, writing
        self._files, self._window = files, window
        self._number = 0
        self._stale = True
        self._roles_known = False
        self._feed = PaperFeed(page.paper.view, tasks, status, sentence=_("Setting the pages…"))
        self._evidence = EvidenceAsk(
            sheets, tasks, page.evidence, show=page.show_evidence, trail=trail, failed=page.paper.show_failure
        )

        page.sheet_changed.connect(self.ask)
        page.locked_wanted.connect(self._on_locked_wanted)
        page.paper.view.spot_chosen.connect(self._on_spot_chosen)
        page.paper.view.describe_with(self._describe)
        page.checks.clear_wanted.connect(self._on_clear_wanted)
        page.checks.leaving_out_wanted.connect(self._on_leaving_out_wanted)
        page.checks.saying_whose_wanted.connect(self._on_saying_whose_wanted)
        page.checks.withdrawal_wanted.connect(self._on_withdrawal_wanted)
        page.checks.evidence_wanted.connect(self._open_evidence)
        page.naming.name_wanted.connect(self._on_name_wanted)
        self._feed.failed.connect(page.paper.show_failure)
        self._feed.shown.connect(page.paper.notices.clear)
        self._commands.credits_page.toggled.connect(self._on_page_toggled)
        self._commands.lock.triggered.connect(lambda _checked=False: self._on_lock())

    @property
    def scope(self) -> CreditScope:
        """What the sheet is of."""
        return self._page.scopes.scope

    @property
    def person(self) -> str:
        """The id of the person whose line is chosen on the sheet, empty where none is."""
        line = self._chosen_line()
        return line.person if line is not None else ""

    def know_people(self, people: tuple[Person, ...]) -> None:
        """Know everybody."""
        self._page.know_people(people)

    def know_backgrounds(self, backgrounds: tuple[Background, ...]) -> None:
        """Know which episodes and cuts there are."""
        self._page.scopes.know_backgrounds(backgrounds)

    def refresh(self) -> None:
        """Something was recorded: draw the sheet up anew, now or once the page is in sight."""
        self._stale = True
        if self._commands.credits_page.isChecked():
            self.ask()

    def ask(self) -> None:
        """Ask for the sheet; an answer that was overtaken is dropped."""
        self._number += 1
        asked, scope, order = self._number, self.scope, self._page.chosen_order
        self._stale = False
        busy = self._status.begin(_("Drawing up the credits…"))

        def on_answered(draft: CreditDraft) -> None:
            self._status.end(busy)
            if asked == self._number:
                self._page.show_draft(draft)
                line = self._chosen_line()
                if line is not None:
                    self._page.evidence.title.show_text(line_words(line))
                self._feed.show(lambda wanted: self._sheets.credit_pages(draft, wanted))

        def on_failed(error: BaseException) -> None:
            self._status.end(busy)
            if asked == self._number:
                self._page.paper.show_failure(error)

        self._tasks.read(lambda: self._sheets.credit_draft(scope, order), answered=on_answered, failed=on_failed)

    def show_state(self, in_sight: bool) -> None:
        """Let the sheet be locked where it may be, while its page is in sight."""
        self._commands.lock.setEnabled(in_sight and self._page.draft is not None and may_lock(self._page.draft))

    def write(self) -> None:
        """Ask where to write the sheet as it stands, and write it."""
        draft = self._page.draft
        if draft is None:
            return
        scope, order = draft.sheet.scope, draft.sheet.order
        path = self._files.sheet(self._window, _("Write the credit sheet"), "credits.xlsx", CREDIT_KINDS)
        if path is not None:
            self._writing.write(
                path,
                _("Writing the credit sheet…"),
                lambda watch: self._sheets.write_credits(path, scope, order, progress=watch.progress),
            )

    def _on_page_toggled(self, on: bool) -> None:
        if not on:
            return
        if not self._roles_known:
            self._tasks.read(self._sheets.credit_roles, answered=self._on_roles, failed=self._page.paper.show_failure)
        if self._stale:
            self.ask()

    def _on_roles(self, roles: tuple[Role, ...]) -> None:
        self._roles_known = True
        self._page.naming.know_roles(roles)

    def _describe(self, key: str) -> str:
        found = spot_of(self._page.draft.sheet, key) if self._page.draft is not None else None
        return found[0] if found is not None else key

    def _on_spot_chosen(self, key: str, entries: tuple[EntryHash, ...]) -> None:
        draft = self._page.draft
        if draft is None:
            return
        if any(check_key(one) == key for one in draft.sheet.checks):
            self._page.show_evidence(False)
            self._page.checks.choose(key)
            return
        found = spot_of(draft.sheet, key)
        words, beneath = found if found is not None else (key, entries)
        self._open_evidence(words, beneath or entries)

    def _open_evidence(self, words: str, entries: tuple[EntryHash, ...]) -> None:
        self._page.change_person.setVisible(bool(self.person))
        self._evidence.open(words, entries, closed=lambda: self._page.paper.view.choose(""))

    def _chosen_line(self) -> CreditLine | None:
        key = self._page.paper.view.chosen
        lines = self._page.draft.sheet.lines if self._page.draft is not None else ()
        return next((one for one in lines if line_key(one) == key), None)

    def _on_clear_wanted(self, check: OpenCheck, reason: str) -> None:
        scope = self.scope
        self._recorder.record(_("Clearing the check…"), lambda: self._sheets.clear_check(check, scope, reason=reason))

    def _on_leaving_out_wanted(self, check: OpenCheck, reason: str) -> None:
        self._recorder.record(_("Signing the omission…"), lambda: self._sheets.leave_out(check.code, reason=reason))

    def _on_saying_whose_wanted(self, check: OpenCheck, person: str, reason: str) -> None:
        entry = check.entries[0]
        self._recorder.record(
            _("Recording whose work it was…"), lambda: self._sheets.say_whose(entry, person, reason=reason)
        )

    def _on_withdrawal_wanted(self, check: OpenCheck, reason: str) -> None:
        entry = check.entries[0]
        self._recorder.record(_("Withdrawing the name…"), lambda: self._sheets.withdraw_entry(entry, reason=reason))

    def _on_name_wanted(self, person: str, role: str) -> None:
        scope = self.scope
        self._recorder.record(_("Naming them…"), lambda: self._sheets.name_credit(person, role, scope))

    def _on_lock(self) -> None:
        draft = self._page.draft
        if draft is not None and self._page.isVisible():
            scope, order = draft.sheet.scope, draft.sheet.order
            self._recorder.record(_("Locking the credits…"), lambda: self._sheets.lock_credits(scope, order))

    def _on_locked_wanted(self) -> None:
        lock = self._page.draft.lock if self._page.draft is not None else None
        if lock is not None:
            name = f"credits-v{lock.version}.pdf"
            path = self._files.sheet(self._window, _("Write the locked credit sheet"), name, CREDIT_KINDS)
            if path is not None:
                self._write_locked(path, lock)

    def _write_locked(self, path: Path, lock: CreditLock) -> None:
        self._writing.write(
            path,
            _("Writing the locked credit sheet…"),
            lambda watch: self._sheets.write_locked(path, lock, progress=watch.progress),
        )
