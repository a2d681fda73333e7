"""The demonstration studio, made anew."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from studio_app import bootstrap, bootstrap_machine
from studio_app.demo.material import Material
from studio_app.demo.story import DAYS, FLOOR, TITLE, Story
from studio_app.demo.story_clock import StoryClock
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.sandbox.runner import ChildExaminer
from studio_app.storage.shipped import translations_folder
from studio_app.storage.studio_folder import read_studio
from studio_app.workflow.studio import Studio


def make_demonstration(root: Path, *, say: Callable[[str], None]) -> tuple[Studio, datetime]:
    """Found the studio anew and tell the story on it, in days that lie just behind us."""
    _clear(root)
    today = datetime.now(UTC).replace(microsecond=0)
    zone = bootstrap_machine.this_machine().clock.read().zone
    story_clock = StoryClock(today - DAYS, zone)
    machine = bootstrap_machine.this_machine(clock=story_clock)
    bootstrap.found(root, machine, title=TITLE, currency="JPY", zone=zone, floor=FLOOR, demonstration=True)
    studio = bootstrap.open_studio(root, machine, examiner=ChildExaminer(translations=translations_folder()))
    Story(studio.steps, story_clock, Material(root / "arrived"), today - DAYS, say).tell()
    return studio, today


def _clear(root: Path) -> None:
    """Remove an earlier demonstration, and nothing else."""
    if (root / "studio.toml").exists() and read_studio(root).demonstration:
        shutil.rmtree(root)
    elif root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise StudioError(
            _("{name} is there already and is no demonstration.", name=shown(str(root))),
            hint=_("Give another folder: teire demo DIR."),
        )
