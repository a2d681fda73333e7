"""The indexes read back as values, corrections applied, all from one transaction."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table, or_, select

from studio_app.domain.backgrounds import Background
from studio_app.domain.candidates import Candidate, CandidateTally, Disclosure, Selection
from studio_app.domain.corrections import (
    Answers,
    answers_by_target,
    corrected_stage,
    may_answer,
)
from studio_app.domain.ids import BackgroundId, CandidateId, Digest, EntryHash, PersonId, SessionId
from studio_app.domain.people import Person
from studio_app.domain.rates import Omission, Rate
from studio_app.domain.reviews import Review, ReviewTexts, Word, with_texts
from studio_app.domain.sessions import RetouchSession, Worked
from studio_app.domain.stages import Stage, Standing
from studio_app.ledger.entries import LedgerEntry, read_leaf
from studio_app.storage import tables as t
from studio_app.storage.agreed_rows import AgreedRows
from studio_app.storage.background_rows import all_backgrounds, background_named
from studio_app.storage.candidate_rows import candidate_rows, candidate_tallies, named_by_newer_kinds, unneeded_files
from studio_app.storage.own_rows import OwnRows
from studio_app.storage.person_rows import all_people
from studio_app.storage.review_rows import ReviewRows
from studio_app.storage.row_values import (
    correction_value,
    disclosure_value,
    omission_value,
    person_of,
    rate_value,
    selection_value,
    stage_value,
)
from studio_app.storage.session_rows import SessionRows
from studio_app.storage.stage_payloads import stage_payloads
from studio_app.storage.standings import (
    answered_sessions,
    answered_stages,
    answered_words,
    around_stage,
    backgrounds_of,
    plain_standings,
    plain_words,
    plain_work,
)

_Agreed = TypeVar("_Agreed")


class SqlIndex:
    """One look at a studio; everything it returns belongs to the moment its transaction began."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self) -> tuple[Person, ...]:
        """Everybody as they were described last, in the order they were added."""
        return all_people(self._connection)

    def backgrounds(self) -> tuple[Background, ...]:
        """All backgrounds, in the order they were added; of two with one id the first counts."""
        return all_backgrounds(self._connection)

    def background(self, name: str) -> Background | None:
        """The first background whose code or id is `name`."""
        return background_named(self._connection, name)

    def stages(self, background: BackgroundId | None = None) -> tuple[Stage, ...]:
        """Stages in the order they were recorded, numbered by kind within their background."""
        query = select(t.ix_stage).order_by(t.ix_stage.c.position)
        if background is not None:
            moved = select(t.ix_correction.c.target).where(t.ix_correction.c.background == background)
            query = query.where(or_(t.ix_stage.c.background == background, t.ix_stage.c.entry.in_(moved)))
        counts: dict[tuple[str, str], int] = {}
        found = []
        for row in self._connection.execute(query).all():
            stage = self._stage(row, counts.get((row.background, row.kind), 0) + 1)
            if background is not None and stage.background != background:
                continue
            place = (stage.background, stage.kind.value)
            counts[place] = number = counts.get(place, 0) + 1
            found.append(stage if stage.number == number else replace(stage, number=number))
        return tuple(found)

    def stages_around(self, stage: str) -> tuple[Stage, ...]:
        """All stages of the backgrounds that hold a stage whose id begins so."""
        where = backgrounds_of(self._connection, around_stage(stage))
        return tuple(one for background in where for one in self.stages(background))

    def standings(self) -> dict[BackgroundId, Standing]:
        """The newest stage of every background that has one; those that were corrected are read in full."""
        found = plain_standings(self._connection, self._stage)
        for background in backgrounds_of(self._connection, answered_stages()):
            standing = [stage for stage in self.stages(background) if not stage.withdrawn]
            if standing:
                found[background] = Standing(newest=standing[-1], count=len(standing))
        return found

    def last_words(self) -> dict[BackgroundId, Word]:
        """The last word that counts about every background that has one."""
        found = plain_words(self._connection)
        for background in backgrounds_of(self._connection, answered_words()):
            standing = [review for review in self.reviews(background) if not review.withdrawn]
            if standing:
                found[background] = standing[-1].word
        return found

    def worked(self) -> dict[BackgroundId, Worked]:
        """The retouch time of every background on which somebody worked."""
        found = plain_work(self._connection)
        answered = select(t.ix_session).where(t.ix_session.c.session.in_(answered_sessions()))
        for session in self._session_rows.read(answered.order_by(t.ix_session.c.position)):
            if not session.withdrawn:
                found[session.background] = found.get(session.background, Worked()).and_also(session)
        return found

    def candidates(self, background: BackgroundId | None = None) -> tuple[Candidate, ...]:
        """Candidates in the order they were recorded, numbered within their background."""
        return candidate_rows(self._connection, background)

    def candidate_tallies(self, background: BackgroundId | None = None) -> tuple[CandidateTally, ...]:
        """Candidates counted by background, batch, generator and asker, in the order they were recorded."""
        return candidate_tallies(self._connection, background)

    def stage_payloads(self, background: BackgroundId | None = None) -> Iterator[tuple[EntryHash, dict[str, Any]]]:
        """Yield what the entries of stages hold, with their hashes, in the log's order."""
        return stage_payloads(self._connection, background)

    def unneeded_files(self, also: AbstractSet[CandidateId] = frozenset()) -> frozenset[Digest]:
        """Files that no entry needs: each candidate they came in as was let go since, or is in `also`."""
        return unneeded_files(self._connection, also) - named_by_newer_kinds(self._connection)

    def selections(self, background: BackgroundId | None = None) -> tuple[Selection, ...]:
        """Picks in the order they were recorded; the last one of a background counts."""
        query = select(t.ix_selection).order_by(t.ix_selection.c.position)
        if background is not None:
            query = query.where(t.ix_selection.c.background == background)
        return tuple(selection_value(row, self.text(row.reason)) for row in self._connection.execute(query).all())

    def disclosures(self, background: BackgroundId | None = None) -> tuple[Disclosure, ...]:
        """What people saw of where the pictures they take over come from, in the order they were recorded."""
        query = select(t.ix_disclosure).order_by(t.ix_disclosure.c.position)
        if background is not None:
            query = query.where(t.ix_disclosure.c.background == background)
        return tuple(disclosure_value(row) for row in self._connection.execute(query))

    def sessions(
        self, background: BackgroundId | None = None, *, person: PersonId | None = None
    ) -> tuple[RetouchSession, ...]:
        """Sessions in the order they were recorded, with their stops."""
        return self._session_rows.of(background, person)

    def sessions_named(self, ids: Sequence[SessionId]) -> tuple[RetouchSession, ...]:
        """Those of the sessions `ids` that are there."""
        return self._session_rows.named(ids)

    def own(self, person: PersonId) -> OwnRows:
        """What is about one person."""
        return OwnRows(self._connection, self._session_rows, self._answers, person)

    def running(self, person: PersonId | None = None) -> tuple[RetouchSession, ...]:
        """Sessions that were started and not stopped."""
        return self._session_rows.running(person)

    def reviews(self, background: BackgroundId | None = None) -> tuple[Review, ...]:
        """Reviews in the order they were recorded."""
        return with_texts(self._review_rows.bare(background), self._review_rows.texts(background))

    def bare_reviews(self) -> tuple[Review, ...]:
        """All reviews without their notes and drawings: what can change only by an entry."""
        return self._review_rows.bare(None)

    def review_texts(self) -> dict[EntryHash, ReviewTexts]:
        """The notes and drawings of the reviews that bind any, as they can be read now."""
        return self._review_rows.texts(None)

    def rates(self) -> tuple[Rate, ...]:
        """All agreed rates, in the order they were recorded."""
        return tuple(
            rate_value(row) for row in self._connection.execute(_with_recorder(t.ix_rate)) if not self._withdrawn(row)
        )

    def omissions(self) -> tuple[Omission, ...]:
        """All signed omissions, in the order they were recorded."""
        return tuple(
            omission_value(row, self.text(row.reason))
            for row in self._connection.execute(_with_recorder(t.ix_omission))
            if not self._withdrawn(row)
        )

    def agreed(self, kind: type[_Agreed]) -> tuple[_Agreed, ...]:
        """All orders, contracts, credit words, approvals or deliveries (by their class), in the order of the log."""
        return self._agreed_rows.of(kind)

    def text(self, commitment: str) -> str:
        """Return a bound text, empty where it was erased."""
        query = select(t.bound_text.c.text).where(t.bound_text.c.commitment == commitment)
        return str(self._connection.execute(query).scalar() or "")

    def entry(self, hash_: EntryHash) -> tuple[int, LedgerEntry] | None:
        """Return an entry with its position in the log."""
        query = (
            select(t.ledger_entry)
            .join(t.ix_entry, t.ix_entry.c.position == t.ledger_entry.c.position)
            .where(t.ix_entry.c.hash == hash_)
        )
        row = self._connection.execute(query).first()
        return None if row is None else (row.position, read_leaf(row.leaf))

    def entries_named(self, *, position: int | None = None, beginning: str = "") -> tuple[tuple[int, LedgerEntry], ...]:
        """Return the entry at `position`, or those (two at most) whose hash or id begins with `beginning`."""
        wanted = t.ix_entry.c.position == position
        if position is None:
            begun = [column.startswith(beginning, autoescape=True) for column in (t.ix_entry.c.hash, t.ix_entry.c.id)]
            wanted = or_(*begun)
        query = (
            select(t.ledger_entry)
            .join(t.ix_entry, t.ix_entry.c.position == t.ledger_entry.c.position)
            .where(wanted)
            .limit(2)
        )
        return tuple((row.position, read_leaf(row.leaf)) for row in self._connection.execute(query))

    def entries(self, background: BackgroundId | None = None) -> Iterator[tuple[int, LedgerEntry]]:
        """Yield entries in the log's order; with `background`, those about it and the answers to them."""
        query = select(t.ledger_entry).order_by(t.ledger_entry.c.position)
        if background is not None:
            about = select(t.ix_entry.c.position).where(t.ix_entry.c.background == background)
            hashes = select(t.ix_entry.c.hash).where(t.ix_entry.c.background == background)
            answers = select(t.ix_correction.c.position).where(t.ix_correction.c.target.in_(hashes))
            query = query.where(or_(t.ledger_entry.c.position.in_(about), t.ledger_entry.c.position.in_(answers)))
        for row in self._connection.execute(query):
            yield row.position, read_leaf(row.leaf)

    @cached_property
    def _answers(self) -> Answers:
        query = select(t.ix_correction, t.ix_entry.c.feed, t.ix_entry.c.number).join(
            t.ix_entry, t.ix_entry.c.position == t.ix_correction.c.position
        )
        return answers_by_target(correction_value(row) for row in self._connection.execute(query))

    @cached_property
    def _session_rows(self) -> SessionRows:
        return SessionRows(self._connection, self._answers)

    @cached_property
    def _review_rows(self) -> ReviewRows:
        return ReviewRows(self._connection, self._answers)

    @cached_property
    def _agreed_rows(self) -> AgreedRows:
        return AgreedRows(
            self._connection,
            text=self.text,
            withdrawn=lambda entry: self._taken_back(entry.hash, entry.person),
        )

    def _withdrawn(self, row: Row[Any]) -> bool:
        return self._taken_back(EntryHash(row.entry), person_of(row.recorded_by))

    def _taken_back(self, entry: EntryHash, recorder: PersonId | None) -> bool:
        """Whether the last word of whoever recorded an agreement takes it back."""
        words = [
            answer.withdrawn
            for answer in self._answers.get(entry, ())
            if answer.withdrawn is not None and may_answer(answer.by, subject=recorder, recorded_by=recorder)
        ]
        return bool(words) and bool(words[-1])

    def _stage(self, row: Row[Any], number: int = 0) -> Stage:
        answers = self._answers.get(EntryHash(row.entry), ())
        return corrected_stage(stage_value(row, number), answers, recorded_by=person_of(row.recorded_by))


def _with_recorder(table: Table) -> Select[Any]:
    """Select an index together with who recorded each entry, in the log's order."""
    recorded = t.ix_entry.c.position == table.c.position
    return select(table, t.ix_entry.c.recorded_by).join(t.ix_entry, recorded).order_by(table.c.position)
