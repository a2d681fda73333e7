"""One link in a background's chain."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio_app.domain.facts import Basis
from studio_app.domain.ids import BackgroundId, Digest, EntryHash, PersonId, StageId


class StageKind(StrEnum):
    """工程, in the order of the work."""

    LAYOUT = "layout"
    GENERATION = "generation"
    RETOUCH = "retouch"
    CORRECTION = "correction"
    FINAL = "final"

    @property
    def made_by_generator(self) -> bool:
        """Whether the picture itself comes from a generator; its person, if any, wrote the prompt."""
        return self is StageKind.GENERATION


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """The measured change against the parent, as the ledger keeps it: whole pixels, ratios as decimal text."""

    method: str
    changed_pixels: int
    total_pixels: int
    changed_permille: str
    noise_floor: str
    region_count: int
    alignment_found: bool
    grade_found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A picture that arrived: who or which generator made it, when it was recorded, how that is known.

    `number` counts stages of one kind within the background from 1 (`generation 2`). `by` is the painter, or
    for a generation the person who asked for it; None where nobody was named. `withdrawn` stages stay readable
    and count nowhere. `saved_at` is when its file was seen to be saved, None where nobody saw that.
    """

    id: StageId
    background: BackgroundId
    kind: StageKind
    number: int
    sha256: Digest
    file_format: str
    width: int
    height: int
    by: PersonId | None
    parent: StageId | None
    basis: Basis
    recorded_at: datetime
    entry: EntryHash
    system: str = ""
    version: str = ""
    change: StageChange | None = None
    withdrawn: bool = False
    disputed: bool = False
    saved_at: datetime | None = None

    @property
    def made_at(self) -> datetime:
        """When it was there: saved, as far as that was seen, else recorded."""
        return self.saved_at or self.recorded_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The newest stage of a background that counts, and how many count."""

    newest: Stage
    count: int
