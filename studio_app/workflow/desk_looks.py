"""One look at a desk's book: somebody's recordings for a studio, and what they decided about them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studio_app.domain.desk_changes import Answered
from studio_app.domain.desk_lines import desk_lines, gaps, stretches
from studio_app.workflow.desk_views import LineView, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from studio_app.domain.desk_changes import DeskChange
    from studio_app.domain.desk_lines import DeskLine, Gap
    from studio_app.domain.ids import SessionId
    from studio_app.domain.recordings import KeptSave, Recording


class DeskLook:
    """Answers and saves are laid beside the recording they belong to: a desk holds thousands of each after a year."""

    def __init__(
        self,
        *,
        recordings: Sequence[Recording],
        changes: Sequence[DeskChange],
        saves: Iterable[KeptSave],
        sent: AbstractSet[SessionId],
    ) -> None:
        self._recordings = {one.id: one for one in recordings}
        self._answers: dict[SessionId, list[Answered]] = defaultdict(list)
        for change in changes:
            if isinstance(change, Answered):
                self._answers[change.recording].append(change)
        self._saves: dict[SessionId, list[KeptSave]] = defaultdict(list)
        for save in saves:
            self._saves[save.recording].append(save)
        self.views = tuple(self._view(line) for line in desk_lines(recordings, changes) if line.id not in sent)
        """Every line that is not marked as sent, with what it consists of."""

    def gaps(self, lines: Sequence[LineView]) -> tuple[Question, ...]:
        """Return the gaps of lines that are not left out, each once, answered or not."""
        found: dict[tuple[SessionId, int], Question] = {}
        for view in lines:
            for recording in view.recordings:
                for gap in gaps(recording, self._answers[recording.id]):
                    if _within(view.line, gap):
                        found[gap.recording, gap.start_ms] = Question(gap=gap, code=view.line.task.code)
        return tuple(found.values())

    def _view(self, line: DeskLine) -> LineView:
        own = tuple(self._recordings[id_] for id_ in dict.fromkeys(one.recording for one in line.segments))
        answers = [answer for one in own for answer in self._answers[one.id]]
        return LineView(
            line=line,
            parts=stretches(line, self._recordings, answers),
            saves=tuple(sorted(self._saves_in(line, own), key=lambda save: (save.at_ms, save.number))),
            recordings=own,
            recorded_ms=sum(one.active_ms for one in own),
            runs=any(one.ending is None for one in own),
        )

    def _saves_in(self, line: DeskLine, own: Sequence[Recording]) -> Iterable[KeptSave]:
        return (save for one in own for save in self._saves[one.id] if _holds(line, save))


def _within(line: DeskLine, gap: Gap) -> bool:
    end = gap.start_ms + gap.piece.ms
    return not line.left_out and any(
        one.recording == gap.recording and one.start_ms < end and gap.start_ms < one.end_ms for one in line.segments
    )


def _holds(line: DeskLine, save: KeptSave) -> bool:
    """Whether a save belongs to a line: it came at a moment of it, the first moment of its recording included."""
    return any(
        one.recording == save.recording and one.start_ms <= max(0, save.offset_ms - 1) < one.end_ms
        for one in line.segments
    )
