"""What is looked at in a file before it is decoded: what it is by its bytes, and whether they hold together."""

from pathlib import Path
from typing import NamedTuple

from studio_app.imaging.files import FileFacts, read_file_facts
from studio_app.imaging.png import check_chunks
from studio_app.imaging.sniffing import sniff


class Admitted(NamedTuple):
    """A file that may be decoded. `found`: its format as `sniff` names it."""

    path: Path
    file: FileFacts
    found: str


def admit(path: Path) -> Admitted:
    """Look at a file as a whole; raises an `ImagingError` where it is not to be decoded.

    Nothing here needs the libraries that decode and measure, so that it can be done while they are loaded.
    """
    file = read_file_facts(path)
    found = sniff(path, file.head)
    if found == "png":
        check_chunks(path)
    return Admitted(path=path, file=file, found=found)
