"""The ledger as answers read it: what sheets read, and beside it picks, candidates, marks and painted areas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from studio_app.domain.attributions import Attribution
    from studio_app.domain.candidates import CandidateTally, Disclosure, Selection
    from studio_app.domain.changes import Alignment, RegionKind
    from studio_app.domain.generations import GenerationRecord
    from studio_app.domain.ids import BackgroundId, Digest, StageId
    from studio_app.domain.readings import StudioReading
    from studio_app.statements.answers.scope import AnswerScope


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedRegion:
    """A connected repainted area as the entry keeps it: its box and exact area in pixels, and what was done in it."""

    left: int
    top: int
    width: int
    height: int
    pixels: int
    kind: RegionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSum:
    """How many regions of one kind, and their area together in pixels of that one picture."""

    kind: RegionKind
    count: int
    pixels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedMarks:
    """What the entry of a stage says was found in its file: kinds of marks by name, never their values.

    `recorded` is false where the entry says nothing of marks. `generation`: a generator wrote its settings into the
    file; `dialect`, `system`, `version`, `model` and `seeds` are what it wrote of itself, empty where it did not.
    `credential_states` say whether its Content Credentials hold, `source_types` are IPTC digital source types.
    """

    recorded: bool = False
    generation: bool = False
    dialect: str = ""
    system: str = ""
    version: str = ""
    model: str = ""
    seeds: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    credential_states: tuple[str, ...] = ()
    source_types: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEvidence:
    """What the entry of a stage holds beside what `Stage` does.

    An entry keeps the 64 largest regions of a change: `region_sums` count those by kind, `regions` lists them where
    the answer is about one background. `grade_delta_e` is a decimal text (OKLab distance times 100), empty without a
    grade.
    """

    marks: RecordedMarks = RecordedMarks()
    region_sums: tuple[RegionSum, ...] = ()
    regions: tuple[PaintedRegion, ...] = ()
    grade_delta_e: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """From what an answer was drawn up: when, and the signed head of the log at that moment.

    `size` counts entries; `root` is the Merkle root over them (RFC 9162) in base64, empty for an empty log.
    """

    drawn_up_at: datetime
    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReading:
    """Everything that answers are drawn up from, of one moment.

    `studio` holds everybody and everything of the covered backgrounds. `attributions` are those that are kept or
    were measured for this answer, by background. `settings` are read from the kept files of generations,
    `placements` from kept comparisons, both only for one background. `gone` are files that are not in the store.
    `providers` are who offers a system, by its name as the ledger has it.
    """

    scope: AnswerScope
    state: LedgerState
    studio: StudioReading
    selections: tuple[Selection, ...] = ()
    candidates: tuple[CandidateTally, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    evidence: Mapping[StageId, StageEvidence] = field(default_factory=dict)
    attributions: Mapping[BackgroundId, Attribution] = field(default_factory=dict)
    settings: Mapping[StageId, GenerationRecord] = field(default_factory=dict)
    placements: Mapping[StageId, Alignment] = field(default_factory=dict)
    gone: frozenset[Digest] = frozenset()
    providers: Mapping[str, str] = field(default_factory=dict)
