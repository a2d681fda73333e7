"""The inspection sheet as values: for every cut whether a generator was used, where, and who checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from studio_app.domain.backgrounds import BackgroundState
    from studio_app.domain.ids import EntryHash
    from studio_app.domain.reviews import RetakeCause, Verdict
    from studio_app.domain.stages import StageKind
    from studio_app.statements.answers.head import AnswerHead
    from studio_app.statements.answers.missing import Missing
    from studio_app.statements.answers.people import Who
    from studio_app.statements.answers.reading import RecordedMarks
    from studio_app.statements.definitions import Definition


class AiFinding(StrEnum):
    """`yes`: a generation is recorded, or a file says it was generated.

    `no`: the no-AI record of every background of the cut can be issued as whole. `no-evidence`: neither; that is
    never “no”. `no-picture`: there is nothing to look at.
    """

    YES = "yes"
    NO = "no"
    NO_EVIDENCE = "no-evidence"
    NO_PICTURE = "no-picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class AiPlace:
    """Where in the chain it is: a stage, and on what that rests.

    `recorded`: it is recorded as a generation. `in_newest`: the newest picture descends from it. `visible` is how
    many of its pixels the newest picture shows, None where that is not measured.
    """

    code: str
    stage: str
    kind: StageKind
    recorded: bool
    system: str
    version: str
    marks: RecordedMarks
    in_newest: bool
    visible: int | None
    total: int | None
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSaid:
    """What the file of one stage says of where it comes from, as its entry keeps it.

    `system` and `version` name the generator of a generation, `who` is then whoever asked for it.
    """

    stage: str
    kind: StageKind
    system: str
    version: str
    who: Who
    marks: RecordedMarks
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The last word about a background; `current` is false where a newer picture came after it."""

    who: Who
    when: datetime
    verdict: Verdict
    cause: RetakeCause | None
    stage: str
    current: bool
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedBackground:
    """One background of a cut: what was found, what each file of its chain says, and who checked."""

    code: str
    finding: AiFinding
    state: BackgroundState
    places: tuple[AiPlace, ...]
    files: tuple[FileSaid, ...]
    candidates: int
    check: Check | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedCut:
    """One cut with its backgrounds; a background that belongs to no cut stands under an empty one."""

    cut: str
    episode: str
    finding: AiFinding
    backgrounds: tuple[InspectedBackground, ...]
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionSheet:
    """Every covered cut."""

    head: AnswerHead
    cuts: tuple[InspectedCut, ...]
    missing: tuple[Missing, ...]
    definitions: tuple[Definition, ...]
