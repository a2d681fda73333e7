"""What each kind of entry adds to the indexes: rows are only added, none depends on another, so order plays no part."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, ProgrammingError

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.ledger import kinds
from studio_app.ledger.entries import LedgerEntry
from studio_app.storage import tables
from studio_app.storage.agreed_values import AGREED_KINDS, agreed_value
from studio_app.storage.time_indexes import TIME_READERS, Row, Rows

_WRONG_VALUES = (DataError, IntegrityError, InterfaceError, ProgrammingError)


class EntryMalformed(StudioError):
    """An entry of a known kind whose payload is not of that kind's form."""

    def __init__(self, position: int) -> None:
        super().__init__(
            _("Entry {n} is not of its kind's form.", n=position),
            hint=_("Run “teire ledger verify --all”; do not rely on the studio before it is clean."),
        )


def write_indexes(connection: Connection, entry: LedgerEntry, position: int) -> None:
    """Add the rows that `entry` gives. A kind this version does not know is listed and adds nothing else."""
    try:
        for table, row in rows_of(entry):
            connection.execute(insert(table), [{"position": position, **row}])
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError, *_WRONG_VALUES) as error:
        raise EntryMalformed(position) from error


def rows_of(entry: LedgerEntry) -> Rows:
    """Yield the index rows of an entry, without its position."""
    yield tables.ix_entry, _entry_row(entry)
    reader = _READERS.get(entry.kind)
    if reader is not None:
        yield from reader(entry)


def _entry_row(entry: LedgerEntry) -> Row:
    background = entry.payload.get("background")
    return {
        "hash": entry.hash,
        "id": entry.id,
        "feed": entry.feed,
        "number": entry.number,
        "kind": entry.kind,
        "recorded_at_ms": entry.recorded_at,
        "recorded_by": entry.recorded_by,
        "background": background if isinstance(background, str) else None,
    }


def _person(entry: LedgerEntry) -> Rows:
    yield tables.ix_person, {"person": entry.payload["person"], "commitment": entry.payload["details"]}


def _person_change(entry: LedgerEntry) -> Rows:
    yield tables.ix_person_change, {"person": entry.payload["person"], "commitment": entry.payload["details"]}


def _background(entry: LedgerEntry) -> Rows:
    payload = entry.payload
    yield (
        tables.ix_background,
        {"background": payload["background"], "code": payload["code"], "episode": payload["episode"]},
    )
    for place, cut in enumerate(payload["cuts"]):
        yield tables.ix_background_cut, {"place": place, "cut": cut}


def _stage(entry: LedgerEntry) -> Rows:
    payload, file = entry.payload, entry.payload["file"]
    generation: Mapping[str, Any] = payload.get("generation", {})
    change: Mapping[str, Any] = payload.get("change", {})
    yield (
        tables.ix_stage,
        {
            "entry": entry.hash,
            "stage": payload["stage"],
            "background": payload["background"],
            "kind": payload["stage_kind"],
            "sha256": file["sha256"],
            "format": file["format"],
            "width": file["width"],
            "height": file["height"],
            "by_person": payload.get("by"),
            "parent": payload.get("parent"),
            "basis": entry.basis.value,
            "recorded_at_ms": entry.recorded_at,
            "recorded_by": entry.recorded_by,
            "system": generation.get("system", ""),
            "version": generation.get("version", ""),
            "method": change.get("method"),
            "changed_pixels": change.get("changed_pixels"),
            "total_pixels": change.get("total_pixels"),
            "changed_permille": change.get("changed_permille"),
            "noise_floor": change.get("noise_floor"),
            "region_count": change.get("region_count"),
            "alignment_found": change.get("alignment_found"),
            "grade_found": change.get("grade_found"),
            "saved_at_ms": payload.get("saved_at"),
        },
    )


def _candidate(entry: LedgerEntry) -> Rows:
    payload, file = entry.payload, entry.payload["file"]
    generation: Mapping[str, Any] = payload.get("generation", {})
    yield (
        tables.ix_candidate,
        {
            "entry": entry.hash,
            "candidate": payload["candidate"],
            "background": payload["background"],
            "sha256": file["sha256"],
            "format": file["format"],
            "width": file["width"],
            "height": file["height"],
            "by_person": payload.get("by"),
            "batch": payload["batch"],
            "source": payload["source"],
            "recorded_at_ms": entry.recorded_at,
            "system": generation.get("system", ""),
            "version": generation.get("version", ""),
            "model": generation.get("model", ""),
            "seeds": " ".join(generation.get("seeds", ())),
        },
    )


