"""An artist's own view: all their time of a period, in the ledger and at the desk, and what an hour came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.desk_changes import Answered
from studio_app.domain.moments import to_ms
from studio_app.domain.spans import local_day
from studio_app.statements.definitions import own_definitions
from studio_app.workflow.own_answers import own_answers
from studio_app.workflow.own_days import DayGrid
from studio_app.workflow.own_pay import own_pay
from studio_app.workflow.own_pieces import line_pieces, session_pieces
from studio_app.workflow.own_reading import months_ms, own_reading
from studio_app.workflow.own_views import OwnBackground, OwnDay, OwnSave, OwnView, sums_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from studio_app.domain.ids import BackgroundId, PersonId
    from studio_app.domain.moments import Clock
    from studio_app.domain.own_time import OwnSession
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.stages import Stage
    from studio_app.statements.roles import RoleTable
    from studio_app.workflow.desk import DeskStep
    from studio_app.workflow.desk_ports import DeskBook
    from studio_app.workflow.desk_views import DeskSheet
    from studio_app.workflow.own_export import OwnExportStep
    from studio_app.workflow.own_pay import Floors, OwnPay
    from studio_app.workflow.own_reading import StudioSheet
    from studio_app.workflow.own_views import OwnPiece
    from studio_app.workflow.ports import Ledger, StudioIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a period holds, before it is put in order by day and by background."""

    grid: DayGrid
    codes: dict[BackgroundId, str]
    sessions: tuple[OwnSession, ...]
    pieces: tuple[OwnPiece, ...]
    saves: tuple[tuple[BackgroundId, OwnSave], ...]
    stages: tuple[Stage, ...]

    def backgrounds(self) -> tuple[BackgroundId, ...]:
        """Return those with anything in the period, in order of their first piece."""
        others = [*(one for one, _save in self.saves), *(stage.background for stage in self.stages)]
        return tuple(dict.fromkeys([*(piece.background for piece in self.pieces), *others]))

    def background(self, id_: BackgroundId, pay: OwnPay) -> OwnBackground:
        """Return what there is of one background."""
        pieces = tuple(one for one in self.pieces if one.background == id_)
        return OwnBackground(
            background=id_,
            code=self.codes.get(id_, "?"),
            pieces=pieces,
            sums=sums_of(pieces),
            stages=tuple(one for one in self.stages if one.background == id_),
            saves=tuple(save for one, save in self.saves if one == id_),
            pay=pay.backgrounds.get(id_),
        )

    def days(self) -> Iterator[OwnDay]:
        """Yield every day; one that clocks set back over midnight show twice is one."""
        by_day: dict[date, list[OwnPiece]] = {day: [] for day, _span in self.grid.spans}
        for piece in self.pieces:
            by_day[piece.day].append(piece)
        for day, pieces in by_day.items():
            spans = [span for one, span in self.grid.spans if one == day]
            yield OwnDay(
                day=day,
                start_ms=spans[0].start_ms,
                end_ms=spans[-1].end_ms,
                pieces=tuple(pieces),
                sums=sums_of(pieces),
            )


