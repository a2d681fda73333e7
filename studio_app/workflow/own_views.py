"""What somebody's own view answers: all their time of a period, sent or not, as a timeline with its sums."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.own_time import NO_TIME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, timedelta

    from studio_app.domain.desk_lines import TimeKind
    from studio_app.domain.facts import Basis
    from studio_app.domain.ids import BackgroundId, EntryHash, PersonId, SessionId
    from studio_app.domain.money import Money
    from studio_app.domain.own_time import OwnTime
    from studio_app.domain.recordings import KeptSave
    from studio_app.domain.sessions import WorkKind
    from studio_app.domain.stages import Stage
    from studio_app.domain.tapes import PieceKind
    from studio_app.domain.wage_floors import WageFloor
    from studio_app.statements.definitions import Definition
    from studio_app.statements.pay_statement import FloorStanding
    from studio_app.statements.times import ActiveTime
    from studio_app.workflow.desk_views import LateQuestion, Question


class Whereabouts(StrEnum):
    """Where a piece of time is: in the ledger, still at the desk, at the desk and not to be sent, or withdrawn."""

    SENT = "sent"
    WAITING = "waiting"
    LEFT_OUT = "left-out"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPiece:
    """A stretch of a timeline within one local day, on one background.

    `kind` is what it counts as, `seen` what a recorder saw of it (None where none did: typed in, or of an entry that
    holds no pieces). It was there from `start_ms` to `end_ms` on the wall clock (ms UTC). `counts` is how much of it
    counts as what now, corrections applied: of a session with a correction or without pieces that is less than its
    length. `session` and `entry` name it in the ledger, `line` at the desk. `question` may be given to
    `DeskStep.answer`; it is empty where nothing was asked. `runs`: its clock runs.
    """

    background: BackgroundId
    code: str
    day: date
    kind: TimeKind
    seen: PieceKind | None
    basis: Basis
    start_ms: int
    end_ms: int
    counts: OwnTime
    where: Whereabouts
    work: WorkKind
    reason: str = ""
    corrected: bool = False
    disputed: bool = False
    runs: bool = False
    session: SessionId | None = None
    entry: EntryHash | None = None
    line: SessionId | None = None
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSums:
    """Sums of pieces: in the ledger, waiting at the desk, and left out by the artist; what was withdrawn is in none."""

    sent: OwnTime = NO_TIME
    waiting: OwnTime = NO_TIME
    left_out: OwnTime = NO_TIME

    @property
    def whole(self) -> OwnTime:
        """What is in the ledger and what waits, together."""
        return self.sent + self.waiting


def sums_of(pieces: Iterable[OwnPiece]) -> OwnSums:
    """Add up pieces."""
    sums = dict.fromkeys(Whereabouts, NO_TIME)
    for one in pieces:
        sums[one.where] += one.counts
    return OwnSums(sent=sums[Whereabouts.SENT], waiting=sums[Whereabouts.WAITING], left_out=sums[Whereabouts.LEFT_OUT])


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """A local day from `start_ms` up to `end_ms` (23 to 25 hours), with its pieces in order."""

    day: date
    start_ms: int
    end_ms: int
    pieces: tuple[OwnPiece, ...]
    sums: OwnSums


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSave:
    """A save at the desk that did not go to the studio yet; `change` of it is in `save.changed_permille`."""

    save: KeptSave
    day: date
    left_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PayPerHour:
    """What an hour came to, from time in the ledger and the agreed rates, beside a floor.

    `effective` is None without hours, without an amount, or with amounts in several currencies. `floor` is the one of
    `floor_day`, the last day of work; None where there is none. `is_open`: part is paid once it is approved.
    `findings` say in sentences what keeps the figure from being the whole.
    """

    active: ActiveTime
    totals: tuple[Money, ...]
    effective: Money | None
    floor: WageFloor | None
    floor_day: date
    standing: FloorStanding
    is_open: bool
    findings: tuple[str, ...]
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPay:
    """A calendar month, whole however much of it was asked for; `month` is its first day."""

    month: date
    pay: PayPerHour


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBackground:
    """One background: its pieces over all days, own stages and unsent saves of the period, and pay per hour.

    `pay` rests on all time spent on it so far, whatever the period; None where none of it is in the ledger. The changed
    shares of `stages` and `saves` are each against the picture before, and are never added up.
    """

    background: BackgroundId
    code: str
    pieces: tuple[OwnPiece, ...]
    sums: OwnSums
    stages: tuple[Stage, ...]
    saves: tuple[OwnSave, ...]
    pay: PayPerHour | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer:
    """A correction or dispute of a session or stage of one's own: who (None: the installation), when, and why.

    `counts`: it changes what the ledger reads; a dispute never does. What is None or empty was not touched.
    """

    entry: EntryHash
    target: EntryHash
    background: BackgroundId
    code: str
    by: PersonId | None
    by_code: str
    recorded_at: datetime
    dispute: bool
    counts: bool
    reason: str
    withdrawn: bool | None = None
    active: timedelta | None = None
    work: WorkKind | None = None
    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnView:
    """All of one person's time from `first` to `last`, both included, in the local days of `zone`.

    `days` holds every day of the period, `backgrounds` those with anything in it, in order of their first piece.
    `questions` are open ones of time at the desk, `late` those of sessions in the ledger. `floor` is the one of the
    period's last day. `pay_problem` says why no pay could be reckoned; it is empty as a rule.
    """

    person: PersonId
    first: date
    last: date
    zone: str
    days: tuple[OwnDay, ...]
    backgrounds: tuple[OwnBackground, ...]
    sums: OwnSums
    questions: tuple[Question, ...]
    late: tuple[LateQuestion, ...]
    answers: tuple[OwnAnswer, ...]
    months: tuple[MonthPay, ...]
    floor: WageFloor | None
    pay_problem: str
    definitions: tuple[Definition, ...]

    @property
    def pieces(self) -> tuple[OwnPiece, ...]:
        """Every piece, day by day."""
        return tuple(piece for day in self.days for piece in day.pieces)
