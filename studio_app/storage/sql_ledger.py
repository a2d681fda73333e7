"""The ledger in SQLite: one transaction holds an entry, its index rows, its texts and the signed head of the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.ids import EntryHash, EntryId, FeedId, PersonId, StudioId
from studio_app.domain.language import _
from studio_app.domain.moments import Clock, to_ms
from studio_app.ledger import kinds
from studio_app.ledger.audit import Finding
from studio_app.ledger.checkpoints import sign_checkpoint
from studio_app.ledger.entries import INSTALLATION, Draft, LedgerEntry, compose, leaf_of, read_leaf
from studio_app.ledger.merkle import Frontier
from studio_app.ledger.signing import FeedKey
from studio_app.storage import tables as t
from studio_app.storage.audit import audit_studio
from studio_app.storage.failures import StudioDamaged, in_words
from studio_app.storage.indexes import write_indexes
from studio_app.storage.installation import Installation
from studio_app.storage.sql_index import SqlIndex
from studio_app.storage.store import FileStore
from studio_app.workflow.ports import Decision, StudioIndex

Placed = tuple[int, LedgerEntry]


class SqlLedger:
    """Appends to and reads a studio's ledger; one instance may be used from several threads."""

    def __init__(
        self,
        engine: Engine,
        *,
        place: Path,
        studio: StudioId,
        store: FileStore,
        installation: Installation,
        clock: Clock,
    ) -> None:
        self._engine = engine
        self._place = place
        self._studio = studio
        self._store = store
        self._installation = installation
        self._clock = clock

    @property
    def studio(self) -> StudioId:
        """The studio whose ledger this is."""
        return self._studio

    @contextmanager
    def look(self) -> Iterator[StudioIndex]:
        """Open one consistent look at the ledger."""
        with in_words(self._place), self._engine.connect() as connection, connection.begin():
            yield SqlIndex(connection)

    def append(self, decide: Callable[[StudioIndex], Decision], *, by: PersonId | None) -> tuple[Placed, ...]:
        """Write what `decide` says in one transaction; once this returns, it survives a power cut."""
        with in_words(self._place), self._writing() as connection:
            decision = decide(SqlIndex(connection))
            placed = self._append_drafts(connection, decision.drafts, by=by)
            _keep_texts(connection, decision)
            return placed

    def head(self) -> str:
        """Return the signed head of the log as a C2SP checkpoint, empty for an empty log."""
        with in_words(self._place), self._engine.connect() as connection, connection.begin():
            return str(connection.execute(select(t.log_head.c.note)).scalar() or "")

    def audit(self) -> Iterator[Finding]:
        """Check every stored byte, every kept file and every index; yield what does not hold."""
        try:
            with in_words(self._place), self._engine.connect() as connection, connection.begin():
                yield from audit_studio(connection, self._studio, self._store)
        except StudioDamaged as error:
            yield Finding(position=None, entry=None, sentence=error.message)

    def rebuild(self) -> int:
        """Make every index anew from the log, in one transaction; return the number of entries read."""
        count = 0
        with in_words(self._place), self._writing() as connection:
            for table in t.INDEXES:
                connection.execute(delete(table))
            for row in connection.execute(select(t.ledger_entry).order_by(t.ledger_entry.c.position)):
                write_indexes(connection, read_leaf(row.leaf), row.position)
                count += 1
        return count

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                yield writer

    def _append_drafts(
        self, connection: Connection, drafts: tuple[Draft, ...], *, by: PersonId | None
    ) -> tuple[Placed, ...]:
        """Append drafts at the end of the person's feed and of the log, and sign the new head."""
        if not drafts:
            return ()
        feed, key = self._installation.feed(self._studio, by)
        log = _LogEnd(connection)
        writer = by or INSTALLATION + self._installation.id()
        pen = _Pen(self._studio, feed=feed, key=key, by=writer, clock=self._clock)
        if pen.find_head(connection) is None:
            opening = {"public_key": key.public, "installation": self._installation.id()}
            log.add(pen.write(Draft(kind=kinds.FEED_OPENED, payload=opening, basis=Basis.MEASURED)))
        placed = []
        for draft in drafts:
            known = _entry_with_id(connection, draft.id)
            placed.append(known or log.add(pen.write(draft)))
        log.sign(key, studio=self._studio, feed=feed)
        return tuple(placed)


