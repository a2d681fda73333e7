"""One's own time that was not sent yet, laid over what the ledger says of each background."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.desk_lines import TimeKind

if TYPE_CHECKING:
    from studio_app.domain.ids import BackgroundId
    from studio_app.domain.recordings import KeptSave
    from studio_app.workflow.desk_views import DeskSheet
    from studio_app.workflow.views import BackgroundRow


def unsent_times(sheet: DeskSheet) -> dict[BackgroundId, timedelta]:
    """Return the work on each background, measured and stated, that is at the desk and not left out."""
    times: dict[BackgroundId, timedelta] = {}
    for view in sheet.lines:
        if not view.line.left_out:
            where = view.line.task.background
            ms = view.ms(TimeKind.ACTIVE) + view.ms(TimeKind.STATED)
            times[where] = times.get(where, timedelta()) + timedelta(milliseconds=ms)
    return times


def newest_save(sheet: DeskSheet, background: BackgroundId) -> KeptSave | None:
    """Return the newest save of a background's picture that is still at the desk."""
    saves = [save for view in sheet.lines if view.line.task.background == background for save in view.saves]
    return max(saves, key=lambda save: save.at_ms, default=None)


def with_own_time(
    rows: tuple[BackgroundRow, ...], unsent: dict[BackgroundId, timedelta], runs_on: BackgroundId | None
) -> tuple[BackgroundRow, ...]:
    """Return rows with one's own unsent time added, and one's own clock shown where it runs."""
    return tuple(
        replace(
            row,
            active=row.active + unsent.get(row.background.id, timedelta()),
            running=row.running or row.background.id == runs_on,
        )
        if row.background.id in unsent or row.background.id == runs_on
        else row
        for row in rows
    )
