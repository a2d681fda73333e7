"""`teire demo` as a person runs it: without a display it renders the window to a PNG and says where."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    place = tmp_path_factory.mktemp("demo")
    surroundings = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    surroundings |= {"TEIRE_HOME": str(place / "home"), "TEIRE_NO_KEYRING": "1"}
    surroundings.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "studio_app", "demo", str(place / "demo"), "--json"],
        capture_output=True,
        env=surroundings,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return place, json.loads(done.stdout)


def test_the_window_is_rendered_where_it_says(made):
    place, document = made
    picture = place / "demo-window.png"
    assert str(picture) in document["written"]
    with Image.open(picture) as window:
        assert window.size == (1600, 1000)
        assert len(window.convert("RGB").resize((160, 100)).getcolors(16000)) > 500  # pictures are in it


def test_the_ledger_holds_and_every_sheet_opens(made):
    place, document = made
    assert document["findings"] == []
    names = {path.name for path in (place / "demo" / "sheets").iterdir()}
    assert {f"credits.{one}" for one in ("csv", "json", "xlsx", "txt", "html", "pdf", "cinecred.csv")} <= names
    assert {f"pay.{one}" for one in ("csv", "json", "xlsx", "html", "pdf", "journal", "beancount")} <= names
    assert {"invoice-SATO.pdf", "authorship.pdf", "dossier.pdf", "register.pdf", "no-ai.pdf"} <= names
    assert {"inspection.pdf", "contribution.pdf"} <= names
    assert (place / "demo" / "delivered" / "C012.png").stat().st_size > 1_000_000
    written = {str(path) for folder in ("sheets", "delivered") for path in (place / "demo" / folder).iterdir()}
    assert written <= set(document["written"])
    sheet = (place / "demo" / "sheets" / "credits.csv").read_text(encoding="utf-8-sig")
    text = " ".join(cell for row in csv.reader(io.StringIO(sheet)) for cell in row)
    assert "山田 花子" in text
    assert "佐藤 𠮷之" in text
    assert "ComfyUI" in text


def test_it_is_made_anew_but_never_over_anything_else(made, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "work.txt").write_text("mine", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "studio_app", "demo", str(tmp_path / "mine")], capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"is no demonstration" in done.stderr
    assert (tmp_path / "mine" / "work.txt").read_text(encoding="utf-8") == "mine"