class _Pen:
    """Writes the next entry of one feed."""

    def __init__(
        self,
        studio: StudioId,
        *,
        feed: FeedId,
        key: FeedKey,
        by: str,
        clock: Clock,
    ) -> None:
        self._studio, self._feed, self._key, self._clock = studio, feed, key, clock
        self._by = by
        self._head: LedgerEntry | None = None

    def find_head(self, connection: Connection) -> LedgerEntry | None:
        """Read the feed's newest entry, None for a feed that is not opened yet."""
        query = (
            select(t.ledger_entry.c.leaf)
            .join(t.ix_entry, t.ix_entry.c.position == t.ledger_entry.c.position)
            .where(t.ix_entry.c.feed == self._feed)
            .order_by(t.ix_entry.c.number.desc(), t.ix_entry.c.position.desc())
            .limit(1)
        )
        leaf = connection.execute(query).scalar()
        self._head = None if leaf is None else read_leaf(leaf)
        return self._head

    def write(self, draft: Draft) -> LedgerEntry:
        """Sign the draft as the feed's next entry."""
        reading = self._clock.read()
        body = compose(
            draft,
            studio=self._studio,
            feed=self._feed,
            number=1 if self._head is None else self._head.number + 1,
            previous=None if self._head is None else self._head.hash,
            recorded_at=to_ms(reading.wall),
            zone=reading.zone,
            recorded_by=self._by,
        )
        self._head = read_leaf(leaf_of(body, self._key.sign_entry(body)))
        return self._head


class _LogEnd:
    """The end of the log inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        row = connection.execute(select(t.log_head)).first()
        self._is_new = row is None
        last = connection.execute(select(func.max(t.ledger_entry.c.position))).scalar()
        if (0 if row is None else row.size) != (0 if last is None else last + 1):
            # Writing on would sign the loss of what is missing, or of what was put there.
            raise StudioDamaged(
                _("The ledger and its signed head do not fit together."),
                hint=_("Run “teire ledger verify --all” and restore the ledger from a backup; nothing was recorded."),
            )
        roots = b"" if row is None else row.roots
        self._frontier = Frontier(
            0 if row is None else row.size, tuple(roots[i : i + 32] for i in range(0, len(roots), 32))
        )

    def add(self, entry: LedgerEntry) -> Placed:
        """Add an entry at the next position, with its index rows."""
        position = self._frontier.size
        self._connection.execute(insert(t.ledger_entry), [{"position": position, "leaf": entry.leaf}])
        write_indexes(self._connection, entry, position)
        self._frontier = self._frontier.grown(bytes.fromhex(entry.hash))
        return position, entry

    def sign(self, key: FeedKey, *, studio: StudioId, feed: FeedId) -> None:
        """Store the new head, signed by the feed that wrote last."""
        frontier = self._frontier
        checkpoint = sign_checkpoint(key, studio=studio, feed=feed, size=frontier.size, root=frontier.root())
        row: dict[str, Any] = {
            "size": frontier.size,
            "roots": b"".join(frontier.roots),
            "note": checkpoint.note(),
        }
        if self._is_new:
            self._connection.execute(insert(t.log_head), [{"one": 1, **row}])
        else:
            self._connection.execute(update(t.log_head).where(t.log_head.c.one == 1).values(row))


def _entry_with_id(connection: Connection, id_: EntryId) -> Placed | None:
    """Return the stored entry of an id that is already there."""
    hash_ = connection.execute(select(t.ix_entry.c.hash).where(t.ix_entry.c.id == id_).limit(1)).scalar()
    return None if hash_ is None else SqlIndex(connection).entry(EntryHash(hash_))


def _keep_texts(connection: Connection, decision: Decision) -> None:
    """Store names and texts that the entries bind; a repeated try finds them there."""
    texts = [*decision.texts, *(text for _person, text in decision.people)]
    if texts:
        rows = [{"commitment": one.commitment, "key": one.key, "text": one.text} for one in texts]
        connection.execute(sqlite_insert(t.bound_text).on_conflict_do_nothing(), rows)
    for person, text in decision.people:
        taken = connection.execute(select(t.person.c.id).where(t.person.c.code == person.code)).scalar()
        if taken is not None and taken != person.id:
            raise StudioError(
                _("Somebody already has the code {code}.", code=person.code),
                hint=_("Choose another code; names may be equal, codes may not."),
            )
        row = {"id": person.id, "code": person.code, "commitment": text.commitment}
        connection.execute(sqlite_insert(t.person).on_conflict_do_nothing(), [row])
