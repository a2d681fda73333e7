"""What an answer cannot show: listed in every answer, never left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.ids import EntryHash


class MissingKind(StrEnum):
    """What may be missing, in the order in which it is listed."""

    NO_PICTURE = "no-picture"
    NO_LAYOUT = "no-layout"
    NO_PARENT = "no-parent"
    FILE_GONE = "file-gone"
    NAMELESS = "nobody-named"
    NO_NAME = "no-name"
    WITHHELD = "name-withheld"
    SYSTEM_UNKNOWN = "generator-unknown"
    VERSION_UNKNOWN = "version-unknown"
    PROVIDER_UNKNOWN = "provider-unknown"
    NO_APPROVAL = "no-approval"
    MARKS_NOT_READ = "marks-not-read"
    NO_PROVENANCE = "no-provenance"
    CONFLICTING_MARKS = "conflicting-marks"
    NOT_COMPARED = "not-compared"
    NOT_ALIGNED = "not-aligned"
    REGIONS_NOT_LISTED = "regions-not-listed"
    NOT_MEASURED = "not-measured"
    UNATTRIBUTED = "unattributed"
    LAYOUT_NOT_TRACED = "layout-not-traced"
    NO_SELECTION = "no-selection"
    CANDIDATES_REDUCED = "candidates-reduced"
    NOT_TOLD = "not-told"
    NO_SESSION = "no-session"
    UNCONFIRMED = "unconfirmed"
    RUNNING = "running"
    NOT_REVIEWED = "not-reviewed"
    DISPUTED = "disputed"
    NO_MASK = "no-mask"
    SETTINGS_NOT_READ = "settings-not-read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One kind of missing evidence: where (`C012 retouch 2`, or a code), and the entries it is missing from."""

    kind: MissingKind
    places: tuple[str, ...]
    entries: tuple[EntryHash, ...]

    @property
    def sentence(self) -> str:
        """What is missing, for people."""
        return missing_words(self.kind)


class MissingList:
    """Gathers what is missing while an answer is drawn up."""

    def __init__(self) -> None:
        self._places: dict[MissingKind, dict[str, None]] = defaultdict(dict)
        self._entries: dict[MissingKind, set[EntryHash]] = defaultdict(set)

    def add(self, kind: MissingKind, place: str, entries: Iterable[EntryHash] = ()) -> None:
        self._places[kind][place] = None
        self._entries[kind].update(entries)

    def listed(self) -> tuple[Missing, ...]:
        """Return everything, in the order of the kinds."""
        return tuple(
            Missing(kind=kind, places=tuple(self._places[kind]), entries=tuple(sorted(self._entries[kind])))
            for kind in MissingKind
            if kind in self._places
        )


def missing_words(kind: MissingKind) -> str:
    """Return what it means that evidence of this kind is missing."""
    return _SENTENCES[kind]()


_SENTENCES = {
    MissingKind.NO_PICTURE: lambda: _("No picture has arrived yet."),
    MissingKind.NO_LAYOUT: lambda: _("The recorded chain does not begin with a layout."),
    MissingKind.NO_PARENT: lambda: _("It is not recorded which picture this one was made from."),
    MissingKind.FILE_GONE: lambda: _("The file is not in the store any more; what the ledger recorded of it stands."),
    MissingKind.NAMELESS: lambda: _("It is not recorded who did this."),
    MissingKind.NO_NAME: lambda: _("The ledger knows who it was, but no name to print."),
    MissingKind.WITHHELD: lambda: _("The name is withheld at the person's own wish."),
    MissingKind.SYSTEM_UNKNOWN: lambda: _("The file does not say which generator made it."),
    MissingKind.VERSION_UNKNOWN: lambda: _("The file does not say which version of the generator made it."),
    MissingKind.PROVIDER_UNKNOWN: lambda: _("Neither an approval nor the table of generators says who offers it."),
    MissingKind.NO_APPROVAL: lambda: _("No recorded approval covers this use of a generator."),
    MissingKind.MARKS_NOT_READ: lambda: _("The entry does not say whether the file was looked into for marks."),
    MissingKind.NO_PROVENANCE: lambda: _(
        "The file itself says nothing of where it comes from; that proves nothing either way."
    ),
    MissingKind.CONFLICTING_MARKS: lambda: _("Places of the file contradict each other."),
    MissingKind.NOT_COMPARED: lambda: _("The picture was not compared with the one before it."),
    MissingKind.NOT_ALIGNED: lambda: _("The picture before it could not be found in it, so its change is uncertain."),
    MissingKind.REGIONS_NOT_LISTED: lambda: _(
        "The entry keeps the 64 largest repainted regions; smaller ones are in the changed area and not listed."
    ),
    MissingKind.NOT_MEASURED: lambda: _("Who painted what of the newest picture is not measured yet."),
    MissingKind.UNATTRIBUTED: lambda: _("A part of the newest picture can be traced to no stage."),
    MissingKind.LAYOUT_NOT_TRACED: lambda: _("How much of the layout's line is left could not be measured."),
    MissingKind.NO_SELECTION: lambda: _("There were several generations or candidates, and no pick is recorded."),
    MissingKind.CANDIDATES_REDUCED: lambda: _("Candidates that were not picked are kept only as small pictures."),
    MissingKind.NOT_TOLD: lambda: _("It is not recorded that this person was told that the picture was generated."),
    MissingKind.NO_SESSION: lambda: _("No working time of its painter is recorded on this background."),
    MissingKind.UNCONFIRMED: lambda: _("Some time has not been confirmed by the person yet; it is in no sum."),
    MissingKind.RUNNING: lambda: _("A session is still running; its time is in no sum."),
    MissingKind.NOT_REVIEWED: lambda: _("Nobody's word about the newest picture is recorded."),
    MissingKind.DISPUTED: lambda: _("Somebody has called the entry into question."),
    MissingKind.NO_MASK: lambda: _("No picture of the change is kept; --measure makes one."),
    MissingKind.SETTINGS_NOT_READ: lambda: _(
        "The generator's settings, beyond its system, model and seeds, were not read from the file."
    ),
}
