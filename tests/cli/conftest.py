"""A command line of one's own: `teire(...)` runs a command in a fresh studio and returns what a person sees."""

import json
from collections.abc import Callable
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


@pytest.fixture
def teire(anywhere: Teire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Teire:
    """The command line inside a studio with two people and one background."""
    assert anywhere("init", tmp_path / "studio", "--title", "湖畔の社").status == 0
    monkeypatch.chdir(tmp_path / "studio")
    for code, name in (("SATO", "佐藤"), ("KAMIYA", "神谷")):
        assert anywhere("person", "add", code, "--name", name).status == 0
    assert anywhere("background", "add", "C012", "--cut", "C012", "--cut", "C031", "--episode", "3").status == 0
    return anywhere


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str, int], Path]:
    """Write a small picture; another seed is another picture."""

    def write(name: str, seed: int = 0) -> Path:
        path = tmp_path / name
        pixels = np.full((64, 96, 3), 120, np.uint8)
        pixels[: 8 * (seed + 1)] = (200, 40 + 30 * seed, 60)
        Image.fromarray(pixels).save(path)
        return path

    return write
