"""Answers as values that programs read: the fields of `statements.answers`, by their names.

Moments are whole milliseconds UTC, lengths of time whole milliseconds under a name that ends in `_ms`, days ISO 8601,
areas whole pixels. None is null: not known, which is never zero. Sentences for people (`missing[].sentence`,
`findings[].sentence`) stand beside the stable names that programs go by.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from studio_app.domain.moments import duration_ms, to_ms
from studio_app.statements.answers.authorship_values import HumanElement, ShareInPicture
from studio_app.statements.answers.contribution_values import Area, AreaSum
from studio_app.statements.answers.missing import Missing
from studio_app.statements.answers.no_ai_values import GapFinding, NoAiRecord, NoAiRecords
from studio_app.statements.answers.people import Who
from studio_app.statements.answers.register_values import UseFinding
from studio_app.statements.answers.values import Answer


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as one JSON object; `kind` at its top says which."""
    body: dict[str, Any] = dict(_pairs(answer))
    return {"kind": answer.head.kind.value, **body}


def _plain(value: object) -> Any:
    if value is None or type(value) in _AS_THEY_ARE:  # most of what there is, and a summary has a million values
        return value
    match value:
        case tuple():
            return [_plain(one) for one in value]
        case Who():
            return _who(value)
        case Enum():
            return value.value
        case date():
            return to_ms(value) if isinstance(value, datetime) else value.isoformat()
    return dict(_pairs(value)) if is_dataclass(value) else value


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    kind: Any = type(value)
    for name in _names(kind):
        part = getattr(value, name)
        if isinstance(part, timedelta):
            yield f"{name}_ms", duration_ms(part)
        elif not isinstance(part, Path):
            # Where a picture lies on this machine concerns nobody else.
            yield name, _plain(part)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a class of values, and what is worked out from them."""
    return (*(one.name for one in fields(kind)), *_COMPUTED.get(kind, ()))


def _who(who: Who) -> dict[str, Any]:
    """Somebody; of who asked not to be named nothing but that."""
    if who.withheld:
        return {"person": None, "name": "", "name_en": "", "code": "", "withheld": True}
    return {
        "person": who.person,
        "name": who.name,
        "name_en": who.name_en,
        "code": who.code,
        "withheld": False,
    }


_AS_THEY_ARE = frozenset({str, int, bool})
_COMPUTED: dict[type, tuple[str, ...]] = {
    Missing: ("sentence",),
    UseFinding: ("sentence",),
    GapFinding: ("sentence",),
    HumanElement: ("claimed",),
    ShareInPicture: ("touched",),
    Area: ("touched",),
    AreaSum: ("touched",),
    NoAiRecord: ("whole",),
    NoAiRecords: ("whole",),
}
