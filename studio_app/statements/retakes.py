"""Retakes: by cause, who ordered them, which picture answered, and which of those redos are paid as such."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.ids import BackgroundId, PersonId, StageId
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.statements.names import name_on_sheet
from studio_app.statements.naming import stage_label
from studio_app.statements.pay_statement import RedoLine, RetakeLine

if TYPE_CHECKING:
    from datetime import date

    from studio_app.domain.money import Money
    from studio_app.domain.orders import WorkOrder
    from studio_app.domain.reviews import Review
    from studio_app.domain.stages import Stage
    from studio_app.statements.agreements import Cover
    from studio_app.statements.books import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class _Retake:
    """A retake that counts: the stage it was ordered on, the person's picture that answered it, and its approval."""

    review: Review
    day: date
    stage: Stage | None
    cover: Cover
    answer: Stage | None
    approval: Review | None
    price: Money | None
    order: WorkOrder | None


_Redo = tuple[PersonId, BackgroundId, StageId, RetakeCause]


class Retakes:
    """All retakes that count, read once.

    A redo is the person's next picture on the background, of the work that falls under the same orders, after the
    retake was ordered. It falls due on the first approval of that picture or of a later one of the chain, as
    backgrounds do. Retakes of one cause that one and the same picture answers are one redo and are paid once; two
    causes are two. What the order says is paid for the cause as it was agreed on the day of the first of these
    retakes; without a price there the redo is part of the unit's price.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._ordered: dict[PersonId | None, list[RetakeLine]] = defaultdict(list)
        self._redos: dict[_Redo, list[_Retake]] = defaultdict(list)
        stages = {stage.id: stage for stage in books.reading.stages}
        own = {(it.person, it.background, it.cover): it.stages for group in books.deliveries.values() for it in group}
        ordered = [it for it in books.reading.reviews if it.verdict is Verdict.RETAKE and not it.withdrawn]
        for review in sorted(ordered, key=lambda one: (one.recorded_at, one.entry)):
            day, stage = books.day_of(review.recorded_at), stages.get(review.stage)
            cover = books.cover_of(stage.by, stage) if stage and stage.by else None
            # What was ordered on another day is told only by a redo's price, and without an order there is none.
            if day in books.period or cover is not None:
                self._take(self._read(review, day, stage, cover, own))
        self._lines: dict[PersonId, list[RedoLine]] = defaultdict(list)
        for (person, _background, _answer, _cause), found in self._redos.items():
            line = self._line(found)
            if line is not None:
                self._lines[person].append(line)

    def people(self) -> set[PersonId]:
        """Everybody on whose stages retakes were ordered in the period, or to whom a redo fell due in it."""
        listed = {person for person in self._ordered if person is not None}
        period = self._books.period
        return listed | {who for who, lines in self._lines.items() if any(line.due_on in period for line in lines)}

    def ordered(self, person: PersonId | None) -> tuple[RetakeLine, ...]:
        """Return the retakes ordered in the period on stages of a person; None: on stages that name nobody."""
        return tuple(self._ordered.get(person, ()))

    def due(self, person: PersonId) -> tuple[RedoLine, ...]:
        """Return the redos that are paid as such and fell due in the period."""
        return tuple(line for line in self._lines.get(person, ()) if line.due_on in self._books.period)

    def ever_due(self, person: PersonId) -> tuple[RedoLine, ...]:
        """Return those that ever fell due."""
        return tuple(self._lines.get(person, ()))

    def _read(
        self,
        review: Review,
        day: date,
        stage: Stage | None,
        cover: Cover,
        own: dict[tuple[PersonId, BackgroundId, Cover], tuple[Stage, ...]],
    ) -> _Retake:
        books, person = self._books, stage.by if stage else None
        mine = own.get((person, review.background, cover), ()) if person else ()
        answer = next((one for one in mine if one.recorded_at > review.recorded_at), None)
        found = books.agreements.redo(person, review.background, cover, review.cause, day) if person else None
        return _Retake(
            review=review,
            day=day,
            stage=stage,
            cover=cover,
            answer=answer,
            approval=books.approvals.first_of((answer,)) if answer else None,
            price=found[0] if found else None,
            order=found[1] if found else None,
        )

    def _take(self, retake: _Retake) -> None:
        books, review, person = self._books, retake.review, retake.stage.by if retake.stage else None
        if person and retake.answer and review.cause:
            self._redos[person, review.background, retake.answer.id, review.cause].append(retake)
        if retake.day not in books.period:
            return
        line = RetakeLine(
            stage=stage_label(books.codes, retake.stage) if retake.stage else books.code(review.background),
            background=books.code(review.background),
            cause=review.cause,
            ordered_by=self._name(review),
            day=retake.day,
            note=review.note,
            disputed=review.disputed,
            price=retake.price,
            order=retake.order,
            answered_on=books.day_of(retake.answer.recorded_at) if retake.answer else None,
            due_on=books.day_of(retake.approval.recorded_at) if retake.approval else None,
            entries=(review.entry,),
        )
        self._ordered[person].append(line)

    def _line(self, found: list[_Retake]) -> RedoLine | None:
        first, books = found[0], self._books
        cause, answer, approval = first.review.cause, first.answer, first.approval
        if cause is None or answer is None or approval is None or first.price is None or first.order is None:
            return None
        names = dict.fromkeys(name for one in found if (name := self._name(one.review)))
        entries = {one.review.entry for one in found} | {answer.entry, approval.entry, first.order.entry}
        return RedoLine(
            stage=stage_label(books.codes, answer),
            background=books.code(answer.background),
            cuts=books.cuts(answer.background),
            roles=books.roles_of((answer,)),
            cause=cause,
            ordered_by=", ".join(names),
            ordered_on=first.day,
            due_on=books.day_of(approval.recorded_at),
            order=first.order,
            amount=first.price,
            entries=tuple(sorted(entries)),
        )

    def _name(self, review: Review) -> str:
        return name_on_sheet(self._books.people.get(review.by)) if review.by else ""
