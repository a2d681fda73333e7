"""The rights of files that were written aside."""

import os
from pathlib import Path


def as_the_umask_allows(path: Path) -> None:
    """Give a temporary file, which only its owner may read, the rights an ordinary new file has."""
    current = os.umask(0)
    os.umask(current)
    path.chmod(0o666 & ~current)
