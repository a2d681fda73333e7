"""Which pictures of a folder are offered as candidates of which background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.workflow.errors import StepRefused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file that is to become a candidate of a background (its code or id)."""

    path: Path
    background: str


def offered_in(folder: Path, codes: Sequence[str], *, background: str | None = None) -> tuple[Offered, ...]:
    """Return the pictures of a folder and of the folders in it, each with its background.

    Without `background` it is the one whose code names the folder that the picture lies in, or begins its name
    before a letter or digit no longer belongs to it (`C012_0007.png`). Raises `StepRefused` where a file names none.
    """
    try:
        files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        raise StepRefused(
            _("The folder {name} cannot be read: {why}.", name=shown(folder), why=error.strerror or str(error)),
            hint=_("Give a folder of pictures that you may read."),
        ) from error
    if not files:
        raise StepRefused(
            _("There are no files in {name}.", name=shown(folder)), hint=_("Give a folder with pictures in it.")
        )
    if background is not None:
        return tuple(Offered(path=path, background=background) for path in files)
    longest_first = sorted(codes, key=len, reverse=True)
    placed = [(path, _code_of(path, folder, longest_first)) for path in files]
    unknown = [path for path, code in placed if code is None]
    if unknown:
        raise StepRefused(
            _("{name} and {count} more name no background.", name=shown(unknown[0]), count=len(unknown) - 1),
            hint=_("Name folders or files by the code (C012/…, C012_….png), or say --background CODE."),
        )
    return tuple(Offered(path=path, background=code) for path, code in placed if code is not None)


def offered_at(place: Path, codes: Sequence[str], *, background: str | None = None) -> tuple[Offered, ...]:
    """Return the pictures of a folder, or one picture, each with its background as `offered_in` finds it."""
    if place.is_dir():
        return offered_in(place, codes, background=background)
    if background is not None:
        return (Offered(path=place, background=background),)
    return tuple(one for one in offered_in(place.parent, codes) if one.path == place)


def _code_of(path: Path, folder: Path, codes: Sequence[str]) -> str | None:
    lying_in = [part.casefold() for part in path.relative_to(folder).parts[:-1]] or [folder.name.casefold()]
    for code in codes:
        if code.casefold() in lying_in:
            return code
    name = path.stem.casefold()
    for code in codes:
        rest = name.removeprefix(code.casefold())
        if rest != name and not rest[:1].isalnum():
            return code
    return None
