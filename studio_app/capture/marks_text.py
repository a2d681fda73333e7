"""What every reader of generation metadata gives back, and the reading of JSON that cannot be trusted."""

import json
from dataclasses import dataclass
from typing import Any

from studio_app.domain.generations import Finding, GenerationRecord
from studio_app.domain.language import _

UNKNOWN_DIALECT = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one text of a file says of its generator, and sentences on what in it could not be read."""

    record: GenerationRecord | None = None
    problems: tuple[str, ...] = ()


def trusted_json(text: str) -> Any:
    """Return JSON with every number as the text that stood there, so that no seed is ever rounded.

    Raises `ValueError` where it is no JSON or is nested too deeply.
    """
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def shown(value: object) -> str:
    """Return a value out of JSON as text: scalars as they stood, anything larger as JSON again."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    try:
        return json.dumps(value, ensure_ascii=False)
    except (RecursionError, TypeError, ValueError):
        return str(type(value).__name__)


def unreadable(where: str, text: str, *, system: str = "") -> Reading:
    """Return the reading of a text that stands where generators write but that nobody can parse."""
    return Reading(
        record=GenerationRecord(
            dialect=UNKNOWN_DIALECT,
            system=system,
            findings=(Finding(name="unreadable", value=text[:200], where=where),),
        ),
        problems=(_("The text at {place} looks like a generator's but cannot be read.", place=where),),
    )
