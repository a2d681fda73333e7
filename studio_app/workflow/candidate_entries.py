"""What an entry says of a candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio_app.domain.facts import Basis
from studio_app.ledger import kinds
from studio_app.ledger.entries import Draft
from studio_app.workflow.payloads import file_payload, generation_payload, marks_payload

if TYPE_CHECKING:
    from studio_app.domain.examinations import Examination
    from studio_app.domain.ids import BackgroundId, BatchId, CandidateId, PersonId
    from studio_app.ledger.commitments import BoundText
    from studio_app.workflow.ports import Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where candidates come from: `source` is a generator's name, empty for a folder; `job` its id there.

    `workflow` is the SHA-256 of the workflow or preset that was sent.
    """

    source: str = ""
    job: str = ""
    workflow: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A file that lies copied and examined, ready to be recorded."""

    incoming: Incoming
    examination: Examination
    name: BoundText


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What all files of one part have in common."""

    background: BackgroundId
    who: PersonId | None
    batch: BatchId
    origin: Origin


def candidate_draft(id_: CandidateId, one: Aside, request: Common) -> Draft:
    """Return the entry that records one candidate."""
    marks = one.examination.marks
    payload: dict[str, Any] = {
        "candidate": id_,
        "background": request.background,
        "batch": request.batch,
        "source": request.origin.source,
        "file": file_payload(one.examination.facts),
        "file_name": one.name.commitment,
        **marks_payload(marks),
    }
    known = {"file": Basis.MEASURED.value, "marks": Basis.READ.value}
    for name, value in (("job", request.origin.job), ("workflow", request.origin.workflow)):
        if value:
            payload[name] = value
    if request.who is not None:
        payload["by"] = request.who
        known["by"] = Basis.STATED.value
    if marks.generation is not None:
        payload["generation"] = generation_payload(marks.generation)
        known["generation"] = Basis.READ.value
    payload["known"] = known
    return Draft(kind=kinds.CANDIDATE_RECEIVED, payload=payload, basis=Basis.MEASURED)
