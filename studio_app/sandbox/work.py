"""The work on files itself, the same in a child process and in this one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2

from studio_app.analysis.compare import compare_in_full
from studio_app.analysis.difference_picture import draw
from studio_app.capture.marks import read_marks
from studio_app.domain.changes import ChangeReport
from studio_app.domain.examinations import Examination
from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.decode import decode
from studio_app.imaging.errors import OversizedPicture
from studio_app.imaging.preview import write_png, write_thumbnail, write_view

THUMBNAIL = "thumbnail.png"
VIEW = "view.png"
_OPENCV_NO_MEMORY = -4


def examine(path: Path, derived: Path | None) -> Examination:
    """Decode `path`, read its marks, and write `thumbnail.png` and `view.png` into `derived` if given."""
    picture = decode(path)
    marks = read_marks(path)
    if derived is not None:
        with _within_memory(path):
            write_thumbnail(picture, derived / THUMBNAIL)
            write_view(picture, derived / VIEW)
    return Examination(facts=picture.facts, marks=marks)


def compare(
    before: Path, after: Path, picture: Path | None, *, decoded: Callable[[], None] = lambda: None
) -> ChangeReport:
    """Compare two pictures; write a PNG showing where they differ to `picture` if given.

    `decoded` is called once both are decoded: what may loop for ever in a hostile file lies behind then.
    """
    one, other = decode(before), decode(after)
    decoded()
    with _within_memory(after):
        comparison = compare_in_full(one, other)
        if picture is not None:
            write_png(draw(comparison, other), picture)
    return comparison.report


@contextmanager
def _within_memory(path: Path) -> Iterator[None]:
    try:
        yield
    except MemoryError as error:
        raise _too_large(path) from error
    except cv2.error as error:
        if error.code != _OPENCV_NO_MEMORY:
            raise
        raise _too_large(path) from error


def _too_large(path: Path) -> OversizedPicture:
    return OversizedPicture(
        _("“{name}” needs more memory than Teire gives to one job.", name=shown_name(path)),
        hint=_("Save a smaller copy, or one with 8 bits a channel."),
    )
