"""Everything about one person as JSON: each value under the name it has in Teire, nothing left out.

Lengths and moments are whole milliseconds under names that end in `_ms`, days are ISO 8601, bytes base64.
"""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from studio_app.domain.desk_changes import change_name
from studio_app.domain.ids import Digest
from studio_app.domain.moments import duration_ms, to_ms
from studio_app.ledger.entries import LedgerEntry
from studio_app.workflow.own_export import OwnExport

FORMAT = "teire-own/1"
Json = dict[str, Any]


def own_json(export: OwnExport, *, readme: str, pictures: Mapping[Digest, str]) -> Json:
    """Return the document; `pictures` names the file of each kept picture in the same archive, by its SHA-256."""
    desk, ledger = export.desk, export.ledger
    return {
        "format": FORMAT,
        "read_me": readme.splitlines(),
        "exported_at_ms": export.exported_at_ms,
        "exported_zone": export.exported_zone,
        "studio": plain(export.studio),
        "person": plain(export.person),
        "desk": {
            "settings": plain(desk.settings),
            "recordings": plain(desk.recordings),
            "changes": [{"change": change_name(one), **plain(one)} for one in desk.changes],
            "submitted": plain(desk.submitted),
            "saves": [{**plain(one), "picture": pictures.get(one.sha256, "")} for one in desk.saves],
        },
        "ledger": {
            **{
                name: plain(getattr(ledger, name))
                for name in ("sessions", "stages", "reviews", "rates", "disclosures", "omissions", "answers")
            },
            "backgrounds": dict(ledger.backgrounds),
            "entries": [_entry(position, entry) for position, entry in ledger.entries],
            "texts": [
                {"commitment": one.commitment, "key": _base64(one.key), "text": one.text} for one in ledger.texts
            ],
            "head": ledger.head,
        },
        "definitions": plain(export.definitions),
    }


def plain(value: Any) -> Any:
    """Return a value of the domain as JSON knows it."""
    found: Any = value
    if isinstance(value, Enum):
        found = value.value
    elif is_dataclass(value) and not isinstance(value, type):
        found = dict(_field(field.name, getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, Mapping):
        found = {str(key): plain(one) for key, one in value.items()}
    elif isinstance(value, date):
        found = value.isoformat()
    elif isinstance(value, Path):
        found = str(value)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        found = [plain(one) for one in value]
    return found


def _field(name: str, value: Any) -> tuple[str, Any]:
    if isinstance(value, timedelta):
        return f"{name}_ms", duration_ms(value)
    if isinstance(value, datetime):
        return f"{name}_ms", to_ms(value)
    return name, plain(value)


def _entry(position: int, entry: LedgerEntry) -> Json:
    return {"position": position, "entry": entry.hash, "kind": entry.kind, "leaf": _base64(entry.leaf)}


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()
