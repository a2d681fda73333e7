"""Canonical JSON (RFC 8785) in the ledger's strict profile: the bytes that are hashed are the bytes that are stored."""

import json
from collections.abc import Mapping
from typing import Any

import rfc8785

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _

LARGEST_INTEGER = 2**53 - 1
_DEEPEST = 32


class NotCanonical(StudioError):
    """Bytes or values outside the profile."""

    def __init__(self, what: str) -> None:
        super().__init__(
            _("An entry is not in canonical form: {what}.", what=what),
            hint=_("Do not rely on this entry; compare with another copy of the ledger."),
        )


def encode(body: Mapping[str, Any]) -> bytes:
    """Return the canonical bytes of `body`; raise `NotCanonical` for floats, None, large numbers, lone surrogates."""
    _check(body, depth=0)
    try:
        return rfc8785.dumps(dict(body))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise NotCanonical(str(error)) from error


def decode(body: bytes) -> dict[str, Any]:
    """Return the object that `body` encodes; raise `NotCanonical` unless `encode` gives back the very same bytes."""
    try:
        value = json.loads(body, object_pairs_hook=_without_duplicates)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(_("it is not JSON")) from error
    if not isinstance(value, dict):
        raise NotCanonical(_("it is not an object"))
    if encode(value) != body:
        raise NotCanonical(_("another encoder wrote it"))
    return value


def _check(value: object, *, depth: int) -> None:
    """Raise `NotCanonical` at the first value outside the profile."""
    if depth > _DEEPEST:
        raise NotCanonical(_("it is nested too deeply"))
    match value:
        case bool() | str():
            return
        case int():
            if abs(value) > LARGEST_INTEGER:
                raise NotCanonical(_("the number {value} is too large", value=value))
        case list() | tuple():
            for item in value:
                _check(item, depth=depth + 1)
        case Mapping():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise NotCanonical(_("a name in it is not text"))
                _check(item, depth=depth + 1)
        case _:
            raise NotCanonical(_("it holds a {kind}", kind=type(value).__name__))


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object, refusing a name that stands twice: two readers could read it differently."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate name")
    return found
