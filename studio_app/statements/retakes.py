"""Retakes of a period: by cause, and who ordered them."""

from collections import defaultdict

from studio_app.domain.ids import PersonId
from studio_app.domain.reviews import Verdict
from studio_app.statements.books import Books
from studio_app.statements.names import name_on_sheet
from studio_app.statements.naming import stage_label
from studio_app.statements.pay_statement import RetakeLine


def retakes_by_person(books: Books) -> dict[PersonId | None, tuple[RetakeLine, ...]]:
    """The retakes ordered in the period, by whose stage they were ordered on; None where the stage names nobody."""
    stages = {stage.id: stage for stage in books.reading.stages}
    lines: dict[PersonId | None, list[RetakeLine]] = defaultdict(list)
    for review in sorted(books.reviews, key=lambda review: (review.recorded_at, review.entry)):
        if review.verdict is not Verdict.RETAKE:
            continue
        stage = stages.get(review.stage)
        line = RetakeLine(
            stage=stage_label(books.codes, stage) if stage else books.code(review.background),
            cause=review.cause,
            ordered_by=name_on_sheet(books.people.get(review.by)) if review.by else "",
            day=books.day_of(review.recorded_at),
            note=review.note,
            disputed=review.disputed,
            entries=(review.entry,),
        )
        lines[stage.by if stage else None].append(line)
    return {person: tuple(found) for person, found in lines.items()}
