"""What is written into a picture that leaves the studio: who made it, from what, and what was done to it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from studio_app.domain.ids import BackgroundId, Digest, EntryHash, StageId
from studio_app.domain.stages import StageKind


class DeliveredFormat(StrEnum):
    """The kinds of file that makers can be written into without touching a pixel."""

    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"

    @property
    def ending(self) -> str:
        """The ending of its files' names."""
        return {"png": "png", "jpeg": "jpg", "tiff": "tif"}[self.value]

    @property
    def media_type(self) -> str:
        """Its media type (`image/png`)."""
        return f"image/{self.value}"


class SourceTerm(StrEnum):
    """Terms of IPTC's digital source types (cv.iptc.org/newscodes/digitalsourcetype, release of 2024-10-23)."""

    DIGITAL_CREATION = "digitalCreation"
    HUMAN_EDITS = "humanEdits"
    GENERATED = "trainedAlgorithmicMedia"
    GENERATED_AND_PAINTED = "compositeWithTrainedAlgorithmicMedia"

    @property
    def uri(self) -> str:
        """The term's address, as IPTC and C2PA write it."""
        return f"http://cv.iptc.org/newscodes/digitalsourcetype/{self.value}"


class ActionName(StrEnum):
    """What was done, as C2PA names it (C2PA 2.2, 18.15.4: actions)."""

    OPENED = "c2pa.opened"
    CREATED = "c2pa.created"
    DRAWING = "c2pa.drawing"
    COLOURS = "c2pa.color_adjustments"
    CROPPED = "c2pa.cropped"
    RESIZED = "c2pa.resized"
    TRANSCODED = "c2pa.transcoded"
    UNKNOWN = "c2pa.unknown"


class Relationship(StrEnum):
    """What a stage's file is to the delivered picture (C2PA 2.2, 18.16: ingredients)."""

    PARENT = "parentOf"
    COMPONENT = "componentOf"
    INPUT = "inputTo"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedArea:
    """A repainted region of the picture: its box and its exact area, in pixels, and its kind (`repaint`)."""

    left: int
    top: int
    width: int
    height: int
    pixels: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedAction:
    """One thing that was done, as the program measured it; `areas` are the largest regions, `permille` decimal text.

    `changed_pixels` None means that no area was measured. `stage` is the stage whose picture shows it; None where the
    delivery itself did it.
    """

    name: ActionName
    source: SourceTerm | None
    stage: StageId | None
    when: datetime | None = None
    agent: str = ""
    changed_pixels: int | None = None
    permille: str = ""
    method: str = ""
    areas: tuple[NotedArea, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedGenerator:
    """A generator of the chain; `dialect` is the way its file is written, `writer` who asked, empty if not named."""

    system: str
    version: str
    provider: str = ""
    model: str = ""
    dialect: str = ""
    writer: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedStage:
    """One stage of the chain with its kept file. `painter` is empty where nobody is named, for whatever reason.

    `carries` are the kinds of marks that its file was found to carry.
    """

    id: StageId
    name: str
    kind: StageKind
    sha256: Digest
    file_format: str
    width: int
    height: int
    relationship: Relationship
    recorded_at: datetime
    saved_at: datetime | None
    entry: EntryHash
    painter: str = ""
    carries: tuple[str, ...] = ()
    generator: NotedGenerator | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPointer:
    """Where the evidence stands: the log's origin, how many entries it had and its root, and the entries meant."""

    origin: str
    size: int
    root: str
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryNote:
    """All that is written into one delivered picture. `omitted` counts people left out by a signed word.

    `why` says in a sentence on what `source` rests. `rights` and `credit_line` are the studio's own words.
    """

    background: BackgroundId
    stage: StageId
    title: str
    production: str
    code: str
    creators: tuple[str, ...]
    omitted: int
    source: SourceTerm
    why: str
    stages: tuple[NotedStage, ...]
    actions: tuple[NotedAction, ...]
    generators: tuple[NotedGenerator, ...]
    pointer: LedgerPointer
    credit_line: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryWords:
    """What a studio wants to stand in its pictures: its credit line, its rights, and whether prompts may go along."""

    credit_line: str = ""
    rights: str = ""
    prompts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """A certificate that signs delivered pictures, without its key; `fingerprint` is the SHA-256 of its DER.

    `root` is what others need to trust it, as PEM. `made_here` tells the studio's own from one that was given to it.
    """

    subject: str
    issuer: str
    fingerprint: str
    algorithm: str
    valid_from: datetime
    valid_until: datetime
    root: str
    made_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIdentity:
    """Who signs: a chain of certificates, leaf first, and the leaf's private key, both PEM; the key is never shown.

    `algorithm` is C2PA's name for how it signs (`es256`, `ed25519`).
    """

    chain: str
    key: str = field(repr=False)
    algorithm: str
    facts: CertificateFacts
