"""Sheets written so that a power cut, a full disk or a wrong path leaves what was there as it was."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TypeVar

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.storage.durable import write_durably, write_stream_durably

_AS_UMASK_ALLOWS = 0o666
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class SheetNotWritten(StudioError):
    """The sheet could not be put where it was asked for; nothing there was changed."""


Ending = TypeVar("Ending", bound=StrEnum)


class SheetFormat(StrEnum):
    """The kinds of file a sheet can be written as, named by their endings."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    PDF = "pdf"
    HTML = "html"
    TXT = "txt"
    JOURNAL = "journal"
    BEANCOUNT = "beancount"


CREDIT_FORMATS = (
    SheetFormat.CSV,
    SheetFormat.JSON,
    SheetFormat.XLSX,
    SheetFormat.PDF,
    SheetFormat.HTML,
    SheetFormat.TXT,
)
"""What a credit sheet can be written as; `.txt` is the roll's plain text."""
PAY_FORMATS = (
    SheetFormat.CSV,
    SheetFormat.JSON,
    SheetFormat.XLSX,
    SheetFormat.PDF,
    SheetFormat.HTML,
    SheetFormat.JOURNAL,
    SheetFormat.BEANCOUNT,
)
"""What a pay statement can be written as; `.journal` is hledger's, `.beancount` beancount's."""


def format_of(path: Path, possible: Iterable[SheetFormat] = SheetFormat) -> SheetFormat:
    """Choose a sheet's format by the ending of `path`; refuse one that is not `possible`, naming those that are."""
    return ending_of(path, possible)


def ending_of(path: Path, known: Iterable[Ending]) -> Ending:
    """Return which of the `known` endings `path` has; refuse others, naming what is possible."""
    possible = tuple(known)
    ending = path.suffix.lower().removeprefix(".")
    for one in possible:
        if one.value == ending:
            return one
    endings = ", ".join(f".{one.value}" for one in possible)
    raise SheetNotWritten(
        _("“{name}” does not end in a kind of sheet that Teire writes.", name=path.name or str(path)),
        hint=_("Possible endings are {endings}.", endings=endings),
    )


def write_sheet(path: Path, content: bytes) -> None:
    """Write `content` to `path` durably: aside in the same folder, synced, renamed, the folder synced.

    A link is followed, so that it stays a link. A device, a pipe or a write-protected file is refused: renaming
    over one would replace it without a word.
    """
    with in_sheet_words(path):
        write_durably(_place(path), content, mode=_AS_UMASK_ALLOWS)


def write_sheet_stream(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """As `write_sheet`, with the bytes coming from `write`."""
    with in_sheet_words(path):
        write_stream_durably(_place(path), write, mode=_AS_UMASK_ALLOWS)


def check_place(path: Path) -> None:
    """Refuse a path at which `write_sheet` could not write; nothing is written."""
    with in_sheet_words(path):
        _place(path)


@contextmanager
def in_sheet_words(path: Path) -> Iterator[None]:
    """Turn what the system says of writing to `path` into a refusal in one sentence."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise not_written(path, error) from error


@contextmanager
def set_aside(prefix: str) -> Iterator[Path]:
    """Give a temporary folder to make a sheet in; what the system refuses there becomes a refusal in one sentence."""
    try:
        with tempfile.TemporaryDirectory(prefix=prefix) as name:
            yield Path(name)
    except OSError as error:
        raise not_written(Path(tempfile.gettempdir()), error) from error


def _place(path: Path) -> Path:
    target = path.resolve()
    _require_place(path, target)
    return target


def _require_place(path: Path, target: Path) -> None:
    if target.is_dir():
        raise SheetNotWritten(
            _("“{path}” is a folder.", path=path), hint=_("Add the name of the file, for instance “credits.csv”.")
        )
    if not target.parent.is_dir():
        raise SheetNotWritten(
            _("There is no folder “{folder}”.", folder=target.parent), hint=_("Create it first, or name another place.")
        )
    if target.exists() and not target.is_file():
        raise SheetNotWritten(
            _("“{path}” is not an ordinary file.", path=path), hint=_("Name a file, for instance “credits.csv”.")
        )
    if target.exists() and not os.access(target, os.W_OK):
        raise _forbidden(path)


def not_written(path: Path, error: Exception) -> SheetNotWritten:
    """Return the refusal for what the system said of writing to `path`."""
    number = error.errno if isinstance(error, OSError) else None
    if number in _FULL:
        return SheetNotWritten(
            _("There is no room left to write “{path}”.", path=path),
            hint=_("Free some space or name another disk; what was there before is unchanged."),
        )
    if number in _FORBIDDEN:
        return _forbidden(path)
    if number == errno.ENAMETOOLONG:
        return SheetNotWritten(_("The name “{path}” is too long.", path=path), hint=_("Choose a shorter one."))
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return SheetNotWritten(
        _("“{path}” could not be written ({reason}).", path=path, reason=reason), hint=_("Name another place.")
    )


def _forbidden(path: Path) -> SheetNotWritten:
    return SheetNotWritten(
        _("“{path}” may not be written to.", path=path),
        hint=_("Close it in other programs, or choose a folder in which you may write."),
    )
