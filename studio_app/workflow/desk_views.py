"""What a desk's steps answer: recorded time as the artist sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.desk_lines import total

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from studio_app.domain.desk_lines import DeskLine, Gap, Stretch, TimeKind
    from studio_app.domain.ids import BackgroundId, SessionId
    from studio_app.domain.recordings import KeptSave, Recording
    from studio_app.domain.sessions import RetouchSession
    from studio_app.workflow.recorder import FoundRecording


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTime:
    """The clock that runs: on which background, since when, the work so far.

    `is_away`: no sign of work for the artist's limit or longer. `is_recorded` is false where it was cut off and no
    program goes on with it.
    """

    background: BackgroundId
    background_code: str
    so_far: timedelta
    started_at: datetime
    zone: str
    is_away: bool = False
    is_recorded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """What the desk's clock does: what runs, whether recording is paused, what keeps it from being kept (sentences).

    `found` are recordings that were cut off and found since the program started.
    """

    running: RunningTime | None = None
    paused: bool = False
    problems: tuple[str, ...] = ()
    found: tuple[FoundRecording, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """Time on one task as it would go to the studio, in order; `runs`: its clock still runs.

    `recorded_ms` is the active time of its recordings before anything was cut off or moved.
    """

    line: DeskLine
    parts: tuple[Stretch, ...]
    saves: tuple[KeptSave, ...]
    recordings: tuple[Recording, ...]
    recorded_ms: int
    runs: bool = False

    def ms(self, kind: TimeKind) -> int:
        """Return how much of it counts as `kind`."""
        return total(self.parts, kind)

    @property
    def started_ms(self) -> int:
        """The wall clock at its beginning."""
        return self.parts[0].at_ms if self.parts else self.recordings[0].started_ms

    @property
    def stopped_ms(self) -> int:
        """The wall clock at its end."""
        return self.parts[-1].at_ms + self.parts[-1].ms if self.parts else self.started_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A gap that the artist is asked about, before its time went to the studio; `code` of its background.

    Its name may be typed again: `teire desk answer NAME`.
    """

    gap: Gap
    code: str

    @property
    def name(self) -> str:
        """What it is called: the beginning of its recording's id, and where in it the gap begins, in ms.

        Not in seconds: an absence that begins just before the machine sleeps begins in the same one as that sleep.
        """
        return f"{self.gap.recording[:8]}+{self.gap.start_ms}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateQuestion:
    """Time of a session in the ledger that its artist has not accounted for yet; `code` of its background."""

    session: RetouchSession
    code: str

    @property
    def name(self) -> str:
        """What it is called: the beginning of its session's id."""
        return self.session.id[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSheet:
    """Everything of one person at this desk that is not in the ledger yet, and what they are asked."""

    lines: tuple[LineView, ...]
    questions: tuple[Question, ...]
    late: tuple[LateQuestion, ...]

    def line(self, id_: SessionId) -> LineView | None:
        """Return the line `id_`, None where there is none."""
        return next((one for one in self.lines if one.line.id == id_), None)

    def ms(self, kind: TimeKind) -> int:
        """Return how much of all that is not left out counts as `kind`."""
        return sum(one.ms(kind) for one in standing(self.lines))


def standing(lines: Iterable[LineView]) -> Iterable[LineView]:
    """Return the lines that are not left out."""
    return (one for one in lines if not one.line.left_out)
