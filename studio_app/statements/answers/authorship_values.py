"""The human authorship statement as values: elements that people made, and what the generator made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from studio_app.domain.changes import Alignment
    from studio_app.domain.facts import Basis
    from studio_app.domain.ids import Digest, EntryHash, StageId
    from studio_app.domain.stages import StageKind
    from studio_app.statements.answers.head import AnswerHead
    from studio_app.statements.answers.missing import Missing
    from studio_app.statements.answers.people import Who
    from studio_app.statements.answers.reading import PaintedRegion, RegionSum
    from studio_app.statements.answers.sources import Source
    from studio_app.statements.definitions import Definition


class Element(StrEnum):
    """What a person made of a picture, as copyright offices ask for it: expressive elements, not hours.

    `prompt` is listed and not claimed: a prompt alone is no authorship of the picture it leads to.
    """

    LAYOUT = "layout"
    REPAINT = "repaint"
    CORRECTION = "correction"
    GRADE = "grade"
    SELECTION = "selection"
    ARRANGEMENT = "arrangement"
    PROMPT = "prompt"

    @property
    def claimed(self) -> bool:
        """Whether the statement claims it as a person's expression."""
        return self is not Element.PROMPT


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareInPicture:
    """What one stage has in the newest picture, in pixels of its `total`."""

    visible: int
    overpainted: int
    total: int

    @property
    def touched(self) -> int:
        return self.visible + self.overpainted


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanElement:
    """One thing a person made. `stage` is its picture's place in words (`retouch 2`), empty for a selection.

    `in_chain` is false where the newest picture does not descend from it. `changed_pixels` of `total_pixels` are
    measured against the picture before; `share` is what is left of it in the newest picture, None where that is not
    measured. `layout_kept_permille` is for layouts. `placement` is for arrangements, `grade_delta_e` (decimal text)
    for grades; `among` and `reason` are for selections, `prompts` for prompts.
    """

    element: Element
    who: Who
    stage: str
    stage_id: StageId | None
    basis: Basis
    in_chain: bool
    entries: tuple[EntryHash, ...]
    changed_pixels: int | None = None
    total_pixels: int | None = None
    region_count: int = 0
    region_sums: tuple[RegionSum, ...] = ()
    regions: tuple[PaintedRegion, ...] = ()
    share: ShareInPicture | None = None
    layout_kept_permille: float | None = None
    grade_delta_e: str = ""
    placement: Alignment | None = None
    among: int | None = None
    reason: str = ""
    prompts: tuple[str, ...] = ()

    @property
    def claimed(self) -> bool:
        """Whether the statement claims it as a person's expression."""
        return self.element.claimed


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorPart:
    """What a generator made: one generation, and what of it is still visible. It has no person's row.

    `asked_by` is who asked for it. `system` is empty where the file names none.
    """

    system: str
    version: str
    model: str
    provider: str
    stage: str
    stage_id: StageId
    asked_by: Who
    in_chain: bool
    share: ShareInPicture | None
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundAuthorship:
    """The statement of one background. `newest` is the stage it is about, None where there is no picture.

    `unattributed` are pixels of the newest picture that can be traced to no stage, None where not measured.
    """

    code: str
    cuts: tuple[str, ...]
    episode: str
    newest: str
    newest_kind: StageKind | None
    sha256: Digest | None
    width: int
    height: int
    made_at: datetime | None
    elements: tuple[HumanElement, ...]
    generators: tuple[GeneratorPart, ...]
    method: str
    unattributed: int | None
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonElements:
    """One person's claimed elements over all covered backgrounds: counts, and in which backgrounds.

    `visible_in` are backgrounds in whose newest picture some of it is visible, as far as that is measured.
    """

    who: Who
    layouts: int
    repaints: int
    corrections: int
    grades: int
    selections: int
    arrangements: int
    prompts: int
    region_sums: tuple[RegionSum, ...]
    backgrounds: tuple[str, ...]
    visible_in: tuple[str, ...]
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorParts:
    """One generator over all covered backgrounds; `visible_in` as for people, `measured_in` of so many."""

    system: str
    version: str
    provider: str
    generations: int
    backgrounds: tuple[str, ...]
    visible_in: tuple[str, ...]
    measured_in: int
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorshipStatement:
    """What people made and what generators made, per background and rolled up.

    `without_people` are backgrounds with a picture in which no claimed element of a person is recorded.
    """

    head: AnswerHead
    backgrounds: tuple[BackgroundAuthorship, ...]
    people: tuple[PersonElements, ...]
    generators: tuple[GeneratorParts, ...]
    without_people: tuple[str, ...]
    missing: tuple[Missing, ...]
    definitions: tuple[Definition, ...]
    sources: tuple[Source, ...]
