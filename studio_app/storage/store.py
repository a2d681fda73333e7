"""The store: every file by its SHA-256, read-only, never half there."""

import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import Digest
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.storage.durable import make_folders, sync_folder
from studio_app.storage.failures import in_words
from studio_app.workflow.ports import Incoming

_CHUNK = 1 << 20
_STALE_S = 3600
LARGEST_FILE = 8 << 30


class NotAFile(StudioError):
    """What was given cannot be taken as a picture file."""


class FileStore:
    """Keeps files under `root`/store and what is made from them under `root`/derived.

    A studio that may only be read is looked at all the same: what is made from its files then goes to `cache`.
    """

    def __init__(self, root: Path, *, cache: Path | None = None) -> None:
        self._root = root
        self._cache = cache
        self._incoming = root / "store" / "incoming"

    def path(self, sha256: Digest) -> Path:
        """Where a kept file lies (or would lie)."""
        return self._root / "store" / sha256[:2] / sha256

    def gone(self, files: Iterable[Digest]) -> frozenset[Digest]:
        """Return those of `files` that are not there; of ten thousands within a second."""
        store = str(self._root / "store")
        return frozenset(one for one in files if not os.path.isfile(f"{store}/{one[:2]}/{one}"))  # noqa: PTH113

    def derived(self, sha256: Digest) -> Path:
        """The folder of previews of one file; may be empty or missing at any time."""
        made, place = self._root / "derived", Path(sha256[:2]) / sha256
        writable = os.access(made if made.exists() else self._root, os.W_OK)
        return made / place if self._cache is None or writable or (made / place).is_dir() else self._cache / place

    def kept(self) -> Iterator[Path]:
        """Yield every file in the store, in the order of their names."""
        yield from sorted((self._root / "store").glob("[0-9a-f][0-9a-f]/*"))

    @contextmanager
    def receive(self, source: Path) -> Iterator[Incoming]:
        """Copy `source` aside, hashed and synced; what was not kept by the end of the block is removed."""
        with _opened(source) as original, in_words(self._root):
            make_folders(self._incoming)
            self._sweep()
            folder = self._incoming / secrets.token_hex(16)
            folder.mkdir()
            # The copy keeps its name, so that whatever is said of it names the file that was given.
            aside = folder / source.name
            try:
                with aside.open("xb") as copy:
                    digest, size = _copied(original, copy)
                yield Incoming(path=aside, sha256=digest, size_bytes=size)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def keep(self, incoming: Incoming) -> Path:
        """Move the copy into the store so that it survives a power cut; return where it lies.

        A file of the same hash that is already there is read again: were its bytes damaged, the good copy
        takes its place.
        """
        place = self.path(incoming.sha256)
        with in_words(self._root):
            make_folders(place.parent)
            if not place.exists() or digest_of(place) != incoming.sha256:
                incoming.path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
                # Both ends of the move have to be on the disk: a name that was never written cannot be moved.
                sync_folder(incoming.path.parent)
                sync_folder(self._incoming)
                incoming.path.replace(place)
            sync_folder(place.parent)
        return place

    def ensure(self, incoming: Incoming) -> None:
        """Keep the copy if what was there of its hash was let go meanwhile."""
        if self.path(incoming.sha256).exists():
            return
        if not incoming.path.exists():
            raise NotAFile(
                _("The file “{name}” was let go while it came in.", name=incoming.path.name), hint=_("Add it again.")
            )
        self.keep(incoming)

    def let_go(self, sha256: Digest) -> int:
        """Remove a kept file and its previews for good, where it is there; return how many bytes it had."""
        place = self.path(sha256)
        with in_words(self._root):
            if not place.is_file():
                return 0
            size = place.stat().st_size
            if os.name == "nt":
                place.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows removes nothing that is read-only
            place.unlink()
            sync_folder(place.parent)
        shutil.rmtree(self.derived(sha256), ignore_errors=True)
        return size

    def _sweep(self) -> None:
        """Remove copies whose writer died: nothing was written to them for an hour."""
        for leftover in self._incoming.iterdir():
            with suppress(OSError):
                newest = max(one.stat().st_mtime for one in (leftover, *leftover.iterdir()))
                if time.time() - newest > _STALE_S:
                    shutil.rmtree(leftover)


def digest_of(path: Path) -> Digest:
    """Return the SHA-256 of a file's bytes."""
    found = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return Digest(found.hexdigest())


def _copied(original: BinaryIO, copy: BinaryIO) -> tuple[Digest, int]:
    """Copy all bytes, synced; return their SHA-256 and number."""
    found, size = sha256(), 0
    while chunk := original.read(_CHUNK):
        found.update(chunk)
        copy.write(chunk)
        size += len(chunk)
    copy.flush()
    os.fsync(copy.fileno())
    return Digest(found.hexdigest()), size


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    """Open `source` if it is a plain file of a size that can be a picture; say in a sentence what it is if not."""
    hint = _("Give the path of a picture file that you may read.")
    try:
        facts = source.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise NotAFile(_("{name} is a folder.", name=shown(source)), hint=_("Give the picture files in it."))
        if not stat.S_ISREG(facts.st_mode):
            raise NotAFile(_("{name} is no plain file.", name=shown(source)), hint=hint)
        if facts.st_size == 0:
            raise NotAFile(_("{name} is empty.", name=shown(source)), hint=_("Save or copy it again."))
        if facts.st_size > LARGEST_FILE:
            raise NotAFile(_("{name} is larger than 8 GiB.", name=shown(source)), hint=_("Save a flattened copy."))
        file = source.open("rb")
    except FileNotFoundError as error:
        raise NotAFile(_("There is no file {name}.", name=shown(source)), hint=hint) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NotAFile(_("{name} cannot be read: {why}.", name=shown(source), why=why), hint=hint) from error
    with file:
        yield file
