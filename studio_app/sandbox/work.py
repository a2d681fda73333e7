"""The work on files itself, the same in a child process and in this one."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import cv2

from studio_app.analysis.compare import compare_in_full
from studio_app.analysis.difference_picture import DifferencePicture
from studio_app.domain.changes import ChangeReport
from studio_app.domain.examinations import Examination
from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.domain.pictures import Picture
from studio_app.domain.progress import Progress, no_progress, part_of
from studio_app.imaging.decode import decode
from studio_app.imaging.errors import OversizedPicture
from studio_app.imaging.files import read_file_facts
from studio_app.imaging.kept_strips import keep_strips, kept_pair
from studio_app.imaging.palette_png import write_palette_png
from studio_app.imaging.preview import write_thumbnail, write_view

Derived = tuple[Path | None, Path | None]
"""The folders of what was made from the two files of a pair."""

THUMBNAIL = "thumbnail.png"
VIEW = "view.png"
_OPENCV_NO_MEMORY = -4
_DECODED = 0.4
_MEASURED = 0.95

# The strips share out the processors; threads inside OpenCV would only get in their way.
cv2.setNumThreads(1)


def examine(path: Path, derived: Path | None) -> Examination:
    """Decode `path`, read its marks, and write its previews and its decoded strips into `derived` if given."""
    from studio_app.capture.marks import read_marks  # noqa: PLC0415  # its readers are slow to load, and rarely needed

    picture = decode(path)
    marks = read_marks(path)
    if derived is not None:
        with within_memory(path):
            write_thumbnail(picture, derived / THUMBNAIL)
            write_view(picture, derived / VIEW)
            keep_strips(picture, derived)
    return Examination(facts=picture.facts, marks=marks)


def compare(
    before: Path,
    after: Path,
    picture: Path | None,
    *,
    derived: Derived = (None, None),
    decoded: Callable[[], None] = lambda: None,
    progress: Progress = no_progress,
) -> ChangeReport:
    """Compare two pictures; write a PNG showing where they differ to `picture` if given.

    `derived` names the folders in which the decoded pictures may lie kept. `decoded` is called once both are
    decoded: what may loop for ever in a hostile file lies behind then.
    """
    one, other = kept_both(before, after, derived) or decode_both(before, after)
    decoded()
    progress(_DECODED)
    with within_memory(after):
        comparison = compare_in_full(one, other, progress=part_of(progress, _DECODED, _MEASURED))
        if picture is not None:
            drawn = DifferencePicture(comparison, other)
            write_palette_png(picture, drawn.width, drawn.height, drawn.palette, drawn.rows)
    progress(1.0)
    return comparison.report


def kept_both(before: Path, after: Path, derived: Derived) -> tuple[Picture, Picture] | None:
    """Return both pictures as they lie kept, None unless the files still are what they were kept of."""
    if derived[0] is None or derived[1] is None:
        return None
    with ThreadPoolExecutor(1) as aside:
        second = aside.submit(read_file_facts, after)
        digests = read_file_facts(before).sha256, second.result().sha256
    return kept_pair(derived[0], derived[1], digests)


def decode_both(before: Path, after: Path) -> tuple[Picture, Picture]:
    """Decode two pictures at once; the first one's refusal comes first."""
    with ThreadPoolExecutor(1) as aside:
        second = aside.submit(decode, after)
        first = decode(before)
        return first, second.result()


@contextmanager
def within_memory(path: Path) -> Iterator[None]:
    """Turn a lack of memory into a sentence about `path`."""
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
