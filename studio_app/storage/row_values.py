"""One index row to one value."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Row

from studio_app.domain.candidates import Candidate, CandidateTally, Disclosure, Selection
from studio_app.domain.corrections import Correction
from studio_app.domain.drawings import drawing_from
from studio_app.domain.facts import Basis
from studio_app.domain.ids import (
    BackgroundId,
    BatchId,
    CandidateId,
    Digest,
    EntryHash,
    FeedId,
    PersonId,
    ReviewId,
    SessionId,
    StageId,
)
from studio_app.domain.language import _
from studio_app.domain.moments import from_ms
from studio_app.domain.money import Money
from studio_app.domain.people import Person, PersonKind
from studio_app.domain.rates import Omission, Rate, RateUnit
from studio_app.domain.reviews import RetakeCause, Review, ReviewTexts, Verdict, Word
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.domain.stages import Stage, StageChange, StageKind
from studio_app.ledger.entries import INSTALLATION
from studio_app.storage.failures import StudioDamaged

# Looked up, since an enumeration asked for its member takes four times as long, and lists read many thousand.
_STAGE_KINDS = {one.value: one for one in StageKind}
_BASES = {one.value: one for one in Basis}
_VERDICTS = {one.value: one for one in Verdict}
_WORK_KINDS = {one.value: one for one in WorkKind}
_Given = ParamSpec("_Given")
_Value = TypeVar("_Value")


def _sound(read: Callable[_Given, _Value]) -> Callable[_Given, _Value]:
    """Turn a row that no version of Teire can have written into a sentence."""

    @wraps(read)
    def checked(*args: _Given.args, **kwargs: _Given.kwargs) -> _Value:
        try:
            return read(*args, **kwargs)
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise StudioDamaged(
                _("The studio's indexes hold a value that cannot be."),
                hint=_("Run “teire ledger verify --all”, then “teire ledger rebuild”."),
            ) from error

    return checked


def person_text(person: Person) -> str:
    """Return the text that a person's entry binds: everything about them that may have to be corrected or erased."""
    details = {
        "code": person.code,
        "name": person.name,
        "name_en": person.name_en,
        "reading": person.reading,
        "credit_as": person.credit_as,
        "kind": person.kind.value,
        "company": person.company or "",
        "registration_number": person.registration_number,
    }
    return json.dumps(details, ensure_ascii=False, sort_keys=True)


@_sound
def person_value(row: Row[Any]) -> Person:
    """Read a person from their row and bound text; where the text was erased only id and code are left."""
    known = json.loads(row.text) if row.text else {}
    return Person(
        id=PersonId(row.id),
        code=row.code,
        name=known.get("name", ""),
        name_en=known.get("name_en", ""),
        reading=known.get("reading", ""),
        credit_as=known.get("credit_as", ""),
        kind=PersonKind(known.get("kind", PersonKind.INDIVIDUAL)),
        company=PersonId(known["company"]) if known.get("company") else None,
        registration_number=known.get("registration_number", ""),
    )


def person_of(recorded_by: str) -> PersonId | None:
    """Return who recorded an entry, None where the installation itself did."""
    return None if recorded_by.startswith(INSTALLATION) else PersonId(recorded_by)


@_sound
def stage_value(row: Row[Any], number: int = 0) -> Stage:
    """Read a stage as it was recorded; its number is counted by the caller."""
    return Stage(
        id=StageId(row.stage),
        background=BackgroundId(row.background),
        kind=_STAGE_KINDS[row.kind],
        number=number,
        sha256=Digest(row.sha256),
        file_format=row.format,
        width=row.width,
        height=row.height,
        by=PersonId(row.by_person) if row.by_person else None,
        parent=StageId(row.parent) if row.parent else None,
        basis=_BASES[row.basis],
        recorded_at=from_ms(row.recorded_at_ms),
        entry=EntryHash(row.entry),
        system=row.system,
        version=row.version,
        change=_change(row),
        saved_at=None if row.saved_at_ms is None else from_ms(row.saved_at_ms),
    )


def _change(row: Row[Any]) -> StageChange | None:
    if row.method is None:
        return None
    return StageChange(
        method=row.method,
        changed_pixels=row.changed_pixels,
        total_pixels=row.total_pixels,
        changed_permille=row.changed_permille,
        noise_floor=row.noise_floor,
        region_count=row.region_count,
        alignment_found=row.alignment_found,
        grade_found=row.grade_found,
    )


@_sound
def candidate_value(row: Row[Any], number: int, small: str | None) -> Candidate:
    """Read a candidate; `number` is its place within its background, `small` what is kept in its file's place."""
    return Candidate(
        id=CandidateId(row.candidate),
        background=BackgroundId(row.background),
        number=number,
        sha256=Digest(row.sha256),
        file_format=row.format,
        width=row.width,
        height=row.height,
        by=PersonId(row.by_person) if row.by_person else None,
        batch=BatchId(row.batch),
        source=row.source,
        recorded_at=from_ms(row.recorded_at_ms),
        entry=EntryHash(row.entry),
        system=row.system,
        version=row.version,
        model=row.model,
        seeds=tuple(row.seeds.split()),
        small=Digest(small) if small else None,
    )


