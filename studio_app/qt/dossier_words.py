"""A dossier's sessions, reviews, entries and change as lines to read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.facts import Basis
from studio_app.domain.figures import decimals, grouped, percent
from studio_app.domain.language import _
from studio_app.domain.wording import (
    basis_word,
    cause_words,
    hours,
    moment,
    person_name,
    stage_label,
    stage_name,
    verdict_words,
    work_word,
)
from studio_app.qt.lines import Line
from studio_app.qt.pair import with_id
from studio_app.qt.region_words import (
    alignment_definition,
    changed_share_definition,
    grade_definition,
    noise_floor_definition,
    regions_definition,
)

if TYPE_CHECKING:
    from studio_app.domain.reviews import Review
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.domain.wording import (
        People,
    )
    from studio_app.workflow.views import BackgroundDossier, EntryRow

Figure = tuple[str, str, str]
"""A caption, its value and its definition."""


def change_figures(stage: Stage, stages: tuple[Stage, ...], people: People) -> tuple[Figure, ...]:
    """Return the measured change of a stage against its parent, each figure with its definition."""
    change = stage.change
    if change is None:
        return ()
    parent = with_id(stages, stage.parent)
    against = stage_label(parent, people) if parent is not None else _("its parent")
    pixels = _(
        "{changed} of {total} pixels", changed=grouped(change.changed_pixels), total=grouped(change.total_pixels)
    )
    return (
        (_("Changed share"), percent(change.changed_permille), f"{changed_share_definition()}\n{pixels}"),
        (_("Regions"), grouped(change.region_count), regions_definition()),
        (_("Noise floor"), f"ΔE {decimals(change.noise_floor, 2)}", noise_floor_definition()),
        (_("Aligned"), _("yes") if change.alignment_found else _("not found"), alignment_definition()),
        (_("Grade"), _("found") if change.grade_found else _("none"), grade_definition()),
        (_("Against"), against, _("The stage it was measured against, with method {method}.", method=change.method)),
    )


def no_change_words(stage: Stage | None) -> str:
    """Return why there is no measured change to show."""
    if stage is None:
        return _("Choose a stage to see what it changed.")
    if stage.parent is None:
        return _("A first stage has no parent to be compared with.")
    return _("No change was measured for this stage.")


def time_figures(sessions: tuple[RetouchSession, ...], unsent: timedelta = timedelta()) -> tuple[Figure, ...]:
    """Return sums of time, one for each basis and never added together, what is unconfirmed, and one's own unsent."""
    counting = [session for session in sessions if not session.withdrawn]
    figures: list[Figure] = []
    for basis in Basis:
        total = sum((session.active for session in counting if session.basis is basis), timedelta())
        if total:
            figures.append((basis_word(basis), hours(total), _("Active time, {basis}.", basis=basis_word(basis))))
    unconfirmed = sum((session.unconfirmed for session in counting), timedelta())
    if unconfirmed:
        meaning = _("Time away that its artist has not yet called work or a break; it counts in no sum.")
        figures.append((_("unconfirmed"), hours(unconfirmed), meaning))
    if unsent:
        meaning = _("Your own time that is still at your desk; nobody else sees it before you submit it.")
        figures.append((_("not sent yet"), hours(unsent), meaning))
    return tuple(figures)


def session_lines(sessions: tuple[RetouchSession, ...], people: People) -> tuple[Line, ...]:
    """Return one line for each session, newest first."""
    return tuple(_session_line(session, people) for session in reversed(sessions))


def _session_line(session: RetouchSession, people: People) -> Line:
    running = session.stopped_at is None
    notes = [moment(session.started_at, session.zone), basis_word(session.basis), work_word(session.kind)]
    if session.unconfirmed:
        notes.append(_("{time} unconfirmed", time=hours(session.unconfirmed)))
    notes += [
        word
        for said, word in (
            (session.corrected, _("corrected")),
            (session.withdrawn, _("withdrawn")),
            (session.disputed, _("⚑ disputed")),
        )
        if said
    ]
    return Line(
        title=person_name(session.person, people),
        detail=" · ".join(notes),
        tail=_("● running") if running else hours(session.active),
        mark="person",
        struck=session.withdrawn,
        running=running,
    )


def review_lines(dossier: BackgroundDossier) -> tuple[Line, ...]:
    """Return one line for each review, newest first."""
    return tuple(_review_line(review, dossier) for review in reversed(dossier.reviews))


def _review_line(review: Review, dossier: BackgroundDossier) -> Line:
    stage = with_id(dossier.stages, review.stage)
    cause = cause_words(review.cause) if review.cause is not None else ""
    notes = [person_name(review.by, dossier.people), moment(review.recorded_at)]
    if review.note:
        notes.insert(0, review.note)
    if review.withdrawn:
        notes.append(_("withdrawn"))
    if review.disputed:
        notes.append(_("⚑ disputed"))
    title = " · ".join(part for part in (verdict_words(review.verdict), cause) if part)
    return Line(
        title=title,
        detail=" · ".join(notes),
        tail=stage_name(stage) if stage is not None else "",
        tooltip="\n".join((title, *notes)),
        struck=review.withdrawn,
    )


def entry_lines(entries: tuple[EntryRow, ...], people: People) -> tuple[Line, ...]:
    """Return one line for each ledger entry, newest first."""
    return tuple(
        Line(
            title=entry.summary,
            detail=" · ".join(
                (
                    person_name(entry.by, people) if entry.by is not None else _("this installation"),
                    moment(entry.recorded_at),
                    basis_word(entry.basis),
                )
            ),
            tail=f"{entry.position}",
            tooltip=_(
                "{summary}\n{kind}, position {position}\nEntry {hash}",
                summary=entry.summary,
                kind=entry.kind,
                position=entry.position,
                hash=entry.hash,
            ),
        )
        for entry in reversed(entries)
    )
