"""The audit of a whole studio: the log's bytes, the texts they bind, the files they name, and every index."""

import json
import os
import re
import stat
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, select, union_all

from studio_app.domain.ids import Digest, EntryHash, StudioId
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.ledger.audit import Finding, LogAudit
from studio_app.ledger.canonical import NotCanonical
from studio_app.ledger.commitments import BoundText
from studio_app.ledger.entries import leaf_hash, read_leaf
from studio_app.ledger.merkle import Frontier
from studio_app.storage import tables as t
from studio_app.storage.agreed_rows import delivered_files
from studio_app.storage.candidate_rows import unneeded_files
from studio_app.storage.database import memory_database
from studio_app.storage.indexes import EntryMalformed, write_indexes
from studio_app.storage.store import FileStore, digest_of

_DIGEST = re.compile("[0-9a-f]{64}")


def audit_studio(connection: Connection, studio: StudioId, store: FileStore) -> Iterator[Finding]:
    """Yield everything that does not hold, the log itself first; nothing is changed."""
    note = connection.execute(select(t.log_head.c.note)).scalar()
    log = LogAudit(studio)
    yield from log.check(_leaves(connection), note=note if note is None or isinstance(note, str) else "")
    yield from _audit_frontier(connection)
    yield from _audit_texts(connection)
    yield from _audit_people(connection)
    yield from _audit_files(connection, store)
    yield from _audit_indexes(connection)


def _leaves(connection: Connection) -> Iterator[tuple[int, bytes]]:
    """Yield the log; a value of another type than we write is no leaf, whatever bytes it stands for."""
    for row in connection.execute(select(t.ledger_entry).order_by(t.ledger_entry.c.position)):
        yield row.position, row.leaf if isinstance(row.leaf, bytes) else b""


def _audit_frontier(connection: Connection) -> Iterator[Finding]:
    """Yield a finding where the stored edge of the tree is not the one the log gives."""
    head = connection.execute(select(t.log_head)).first()
    if head is None:
        return
    frontier = Frontier()
    for _position, leaf in _leaves(connection):
        frontier = frontier.grown(bytes.fromhex(leaf_hash(leaf)))
    if (head.size, head.roots, head.one) != (frontier.size, b"".join(frontier.roots), 1):
        yield _loose(_("The stored edge of the log's tree is not the one its entries give."))


def _audit_texts(connection: Connection) -> Iterator[Finding]:
    """Yield a finding for each bound text that was changed, also where a later one counts in its place."""
    for row in connection.execute(select(t.bound_text)):
        if not _text_holds(row):
            what = str(row.commitment)[:12]
            yield _loose(_("A name or note was changed after an entry bound it ({what}).", what=what))


def _audit_people(connection: Connection) -> Iterator[Finding]:
    """Yield a finding for each person whose row is not that of the texts that their entries bind."""
    told = _told_codes(connection)
    joined = select(t.person, t.ix_person.c.commitment.label("bound"))
    for row in connection.execute(joined.join(t.ix_person, t.ix_person.c.person == t.person.c.id, isouter=True)):
        if row.bound is None or row.bound != row.commitment or told.get(row.id, set()) - {row.code}:
            yield _loose(_("The row of person {code} is not what their entry bound.", code=row.code))
    gone = select(t.ix_person).where(t.ix_person.c.person.not_in(select(t.person.c.id)))
    for row in connection.execute(gone.order_by(t.ix_person.c.position)):
        yield Finding(position=row.position, entry=None, sentence=_("The row of the person it added is missing."))


def _told_codes(connection: Connection) -> dict[str, set[str]]:
    """Return the codes that the texts about each person tell, the first one and those that changed it."""
    told: dict[str, set[str]] = {}
    for table in (t.ix_person, t.ix_person_change):
        texts = select(table.c.person, t.bound_text.c.text)
        for row in connection.execute(texts.join(t.bound_text, t.bound_text.c.commitment == table.c.commitment)):
            code = _code_in(row.text)
            if code is not None:
                told.setdefault(row.person, set()).add(code)
    return told


