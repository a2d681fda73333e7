"""The studios that the contracts of the window run over: a fake one, and a real one as `teire init` makes it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from studio_app import bootstrap, bootstrap_machine
from studio_app.bootstrap_desk import desk_host
from studio_app.domain.backgrounds import Background
from studio_app.domain.stages import Stage, StageKind
from studio_app.qt.asks import StudioSteps
from studio_app.sandbox.runner import ChildExaminer
from studio_app.storage.studio_folder import read_studio
from studio_app.workflow.desk_host import DeskHost
from studio_app.workflow.desk_keeper import DeskKeeper
from studio_app.workflow.studio import Studio
from tests.qt.fake_studio import FakeStudio
from tests.qt.painted import image_of, repainted, scene

BASE = scene(3, 320, 180)


@dataclass
class Filled:
    """A studio with one person, one background and two stages."""

    studio: StudioSteps
    background: Background
    layout: Stage
    retouch: Stage


def open_real(folder: Path) -> StudioSteps:
    """Open a studio with its installation beside it."""
    machine = bootstrap_machine.this_machine(home=folder.parent / "home")
    return bootstrap.open_studio(folder, machine, examiner=ChildExaminer())


def real_studio(folder: Path) -> StudioSteps:
    """Found a studio as `teire init` does, its installation beside it."""
    machine = bootstrap_machine.this_machine(home=folder.parent / "home")
    bootstrap.found(folder, machine, title="湖畔の社", currency="JPY", zone="Asia/Tokyo")
    return open_real(folder)


STUDIOS: dict[str, Callable[[Path], StudioSteps]] = {"fake": FakeStudio, "real": real_studio}
"""Makes an empty studio in a folder."""


@contextmanager
def recorded(studio: StudioSteps, folder: Path) -> Iterator[None]:
    """Record at the desk of a real studio, as its window does; a fake one needs nobody to."""
    if not isinstance(studio, Studio):
        yield
        return
    machine = bootstrap_machine.this_machine(home=folder.parent / "home")

    def build() -> DeskHost:
        return desk_host(lambda: studio, read_studio(folder), machine, examiner=ChildExaminer(), clock=studio.clock)

    keeper = DeskKeeper(studio.clock, build)
    keeper.start()
    try:
        yield
    finally:
        keeper.close(end=True)


def fill(studio: StudioSteps, folder: Path) -> Filled:
    """Let the pictures of a background arrive, painted into a folder."""
    studio.choose_me(studio.add_person(code="hanako", name="山田 花子", reading="やまだ はなこ"))
    background = studio.add_background(code="C012", cuts=("C012", "C013A"), episode="#03")
    image_of(BASE).save(str(folder / "layout.png"))
    image_of(repainted(BASE, (40, 20, 64, 48), (255, 0, 0))).save(str(folder / "retouch.png"))
    layout = studio.add_file(
        folder / "layout.png", background=background.id, kind=StageKind.LAYOUT, by=None, parent=None
    )
    retouch = studio.add_file(
        folder / "retouch.png", background=background.id, kind=StageKind.RETOUCH, by=None, parent=layout.id
    )
    return Filled(studio=studio, background=background, layout=layout, retouch=retouch)


def empty_studio(kind: str, place: Path) -> StudioSteps:
    """Make the empty studio of a kind in a place."""
    folder = place / "studio"
    folder.mkdir()
    return STUDIOS[kind](folder)


@pytest.fixture(params=list(STUDIOS))
def studio(request: pytest.FixtureRequest, tmp_path: Path, qapp: QApplication) -> Iterator[StudioSteps]:
    made = empty_studio(request.param, tmp_path)
    with recorded(made, tmp_path / "studio"):
        yield made


@pytest.fixture(params=list(STUDIOS))
def filled(request: pytest.FixtureRequest, tmp_path: Path, qapp: QApplication) -> Iterator[Filled]:
    if request.param == "fake":
        yield fill(empty_studio("fake", tmp_path), tmp_path)
        return
    place, once = request.getfixturevalue("filled_once")
    shutil.copytree(place, tmp_path, dirs_exist_ok=True)
    made = open_real(tmp_path / "studio")
    with recorded(made, tmp_path / "studio"):
        yield replace(once, studio=made)
