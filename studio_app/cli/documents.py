"""Values as JSON documents: the keys that other programs may rely on."""

import json
from collections.abc import Mapping
from typing import Any

from studio_app.domain.backgrounds import Background
from studio_app.domain.drawings import drawing_text
from studio_app.domain.generator_uses import DeliveredPicture
from studio_app.domain.ids import PersonId
from studio_app.domain.moments import duration_ms, to_ms
from studio_app.domain.people import Person
from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage, StageChange
from studio_app.ledger.audit import Finding as AuditFinding
from studio_app.workflow.evidence import Listed
from studio_app.workflow.note_sheets import WrittenNotes
from studio_app.workflow.views import BackgroundDossier, BackgroundRow

Document = dict[str, Any]


def person_document(person: Person) -> Document:
    """A person."""
    return {
        "person": person.id,
        "code": person.code,
        "name": person.name,
        "name_en": person.name_en,
        "reading": person.reading,
        "credit_as": person.credit_as,
        "kind": person.kind.value,
        "company": person.company,
        "registration_number": person.registration_number,
    }


def background_document(background: Background) -> Document:
    """A background."""
    return {
        "background": background.id,
        "code": background.code,
        "cuts": list(background.cuts),
        "episode": background.episode,
    }


def row_document(row: BackgroundRow) -> Document:
    """A background and where it stands."""
    return {
        **background_document(row.background),
        "state": row.state.value,
        "stages": row.stage_count,
        "newest_stage": row.newest.id if row.newest else None,
        "active_ms": duration_ms(row.active),
        "running": row.running,
    }


def stage_document(stage: Stage) -> Document:
    """A stage."""
    return {
        "stage": stage.id,
        "background": stage.background,
        "kind": stage.kind.value,
        "number": stage.number,
        "sha256": stage.sha256,
        "format": stage.file_format,
        "width": stage.width,
        "height": stage.height,
        "by": stage.by,
        "parent": stage.parent,
        "basis": stage.basis.value,
        "recorded_at": to_ms(stage.recorded_at),
        "entry": stage.entry,
        "system": stage.system,
        "version": stage.version,
        "change": _change_document(stage.change),
        "withdrawn": stage.withdrawn,
        "disputed": stage.disputed,
    }


def _change_document(change: StageChange | None) -> Document | None:
    if change is None:
        return None
    return {
        "method": change.method,
        "changed_pixels": change.changed_pixels,
        "total_pixels": change.total_pixels,
        "changed_permille": float(change.changed_permille),
        "noise_floor": float(change.noise_floor),
        "regions": change.region_count,
        "alignment_found": change.alignment_found,
        "grade_found": change.grade_found,
    }


def session_document(session: RetouchSession) -> Document:
    """A session; times are whole milliseconds."""
    return {
        "session": session.id,
        "background": session.background,
        "person": session.person,
        "kind": session.kind.value,
        "basis": session.basis.value,
        "started_at": to_ms(session.started_at),
        "stopped_at": None if session.stopped_at is None else to_ms(session.stopped_at),
        "zone": session.zone,
        "active_ms": duration_ms(session.active),
        "unconfirmed_ms": duration_ms(session.unconfirmed),
        "running": session.stopped_at is None,
        "entry": session.entry,
        "corrected": session.corrected,
        "withdrawn": session.withdrawn,
        "disputed": session.disputed,
    }


def review_document(review: Review) -> Document:
    """A review."""
    return {
        "review": review.id,
        "background": review.background,
        "stage": review.stage,
        "verdict": review.verdict.value,
        "cause": None if review.cause is None else review.cause.value,
        "by": review.by,
        "note": review.note,
        "drawing": None if review.drawing is None else json.loads(drawing_text(review.drawing)),
        "recorded_at": to_ms(review.recorded_at),
        "entry": review.entry,
        "withdrawn": review.withdrawn,
        "disputed": review.disputed,
    }


def notes_document(written: WrittenNotes) -> Document:
    """A sheet of notes that was written; `picture` is the file beside it, None where it stands in the sheet itself."""
    sheet = written.sheet
    return {
        "sheet": "notes/1",
        "title": sheet.title,
        "scope": {
            "episode": sheet.scope.episode,
            "background": sheet.scope.background,
            "open": sheet.scope.open_only,
        },
        "path": str(written.path.absolute()),
        "notes": [
            {
                **review_document(note.review),
                "code": note.background.code,
                "waits": note.waits,
                "picture": None if place is None else str(place),
                "trouble": note.trouble,
            }
            for note, place in zip(sheet.notes, written.pictures, strict=True)
        ],
    }


def dossier_document(dossier: BackgroundDossier) -> Document:
    """All that is known of one background."""
    named: Mapping[PersonId, Person] = dossier.people
    return {
        **row_document(dossier.row),
        "chain": [stage_document(stage) for stage in dossier.stages],
        "sessions": [session_document(session) for session in dossier.sessions],
        "reviews": [review_document(review) for review in dossier.reviews],
        "entries": [
            {
                "position": row.position,
                "entry": row.hash,
                "kind": row.kind,
                "summary": row.summary,
                "basis": row.basis.value,
                "recorded_by": row.by,
                "recorded_at": to_ms(row.recorded_at),
            }
            for row in dossier.entries
        ],
        "people": [person_document(named[id_]) for id_ in named],
        "deliveries": [delivery_document(one) for one in dossier.deliveries],
    }


def delivery_document(one: DeliveredPicture) -> Document:
    """A picture that was delivered."""
    return {
        "entry": one.entry,
        "stage": one.stage,
        "source": one.source,
        "sha256": one.sha256,
        "format": one.file_format,
        "certificate": one.certificate,
        "by": one.by,
        "recorded_at": to_ms(one.recorded_at),
    }


def entry_document(listed: Listed) -> Document:
    """An entry's body as it is, with its hash and position."""
    return {
        "position": listed.position,
        "entry": listed.entry.hash,
        "summary": listed.summary,
        "body": {
            "kind": listed.entry.kind,
            "id": listed.entry.id,
            "studio": listed.entry.studio,
            "feed": listed.entry.feed,
            "number": listed.entry.number,
            **({} if listed.entry.previous is None else {"previous": listed.entry.previous}),
            "recorded_at": listed.entry.recorded_at,
            "zone": listed.entry.zone,
            "recorded_by": listed.entry.recorded_by,
            "basis": listed.entry.basis.value,
            "payload": listed.entry.payload,
        },
    }


def audit_document(finding: AuditFinding) -> Document:
    """Something that does not hold."""
    return {"position": finding.position, "entry": finding.entry, "sentence": finding.sentence}
