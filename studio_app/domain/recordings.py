"""What was recorded at an artist's desk, before any of it goes to the studio."""

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.ids import BackgroundId, Digest, PersonId, ReviewId, SessionId, StudioId
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import Piece, PieceKind, Tape

NO_IDLE_SOURCE = "none"
"""Named where the system does not tell when the last input was: then saves alone are signs of work."""


class Ending(StrEnum):
    """How a recording ended.

    `lost`: Teire or the machine stopped in the middle of it; what was on disk by then is all of it.
    """

    STOPPED = "stopped"
    SWITCHED = "switched"
    PAUSED = "paused"
    QUIT = "quit"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What somebody works on: the background at hand, the kind of work, and the review that ordered a retake."""

    studio: StudioId
    person: PersonId
    background: BackgroundId
    code: str
    work: WorkKind
    review: ReviewId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One stretch of work on one task. `ending` is None while the clock runs.

    `started_ms` is the wall clock at its start, `away_after_ms` the artist's own limit, `idle_source` the name of what
    told of input. `saves` counts finished saves of the picture.
    """

    id: SessionId
    task: Task
    zone: str
    idle_source: str
    away_after_ms: int
    started_ms: int
    tape: Tape
    saves: int = 0
    ending: Ending | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything from start to end, or to now."""
        return self.tape.pieces(self.away_after_ms)

    @property
    def active_ms(self) -> int:
        """What was work as the program saw it."""
        return sum(one.ms for one in self.pieces if one.kind is PieceKind.WORK)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSave:
    """A finished save of a picture, kept at the desk: its file's SHA-256 and name, when it was seen (ms UTC).

    `offset_ms` is how far its recording had come, gaps counted. `changed_permille` is how much of it is repainted
    against the picture before it, as decimal text; empty while that is not measured, or where there is none before it.
    """

    recording: SessionId
    number: int
    at_ms: int
    offset_ms: int
    sha256: Digest
    size_bytes: int
    name: str
    changed_permille: str = ""
