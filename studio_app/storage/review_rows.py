"""Reviews as the index keeps them, and apart from them the texts they bind: those can be erased without an entry."""

from typing import Any

from sqlalchemy import Connection, Row, or_, select

from studio_app.domain.corrections import Answers, corrected_review
from studio_app.domain.ids import BackgroundId, EntryHash
from studio_app.domain.reviews import Review, ReviewTexts
from studio_app.storage import tables as t
from studio_app.storage.row_values import person_of, review_texts_value, review_value


class ReviewRows:
    """Reads reviews through one connection; `answers` are all corrections and disputes."""

    def __init__(self, connection: Connection, answers: Answers) -> None:
        self._connection = connection
        self._answers = answers

    def bare(self, background: BackgroundId | None) -> tuple[Review, ...]:
        """Return reviews in the order they were recorded, without their notes and drawings."""
        query = select(t.ix_review).order_by(t.ix_review.c.position)
        if background is not None:
            query = query.where(t.ix_review.c.background == background)
        return tuple(self._review(row) for row in self._connection.execute(query).all())

    def texts(self, background: BackgroundId | None) -> dict[EntryHash, ReviewTexts]:
        """Return the notes and drawings of the reviews that bind any, as they can be read now."""
        review, note, drawing = t.ix_review, t.bound_text.alias(), t.bound_text.alias()
        query = (
            select(review.c.entry, note.c.text, drawing.c.text)
            .join(note, note.c.commitment == review.c.note, isouter=True)
            .join(drawing, drawing.c.commitment == review.c.drawing, isouter=True)
            .where(or_(review.c.note.is_not(None), review.c.drawing.is_not(None)))
        )
        if background is not None:
            query = query.where(review.c.background == background)
        return {EntryHash(entry): review_texts_value(*own) for entry, *own in self._connection.execute(query).all()}

    def _review(self, row: Row[Any]) -> Review:
        answers = self._answers.get(EntryHash(row.entry), ())
        return corrected_review(review_value(row), answers, recorded_by=person_of(row.recorded_by))
