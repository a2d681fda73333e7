"""Which files are the picture that a clock follows: programs save the one they opened under other names too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.capture.save_names import PICTURES, WORKING_FILES, is_temporary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_app.domain.recordings import Task

_ENDINGS = (*sorted(PICTURES), *sorted(WORKING_FILES))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedWork:
    """What belongs to a followed file of a task.

    That is the file under any ending of a picture (Krita keeps the layers of `C012.png` in `C012.kra`), and, where it
    lies in the folder that Teire laid its working copy in (`own_folder`), every picture of that folder.
    """

    own_folder: Callable[[Task], Path]

    def files(self, file: Path) -> tuple[Path, ...]:
        """Return the followed file under every ending, itself first."""
        others = (file.with_name(f"{file.stem}{ending}") for ending in _ENDINGS)
        return (file, *(one for one in others if one != file and not is_temporary(one.name)))

    def folders(self, task: Task, file: Path) -> tuple[Path, ...]:
        """Return the folder of which every picture belongs to the task; none where it is the artist's own."""
        return (file.parent,) if file.parent == self.own_folder(task) else ()

    def holds(self, path: Path, *, task: Task, file: Path | None) -> bool:
        """Whether a saved file is the followed one, or belongs to it."""
        if file is None:
            return False
        return path in self.files(file) or path.parent in self.folders(task, file)
