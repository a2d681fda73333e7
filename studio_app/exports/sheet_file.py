"""Sheets written so that a power cut, a full disk or a wrong path leaves what was there as it was."""

import contextlib
import errno
import os
import secrets
from enum import StrEnum
from pathlib import Path

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class SheetNotWritten(StudioError):
    """The sheet could not be put where it was asked for; nothing there was changed."""


class SheetFormat(StrEnum):
    """The kinds of file a sheet can be written as, named by their endings."""

    CSV = "csv"
    JSON = "json"


def format_of(path: Path) -> SheetFormat:
    """Choose the format by the ending of `path`; refuse others, naming what is possible."""
    ending = path.suffix.lower().removeprefix(".")
    try:
        return SheetFormat(ending)
    except ValueError as error:
        endings = ", ".join(f".{known.value}" for known in SheetFormat)
        raise SheetNotWritten(
            _("“{name}” does not end in a kind of sheet that Teire writes.", name=path.name or str(path)),
            hint=_("Possible endings are {endings}.", endings=endings),
        ) from error


def write_sheet(path: Path, content: bytes) -> None:
    """Write `content` to `path` durably: aside in the same folder, synced, renamed, the folder synced.

    A link is followed, so that it stays a link. A device, a pipe or a write-protected file is refused: renaming
    over one would replace it without a word.
    """
    try:
        target = path.resolve()
        _require_place(path, target)
        _replace(target, content)
    except (OSError, ValueError, RuntimeError) as error:
        raise _not_written(path, error) from error


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


def _replace(target: Path, content: bytes) -> None:
    """Write aside under a short name of its own, so that a long file name is refused and not cut."""
    aside = target.with_name(f".teire-{secrets.token_hex(8)}.part")
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; NTFS journals the rename itself.
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder one may write to but not list: the sheet is there all the same
        return
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network shares cannot sync a folder; the file's own bytes are safe by now.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def _not_written(path: Path, error: Exception) -> SheetNotWritten:
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
