"""What stands where: rows for lists, and the dossier of one background."""

from collections.abc import Iterable
from datetime import timedelta

from studio_app.domain.backgrounds import Background, BackgroundState
from studio_app.domain.ids import BackgroundId
from studio_app.domain.moments import from_ms
from studio_app.domain.readings import StudioReading
from studio_app.domain.reviews import Review, Verdict
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage
from studio_app.ledger.entries import LedgerEntry
from studio_app.workflow.naming import find_background
from studio_app.workflow.ports import Ledger, StudioIndex
from studio_app.workflow.summaries import summary
from studio_app.workflow.views import BackgroundDossier, BackgroundRow, EntryRow


class OverviewStep:
    """Reads the studio for lists, windows and sheets."""

    def __init__(self, ledger: Ledger, *, title: str, currency: str, zone: str) -> None:
        self._ledger = ledger
        self._title, self._currency, self._zone = title, currency, zone

    def rows(self) -> tuple[BackgroundRow, ...]:
        """One row for each background, in the order they were added."""
        with self._ledger.look() as index:
            backgrounds = index.backgrounds()
            stages, sessions, reviews = index.stages(), index.sessions(), index.reviews()
        return _rows(backgrounds, stages, sessions, reviews)

    def dossier(self, background: str) -> BackgroundDossier:
        """All that is known of one background (its code or id)."""
        with self._ledger.look() as index:
            found = find_background(index, background)
            stages, sessions, reviews = index.stages(found.id), index.sessions(found.id), index.reviews(found.id)
            entries = tuple(_entry_row(index, position, entry) for position, entry in index.entries(found.id))
            people = {person.id: person for person in index.people()}
        return BackgroundDossier(
            row=_rows((found,), stages, sessions, reviews)[0],
            stages=stages,
            sessions=sessions,
            reviews=reviews,
            entries=entries,
            people=people,
        )

    def reading(self) -> StudioReading:
        """Everything that sheets are drawn up from."""
        with self._ledger.look() as index:
            return StudioReading(
                studio=self._ledger.studio,
                title=self._title,
                currency=self._currency,
                zone=self._zone,
                people=index.people(),
                backgrounds=index.backgrounds(),
                stages=index.stages(),
                sessions=index.sessions(),
                reviews=index.reviews(),
                rates=index.rates(),
                omissions=index.omissions(),
            )


def state_of(stages: Iterable[Stage], reviews: Iterable[Review]) -> BackgroundState:
    """Return where a background stands: the newest word counts as long as no newer picture came after it."""
    counted = [stage for stage in stages if not stage.withdrawn]
    words = [review for review in reviews if not review.withdrawn]
    if not counted:
        return BackgroundState.EMPTY
    if not words or (words[-1].stage != counted[-1].id and words[-1].recorded_at < counted[-1].recorded_at):
        return BackgroundState.WAITING
    return BackgroundState.APPROVED if words[-1].verdict is Verdict.APPROVED else BackgroundState.RETAKE


def _rows(
    backgrounds: Iterable[Background],
    stages: Iterable[Stage],
    sessions: Iterable[RetouchSession],
    reviews: Iterable[Review],
) -> tuple[BackgroundRow, ...]:
    """Return a row for each background, everything grouped once."""
    stages_of: dict[BackgroundId, list[Stage]] = {}
    sessions_of: dict[BackgroundId, list[RetouchSession]] = {}
    reviews_of: dict[BackgroundId, list[Review]] = {}
    for stage in stages:
        stages_of.setdefault(stage.background, []).append(stage)
    for session in sessions:
        sessions_of.setdefault(session.background, []).append(session)
    for review in reviews:
        reviews_of.setdefault(review.background, []).append(review)
    return tuple(
        _row(known, stages_of.get(known.id, []), sessions_of.get(known.id, []), reviews_of.get(known.id, []))
        for known in backgrounds
    )


def _row(
    background: Background, stages: list[Stage], sessions: list[RetouchSession], reviews: list[Review]
) -> BackgroundRow:
    counted = [stage for stage in stages if not stage.withdrawn]
    working = [session for session in sessions if not session.withdrawn]
    newest = counted[-1] if counted else None
    return BackgroundRow(
        background=background,
        state=state_of(stages, reviews),
        newest=newest,
        picture=newest.sha256 if newest else None,
        stage_count=len(counted),
        active=sum((session.active for session in working), timedelta(0)),
        running=any(session.stopped_at is None for session in working),
    )


def _entry_row(index: StudioIndex, position: int, entry: LedgerEntry) -> EntryRow:
    return EntryRow(
        hash=entry.hash,
        position=position,
        kind=entry.kind,
        summary=summary(index, entry),
        basis=entry.basis.value,
        by=entry.person,
        recorded_at=from_ms(entry.recorded_at),
    )
