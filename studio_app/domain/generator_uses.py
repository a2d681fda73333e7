"""The studio's word on a generator, and pictures that were delivered."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studio_app.domain.ids import BackgroundId, Digest, EntryHash, PersonId, StageId


class GeneratorUse(StrEnum):
    """Whether what a generator makes may stay in the final picture."""

    FINAL = "final"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorApproval:
    """Somebody approved the use of a generator. `version` empty: any; `episode` empty: the whole production.

    `provider` is who offers it, `licence` the tier it is used under (`Pro, commercial`), `until` the last day, None
    for no end.
    """

    system: str
    version: str
    provider: str
    licence: str
    use: GeneratorUse
    episode: str
    approved_by: PersonId
    approved_on: date
    until: date | None
    note: str
    entry: EntryHash


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredPicture:
    """A picture that left the studio with its makers written into it.

    `source` is the kept file of the stage, `sha256` the delivered file, which is kept as well. `certificate` is the
    SHA-256 of the certificate that signed it (DER), empty where it was not signed.
    """

    background: BackgroundId
    stage: StageId
    source: Digest
    sha256: Digest
    file_format: str
    certificate: str
    by: PersonId | None
    recorded_at: datetime
    entry: EntryHash
