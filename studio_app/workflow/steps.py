"""Everything a studio does, a step each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.workflow.agreements import AgreementStep
    from studio_app.workflow.answering import AnswerStep
    from studio_app.workflow.approving import ApprovalStep
    from studio_app.workflow.areas import AreaStep
    from studio_app.workflow.arrival import ArrivalStep
    from studio_app.workflow.attributing import AttributionStep
    from studio_app.workflow.backgrounds import BackgroundStep
    from studio_app.workflow.candidates import CandidateStep
    from studio_app.workflow.certifying import CertificateStep
    from studio_app.workflow.correcting import CorrectionStep
    from studio_app.workflow.crediting import CreditStep
    from studio_app.workflow.delivering import DeliveryStep
    from studio_app.workflow.desk import DeskStep
    from studio_app.workflow.disclosing import DisclosureStep
    from studio_app.workflow.entry_evidence import EntryEvidenceStep
    from studio_app.workflow.evidence import EvidenceStep
    from studio_app.workflow.generating import GeneratingStep
    from studio_app.workflow.notes import NoteStep
    from studio_app.workflow.ordering import OrderStep
    from studio_app.workflow.origins import OriginStep
    from studio_app.workflow.overview import OverviewStep
    from studio_app.workflow.own_view import OwnViewStep
    from studio_app.workflow.paying import PayStep
    from studio_app.workflow.people import PeopleStep
    from studio_app.workflow.previews import PreviewStep
    from studio_app.workflow.reducing import ReducingStep
    from studio_app.workflow.retouch_time import RetouchTimeStep
    from studio_app.workflow.reviewing import ReviewStep
    from studio_app.workflow.submitting import SubmitStep
    from studio_app.workflow.time_evidence import TimeEvidenceStep
    from studio_app.workflow.time_reading import TimeReadingStep
    from studio_app.workflow.working_files import WorkingFileStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Everything a studio does, a step each."""

    people: PeopleStep
    backgrounds: BackgroundStep
    arrival: ArrivalStep
    attribution: AttributionStep
    areas: AreaStep
    candidates: CandidateStep
    reducing: ReducingStep
    generating: GeneratingStep
    origins: OriginStep
    disclosures: DisclosureStep
    time: RetouchTimeStep
    desk: DeskStep
    submitting: SubmitStep
    own: OwnViewStep
    working_files: WorkingFileStep
    time_reading: TimeReadingStep
    time_evidence: TimeEvidenceStep
    reviews: ReviewStep
    corrections: CorrectionStep
    crediting: CreditStep
    agreements: AgreementStep
    orders: OrderStep
    paying: PayStep
    overview: OverviewStep
    previews: PreviewStep
    save_previews: PreviewStep
    evidence: EvidenceStep
    entry_evidence: EntryEvidenceStep
    notes: NoteStep
    delivering: DeliveryStep
    certificates: CertificateStep
    approvals: ApprovalStep
    answers: AnswerStep
