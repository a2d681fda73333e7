"""Lets the pay page follow the ledger, and passes on what a producer does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.language import _, counted
from studio_app.qt.paper_feed import PaperFeed
from studio_app.qt.pay_rows import pay_spot
from studio_app.qt.sheet_trail import EvidenceAsk
from studio_app.qt.sheet_writing import INVOICE_KINDS, PAY_KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from studio_app.domain.ids import EntryHash, PersonId
    from studio_app.domain.people import Person
    from studio_app.qt.commands import Commands
    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.invoice_drawer import InvoiceDrawer
    from studio_app.qt.pay_page import PayPage
    from studio_app.qt.sheet_asks import SheetSteps
    from studio_app.qt.sheet_trail import SheetTrail
    from studio_app.qt.sheet_writing import SheetWriting
    from studio_app.qt.status_line import StatusLine
    from studio_app.qt.tasks import Tasks
    from studio_app.qt.watch import Watch
    from studio_app.statements.pay_statement import Period, PersonPay
    from studio_app.statements.worked import PersonArea
    from studio_app.workflow.studio_sheets import PayView


class PayRoom(QObject):
    """Asks for the statement while the page is in sight, again whenever something was recorded."""

    def __init__(
        self,
        sheets: SheetSteps,
        tasks: Tasks,
        *,
        page: PayPage,
        commands: Commands,
        drawer: InvoiceDrawer,
        status: StatusLine,
        trail: SheetTrail,
        writing: SheetWriting,
        files: FileChoices,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._sheets, self._tasks, self._page, self._drawer = sheets, tasks, page, drawer
        self._commands, self._status, self._writing = commands.sheets, status, writing
        self._files, self._window = files, window
        self._number = 0
        self._stale = True
        self._areas_stale = True
        self._everybody: tuple[PersonId, ...] = ()
        self._view: PayView | None = None
        self._feed = PaperFeed(page.paper.view, tasks, status, sentence=_("Setting the pages…"))
        self._evidence = EvidenceAsk(
            sheets, tasks, page.evidence, show=page.show_evidence, trail=trail, failed=page.notices.show_failure
        )

        page.period_changed.connect(self.ask)
        page.figure_chosen.connect(self._evidence.open)
        page.paper.view.spot_chosen.connect(self._on_spot_chosen)
        page.paper.view.describe_with(lambda key: self._spot(key, ())[0])
        self._feed.failed.connect(page.paper.show_failure)
        self._feed.shown.connect(page.paper.notices.clear)
        self._commands.pay_page.toggled.connect(self._on_page_toggled)
        self._commands.statement.toggled.connect(lambda _on: self._show_pages())
        self._commands.invoice.triggered.connect(lambda _checked=False: self._on_invoice())
        drawer.invoice_wanted.connect(self._on_invoice_wanted)
        drawer.all_wanted.connect(self._on_all_wanted)

    @property
    def person(self) -> str:
        """The id of whose row the keys are on, else the code of whom the statement is limited to."""
        return self._page.table.person or self._page.chosen

    def know_people(self, people: tuple[Person, ...]) -> None:
        """Know everybody."""
        self._everybody = tuple(one.id for one in people)
        self._page.know_people(people)

    def refresh(self) -> None:
        """Something was recorded: draw the statement up anew, now or once the page is in sight."""
        self._stale = self._areas_stale = True
        if self._commands.pay_page.isChecked():
            self.ask()

    def ask(self) -> None:
        """Ask for the statement; an answer that was overtaken is dropped."""
        self._number += 1
        asked, period, person = self._number, self._page.period, self._page.chosen
        self._stale = False
        busy = self._status.begin(_("Drawing up the pay statement…"))

        def on_answered(view: PayView) -> None:
            self._status.end(busy)
            if asked == self._number:
                self._view = view
                self._page.show_statement(view.statement, view.worked)
                self._show_pages()
                self._ask_areas()

        def on_failed(error: BaseException) -> None:
            self._status.end(busy)
            if asked == self._number:
                self._page.notices.clear()
                self._page.notices.show_failure(error)

        self._tasks.read(lambda: self._sheets.pay_view(period, person), answered=on_answered, failed=on_failed)

    def write(self) -> None:
        """Ask where to write the statement that is shown, and write it."""
        period, person = self._page.period, self._page.chosen
        name = "-".join(part for part in ("pay", f"{period.first:%Y-%m}", person) if part) + ".xlsx"
        path = self._files.sheet(self._window, _("Write the pay statement"), name, PAY_KINDS)
        if path is not None:
            self._writing.write(
                path,
                _("Writing the pay statement…"),
                lambda watch: self._sheets.write_pay(path, period, person, progress=watch.progress),
            )

    def _on_page_toggled(self, on: bool) -> None:
        if on and self._stale:
            self.ask()

    def _show_pages(self) -> None:
        view = self._view
        if view is not None and self._page.shows_paper:
            self._feed.show(lambda wanted: self._sheets.pay_pages(view.statement, wanted))

    def _ask_areas(self) -> None:
        if not self._areas_stale:
            return
        self._areas_stale = False

        def on_answered(areas: tuple[PersonArea, ...]) -> None:
            self._page.show_areas(areas, self._everybody)

        self._tasks.read(self._sheets.areas, answered=on_answered, failed=self._page.notices.show_failure)

    def _spot(self, key: str, entries: tuple[EntryHash, ...]) -> tuple[str, tuple[EntryHash, ...]]:
        found = pay_spot(self._view.statement, key) if self._view is not None else None
        words, beneath = found if found is not None else (key, ())
        return words, entries or beneath

    def _on_spot_chosen(self, key: str, entries: tuple[EntryHash, ...]) -> None:
        words, beneath = self._spot(key, entries)
        self._evidence.open(words, beneath, closed=lambda: self._page.paper.view.choose(""))

    def _paid(self) -> tuple[PersonPay, ...]:
        """Return everybody who has an amount in the statement that is shown."""
        return tuple(one for one in self._view.statement.people if one.totals) if self._view is not None else ()

    def _on_invoice(self) -> None:
        """Ask for what an invoice needs beside the ledger."""
        paid = self._paid()
        chosen = self._page.table.person
        if self._page.isVisible():
            self._drawer.ask(paid, next((one.code for one in paid if one.person == chosen), self._page.chosen))

    def _on_invoice_wanted(self, person: str, number: str, recipient: str) -> None:
        period = self._page.period
        name = f"invoice-{period.first:%Y-%m}-{person}.pdf"
        path = self._files.sheet(self._window, _("Write the draft of an invoice"), name, INVOICE_KINDS)
        if path is not None:
            self._writing.write(
                path,
                _("Writing the invoice…"),
                lambda _watch: self._sheets.write_invoice(path, period, person, number=number, recipient=recipient),
                written=self._drawer.accept,
            )

    def _on_all_wanted(self, recipient: str) -> None:
        folder = self._files.folder(self._window, _("Write everybody’s drafts of invoices into a folder"))
        if folder is None:
            return
        period, people = self._page.period, tuple(one.code for one in self._paid())
        self._writing.write(
            folder,
            _("Writing the invoices…"),
            lambda watch: self._write_all(folder, period, people, recipient, watch),
            written=self._drawer.accept,
        )

    def _write_all(self, folder: Path, period: Period, people: tuple[str, ...], recipient: str, watch: Watch) -> str:
        for number, person in enumerate(people):
            watch.progress(number / len(people))
            path = folder / f"invoice-{period.first:%Y-%m}-{_file_name(person)}.pdf"
            self._sheets.write_invoice(path, period, person, recipient=recipient)
        return counted(
            "{count} draft of an invoice was written to {folder}.",
            "{count} drafts of invoices were written to {folder}.",
            len(people),
            folder=folder,
        )


def _file_name(code: str) -> str:
    """Return a code as a part of a file's name: what no system takes there becomes an underscore."""
    return "".join(sign if sign.isalnum() or sign in "-._" else "_" for sign in code)
