"""The evidence itself: entries as they are, the audit, the rebuilding of indexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.workflow.naming import find_background, find_entry
from studio_app.workflow.summaries import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_app.ledger.audit import Finding
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.workflow.ports import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entry at its position, with its sentence."""

    position: int
    entry: LedgerEntry
    summary: str


class EvidenceStep:
    """Lists, shows, verifies and rebuilds."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def listed(self, *, background: str | None = None) -> Iterator[Listed]:
        """Yield entries in the log's order."""
        with self._ledger.look() as index:
            where = find_background(index, background).id if background else None
            for position, entry in index.entries(where):
                yield Listed(position=position, entry=entry, summary=summary(index, entry))

    def shown(self, entry: str) -> Listed:
        """Return one entry by its hash, id, the beginning of either, or its position."""
        with self._ledger.look() as index:
            position, found = find_entry(index, entry)
            return Listed(position=position, entry=found, summary=summary(index, found))

    def head(self) -> str:
        """Return the log's signed head: what a person takes home."""
        return self._ledger.head()

    def findings(self) -> Iterator[Finding]:
        """Check every stored byte; yield what does not hold."""
        return self._ledger.audit()

    def rebuild(self) -> int:
        """Make every index anew; return the number of entries read."""
        return self._ledger.rebuild()
