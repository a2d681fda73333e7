"""The art director's word: approved, or a retake with its cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_app.domain.corrections import may_answer
from studio_app.domain.drawings import drawing_text, is_within_bounds
from studio_app.domain.facts import Basis
from studio_app.domain.ids import ReviewId, new_id
from studio_app.domain.language import _
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_text, find_background, find_person, find_stage
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from studio_app.domain.drawings import Drawing
    from studio_app.domain.ids import PersonId
    from studio_app.domain.reviews import Review
    from studio_app.domain.stages import Stage
    from studio_app.workflow.ports import Ledger, StudioIndex

_LONGEST_NOTE = 4000


class ReviewStep:
    """Records verdicts on stages."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def review(
        self,
        background: str | None,
        *,
        stage: str | None,
        verdict: Verdict,
        cause: RetakeCause | None,
        note: str = "",
        drawing: Drawing | None = None,
        reviewer: str | None = None,
        by: PersonId | None,
    ) -> Review:
        """Record a verdict on a stage, the newest of the background where none is named.

        `reviewer` (a code) gave the word, else `by`. A retake needs a cause, an approval has none. `drawing` is a note
        drawn on the picture.
        """
        if (verdict is Verdict.RETAKE) != (cause is not None):
            raise StepRefused(
                _("A retake is ordered for a cause, and only a retake has one."),
                hint=_("Choose among: {causes}.", causes=", ".join(RetakeCause)),
            )
        if len(note) > _LONGEST_NOTE:
            raise StepRefused(_("The note is too long."), hint=_("Use at most 4,000 characters."))
        if drawing is not None and not is_within_bounds(drawing):
            raise StepRefused(_("The drawn note has too many marks."), hint=_("Say the rest in words, or draw less."))
        review, text = ReviewId(new_id()), bind(checked_text(note))
        drawn = bind(checked_text(drawing_text(drawing))) if drawing is not None and drawing.marks else None

        def decide(index: StudioIndex) -> Decision:
            about = _stage(index, background, stage)
            who = find_person(index, reviewer).id if reviewer else by
            payload: dict[str, Any] = {
                "review": review,
                "background": about.background,
                "stage": about.id,
                "verdict": verdict.value,
            }
            if cause is not None:
                payload["cause"] = cause.value
            if who is not None:
                payload["by"] = who
            if note:
                payload["note"] = text.commitment
            if drawn is not None:
                payload["drawing"] = drawn.commitment
            draft = Draft(kind=kinds.BACKGROUND_REVIEWED, payload=payload, basis=Basis.STATED)
            return Decision(
                drafts=(draft,), texts=tuple(one for one in (text if note else None, drawn) if one is not None)
            )

        self._ledger.append(decide, by=by)
        with self._ledger.look() as index:
            return _review(index, review)

    def withdraw(self, review: ReviewId, *, by: PersonId | None) -> Review:
        """Record that a word is taken back; only whoever gave or recorded it may."""
        why = bind(checked_text(_("Taken back.")))

        def decide(index: StudioIndex) -> Decision:
            word = _review(index, review)
            found = index.entry(word.entry)
            recorded_by = found[1].person if found is not None else None
            if not may_answer(by, subject=word.by, recorded_by=recorded_by):
                raise StepRefused(
                    _("Only whoever gave this word may take it back."),
                    hint=_("Let them do it, or give a word of your own."),
                )
            if word.withdrawn:
                raise StepRefused(_("This word was taken back already."), hint=_("Give a new one."))
            payload = {"target": word.entry, "reason": why.commitment, "withdrawn": True}
            return Decision(
                drafts=(Draft(kind=kinds.ENTRY_CORRECTED, payload=payload, basis=Basis.STATED),), texts=(why,)
            )

        self._ledger.append(decide, by=by)
        with self._ledger.look() as index:
            return _review(index, review)


def _review(index: StudioIndex, review: ReviewId) -> Review:
    found = next((known for known in index.reviews() if known.id == review), None)
    if found is None:
        raise StepRefused(_("There is no such review."), hint=_("“teire ledger list” shows what there is."))
    return found


def _stage(index: StudioIndex, background: str | None, stage: str | None) -> Stage:
    """Return the stage that is reviewed: the one named, else the background's newest."""
    if background is None:
        if stage is None:
            raise StepRefused(_("Nothing was named to review."), hint=_("Name a background or --stage ID."))
        return find_stage(index.stages_around(stage), stage)
    where = find_background(index, background)
    stages = [one for one in index.stages(where.id) if not one.withdrawn]
    if stage is not None:
        return find_stage(stages, stage)
    if not stages:
        raise StepRefused(
            _("{code} has no picture to review.", code=where.code),
            hint=_("Add one with “teire add FILE --background {code}”.", code=where.code),
        )
    return stages[-1]
