"""A real SaveWatch on real folders, and what it told; for tests of how programs save."""

import time
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from studio_app.integrations.save_watch import SaveWatch
from tests.waiting import until

WHOLE_END = b"END"


def picture(number, size=60_000):
    """Return the bytes of a file that counts as a whole picture here: it has a body and an end."""
    body = sha256(str(number).encode()).digest() * (size // 32)
    return b"PIC" + body + WHOLE_END


def is_whole(copy):
    """Whether a copy has its beginning and its end."""
    data = copy.read_bytes()
    return data.startswith(b"PIC") and data.endswith(WHOLE_END) and data.count(WHOLE_END) == 1


class Told:
    """What a watch told, in order."""

    def __init__(self, watch_for):
        self.saves, self.signs = [], []
        self._contents = []
        self.watch = watch_for(self)

    def saved(self, save):
        data = save.copy.read_bytes()
        assert sha256(data).hexdigest() == save.sha256
        assert len(data) == save.size_bytes
        save.copy.unlink()
        self.saves.append(save)
        self._contents.append((save.path, data))

    def worked(self, sign):
        self.signs.append(sign)

    def contents(self, path=None):
        """Return the bytes of the saves, of one file or of all, in the order in which they were told."""
        return [data for where, data in self._contents if path is None or where == path]

    def wait(self, count, seconds=10.0):
        """Wait until so many saves were told."""
        until(lambda: len(self.saves) >= count, seconds)

    def only(self, *expected, path=None):
        """End the watch, which takes what is finished, and check that these were the saves and no others."""
        self.watch.close()
        assert [label(data) for data in self.contents(path)] == [label(data) for data in expected]


def label(data):
    """Return something short that differs for different bytes, for messages of failed tests."""
    return f"{len(data)} bytes {sha256(data).hexdigest()[:8]}"


@contextmanager
def watching(tmp_path, *, files=(), folders=None, whole=is_whole, poll=0.2, **more):
    """Watch `tmp_path`/work, or what is given, until the block ends."""
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    aside = tmp_path / "aside"

    def watch_for(told):
        return SaveWatch(aside=aside, is_whole=whole, saved=told.saved, worked=told.worked, poll_seconds=poll, **more)

    told = Told(watch_for)
    told.work, told.aside = work, aside
    told.watch.follow(files=files, folders=(work,) if folders is None and not files else folders or ())
    try:
        yield told
    finally:
        told.watch.close()
    assert [one.name for one in aside.glob("*")] == []


def write(path: Path, data, *, pieces=4, pause=0.0, mode="wb"):
    """Write in place, piece by piece."""
    step = max(1, len(data) // pieces)
    with path.open(mode) as file:
        for start in range(0, len(data), step):
            file.write(data[start : start + step])
            file.flush()
            time.sleep(pause)
