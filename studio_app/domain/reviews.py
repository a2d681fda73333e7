"""The art director's word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from studio_app.domain.drawings import Drawing
from studio_app.domain.ids import BackgroundId, EntryHash, PersonId, ReviewId, StageId


class Verdict(StrEnum):
    """What a review decides."""

    APPROVED = "approved"
    RETAKE = "retake"


class RetakeCause(StrEnum):
    """Why a redo was ordered; pay depends on it."""

    OWN_ERROR = "own-error"
    DIRECTION_CHANGE = "direction-change"
    GENERATOR_DEFECT = "generator-defect"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a review comes to where only its effect counts: which stage it is about, what it says, and when."""

    stage: StageId
    verdict: Verdict
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A verdict on one stage. `cause` is set for a retake only; `by` None where nobody was named.

    `drawing` is the note drawn on that stage's picture, None where there is none or its text was erased.
    """

    id: ReviewId
    background: BackgroundId
    stage: StageId
    verdict: Verdict
    cause: RetakeCause | None
    by: PersonId | None
    note: str
    recorded_at: datetime
    entry: EntryHash
    withdrawn: bool = False
    disputed: bool = False
    drawing: Drawing | None = None

    @property
    def word(self) -> Word:
        """What it comes to."""
        return Word(stage=self.stage, verdict=self.verdict, recorded_at=self.recorded_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTexts:
    """What a review binds and may be erased without an entry; empty where it was, or where there was nothing."""

    note: str
    drawing: Drawing | None


def with_texts(reviews: Iterable[Review], texts: Mapping[EntryHash, ReviewTexts]) -> tuple[Review, ...]:
    """Return reviews with the texts of their entries; those that have none as they are."""
    return tuple(
        one if (own := texts.get(one.entry)) is None else replace(one, note=own.note, drawing=own.drawing)
        for one in reviews
    )
