"""The process dossier as values: how each picture came to be, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from pathlib import Path

    from studio_app.domain.facts import Basis
    from studio_app.domain.generations import Sampling
    from studio_app.domain.ids import Digest, EntryHash, StageId
    from studio_app.domain.reviews import RetakeCause, Verdict
    from studio_app.domain.sessions import WorkKind
    from studio_app.domain.stages import StageChange, StageKind
    from studio_app.statements.answers.authorship_values import ShareInPicture
    from studio_app.statements.answers.head import AnswerHead
    from studio_app.statements.answers.missing import Missing
    from studio_app.statements.answers.people import Who
    from studio_app.statements.answers.reading import RecordedMarks, RegionSum
    from studio_app.statements.definitions import Definition
    from studio_app.statements.times import ActiveTime


class PictureKind(StrEnum):
    """`stage`: the stage itself. `change`: where it differs from its parent. `owners`: who painted what."""

    STAGE = "stage"
    CHANGE = "change"
    OWNERS = "owners"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPicture:
    """A picture of one stage; `path` is where it lies on this machine and in no file that is written."""

    stage: StageId
    kind: PictureKind
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierStage:
    """One stage. `parent` is its place in words; `samplings` are read from a generation's file, empty where not.

    `settings_read` says whether the file was looked into for them. `share` as in an authorship statement.
    """

    id: StageId
    kind: StageKind
    name: str
    who: Who
    system: str
    version: str
    parent: str
    in_chain: bool
    sha256: Digest
    file_format: str
    width: int
    height: int
    basis: Basis
    recorded_at: datetime
    saved_at: datetime | None
    change: StageChange | None
    region_sums: tuple[RegionSum, ...]
    grade_delta_e: str
    marks: RecordedMarks
    prompts: tuple[str, ...]
    samplings: tuple[Sampling, ...]
    settings_read: bool
    share: ShareInPicture | None
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateBatch:
    """Candidates of one generator that came together: how many, and how many of them are kept small."""

    system: str
    version: str
    asked_by: Who
    count: int
    small: int
    first: datetime
    last: datetime
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """選定: which candidate became which stage, by whom, why. `counts` is false for an earlier pick."""

    stage: str
    who: Who
    reason: str
    among: int
    when: datetime
    counts: bool
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who saw, before working on it, that the picture was generated."""

    who: Who
    stage: str
    when: datetime
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReview:
    """A word of the art director's; `cause` for retakes only."""

    stage: str
    verdict: Verdict
    cause: RetakeCause | None
    who: Who
    note: str
    when: datetime
    disputed: bool
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierTime:
    """The working time of one person on one background, by what it was spent on; the three bases stay apart."""

    who: Who
    work: WorkKind
    sessions: int
    active: ActiveTime
    unconfirmed: timedelta
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundProcess:
    """The dossier of one background, each list oldest first."""

    code: str
    cuts: tuple[str, ...]
    episode: str
    stages: tuple[DossierStage, ...]
    batches: tuple[CandidateBatch, ...]
    picks: tuple[Pick, ...]
    told: tuple[Told, ...]
    reviews: tuple[DossierReview, ...]
    time: tuple[DossierTime, ...]
    pictures: tuple[DossierPicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessDossier:
    """How the covered pictures came to be."""

    head: AnswerHead
    backgrounds: tuple[BackgroundProcess, ...]
    missing: tuple[Missing, ...]
    definitions: tuple[Definition, ...]
