"""The no-AI record as values: a chain from the layout to the newest picture without a generation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.language import _

if TYPE_CHECKING:
    from datetime import datetime

    from studio_app.domain.ids import Digest, EntryHash, StageId
    from studio_app.domain.stages import StageChange, StageKind
    from studio_app.statements.answers.authorship_values import ShareInPicture
    from studio_app.statements.answers.head import AnswerHead
    from studio_app.statements.answers.missing import Missing
    from studio_app.statements.answers.people import Who
    from studio_app.statements.answers.reading import RecordedMarks
    from studio_app.statements.definitions import Definition
    from studio_app.statements.times import ActiveTime


class Gap(StrEnum):
    """What keeps a record from being issued as whole, in the order in which it is listed."""

    NO_LAYOUT = "no-layout"
    BROKEN_CHAIN = "broken-chain"
    MARKED_FILE = "marked-file"
    GENERATED_BESIDE = "generated-beside"
    CANDIDATES = "candidates"
    MARKS_NOT_READ = "marks-not-read"
    NAMELESS = "nobody-named"
    NOT_COMPARED = "not-compared"
    NOT_ALIGNED = "not-aligned"
    NOT_MEASURED = "not-measured"
    UNATTRIBUTED = "unattributed"
    FILE_GONE = "file-gone"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFinding:
    """One gap, where it is, and the entries it is found in."""

    gap: Gap
    places: tuple[str, ...]
    entries: tuple[EntryHash, ...]

    @property
    def sentence(self) -> str:
        """What the gap is, for people."""
        return _GAPS[self.gap]()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAiLink:
    """One stage of the chain. `saved_at` is when its save was seen, None where nobody saw it.

    `sessions` and `active` are its painter's on this background since their picture before it (the first of theirs
    counts all before).
    """

    id: StageId
    stage: str
    kind: StageKind
    who: Who
    parent: str
    sha256: Digest
    width: int
    height: int
    recorded_at: datetime
    saved_at: datetime | None
    change: StageChange | None
    share: ShareInPicture | None
    sessions: int
    active: ActiveTime
    marks: RecordedMarks
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAiRecord:
    """The record of one background; it is `whole` where no gap was found."""

    code: str
    cuts: tuple[str, ...]
    episode: str
    links: tuple[NoAiLink, ...]
    saves: int
    sessions: int
    active: ActiveTime
    gaps: tuple[GapFinding, ...]

    @property
    def whole(self) -> bool:
        return not self.gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRecord:
    """A background for which there is no such record: a generation is in its chain, or it has no picture."""

    code: str
    generated: bool
    stages: tuple[str, ...]
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAiRecords:
    """The records of all covered backgrounds, and those that cannot have one."""

    head: AnswerHead
    records: tuple[NoAiRecord, ...]
    refused: tuple[RefusedRecord, ...]
    missing: tuple[Missing, ...]
    definitions: tuple[Definition, ...]

    @property
    def whole(self) -> bool:
        """Whether every covered background has a record, and each is whole."""
        return not self.refused and all(one.whole for one in self.records)


_GAPS = {
    Gap.NO_LAYOUT: lambda: _("The recorded chain does not begin with a layout."),
    Gap.BROKEN_CHAIN: lambda: _("It is not recorded which picture this one was made from."),
    Gap.MARKED_FILE: lambda: _("The file carries a generator's marks, or is declared as generated."),
    Gap.GENERATED_BESIDE: lambda: _(
        "A generation is recorded on this background, although the newest picture does not descend from it."
    ),
    Gap.CANDIDATES: lambda: _("A generator made candidates for this background, although none was taken."),
    Gap.MARKS_NOT_READ: lambda: _("The entry does not say whether the file was looked into for marks."),
    Gap.NAMELESS: lambda: _("It is not recorded who did this."),
    Gap.NOT_COMPARED: lambda: _("The picture was not compared with the one before it."),
    Gap.NOT_ALIGNED: lambda: _("The picture before it could not be found in it, so its change is uncertain."),
    Gap.NOT_MEASURED: lambda: _("Who painted what of the newest picture is not measured yet."),
    Gap.UNATTRIBUTED: lambda: _("A part of the newest picture can be traced to no stage."),
    Gap.FILE_GONE: lambda: _("The file is not in the store any more; what the ledger recorded of it stands."),
    Gap.DISPUTED: lambda: _("Somebody has called the entry into question."),
}