def _text_holds(row: Row[Any]) -> bool:
    """Whether a stored text is the one that was bound; values of another type than we write hold nothing."""
    typed = isinstance(row.commitment, str) and isinstance(row.key, bytes) and isinstance(row.text, str)
    return typed and BoundText(commitment=row.commitment, key=row.key, text=row.text).holds


def _code_in(text: str) -> str | None:
    try:
        return str(json.loads(text)["code"])
    except (ValueError, KeyError, TypeError):
        return None


def _audit_files(connection: Connection, store: FileStore) -> Iterator[Finding]:
    """Yield a finding for each file an entry names that is missing or has other bytes.

    What an entry let go may be missing; its small picture may not. What an entry names that cannot be read is not
    known; the log's own audit names that entry.
    """
    queries = [select(one.c.sha256, one.c.position, one.c.entry) for one in (t.ix_stage, t.ix_candidate)]
    small = t.ix_reduction.c
    queries.append(select(small.small.label("sha256"), small.position, small.entry))
    unneeded = unneeded_files(connection, skip_unreadable=True)
    named: set[str] = set()
    for row in connection.execute(union_all(*queries).order_by("position")):
        if row.sha256 in named:
            continue
        named.add(row.sha256)
        if row.sha256 in unneeded and not os.path.lexists(store.path(Digest(row.sha256))):
            continue
        sentence = _file_sentence(store, Digest(row.sha256))
        if sentence:
            yield Finding(position=row.position, entry=EntryHash(row.entry), sentence=sentence)
    for position, delivered in delivered_files(connection, skip_unreadable=True):
        sentence = "" if delivered.sha256 in named else _file_sentence(store, delivered.sha256)
        named.add(delivered.sha256)
        if sentence:
            yield Finding(position=position, entry=delivered.entry, sentence=sentence)
    for path in store.kept():
        foreign = path.name.startswith(".")  # what a file browser leaves in every folder it shows
        sentence = "" if path.name in named or foreign else _file_sentence(store, Digest(path.name))
        if sentence:
            yield _loose(sentence)


def _file_sentence(store: FileStore, digest: Digest) -> str:
    """Return what is wrong with one kept file, empty where it holds."""
    if not _DIGEST.fullmatch(str(digest)):
        return _("The store holds no file of the name {name}.", name=shown(str(digest)))
    path = store.path(digest)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _("What stands in the place of the file {name} is no file.", name=digest[:12])
        found = digest_of(path)
    except FileNotFoundError:
        return _("The file {name} is not where it was kept.", name=digest[:12])
    except OSError as error:
        return _("The file {name} cannot be read: {why}.", name=digest[:12], why=error.strerror or error)
    return "" if found == digest else _("The file {name} was changed after it was recorded.", name=digest[:12])


def _audit_indexes(connection: Connection) -> Iterator[Finding]:
    """Yield a finding for each index that differs from one made anew from the log."""
    engine = memory_database()
    with engine.connect() as anew, anew.begin():
        t.metadata.create_all(anew, tables=t.INDEXES)
        for position, leaf in _leaves(connection):
            try:
                write_indexes(anew, read_leaf(leaf), position)
            except NotCanonical:
                continue  # the log's own audit names these
            except EntryMalformed as error:
                yield Finding(position=position, entry=leaf_hash(leaf), sentence=error.message)
        for table in t.INDEXES:
            if _rows(connection, table) != _rows(anew, table):
                yield _loose(
                    _("The index {name} is not what the log gives; “teire ledger rebuild” mends it.", name=table.name)
                )
    engine.dispose()


def _rows(connection: Connection, table: Table) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]


def _loose(sentence: str) -> Finding:
    """Return a finding that is not about one entry."""
    return Finding(position=None, entry=None, sentence=sentence)
