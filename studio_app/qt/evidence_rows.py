"""What a name or figure rests on, as rows of a list: a background with its picture, under it each piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.language import _, counted
from studio_app.domain.wording import (
    basis_word,
    cause_words,
    hours,
    moment,
    person_name,
    place_words,
    stage_label,
    verdict_words,
    work_word,
)
from studio_app.qt.lines import Line

if TYPE_CHECKING:
    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import Digest
    from studio_app.domain.reviews import Review
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.workflow.entry_evidence import BackgroundEvidence, Evidence
    from studio_app.workflow.views import EntryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One row. `heads` rows begin a background and carry its `picture`; the others stand under it, if under any."""

    line: Line
    background: Background | None = None
    picture: Digest | None = None
    heads: bool = False


def evidence_rows(evidence: Evidence) -> tuple[EvidenceRow, ...]:
    """Return backgrounds with their pictures, time and reviews in the order of time, then what is of no background."""
    rows: list[EvidenceRow] = []
    for part in evidence.backgrounds:
        rows.append(EvidenceRow(line=_head(part), background=part.background, picture=part.picture, heads=True))
        pieces = [
            *((stage.recorded_at, _stage_line(stage, evidence)) for stage in part.stages),
            *((one.started_at, _session_line(one, evidence)) for one in part.sessions),
            *((review.recorded_at, _review_line(review, evidence)) for review in part.reviews),
        ]
        ordered = sorted(pieces, key=lambda piece: piece[0])
        rows += [EvidenceRow(line=line, background=part.background) for _at, line in ordered]
    return tuple(rows) + tuple(EvidenceRow(line=_entry_line(entry, evidence)) for entry in evidence.others)


def _head(part: BackgroundEvidence) -> Line:
    place = place_words(part.background)
    said = [
        counted("{count} picture", "{count} pictures", len(part.stages)) if part.stages else "",
        hours(sum((one.active for one in part.sessions), timedelta())) if part.sessions else "",
        counted("{count} review", "{count} reviews", len(part.reviews)) if part.reviews else "",
    ]
    detail = " · ".join(one for one in said if one)
    return Line(title=f"{part.background.code}  {place}".strip(), detail=detail)


def _stage_line(stage: Stage, evidence: Evidence) -> Line:
    return Line(
        title=stage_label(stage, evidence.people),
        detail=" · ".join((moment(stage.recorded_at, evidence.zone), basis_word(stage.basis), _short(stage.entry))),
        mark="generator" if stage.kind.made_by_generator else "pen",
        struck=stage.withdrawn,
        tooltip=_("Entry {hash}", hash=stage.entry),
    )


def _session_line(session: RetouchSession, evidence: Evidence) -> Line:
    said = [moment(session.started_at, evidence.zone), basis_word(session.basis)]
    said += [_("corrected")] if session.corrected else []
    said += [_("disputed")] if session.disputed else []
    return Line(
        title=f"{work_word(session.kind)} · {person_name(session.person, evidence.people)}",
        detail=" · ".join((*said, _short(session.entry))),
        tail=hours(session.active),
        mark="play",
        struck=session.withdrawn,
        tooltip=_("Entry {hash}", hash=session.entry),
    )


def _review_line(review: Review, evidence: Evidence) -> Line:
    said = [moment(review.recorded_at, evidence.zone)]
    said += [cause_words(review.cause)] if review.cause is not None else []
    said += [review.note] if review.note else []
    return Line(
        title=f"{verdict_words(review.verdict)} · {person_name(review.by, evidence.people)}",
        detail=" · ".join((*said, _short(review.entry))),
        mark="approve" if review.cause is None else "retake",
        struck=review.withdrawn,
        tooltip=_("Entry {hash}", hash=review.entry),
    )


def _entry_line(entry: EntryRow, evidence: Evidence) -> Line:
    return Line(
        title=entry.summary,
        detail=" · ".join(
            (moment(entry.recorded_at, evidence.zone), person_name(entry.by, evidence.people), _short(entry.hash))
        ),
        mark="sheet",
        tooltip=f"{entry.summary}\n" + _("Entry {hash}", hash=entry.hash),
    )


def _short(entry: str) -> str:
    return entry[:8]
