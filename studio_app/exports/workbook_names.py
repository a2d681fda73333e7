"""Names of worksheets as every spreadsheet takes them."""

from collections.abc import Iterator, Sequence
from itertools import count

from studio_app.exports.document_text import one_line

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_LONGEST = 31
"""Units of UTF-16 (Excel specifications and limits)."""
_RESERVED = "history"


def sheet_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return a name for each worksheet: its own, shortened and without forbidden signs, no two of them alike."""
    taken: set[str] = {_RESERVED}
    return tuple(_first_free(name, taken) for name in names)


def _first_free(name: str, taken: set[str]) -> str:
    for candidate in _candidates(one_line(name).translate(_FORBIDDEN)):
        if candidate.casefold() not in taken:
            taken.add(candidate.casefold())
            return candidate
    raise AssertionError("there is always another number")


def _candidates(name: str) -> Iterator[str]:
    yield _cut(name, "") or "1"
    for number in count(2):
        yield _cut(name, f" {number}")


def _cut(name: str, ending: str) -> str:
    units = name.encode("utf-16-le")[: 2 * (_LONGEST - len(ending))]
    return f"{units.decode('utf-16-le', errors='ignore').strip(chr(39) + ' ')}{ending}".strip()