class OwnViewStep:
    """Shows somebody their own time. Nothing in it is about anybody else, and nothing is written.

    `floors` returns the yardstick for pay per hour that holds on a day; `exports` writes all of it to a file.
    """

    def __init__(
        self,
        ledger: Ledger,
        book: DeskBook,
        desk: DeskStep,
        *,
        clock: Clock,
        studio: StudioSheet,
        exports: OwnExportStep,
        floors: Floors,
        roles: Callable[[], RoleTable],
    ) -> None:
        self.exports = exports
        self._ledger = ledger
        self._book = book
        self._desk = desk
        self._clock = clock
        self._studio = studio
        self._floors = floors
        self._roles = roles

    def today(self, zone: ZoneInfo) -> date:
        """Return the day that a clock on the wall shows now."""
        return local_day(self._now(), zone)

    def view(self, person: PersonId, first: date, last: date, zone: ZoneInfo) -> OwnView:
        """Return everything of one person from `first` to `last`, both included, in the local days of `zone`.

        Raises `StepRefused` for a period that ends before it begins.
        """
        grid, sheet = DayGrid(first, last, zone), self._desk.sheet(person)
        with self._ledger.look() as index:
            found, reading = self._found(index, person, sheet, grid)
            shown = {one.session for one in found.pieces}
            sessions = [one for one in found.sessions if one.session.id in shown]
            answers = own_answers(index, person, sessions=sessions, stages=found.stages, codes=found.codes)
        pay = own_pay(
            reading,
            person,
            backgrounds=found.backgrounds(),
            first=first,
            last=last,
            today=self.today(zone),
            floors=self._floors,
            roles=self._roles(),
        )
        asked = {one.question for one in found.pieces}
        return OwnView(
            person=person,
            first=first,
            last=last,
            zone=zone.key,
            days=tuple(found.days()),
            backgrounds=tuple(found.background(one, pay) for one in found.backgrounds()),
            sums=sums_of(found.pieces),
            questions=tuple(one for one in sheet.questions if one.name in asked),
            late=tuple(one for one in sheet.late if one.session.id in shown),
            answers=answers,
            months=pay.months,
            floor=self._floors(last),
            pay_problem=pay.problem,
            definitions=own_definitions(),
        )

    def _found(
        self, index: StudioIndex, person: PersonId, sheet: DeskSheet, grid: DayGrid
    ) -> tuple[_Found, StudioReading]:
        """Return what the period holds, and what its pay rests on."""
        own, known = index.own(person), index.backgrounds()
        codes = {one.id: one.code for one in known}
        begun, ended = months_ms(grid.first, grid.last)
        of_months = own.sessions(begun, ended)
        sessions = tuple(one for one in of_months if grid.touches(one.session))
        pieces = self._pieces(index, sheet, sessions, grid=grid, codes=codes, person=person)
        saves = tuple(_saves(sheet, grid))
        on = {*(one.background for one in pieces), *(one for one, _save in saves)}
        reading = own_reading(
            index,
            person,
            self._studio,
            of_months=of_months,
            on=on | {*own.backgrounds(grid.start_ms, grid.end_ms)},
            around=(begun, ended),
            backgrounds=known,
        )
        stages = tuple(one for one in reading.stages if one.by == person and grid.day_of(to_ms(one.made_at)))
        found = _Found(grid=grid, codes=codes, sessions=sessions, pieces=pieces, saves=saves, stages=stages)
        return found, reading

    def _pieces(
        self,
        index: StudioIndex,
        sheet: DeskSheet,
        sessions: Sequence[OwnSession],
        *,
        person: PersonId,
        grid: DayGrid,
        codes: dict[BackgroundId, str],
    ) -> tuple[OwnPiece, ...]:
        entries = index.own(person).entries([one.session.entry for one in sessions])
        pieces = [
            piece
            for one in sessions
            for piece in session_pieces(
                one,
                entries.get(one.session.entry),
                grid=grid,
                code=codes,
                text=index.text,
                now_ms=self._now(),
            )
        ]
        answers = [one for one in self._book.changes(self._ledger.studio) if isinstance(one, Answered)]
        pieces += [piece for view in sheet.lines for piece in line_pieces(view, answers, grid=grid)]
        return tuple(sorted(pieces, key=lambda one: (one.start_ms, one.end_ms, one.code)))

    def _now(self) -> int:
        return to_ms(self._clock.read().wall)


def _saves(sheet: DeskSheet, grid: DayGrid) -> Iterator[tuple[BackgroundId, OwnSave]]:
    for view in sheet.lines:
        for save in view.saves:
            day = grid.day_of(save.at_ms)
            if day is not None:
                yield view.line.task.background, OwnSave(save=save, day=day, left_out=view.line.left_out)
