"""Agreements, credit words, approvals and deliveries, read from their entries."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, select

from studio_app.domain.generator_uses import DeliveredPicture
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.ledger.canonical import NotCanonical
from studio_app.ledger.entries import LedgerEntry, read_leaf
from studio_app.ledger.kinds import CREDITS_LOCKED, PICTURE_DELIVERED
from studio_app.storage import tables as t
from studio_app.storage.agreed_values import AGREED_KINDS, Agreed, Text, agreed_value, person_meant
from studio_app.storage.failures import StudioDamaged

_Kept = TypeVar("_Kept")


class AgreedRows:
    """Everything of these kinds that counts, read once for one look; what its recorder took back is left out."""

    def __init__(self, connection: Connection, *, text: Text, withdrawn: Callable[[LedgerEntry], bool]) -> None:
        self._values = tuple(
            _value(entry, text) for _position, entry in agreed_entries(connection) if not withdrawn(entry)
        )

    def of(self, kind: type[_Kept]) -> tuple[_Kept, ...]:
        """Return the values of one kind, in the order they were recorded."""
        return tuple(one for one in self._values if isinstance(one, kind))


def agreed_entries(connection: Connection, *, skip_unreadable: bool = False) -> Iterator[tuple[int, LedgerEntry]]:
    """Yield the entries of these kinds with their positions, in the log's order.

    Raises `NotCanonical` at one that cannot be read; with `skip_unreadable`, such entries are left out.
    """
    # Not joined: SQLite would go through every leaf of the log for it, which is several times what the indexes hold.
    wanted = select(t.ix_entry.c.position).where(t.ix_entry.c.kind.in_(sorted(AGREED_KINDS)))
    leaves = select(t.ledger_entry).where(t.ledger_entry.c.position.in_(wanted))
    row: Row[Any]
    for row in connection.execute(leaves.order_by(t.ledger_entry.c.position)):
        try:
            entry = _read(row.leaf)
        except NotCanonical:
            if not skip_unreadable:
                raise
            continue
        yield row.position, entry


@lru_cache(maxsize=20_000)
def _read(leaf: bytes) -> LedgerEntry:
    """Read a leaf; the same bytes are the same entry for ever, and checking them takes longer than all else here."""
    return read_leaf(leaf)


@lru_cache(maxsize=20_000)
def _textless(leaf: bytes) -> Agreed | None:
    """Return the value of an entry that binds no text; None for one that does, since a text may be erased."""
    asked: list[str] = []

    def erased(commitment: str) -> str:
        asked.append(commitment)
        return ""

    value = agreed_value(_read(leaf), erased)
    return None if asked else value


def agreed_about(connection: Connection, person: PersonId) -> tuple[set[int], set[int]]:
    """Return the positions of entries about `person`, and of those that tell of others: a locked sheet tells of all."""
    own: set[int] = set()
    others: set[int] = set()
    for position, entry in agreed_entries(connection):
        meant = person_meant(entry.payload)
        if meant == person:
            own.add(position)
        elif meant is not None or entry.kind == CREDITS_LOCKED:
            others.add(position)
    return own, others


def delivered_files(connection: Connection, *, skip_unreadable: bool = False) -> Iterator[tuple[int, DeliveredPicture]]:
    """Yield the pictures that were delivered, with the positions of their entries; `skip_unreadable` as above."""
    for position, entry in agreed_entries(connection, skip_unreadable=skip_unreadable):
        if entry.kind == PICTURE_DELIVERED:
            value = _value(entry, lambda _commitment: "")
            if isinstance(value, DeliveredPicture):
                yield position, value


def _value(entry: LedgerEntry, text: Text) -> Agreed:
    try:
        return _textless(entry.leaf) or agreed_value(entry, text)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise StudioDamaged(
            _("The studio's indexes hold a value that cannot be."),
            hint=_("Run “teire ledger verify --all”, then “teire ledger rebuild”."),
        ) from error
