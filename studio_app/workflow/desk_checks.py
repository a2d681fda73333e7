"""What a decision about recorded time has to fulfil."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.desk_changes import Answer
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms
from studio_app.domain.reviews import Verdict
from studio_app.workflow.errors import StepRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.ids import BackgroundId, ReviewId
    from studio_app.workflow.desk_views import LineView
    from studio_app.workflow.ports import StudioIndex


def ordered_retake(index: StudioIndex, background: BackgroundId) -> ReviewId:
    """Return the newest review that ordered a retake of a background; raises `StepRefused` where none did."""
    ordered = [one.id for one in index.reviews(background) if one.verdict is Verdict.RETAKE and not one.withdrawn]
    if not ordered:
        raise StepRefused(
            _("Nobody ordered a retake of this background."),
            hint=_("Choose another kind of work, or let the review be recorded first (“teire review retake”)."),
        )
    return ordered[-1]


def is_retake_due(index: StudioIndex, background: BackgroundId) -> bool:
    """Whether the last word on a background orders a retake that nobody has painted since."""
    words = [one for one in index.reviews(background) if not one.withdrawn]
    stages = [one for one in index.stages(background) if not one.withdrawn]
    newest = stages[-1].recorded_at if stages else None
    return bool(words) and words[-1].verdict is Verdict.RETAKE and (newest is None or newest <= words[-1].recorded_at)


def filled_parts(parts: Sequence[tuple[Answer, int | None]], whole_ms: int) -> tuple[tuple[Answer, int], ...]:
    """Return parts that fill a gap of `whole_ms`; the one without a length is as long as what is left."""
    known = sum(ms for _said, ms in parts if ms is not None)
    open_ones = sum(ms is None for _said, ms in parts)
    left = whole_ms - known
    lengths = tuple((said, left if ms is None else ms) for said, ms in parts)
    if open_ones > 1 or sum(ms for _said, ms in lengths) != whole_ms or any(ms < 0 for _said, ms in lengths):
        raise StepRefused(
            _("These parts do not fill the gap."),
            hint=_("Leave out the length of one part: it is then as long as what is left."),
        )
    return tuple((said, ms) for said, ms in lengths if ms)


def work_and_rest(parts: Sequence[tuple[Answer, int | None]], unconfirmed: timedelta) -> tuple[timedelta, timedelta]:
    """Return how much of unconfirmed time was work, and how much a break; what the parts leave is not said yet."""
    is_open = any(ms is None for _said, ms in parts)
    filled = filled_parts(parts if is_open else (*parts, (Answer.LATER, None)), duration_ms(unconfirmed))
    work, rest = (sum(ms for said, ms in filled if said is wanted) for wanted in (Answer.WORK, Answer.BREAK))
    return timedelta(milliseconds=work), timedelta(milliseconds=rest)


def left_out() -> StepRefused:
    """Return the refusal of what would send time that its artist left out."""
    return StepRefused(_("This time was left out."), hint=_("Take that back first (“teire desk take-back”)."))


def offset_at(view: LineView, at_ms: int) -> int:
    """Return how far a line had come, gaps counted, when the wall clock read `at_ms`.

    Raises `StepRefused` where that is not inside the line. Where the clock was set back, the first time counts.
    """
    offset = 0
    for part in view.parts:
        if part.at_ms <= at_ms < part.at_ms + part.ms and offset + at_ms - part.at_ms > 0:
            return offset + at_ms - part.at_ms
        offset += part.ms
    raise StepRefused(
        _("That moment is not inside this time."), hint=_("Give a moment between its beginning and its end.")
    )
