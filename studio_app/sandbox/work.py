"""The work on files itself, the same in a child process and in this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.imaging.decode import decode
from studio_app.imaging.preview import write_small, write_thumbnail, write_view
from studio_app.imaging.wide_view import write_wide
from studio_app.sandbox.opening import within_memory

if TYPE_CHECKING:
    from studio_app.domain.deliveries import DeliveredFormat
    from studio_app.domain.examinations import Examination
    from studio_app.domain.picture_facts import PictureFacts
    from studio_app.domain.pictures import Picture

THUMBNAIL = "thumbnail.png"
VIEW = "view.png"
WIDE = "wide.png"
_SMALL_PX = 512
_CODES = 8


def examine(path: Path, derived: Path | None, *, anchors: Path | None = None) -> Examination:
    """Decode `path`, read its marks, and write its previews and its decoded strips into `derived` if given.

    `anchors` is a PEM file of the signers of Content Credentials that are trusted.
    """
    picture = decode(path)
    found = _examined(path, picture, anchors)
    if derived is not None:
        from studio_app.sandbox.keeping import keep_decoded  # noqa: PLC0415  # slow to load

        with within_memory(path):
            write_thumbnail(picture, derived / THUMBNAIL)
            write_view(picture, derived / VIEW)
            write_wide(picture, derived / WIDE)
            keep_decoded(picture, derived)
    return found


def expose(path: Path, picture: Path, stops: float) -> PictureFacts:
    """Write `path` in 2^stops times its light as an 8-bit sRGB PNG; nothing where its file has no more than 8 bits.

    Of such a file the screen's own codes tell as much.
    """
    found = decode(path, stops=stops)
    if found.facts.bit_depth > _CODES:
        with within_memory(path):
            write_view(found, picture)
    return found.facts


def encode(path: Path, target: Path, kind: DeliveredFormat) -> PictureFacts:
    """Encode `path` anew as `kind`, from all bits it has, into `target`; return the facts of `path` itself."""
    from studio_app.imaging.encode import write_encoded  # noqa: PLC0415  # seldom asked for

    found = decode(path)
    with within_memory(path):
        write_encoded(found, target, kind, source=path)
    return found.facts


def examine_briefly(path: Path, derived: Path, *, anchors: Path | None = None) -> Examination:
    """Examine `path` and write only its thumbnail into `derived`: for many files of which few are looked at."""
    picture = decode(path)
    found = _examined(path, picture, anchors)
    with within_memory(path):
        write_thumbnail(picture, derived / THUMBNAIL)
    return found


def shrink(path: Path, small: Path) -> PictureFacts:
    """Write `path` to `small` with at most 512 pixels on its longer side; return what `path` itself is."""
    picture = decode(path)
    with within_memory(path):
        write_small(picture, small, _SMALL_PX)
    return picture.facts


def _examined(path: Path, picture: Picture, anchors: Path | None) -> Examination:
    from studio_app.capture.marks import Sight, read_marks  # noqa: PLC0415  # slow to load, and rarely needed
    from studio_app.domain.examinations import Examination  # noqa: PLC0415
    from studio_app.imaging.likeness import shows  # noqa: PLC0415

    sight = Sight(pixels=picture.pixels, alpha=picture.alpha, resembles=lambda small: shows(small, picture))
    return Examination(facts=picture.facts, marks=read_marks(path, sight, anchors=anchors))
