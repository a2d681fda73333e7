"""Everything about one person in one place, taken out by that person; nothing of it is about anybody else's time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from studio_app.domain.desk_changes import Answered, Split
from studio_app.domain.moments import to_ms
from studio_app.statements.definitions import own_definitions
from studio_app.workflow.own_answers import own_answers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studio_app.domain.candidates import Disclosure
    from studio_app.domain.desk_changes import DeskChange
    from studio_app.domain.ids import BackgroundId, Digest, PersonId, SessionId
    from studio_app.domain.moments import Clock
    from studio_app.domain.people import Person
    from studio_app.domain.rates import Omission, Rate
    from studio_app.domain.recordings import KeptSave, Recording
    from studio_app.domain.reviews import Review
    from studio_app.domain.sessions import RetouchSession
    from studio_app.domain.stages import Stage
    from studio_app.ledger.commitments import BoundText
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.statements.definitions import Definition
    from studio_app.workflow.desk_ports import DeskBook, DeskSettings, Submitted
    from studio_app.workflow.own_reading import StudioSheet
    from studio_app.workflow.own_views import OwnAnswer
    from studio_app.workflow.ports import FileStore, Ledger, StudioIndex

_ALL_TIME_MS = 1 << 53


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLedger:
    """What of the ledger is about one person, as it reads now, and the entries themselves with their positions.

    `texts` are those that the entries bind, with the keys they are bound by; `head` is the log's signed head.
    """

    sessions: tuple[RetouchSession, ...]
    stages: tuple[Stage, ...]
    reviews: tuple[Review, ...]
    rates: tuple[Rate, ...]
    disclosures: tuple[Disclosure, ...]
    omissions: tuple[Omission, ...]
    answers: tuple[OwnAnswer, ...]
    backgrounds: Mapping[BackgroundId, str]
    entries: tuple[tuple[int, LedgerEntry], ...]
    texts: tuple[BoundText, ...]
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDesk:
    """What this desk keeps of one person's time for the studio; `submitted` says which lines went there."""

    settings: DeskSettings
    recordings: tuple[Recording, ...]
    changes: tuple[DeskChange, ...]
    submitted: tuple[Submitted, ...]
    saves: tuple[KeptSave, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExport:
    """Everything about `person`; `pictures` are the files of the saves, where this desk still has them."""

    person: Person
    studio: StudioSheet
    exported_at_ms: int
    exported_zone: str
    desk: OwnDesk
    ledger: OwnLedger
    pictures: Mapping[Digest, Path]
    definitions: tuple[Definition, ...]


class OwnWriter(Protocol):
    """Puts everything about somebody into one file, in the format its ending asks for."""

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format, or where nothing can be written."""
        ...

    def write(self, path: Path, export: OwnExport) -> None: ...


class OwnExportStep:
    """Gathers and writes what is about one person. Nothing at the desk or in the ledger changes."""

    def __init__(
        self,
        ledger: Ledger,
        book: DeskBook,
        *,
        kept: FileStore,
        clock: Clock,
        studio: StudioSheet,
        writer: OwnWriter,
    ) -> None:
        self._ledger = ledger
        self._book = book
        self._kept = kept
        self._clock = clock
        self._studio = studio
        self._writer = writer

    def write(self, path: Path, person: PersonId) -> OwnExport:
        """Write everything about somebody to a file and return it."""
        self._writer.check(path)
        export = self.gather(person)
        self._writer.write(path, export)
        return export

    def gather(self, person: PersonId) -> OwnExport:
        """Return everything about somebody."""
        desk, now = self._desk(person), self._clock.read()
        with self._ledger.look() as index:
            who = next(one for one in index.people() if one.id == person)
            ledger = _of_ledger(index, person, self._ledger.head())
        places = {one.sha256: self._kept.path(one.sha256) for one in desk.saves}
        return OwnExport(
            person=who,
            studio=self._studio,
            exported_at_ms=to_ms(now.wall),
            exported_zone=now.zone,
            desk=desk,
            ledger=ledger,
            pictures={sha256: path for sha256, path in places.items() if path.is_file()},
            definitions=own_definitions(),
        )

    def _desk(self, person: PersonId) -> OwnDesk:
        recordings = self._book.recordings(self._studio.id, person)
        changes, lines = _own_changes(recordings, self._book.changes(self._studio.id))
        return OwnDesk(
            settings=self._book.settings(),
            recordings=recordings,
            changes=changes,
            submitted=tuple(one for one in self._book.submitted(self._studio.id) if one.line in lines),
            saves=self._book.saves([one.id for one in recordings]),
        )


def _own_changes(
    recordings: Sequence[Recording], changes: Sequence[DeskChange]
) -> tuple[tuple[DeskChange, ...], set[SessionId]]:
    """Return the decisions about these recordings, and the lines they made of them; others share the desk."""
    lines = {one.id for one in recordings}
    found: list[DeskChange] = []
    for one in changes:
        if (one.recording if isinstance(one, Answered) else one.line) in lines:
            found.append(one)
            if isinstance(one, Split):
                lines.add(one.rest)
    return tuple(found), lines


def _of_ledger(index: StudioIndex, person: PersonId, head: str) -> OwnLedger:
    own = index.own(person)
    codes = {one.id: one.code for one in index.backgrounds()}
    sessions = own.sessions(-_ALL_TIME_MS, _ALL_TIME_MS)
    stages = tuple(one for one in index.stages() if one.by == person)
    mine = {one.id for one in stages}
    reviews = tuple(one for one in index.reviews() if one.stage in mine or one.by == person)
    entries = tuple(own.all_entries())
    named = {str(entry.payload.get("background", "")) for _position, entry in entries}
    return OwnLedger(
        sessions=tuple(one.session for one in sessions),
        stages=stages,
        reviews=reviews,
        rates=tuple(one for one in index.rates() if one.person == person),
        disclosures=tuple(one for one in index.disclosures() if one.person == person),
        omissions=tuple(one for one in index.omissions() if one.person == person),
        answers=own_answers(index, person, sessions=sessions, stages=stages, codes=codes),
        backgrounds={id_: code for id_, code in codes.items() if id_ in named},
        entries=entries,
        texts=own.texts({text for _position, entry in entries for text in _texts_in(entry.payload)}),
        head=head,
    )


def _texts_in(value: Any) -> Iterator[str]:
    """Yield every text that stands in a payload: a commitment may stand in any field of any kind."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts_in(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _texts_in(one)
