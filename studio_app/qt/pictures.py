"""Pictures for the large view: asked of the studio, decoded off the GUI thread, kept while there is room."""

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal

from studio_app.domain.ids import Digest
from studio_app.qt.asks import StudioSteps
from studio_app.qt.pyramid import Pyramid, difference_of, pyramid_from_file
from studio_app.qt.tasks import Tasks

_ROOM_BYTES = 768 * 2**20


class Pictures(QObject):
    """Answers each request by `arrived` or `failed`, at once where the picture is already here."""

    arrived = Signal(str, object)
    failed = Signal(str, object)
    difference_arrived = Signal(object, object)

    def __init__(self, studio: StudioSteps, tasks: Tasks) -> None:
        super().__init__()
        self._studio = studio
        self._tasks = tasks
        self._kept: OrderedDict[Digest, Pyramid] = OrderedDict()
        self._asked: set[Digest] = set()
        self._differences: set[tuple[Digest, Digest]] = set()

    def kept(self, sha256: Digest) -> Pyramid | None:
        """Return the picture if it is here."""
        if sha256 in self._kept:
            self._kept.move_to_end(sha256)
        return self._kept.get(sha256)

    def request(self, sha256: Digest) -> None:
        """Ask for a picture that is not here yet."""
        if sha256 in self._kept or sha256 in self._asked:
            return
        self._asked.add(sha256)
        self._tasks.read(
            lambda: pyramid_from_file(self._studio.view(sha256)),
            answered=lambda pyramid: self._on_read(sha256, pyramid),
            failed=lambda error: self._on_failed(sha256, error),
        )

    def request_difference(self, pair: tuple[Digest, Digest]) -> None:
        """Ask for the difference of two pictures that are here."""
        before, after = self.kept(pair[0]), self.kept(pair[1])
        if before is None or after is None or pair in self._differences:
            return
        self._differences.add(pair)
        self._tasks.read(
            lambda: difference_of(before, after),
            answered=lambda pyramid: self._on_difference(pair, pyramid),
            failed=lambda error: self._on_difference_failed(pair, error),
        )

    def _on_read(self, sha256: Digest, pyramid: Pyramid) -> None:
        self._asked.discard(sha256)
        self._kept[sha256] = pyramid
        while len(self._kept) > 2 and sum(kept.size_bytes for kept in self._kept.values()) > _ROOM_BYTES:
            self._kept.popitem(last=False)
        self.arrived.emit(sha256, pyramid)

    def _on_failed(self, sha256: Digest, error: BaseException) -> None:
        self._asked.discard(sha256)
        self.failed.emit(sha256, error)

    def _on_difference(self, pair: tuple[Digest, Digest], pyramid: Pyramid) -> None:
        self._differences.discard(pair)
        self.difference_arrived.emit(pair, pyramid)

    def _on_difference_failed(self, pair: tuple[Digest, Digest], error: BaseException) -> None:
        self._differences.discard(pair)
        self.failed.emit(pair[1], error)