def _selection(entry: LedgerEntry) -> Rows:
    payload = entry.payload
    yield (
        tables.ix_selection,
        {
            "entry": entry.hash,
            **{name: payload[name] for name in ("background", "candidate", "stage", "reason", "among")},
            "by_person": payload.get("by"),
            "recorded_at_ms": entry.recorded_at,
        },
    )


def _reduction(entry: LedgerEntry) -> Rows:
    for place, one in enumerate(entry.payload["candidates"]):
        yield (
            tables.ix_reduction,
            {
                "place": place,
                "entry": entry.hash,
                "background": entry.payload["background"],
                "candidate": one["candidate"],
                "sha256": one["sha256"],
                "small": one["small"]["sha256"],
            },
        )


def _disclosure(entry: LedgerEntry) -> Rows:
    fields = ("background", "stage", "person")
    yield (
        tables.ix_disclosure,
        {
            "entry": entry.hash,
            "recorded_at_ms": entry.recorded_at,
            **{name: entry.payload[name] for name in fields},
        },
    )


def _review(entry: LedgerEntry) -> Rows:
    payload = entry.payload
    yield (
        tables.ix_review,
        {
            "entry": entry.hash,
            "review": payload["review"],
            "background": payload["background"],
            "stage": payload["stage"],
            "verdict": payload["verdict"],
            "cause": payload.get("cause"),
            "by_person": payload.get("by"),
            "note": payload.get("note"),
            "drawing": payload.get("drawing"),
            "recorded_at_ms": entry.recorded_at,
            "recorded_by": entry.recorded_by,
        },
    )


def _correction(entry: LedgerEntry) -> Rows:
    payload = entry.payload
    yield (
        tables.ix_correction,
        {
            "entry": entry.hash,
            "target": payload["target"],
            "recorded_by": entry.recorded_by,
            "recorded_at_ms": entry.recorded_at,
            "dispute": entry.kind == kinds.ENTRY_DISPUTED,
            "withdrawn": payload.get("withdrawn"),
            "by_person": payload.get("by"),
            "active_ms": payload.get("active_ms"),
            "work": payload.get("work"),
            "background": payload.get("background"),
        },
    )


def _rate(entry: LedgerEntry) -> Rows:
    fields = ("person", "unit", "minor", "currency", "valid_from")
    yield tables.ix_rate, {"entry": entry.hash, **{name: entry.payload[name] for name in fields}}


def _omission(entry: LedgerEntry) -> Rows:
    fields = ("person", "asked", "reason", "signed_by")
    yield tables.ix_omission, {"entry": entry.hash, **{name: entry.payload[name] for name in fields}}


def _agreed(entry: LedgerEntry) -> Rows:
    """Check that the entry can be read; it has no index of its own."""
    agreed_value(entry, lambda _commitment: "")
    return iter(())


_READERS: dict[str, Callable[[LedgerEntry], Rows]] = {
    kinds.PERSON_ADDED: _person,
    kinds.PERSON_CHANGED: _person_change,
    kinds.BACKGROUND_ADDED: _background,
    kinds.GENERATION_RECEIVED: _stage,
    kinds.REVISION_SAVED: _stage,
    kinds.CANDIDATE_RECEIVED: _candidate,
    kinds.CANDIDATE_PICKED: _selection,
    kinds.CANDIDATES_REDUCED: _reduction,
    kinds.DISCLOSURE_SEEN: _disclosure,
    **TIME_READERS,
    kinds.BACKGROUND_REVIEWED: _review,
    kinds.ENTRY_CORRECTED: _correction,
    kinds.ENTRY_DISPUTED: _correction,
    kinds.RATE_AGREED: _rate,
    kinds.OMISSION_SIGNED: _omission,
    **dict.fromkeys(AGREED_KINDS, _agreed),
}
