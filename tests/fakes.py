"""Stand-ins that a test commands; `tests/capture` and `tests/workflow` hold them to what the real parts do."""

import shutil
import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from studio_app.domain.attributions import Attribution, OwnerShare
from studio_app.domain.changes import Alignment, ChangeReport, Grade, Region, RegionKind, Repaint
from studio_app.domain.errors import StudioError
from studio_app.domain.examinations import Examination
from studio_app.domain.generations import FileMarks
from studio_app.domain.moments import Reading, duration_ms
from studio_app.domain.pictures import PictureFacts
from studio_app.domain.progress import no_progress

_PNG = b"\x89PNG\r\n\x1a\n"


def png(shade, size=(8, 6)):
    """Return the bytes of a grey PNG."""
    width, height = size
    rows = b"".join(b"\0" + bytes([shade]) * width for _row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


class FakeClock:
    """All clocks of one machine, moved by hand."""

    def __init__(self, boot="boot-1"):
        self.now = Reading(
            wall=datetime(2026, 4, 6, 9, 0, tzinfo=UTC),
            zone="Asia/Tokyo",
            awake_ms=10_000,
            elapsed_ms=50_000,
            boot=boot,
        )

    def read(self):
        return self.now

    def work(self, length):
        """Let time pass with the machine awake."""
        self._pass(length, awake=length)

    def sleep(self, length):
        """Let time pass with the lid closed."""
        self._pass(length, awake=timedelta(0))

    def set_wall(self, by):
        """Set the wall clock forward or back; no time passes."""
        self.now = replace(self.now, wall=self.now.wall + by)

    def restart(self, boot="boot-2", away=timedelta(0)):
        """Switch the machine off and on again."""
        self.now = replace(self.now, wall=self.now.wall + away, awake_ms=5, elapsed_ms=5, boot=boot)

    def _pass(self, length, *, awake):
        self.now = replace(
            self.now,
            wall=self.now.wall + length,
            awake_ms=self.now.awake_ms + duration_ms(awake),
            elapsed_ms=self.now.elapsed_ms + duration_ms(length),
        )


class FakeExaminer:
    """Knows the size of a PNG and nothing else of it: two files differ everywhere or nowhere."""

    generation = None

    def examine(self, path, *, derived):
        facts = self._facts(path)
        if derived is not None:
            derived.mkdir(parents=True, exist_ok=True)
            for name in ("thumbnail.png", "view.png"):
                shutil.copyfile(path, derived / name)
        return Examination(facts=facts, marks=FileMarks(generation=self.generation))

    def expose(self, path, picture, *, stops):
        return self._facts(path)

    def encode(self, path, picture, *, kind):
        facts = self._facts(path)
        shutil.copyfile(path, picture)
        return facts

    def examine_many(self, files):
        for path, derived in files:
            try:
                yield self.examine(path, derived=derived)
            except StudioError as error:
                yield error

    def shrink_many(self, files):
        for path, small in files:
            try:
                facts = self._facts(path)
            except StudioError as error:
                yield error
                continue
            small.parent.mkdir(parents=True, exist_ok=True)
            small.write_bytes(png(int(facts.sha256[:2], 16), (4, 3)))
            yield facts

    def compare(self, before, after, *, picture, heat=None, laid=None, derived=(None, None), progress=no_progress):
        progress(1.0)
        for path in (heat, laid):
            if path is not None:
                shutil.copyfile(after, path)
        one, two = self._facts(before), self._facts(after)
        changed = 0 if one.sha256 == two.sha256 else two.width * two.height
        box = Region(
            left=0, top=0, width=two.width, height=two.height, pixels=changed, mean_delta_e=9.0, kind=RegionKind.REPAINT
        )
        permille, regions = (1000.0, (box,)) if changed else (0.0, ())
        return ChangeReport(
            method="compare/1",
            before=one,
            after=two,
            alignment=Alignment(found=True, dx=0.0, dy=0.0, scale=1.0, overlap_permille=1000.0),
            grade=Grade(found=False, mean_delta_e=0.0),
            repaint=Repaint(changed_pixels=changed, changed_permille=permille, noise_floor=0.5, regions=regions),
        )

    def attribute(self, chain, *, map_to, picture_to, progress=no_progress):
        facts = [self._facts(path) for _link, path in chain]
        owner = 0
        for index in range(1, len(chain)):
            owner = index if facts[index].sha256 != facts[index - 1].sha256 else owner
        for path in (map_to, picture_to):
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(chain[-1][1], path)
        progress(1.0)
        width, height = facts[-1].width, facts[-1].height
        owners = tuple(
            OwnerShare(index=index, link=link, visible=width * height if index == owner else 0, overpainted=0)
            for index, (link, _path) in enumerate(chain)
        )
        return Attribution(
            method="attribute/1",
            width=width,
            height=height,
            owners=owners,
            people=(),
            unattributed=0,
            layout_kept_permille=None,
            grades=(),
        )

    def _facts(self, path):
        data = path.read_bytes()
        if not data.startswith(_PNG):
            raise StudioError("That is no picture.", hint="Give a picture.")
        width, height = struct.unpack(">II", data[16:24])
        return PictureFacts(
            sha256=sha256(data).hexdigest(),
            size_bytes=len(data),
            file_format="png",
            width=width,
            height=height,
            bit_depth=data[24],
            colour_space="untagged, taken as sRGB",
        )
