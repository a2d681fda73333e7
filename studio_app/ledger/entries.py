"""The ledger entry: its fields, its body and its leaf (DESIGN section 7)."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from studio_app.domain.facts import Basis
from studio_app.domain.ids import EntryHash, EntryId, FeedId, PersonId, StudioId, new_id
from studio_app.domain.language import _
from studio_app.ledger.canonical import NotCanonical, decode, encode

_SIGNATURE_BYTES = 64
_FIELDS = {"kind", "id", "studio", "feed", "number", "recorded_at", "zone", "recorded_by", "basis", "payload"}
INSTALLATION = "installation:"
"""Begins `recorded_by` of entries that no person stood behind when they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be recorded. `id` is made here, before the first try, so that a repeated try adds nothing."""

    kind: str
    payload: Mapping[str, Any]
    basis: Basis
    id: EntryId = field(default_factory=lambda: EntryId(new_id()))


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """An entry as it was written. `leaf` holds the bytes; all other fields are read from it.

    `number` counts from 1 in its feed; `previous` is the hash of the feed's entry before, None for the first.
    `recorded_at` is whole milliseconds UTC. `hash` is the leaf hash of RFC 9162.
    """

    kind: str
    id: EntryId
    studio: StudioId
    feed: FeedId
    number: int
    previous: EntryHash | None
    recorded_at: int
    zone: str
    recorded_by: str
    basis: Basis
    payload: Mapping[str, Any]
    body: bytes
    signature: bytes
    leaf: bytes
    hash: EntryHash

    @property
    def person(self) -> PersonId | None:
        """Who recorded it, or None where the installation itself did."""
        return None if self.recorded_by.startswith(INSTALLATION) else PersonId(self.recorded_by)


def leaf_hash(leaf: bytes) -> EntryHash:
    """Return SHA-256(0x00 || leaf) in hexadecimal (RFC 9162, section 2.1.1)."""
    return EntryHash(sha256(b"\x00" + leaf).hexdigest())


def leaf_of(body: bytes, signature: bytes) -> bytes:
    """Return `body || "\\n" || base64(signature)`."""
    return body + b"\n" + base64.b64encode(signature)


def compose(
    draft: Draft,
    *,
    studio: StudioId,
    feed: FeedId,
    number: int,
    previous: EntryHash | None,
    recorded_at: int,
    zone: str,
    recorded_by: str,
) -> bytes:
    """Return the canonical body of a draft at its place in a feed."""
    body: dict[str, Any] = {
        "kind": draft.kind,
        "id": draft.id,
        "studio": studio,
        "feed": feed,
        "number": number,
        "recorded_at": recorded_at,
        "zone": zone,
        "recorded_by": recorded_by,
        "basis": draft.basis.value,
        "payload": draft.payload,
    }
    if previous is not None:
        body["previous"] = previous
    return encode(body)


def read_leaf(leaf: bytes) -> LedgerEntry:
    """Read an entry back from its leaf; raise `NotCanonical` where any byte is not as it was written."""
    if not isinstance(leaf, bytes):  # a database may hand out what somebody else put there
        raise NotCanonical(_("it is not kept as bytes"))
    body, newline, encoded = leaf.partition(b"\n")
    signature = _signature(encoded)
    if not newline or signature is None:
        raise NotCanonical(_("its signature cannot be read"))
    fields = decode(body)
    if set(fields) - {"previous"} != _FIELDS:
        raise NotCanonical(_("its fields are not those of an entry"))
    _check_types(fields)
    return LedgerEntry(
        kind=fields["kind"],
        id=EntryId(fields["id"]),
        studio=StudioId(fields["studio"]),
        feed=FeedId(fields["feed"]),
        number=fields["number"],
        previous=EntryHash(fields["previous"]) if "previous" in fields else None,
        recorded_at=fields["recorded_at"],
        zone=fields["zone"],
        recorded_by=fields["recorded_by"],
        basis=Basis(fields["basis"]),
        payload=fields["payload"],
        body=body,
        signature=signature,
        leaf=leaf,
        hash=leaf_hash(leaf),
    )


def _check_types(fields: Mapping[str, Any]) -> None:
    """Raise `NotCanonical` where a field is of another type than the entry's form says."""
    whole = ("number", "recorded_at")
    sound = (
        all(isinstance(fields[name], int) and not isinstance(fields[name], bool) for name in whole)
        and isinstance(fields["payload"], dict)
        and fields["basis"] in set(Basis)
        and all(isinstance(fields[name], str) for name in fields if name not in {*whole, "payload"})
        and fields["number"] >= 1
    )
    if not sound:
        raise NotCanonical(_("its fields are not those of an entry"))


def _signature(encoded: bytes) -> bytes | None:
    """Return the 64 bytes that `encoded` stands for, or None unless it is their one base64 form."""
    try:
        signature = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return None
    sound = len(signature) == _SIGNATURE_BYTES and base64.b64encode(signature) == encoded
    return signature if sound else None
