"""What somebody's own view and export read of the ledger: what is about them, found without reading the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from studio_app.domain.corrections import Correction
    from studio_app.domain.ids import BackgroundId, EntryHash
    from studio_app.domain.own_time import OwnSession
    from studio_app.domain.sessions import RetouchSession
    from studio_app.ledger.commitments import BoundText
    from studio_app.ledger.entries import LedgerEntry


class OwnIndex(Protocol):
    """The ledger as it reads now, for one person."""

    def sessions(self, start_ms: int, end_ms: int) -> tuple[OwnSession, ...]:
        """Their sessions that touch the time from `start_ms` to `end_ms`, in the order they were recorded."""
        ...

    def sessions_on(self, backgrounds: Collection[BackgroundId]) -> tuple[RetouchSession, ...]:
        """Their sessions of all time on some backgrounds."""
        ...

    def unconfirmed(self) -> tuple[RetouchSession, ...]:
        """Their sessions with time that nobody has confirmed yet, none that was withdrawn."""
        ...

    def backgrounds(self, start_ms: int, end_ms: int) -> tuple[BackgroundId, ...]:
        """Backgrounds with a stage of theirs of that time, or with a review of that time and any stage of theirs."""
        ...

    def answers(self, entries: Collection[EntryHash]) -> tuple[Correction, ...]:
        """All corrections and disputes of some entries."""
        ...

    def entries(self, hashes: Collection[EntryHash]) -> Mapping[EntryHash, LedgerEntry]:
        """Those of the entries that are there."""
        ...

    def all_entries(self) -> Iterator[tuple[int, LedgerEntry]]:
        """Every entry about them or by them with its position, in the log's order; none about another's time.

        The entries that open the feeds in which these were written are among them, since they carry the public keys.
        """
        ...

    def texts(self, commitments: Collection[str]) -> tuple[BoundText, ...]:
        """Bound texts that were not erased, with their keys."""
        ...
