"""Names of things: a type for each, so that one cannot be passed for another."""

import secrets
import uuid
from typing import NewType

StudioId = NewType("StudioId", str)
InstallationId = NewType("InstallationId", str)
FeedId = NewType("FeedId", str)
EntryId = NewType("EntryId", str)
EntryHash = NewType("EntryHash", str)
PersonId = NewType("PersonId", str)
BackgroundId = NewType("BackgroundId", str)
StageId = NewType("StageId", str)
SessionId = NewType("SessionId", str)
ReviewId = NewType("ReviewId", str)
CandidateId = NewType("CandidateId", str)
BatchId = NewType("BatchId", str)
OrderId = NewType("OrderId", str)
LockId = NewType("LockId", str)
Digest = NewType("Digest", str)
"""SHA-256 of a file's bytes, 64 lower-case hexadecimal digits."""


def new_id() -> str:
    """Return 128 random bits as 32 lower-case hexadecimal digits."""
    return secrets.token_hex(16)


def new_uuid() -> str:
    """Return a random UUID (RFC 9562, version 4) in its textual form."""
    return str(uuid.uuid4())
