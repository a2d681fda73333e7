"""Files that were dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def local_files(dropped: QMimeData) -> tuple[Path, ...]:
    """Return the files of this machine among what was dropped; folders and web addresses are left out."""
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return tuple(path for path in paths if path.is_file())
