"""Where the shared test data lies, beside the checkout; tests that need it are skipped where it is not."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_file(name: str) -> Path:
    """Return a file of the shared data, or skip the test."""
    path = SHARED / "data" / name
    if not path.exists():
        pytest.skip(f"the shared test data is not beside the checkout ({name})")
    return path


def shared_files(folder: str) -> list[Path]:
    """Return a folder's files, none where the shared data is absent (a table over them is then skipped)."""
    path = SHARED / "data" / folder
    return sorted(entry for entry in path.iterdir() if entry.is_file()) if path.is_dir() else []