@_sound
def tally_value(row: Row[Any], *, count: int, small: int, last_ms: int) -> CandidateTally:
    """Read the first of the candidates that are counted together."""
    return CandidateTally(
        background=BackgroundId(row.background),
        batch=BatchId(row.batch),
        system=row.system,
        version=row.version,
        by=PersonId(row.by_person) if row.by_person else None,
        count=count,
        small=small,
        first=from_ms(row.recorded_at_ms),
        last=from_ms(last_ms),
        entry=EntryHash(row.entry),
    )


@_sound
def selection_value(row: Row[Any], reason: str) -> Selection:
    """Read a pick among candidates."""
    return Selection(
        background=BackgroundId(row.background),
        candidate=CandidateId(row.candidate),
        stage=StageId(row.stage),
        by=PersonId(row.by_person) if row.by_person else None,
        reason=reason,
        among=row.among,
        recorded_at=from_ms(row.recorded_at_ms),
        entry=EntryHash(row.entry),
    )


@_sound
def disclosure_value(row: Row[Any]) -> Disclosure:
    """Read that somebody saw what the picture they take over comes from."""
    return Disclosure(
        background=BackgroundId(row.background),
        stage=StageId(row.stage),
        person=PersonId(row.person),
        recorded_at=from_ms(row.recorded_at_ms),
        entry=EntryHash(row.entry),
    )


@_sound
def session_value(row: Row[Any], stop: Row[Any] | None, answered: timedelta = timedelta(0)) -> RetouchSession:
    """Read a session and its stop, None while it runs; `answered`: so much of what was unconfirmed is accounted for."""
    unconfirmed = timedelta(milliseconds=0 if stop is None else stop.unconfirmed_ms)
    return RetouchSession(
        id=SessionId(row.session),
        background=BackgroundId(row.background),
        person=PersonId(row.person),
        kind=_WORK_KINDS[row.work],
        basis=_BASES[row.basis],
        started_at=from_ms(row.started_at_ms),
        stopped_at=None if stop is None else from_ms(stop.stopped_at_ms),
        active=timedelta(milliseconds=0 if stop is None else stop.active_ms),
        unconfirmed=max(timedelta(0), unconfirmed - answered),
        zone=row.zone,
        entry=EntryHash(row.entry if stop is None else stop.entry),
        review=ReviewId(row.review) if row.review else None,
    )


@_sound
def review_value(row: Row[Any]) -> Review:
    """Read a review as it was recorded, without the texts it binds."""
    return Review(
        id=ReviewId(row.review),
        background=BackgroundId(row.background),
        stage=StageId(row.stage),
        verdict=_VERDICTS[row.verdict],
        cause=RetakeCause(row.cause) if row.cause else None,
        by=PersonId(row.by_person) if row.by_person else None,
        note="",
        recorded_at=from_ms(row.recorded_at_ms),
        entry=EntryHash(row.entry),
    )


@_sound
def review_texts_value(note: str | None, drawing: str | None) -> ReviewTexts:
    """Read the texts that a review binds, None where they were erased."""
    return ReviewTexts(note=note or "", drawing=drawing_from(drawing or ""))


@_sound
def word_value(stage: str, verdict: str, recorded_at_ms: int) -> Word:
    """Read what a review comes to."""
    return Word(stage=StageId(stage), verdict=_VERDICTS[verdict], recorded_at=from_ms(recorded_at_ms))


@_sound
def correction_value(row: Row[Any]) -> Correction:
    """Read a correction or dispute; the row also says at which place of which feed it was written."""
    return Correction(
        entry=EntryHash(row.entry),
        target=EntryHash(row.target),
        by=person_of(row.recorded_by),
        recorded_at=from_ms(row.recorded_at_ms),
        feed=FeedId(row.feed),
        number=row.number,
        dispute=row.dispute,
        withdrawn=row.withdrawn,
        person=PersonId(row.by_person) if row.by_person else None,
        active=None if row.active_ms is None else timedelta(milliseconds=row.active_ms),
        work=WorkKind(row.work) if row.work else None,
        background=BackgroundId(row.background) if row.background else None,
    )


@_sound
def rate_value(row: Row[Any]) -> Rate:
    """Read an agreed rate."""
    return Rate(
        person=PersonId(row.person),
        unit=RateUnit(row.unit),
        price=Money(minor=row.minor, currency=row.currency),
        valid_from=date.fromisoformat(row.valid_from),
        entry=EntryHash(row.entry),
    )


@_sound
def omission_value(row: Row[Any], reason: str) -> Omission:
    """Read a signed omission."""
    return Omission(
        person=PersonId(row.person),
        asked=row.asked,
        reason=reason,
        signed_by=PersonId(row.signed_by),
        entry=EntryHash(row.entry),
    )
