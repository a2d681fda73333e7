"""A file as it is handed over to a studio, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from studio_app.domain.changes import ChangeReport
    from studio_app.domain.generations import FileMarks
    from studio_app.domain.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A recorded file: its stage, what was found in it, the change against its parent (None without one).

    `already` true: the very same file already stood there, and nothing was recorded. `compared_with` is the kept file
    of the parent.
    """

    stage: Stage
    marks: FileMarks
    change: ChangeReport | None
    already: bool = False
    compared_with: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file as it is handed over: where it lies, the name it bears, and when it was seen to be saved, if it was."""

    path: Path
    name: str
    saved_at: datetime | None = None
