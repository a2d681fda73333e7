"""1,640 candidates, 40 for each of 41 cuts, taken in from a folder: how long the whole command takes."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.teire import program

CUTS, EACH = 41, 40
WIDTH, HEIGHT = 1344, 768


def measured_candidates(root: Path) -> dict[str, Any]:
    """Return seconds for the import, for the same import again, and how many entries the ledger then holds."""
    folder, studio = root / "candidates", root / "candidates-studio"
    if not (folder / "ready").is_file():
        # In a process of its own, as all pictures of the bench: the one that measures stays small.
        subprocess.run([sys.executable, "-m", "tests.bench.candidate_pictures", str(folder)], check=True)
    shutil.rmtree(studio, ignore_errors=True)
    shutil.rmtree(root / "candidates-home", ignore_errors=True)
    surroundings = {**os.environ, "TEIRE_HOME": str(root / "candidates-home"), "TEIRE_NO_KEYRING": "1"}

    def teire(*words: str) -> Any:
        done = subprocess.run(
            [*program(), "--json", *words], capture_output=True, text=True, check=True, env=surroundings
        )
        return json.loads(done.stdout) if done.stdout.strip() else None

    teire("init", str(studio), "--title", "bench")
    for number in range(1, CUTS + 1):
        teire("--studio", str(studio), "background", "add", code(number))
    began = time.monotonic()
    first = teire("--studio", str(studio), "candidate", "add", str(folder / "cuts"))
    seconds = time.monotonic() - began
    began = time.monotonic()
    second = teire("--studio", str(studio), "candidate", "add", str(folder / "cuts"))
    return {
        "seconds": seconds,
        "again_seconds": time.monotonic() - began,
        "taken": len(first["taken"]),
        "wrong": len(first["refused"]) + len(second["taken"]) + CUTS * EACH - len(first["taken"]),
    }


def code(number: int) -> str:
    """Return the code of a cut."""
    return f"C{number:03d}"
