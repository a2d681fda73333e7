"""Strings together the steps that put a studio's ledger on paper: credits, pay, answers, notes, deliveries."""

from functools import partial
from typing import TypedDict

from studio_app.bootstrap_machine import Machine
from studio_app.domain.money import money_from_text
from studio_app.exports.answer_files import AnswerFiles
from studio_app.exports.credit_files import CreditFiles
from studio_app.exports.delivery_files import DeliveryFiles
from studio_app.exports.note_files import NoteFiles
from studio_app.exports.papers import Papers
from studio_app.exports.pay_files import PayFiles
from studio_app.storage.delivery_settings import delivery_words
from studio_app.storage.role_shelf import RoleShelf
from studio_app.storage.sql_ledger import SqlLedger
from studio_app.storage.store import FileStore
from studio_app.storage.studio_folder import StudioFolder
from studio_app.workflow.answer_evidence import AnswerEvidence
from studio_app.workflow.answering import AnswerStep
from studio_app.workflow.approving import ApprovalStep
from studio_app.workflow.areas import AreaStep
from studio_app.workflow.attributing import AttributionStep
from studio_app.workflow.certifying import CertificateStep
from studio_app.workflow.credit_entries import CreditEntries
from studio_app.workflow.crediting import CreditStep
from studio_app.workflow.delivering import DeliveryStep, Tables
from studio_app.workflow.delivery_ports import DeliveryExaminer
from studio_app.workflow.notes import NoteStep
from studio_app.workflow.ordering import OrderStep
from studio_app.workflow.overview import OverviewStep
from studio_app.workflow.own_reading import StudioSheet
from studio_app.workflow.paying import PayStep
from studio_app.workflow.previews import PreviewStep


class SheetSteps(TypedDict):
    """The steps by the names that they have among all steps."""

    crediting: CreditStep
    orders: OrderStep
    paying: PayStep
    approvals: ApprovalStep
    areas: AreaStep
    answers: AnswerStep
    notes: NoteStep
    delivering: DeliveryStep
    certificates: CertificateStep


def sheet_steps(
    folder: StudioFolder,
    machine: Machine,
    ledger: SqlLedger,
    *,
    overview: OverviewStep,
    shelf: RoleShelf,
    store: FileStore,
    examiner: DeliveryExaminer,
    attribution: AttributionStep,
    previews: PreviewStep,
) -> SheetSteps:
    """Make them for one studio; what sets papers is loaded when the first one is asked for."""
    resources = machine.shipped / "resources"
    papers = Papers(resources / "templates", resources / "fonts")
    floor = money_from_text(folder.floor, folder.currency) if folder.floor else None
    return SheetSteps(
        crediting=CreditStep(
            overview,
            CreditEntries(ledger),
            shelf=shelf,
            generators=machine.generators,
            writer=CreditFiles(papers),
            clock=machine.clock,
        ),
        orders=OrderStep(ledger, roles=shelf.read, taxes=machine.taxes),
        paying=PayStep(
            overview,
            floors=machine.floors(floor, lambda: folder.region),
            roles=shelf.read,
            taxes=machine.taxes,
            writer=PayFiles(papers),
        ),
        approvals=ApprovalStep(ledger, generators=machine.generators),
        areas=AreaStep(overview, attribution),
        answers=AnswerStep(
            AnswerEvidence(
                ledger,
                studio=StudioSheet(id=folder.id, title=folder.title, currency=folder.currency, zone=folder.zone),
                clock=machine.clock,
                store=store,
                examiner=examiner,
                attribution=attribution,
                previews=previews,
                generators=machine.generators,
            ),
            writer=AnswerFiles(papers),
        ),
        notes=NoteStep(
            ledger,
            title=folder.title,
            zone=folder.zone,
            clock=machine.clock,
            view=previews.view,
            writer=NoteFiles(resources / "templates", resources / "fonts"),
        ),
        delivering=DeliveryStep(
            ledger,
            store=store,
            examiner=examiner,
            reading=overview.reading,
            tables=Tables(roles=shelf.read, generators=machine.generators, words=partial(delivery_words, folder.root)),
            writer=DeliveryFiles(),
        ),
        certificates=CertificateStep(
            partial(machine.installation.certificates, folder.id), clock=machine.clock, title=folder.title
        ),
    )
