"""What ledger entries are about: the backgrounds, pictures, time and words that a name or figure rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage
from studio_app.workflow.overview import entry_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.ids import BackgroundId, Digest, EntryHash, PersonId
    from studio_app.domain.people import Person
    from studio_app.domain.readings import StudioReading
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.workflow.overview import OverviewStep
    from studio_app.workflow.ports import Ledger
    from studio_app.workflow.views import EntryRow

Thing = TypeVar("Thing", Stage, RetouchSession, Review)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundEvidence:
    """One background's part: `picture` is the newest of its stages named here, else its newest one at all."""

    background: Background
    picture: Digest | None
    stages: tuple[Stage, ...]
    sessions: tuple[RetouchSession, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What some entries are about. `others` are those that are no picture, time or review: rates, orders, omissions."""

    backgrounds: tuple[BackgroundEvidence, ...]
    others: tuple[EntryRow, ...]
    people: dict[PersonId, Person]
    zone: str


class EntryEvidenceStep:
    """Follows entries to what they are about."""

    def __init__(self, ledger: Ledger, overview: OverviewStep) -> None:
        self._ledger = ledger
        self._overview = overview

    def of(self, entries: Sequence[EntryHash]) -> Evidence:
        """Return what the entries are about, backgrounds in the order of their codes; one not known is left out."""
        reading = self._overview.reading()
        wanted = frozenset(entries)
        parts = _Parts(reading, wanted)
        with self._ledger.look() as index:
            rest = [found for one in sorted(wanted - parts.found) if (found := index.entry(one)) is not None]
            others = tuple(entry_row(index, position, entry) for position, entry in sorted(rest, key=_position))
        return Evidence(
            backgrounds=parts.backgrounds(),
            others=others,
            people={person.id: person for person in reading.people},
            zone=reading.zone,
        )


class _Parts:
    """Sorts a reading's stages, sessions and reviews of some entries by background."""

    def __init__(self, reading: StudioReading, wanted: frozenset[EntryHash]) -> None:
        self._reading = reading
        self._stages = _by_background(one for one in reading.stages if one.entry in wanted)
        self._sessions = _by_background(one for one in reading.sessions if one.entry in wanted)
        self._reviews = _by_background(one for one in reading.reviews if one.entry in wanted)
        self.found = (
            frozenset(one.entry for group in self._stages.values() for one in group)
            | frozenset(one.entry for group in self._sessions.values() for one in group)
            | frozenset(one.entry for group in self._reviews.values() for one in group)
        )

    def backgrounds(self) -> tuple[BackgroundEvidence, ...]:
        """Return one part for each background."""
        touched = {*self._stages, *self._sessions, *self._reviews}
        newest = {one.background: one.sha256 for one in self._reading.stages if not one.withdrawn}
        known = sorted((one for one in self._reading.backgrounds if one.id in touched), key=lambda one: one.code)
        return tuple(
            BackgroundEvidence(
                background=one,
                picture=_last_picture(self._stages.get(one.id, ())) or newest.get(one.id),
                stages=tuple(self._stages.get(one.id, ())),
                sessions=tuple(self._sessions.get(one.id, ())),
                reviews=tuple(self._reviews.get(one.id, ())),
            )
            for one in known
        )


def _last_picture(stages: Sequence[Stage]) -> Digest | None:
    return stages[-1].sha256 if stages else None


def _position(found: tuple[int, LedgerEntry]) -> int:
    return found[0]


def _by_background(things: Iterable[Thing]) -> dict[BackgroundId, list[Thing]]:
    groups: dict[BackgroundId, list[Thing]] = defaultdict(list)
    for thing in things:
        groups[thing.background].append(thing)
    return groups
