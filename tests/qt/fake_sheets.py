"""Credits, pay and answers of the fake studio: the statements are the real ones, the ledger beneath them is not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage

from studio_app.domain.credit_words import Clearance, CreditLock, CreditOrder, NamedCredit
from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.ids import EntryHash, LockId, PersonId, new_id
from studio_app.domain.paper_pages import PageWish, Preview, Spot
from studio_app.domain.people import Person
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.rates import Omission, Rate
from studio_app.domain.readings import StudioReading
from studio_app.qt.theme import shipped_resources
from studio_app.statements.answers.head import AnswerKind
from studio_app.statements.answers.scope import AnswerScope
from studio_app.statements.credit_difference import difference
from studio_app.statements.credit_record import record_text, sheet_record
from studio_app.statements.credit_sheet import OpenCheck, line_key
from studio_app.statements.credits import draft_credits, issued
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import PayStatement, Period
from studio_app.statements.roles import Role, parse_roles
from studio_app.statements.scopes import CreditScope
from studio_app.statements.worked import PersonArea, worked_in
from studio_app.workflow.crediting import CreditDraft
from studio_app.workflow.delivery_ports import DeliveredMany, NotDelivered
from studio_app.workflow.entry_evidence import BackgroundEvidence, Evidence
from studio_app.workflow.studio_sheets import PayView, Said
from studio_app.workflow.views import EntryRow

ROLES = parse_roles((shipped_resources() / "tables" / "roles.toml").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


class SheetRefusal(StudioError):
    """What the fake foresees."""


class FakeSheets:
    """Draws up what `read` tells; `enter` is called with each method's name before anything is done."""

    def __init__(
        self,
        read: Callable[[], StudioReading],
        *,
        me: Callable[[], Person | None],
        enter: Callable[[str], None],
        change: Callable[[EntryHash, PersonId | None], None],
    ) -> None:
        self._read, self._me, self._enter, self._change = read, me, enter, change
        self.written: list[tuple[str, Path]] = []
        self.named: list[NamedCredit] = []
        self.clearances: list[Clearance] = []
        self.omissions: list[Omission] = []
        self.locks: list[CreditLock] = []
        self.rates: list[Rate] = []
        self.measured: tuple[PersonArea, ...] = ()
        self.pages_asked: list[PageWish] = []
        self.said: list[tuple[EntryHash, str]] = []

    def credit_draft(self, scope: CreditScope, order: CreditOrder | None) -> CreditDraft:
        self._enter("credit_draft")
        locks = [one for one in self.locks if (one.episode, one.cut) == (scope.episode, scope.cut)]
        lock = locks[-1] if locks else None
        rule = order or (lock.order if lock is not None else CreditOrder.READING)
        sheet = draft_credits(self._reading(), ROLES, scope, order=rule)
        changes = difference(lock.sheet, sheet) if lock is not None else ()
        return CreditDraft(
            sheet=sheet, checks=sheet.checks, lock=lock, difference=changes, drawn_at=NOW, zone="Asia/Tokyo"
        )

    def credit_pages(self, draft: CreditDraft, wanted: PageWish) -> Preview:
        self._enter("credit_pages")
        return self._pages([line_key(line) for line in draft.sheet.lines], wanted)

    def credit_roles(self) -> tuple[Role, ...]:
        self._enter("credit_roles")
        return tuple(ROLES.roles.values())

    def name_credit(self, person: str, role: str, scope: CreditScope) -> Said:
        self._enter("name_credit")
        entry = self._note(f"named {person} {role}")
        self.named.append(
            NamedCredit(
                person=self._person(person).id,
                role=role,
                episode=scope.episode,
                cut=scope.cut,
                by=self._signer(),
                entry=entry,
            )
        )
        return Said(entry=entry)

    def clear_check(self, check: OpenCheck, scope: CreditScope, *, reason: str) -> Said:
        self._enter("clear_check")
        if not check.may_clear:
            raise SheetRefusal("This cannot be cleared.", hint="Say whose work it is.")
        entry = self._note(f"cleared {reason}")
        self.clearances.append(
            Clearance(
                check=check.check,
                person=check.person,
                role=check.role.key if check.role is not None else "",
                episode=scope.episode,
                cut=scope.cut,
                reason=reason,
                signed_by=self._signer(),
                entry=entry,
            )
        )
        return Said(entry=entry)

    def leave_out(self, person: str, *, reason: str) -> Said:
        self._enter("leave_out")
        entry = self._note(f"left out {reason}")
        self.omissions.append(
            Omission(person=self._person(person).id, asked=False, reason=reason, signed_by=self._signer(), entry=entry)
        )
        return Said(entry=entry)

    def say_whose(self, entry: EntryHash, person: str, *, reason: str) -> Said:
        self._enter("say_whose")
        self._change(entry, self._person(person).id)
        return Said(entry=self._note(f"whose {reason}"), about_work=True)

    def withdraw_entry(self, entry: EntryHash, *, reason: str) -> Said:
        self._enter("withdraw_entry")
        self.named = [one for one in self.named if one.entry != entry]
        return Said(entry=self._note(f"withdrawn {reason}"))

    def lock_credits(self, scope: CreditScope, order: CreditOrder) -> CreditLock:
        self._enter("lock_credits")
        draft = self.credit_draft(scope, order)
        sheet = issued(draft.sheet)
        if draft.lock is not None and not draft.difference:
            raise SheetRefusal("Nothing has changed.", hint="Write the version again.")
        version = draft.lock.version + 1 if draft.lock is not None else 1
        lock = CreditLock(
            id=LockId(new_id()),
            version=version,
            episode=scope.episode,
            cut=scope.cut,
            order=order,
            sheet=record_text(sheet_record(sheet)),
            locked_by=self._signer(),
            recorded_at=NOW,
            entry=self._note(f"locked {version}"),
        )
        self.locks.append(lock)
        return lock

    def write_credits(
        self, path: Path, scope: CreditScope, order: CreditOrder, *, progress: Progress = no_progress
    ) -> None:
        self._enter("write_credits")
        issued(self.credit_draft(scope, order).sheet)
        progress(0.5)
        self.written.append((f"credits {scope.episode} {order.value}", path))

    def write_locked(self, path: Path, lock: CreditLock, *, progress: Progress = no_progress) -> None:
        self._enter("write_locked")
        progress(0.5)
        self.written.append((f"version {lock.version}", path))

    def pay_view(self, period: Period, person: str) -> PayView:
        self._enter("pay_view")
        reading = self._reading()
        only = self._person(person).id if person else None
        statement = draw_up_pay(reading, period, roles=ROLES, person=only)
        return PayView(statement=statement, worked=worked_in(reading, period, only))

    def pay_pages(self, statement: PayStatement, wanted: PageWish) -> Preview:
        self._enter("pay_pages")
        return self._pages([one.code for one in statement.people], wanted)

    def areas(self) -> tuple[PersonArea, ...]:
        self._enter("areas")
        return self.measured

    def write_pay(self, path: Path, period: Period, person: str, *, progress: Progress = no_progress) -> None:
        self._enter("write_pay")
        progress(0.5)
        self.written.append((f"pay {period.first} {period.last} {person}".strip(), path))

    def write_invoice(self, path: Path, period: Period, person: str, *, number: str = "", recipient: str = "") -> None:
        self._enter("write_invoice")
        if not self.pay_view(period, person).statement.people[0].totals:
            raise SheetRefusal("There is nothing to invoice.", hint="Agree on a rate.")
        self.written.append((f"invoice {person} {number} {recipient}".strip(), path))

    def evidence_of(self, entries: Sequence[EntryHash]) -> Evidence:
        self._enter("evidence_of")
        reading, wanted = self._reading(), set(entries)
        parts = []
        for background in reading.backgrounds:
            stages = [one for one in reading.stages if one.background == background.id]
            own = tuple(one for one in stages if one.entry in wanted)
            sessions = tuple(one for one in reading.sessions if one.background == background.id and one.entry in wanted)
            reviews = tuple(one for one in reading.reviews if one.background == background.id and one.entry in wanted)
            if own or sessions or reviews:
                picture = (own or tuple(stages))[-1].sha256 if own or stages else None
                parts.append(
                    BackgroundEvidence(
                        background=background, picture=picture, stages=own, sessions=sessions, reviews=reviews
                    )
                )
        others = tuple(
            EntryRow(
                hash=entry,
                position=number,
                kind="said/1",
                summary=words,
                basis=Basis.STATED,
                by=None,
                recorded_at=NOW,
            )
            for number, (entry, words) in enumerate(self.said)
            if entry in wanted
        )
        people = {one.id: one for one in reading.people}
        return Evidence(backgrounds=tuple(parts), others=others, people=people, zone="Asia/Tokyo")

    def deliver(self, folder: Path, scope: AnswerScope, *, progress: Progress = no_progress) -> DeliveredMany:
        self._enter("deliver")
        progress(0.5)
        self.written.append((f"deliver {scope.background}{scope.episode}", folder))
        why = SheetRefusal("It is not approved yet.", hint="Approve it first.")
        return DeliveredMany(delivered=(), refused=(NotDelivered(code=scope.background or scope.episode, why=why),))

    def write_answer(
        self, kind: AnswerKind, path: Path, scope: AnswerScope, *, measure: bool, progress: Progress = no_progress
    ) -> None:
        self._enter("write_answer")
        progress(0.5)
        self.written.append((f"{kind.value} {scope.background or scope.episode or 'all'} {measure}", path))

    def _reading(self) -> StudioReading:
        return replace(
            self._read(),
            rates=tuple(self.rates),
            omissions=tuple(self.omissions),
            named_credits=tuple(self.named),
            clearances=tuple(self.clearances),
            locks=tuple(self.locks),
        )

    def _pages(self, keys: list[str], wanted: PageWish) -> Preview:
        """Three pages of which the first has a line for each key, half an inch apart."""
        self.pages_asked.append(wanted)
        numbers = range(wanted.first, min(3, wanted.first + wanted.count))
        spots = tuple(
            Spot(
                page=0,
                left=wanted.ppi,
                top=(2 + number) * wanted.ppi // 2,
                width=3 * wanted.ppi,
                height=wanted.ppi // 4,
                key=key,
            )
            for number, key in enumerate(keys)
            if 0 in numbers
        )
        return Preview(pages=tuple(_page(wanted.ppi) for _n in numbers), spots=spots, page_count=3, first=wanted.first)

    def _person(self, name: str) -> Person:
        found = [one for one in self._read().people if name in {one.code, one.id}]
        if not found:
            raise SheetRefusal("There is nobody of that code.", hint="Look the codes up.")
        return found[0]

    def _signer(self) -> PersonId:
        me = self._me()
        if me is None:
            raise SheetRefusal("Nobody has said who signs.", hint="Choose who you are at the top right.")
        return me.id

    def _note(self, words: str) -> EntryHash:
        entry = EntryHash(sha256(f"said {len(self.said)} {words}".encode()).hexdigest())
        self.said.append((entry, words))
        return entry


def _page(ppi: int) -> bytes:
    image = QImage(round(8.27 * ppi), round(11.69 * ppi), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
