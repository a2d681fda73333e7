"""What stands where: rows for lists, and the dossier of one background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.credit_words import Clearance, CreditLock, NamedCredit
from studio_app.domain.generator_uses import DeliveredPicture, GeneratorApproval
from studio_app.domain.moments import from_ms
from studio_app.domain.orders import Contract, WorkOrder
from studio_app.domain.readings import StudioReading
from studio_app.domain.reviews import with_texts
from studio_app.domain.sessions import Worked
from studio_app.domain.stages import Standing
from studio_app.domain.standings import state_of
from studio_app.workflow.naming import find_background
from studio_app.workflow.summaries import summary
from studio_app.workflow.views import BackgroundDossier, BackgroundRow, EntryRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.reviews import Review, Word
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.workflow.ports import Ledger, StudioIndex


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read of a log up to `head`."""

    head: str
    backgrounds: tuple[Background, ...]
    stages: tuple[Stage, ...]
    sessions: tuple[RetouchSession, ...]
    reviews: tuple[Review, ...]


class OverviewStep:
    """Reads the studio for lists, windows and sheets."""

    def __init__(self, ledger: Ledger, *, title: str, currency: str, zone: str) -> None:
        self._ledger = ledger
        self._title, self._currency, self._zone = title, currency, zone
        self._kept: _Kept | None = None

    def rows(self) -> tuple[BackgroundRow, ...]:
        """One row for each background, in the order they were added."""
        with self._ledger.look() as index:
            backgrounds, standings, words = index.backgrounds(), index.standings(), index.last_words()
            worked = index.worked()
        nothing = Worked()
        return tuple(
            _row(one, standings.get(one.id), words.get(one.id), worked.get(one.id, nothing)) for one in backgrounds
        )

    def dossier(self, background: str) -> BackgroundDossier:
        """All that is known of one background (its code or id)."""
        with self._ledger.look() as index:
            found = find_background(index, background)
            stages, sessions, reviews = index.stages(found.id), index.sessions(found.id), index.reviews(found.id)
            entries = tuple(entry_row(index, position, entry) for position, entry in index.entries(found.id))
            people = {person.id: person for person in index.people()}
            deliveries = tuple(one for one in index.agreed(DeliveredPicture) if one.background == found.id)
        words = [review.word for review in reviews if not review.withdrawn]
        worked = Worked()
        for session in sessions:
            worked = worked if session.withdrawn else worked.and_also(session)
        return BackgroundDossier(
            row=_row(found, _standing(stages), words[-1] if words else None, worked),
            stages=stages,
            sessions=sessions,
            reviews=reviews,
            entries=entries,
            people=people,
            deliveries=deliveries,
        )

    def reading(self) -> StudioReading:
        """Everything that sheets are drawn up from.

        Kept is what cannot change but by an entry, by the head of the log: backgrounds, stages, sessions, and reviews
        without their texts. What carries names or other texts is read each time, since a text may be erased without
        one.
        """
        head = self._ledger.head()  # asked before the look: what the look sees is this new or newer
        with self._ledger.look() as index:
            kept = self._kept
            if kept is None or kept.head != head:
                kept = self._kept = _Kept(
                    head=head,
                    backgrounds=index.backgrounds(),
                    stages=index.stages(),
                    sessions=index.sessions(),
                    reviews=index.bare_reviews(),
                )
            return StudioReading(
                studio=self._ledger.studio,
                title=self._title,
                currency=self._currency,
                zone=self._zone,
                people=index.people(),
                backgrounds=kept.backgrounds,
                stages=kept.stages,
                sessions=kept.sessions,
                reviews=with_texts(kept.reviews, index.review_texts()),
                rates=index.rates(),
                omissions=index.omissions(),
                orders=index.agreed(WorkOrder),
                contracts=index.agreed(Contract),
                named_credits=index.agreed(NamedCredit),
                clearances=index.agreed(Clearance),
                locks=index.agreed(CreditLock),
                approvals=index.agreed(GeneratorApproval),
                delivered=index.agreed(DeliveredPicture),
            )


def _row(background: Background, standing: Standing | None, word: Word | None, worked: Worked) -> BackgroundRow:
    newest = standing.newest if standing is not None else None
    return BackgroundRow(
        background=background,
        state=state_of(newest, word),
        newest=newest,
        picture=newest.sha256 if newest is not None else None,
        stage_count=standing.count if standing is not None else 0,
        active=worked.active,
        running=worked.running,
    )


def _standing(stages: Iterable[Stage]) -> Standing | None:
    counted = [stage for stage in stages if not stage.withdrawn]
    return Standing(newest=counted[-1], count=len(counted)) if counted else None


def entry_row(index: StudioIndex, position: int, entry: LedgerEntry) -> EntryRow:
    """Return an entry in words."""
    return EntryRow(
        hash=entry.hash,
        position=position,
        kind=entry.kind,
        summary=summary(index, entry),
        basis=entry.basis,
        by=entry.person,
        recorded_at=from_ms(entry.recorded_at),
    )
