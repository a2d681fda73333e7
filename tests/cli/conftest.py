"""A command line of one's own: `teire(...)` runs a command in a fresh studio and returns what a person sees."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio_app.cli.main import main


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Teire = Callable[..., Answer]


@pytest.fixture
def anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Teire:
    """The command line on a machine where nothing was done yet."""
    monkeypatch.setenv("TEIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TEIRE_NO_KEYRING", "1")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("TEIRE_STUDIO", raising=False)

    def run(*words: str | Path) -> Answer:
        status = main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return Answer(status, out.decode(), err.decode())

    return run


def carry_out(place: Path, *commands: Sequence[str | Path]) -> None:
    """Run commands one after another in the studio of a place, on its installation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEIRE_HOME", str(place / "home"))
        patch.setenv("LANGUAGE", "en")
        for words in commands:
            assert main(["--studio", str(place / "studio"), *map(str, words)]) == 0, words


def moved(place: Path, to: Path) -> None:
    """Let the studio of a place and its installation stand elsewhere too, instead of those that stood there."""
    for name in ("studio", "home"):
        shutil.rmtree(to / name, ignore_errors=True)
        shutil.copytree(place / name, to / name)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with a studio of two people and one background, to be copied."""
    place = tmp_path_factory.mktemp("begun")
    carry_out(
        place,
        ("init", place / "studio", "--title", "湖畔の社"),
        ("person", "add", "SATO", "--name", "佐藤"),
        ("person", "add", "KAMIYA", "--name", "神谷"),
        ("background", "add", "C012", "--cut", "C012", "--cut", "C031", "--episode", "3"),
    )
    return place


@pytest.fixture
def goes_on(anywhere: Teire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Teire]:
    """Return a function that takes up what was left in a place, in a copy, and returns the command line there."""

    def take_up(place: Path) -> Teire:
        moved(place, tmp_path)
        monkeypatch.chdir(tmp_path / "studio")
        return anywhere

    return take_up


@pytest.fixture
def teire(goes_on: Callable[[Path], Teire], begun: Path) -> Teire:
    """The command line inside a studio with two people and one background."""
    return goes_on(begun)


def paint(path: Path, seed: int = 0) -> Path:
    """Write a small picture; another seed is another picture."""
    pixels = np.full((64, 96, 3), 120, np.uint8)
    pixels[: 8 * (seed + 1)] = (200, 40 + 30 * seed, 60)
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str, int], Path]:
    """Write a small picture beside the studio; another seed is another picture."""
    return lambda name, seed=0: paint(tmp_path / name, seed)
