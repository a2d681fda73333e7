"""The pictures of a pair, decoded or as they lie kept, while what reads and measures them is loaded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.admission import admit
from studio_app.imaging.errors import OversizedPicture

if TYPE_CHECKING:
    from studio_app.domain.pictures import Picture
    from studio_app.imaging.kept_strips import KeptPair

Derived = tuple[Path | None, Path | None]
"""The folders of what was made from the two files of a pair."""

_OPENCV_NO_MEMORY = -4
_SHORT_TURN = 0.0005


def open_pair(before: Path, after: Path, derived: Derived, load: Callable[[], None]) -> KeptPair:
    """Return both pictures, as they lie kept or else decoded; the first one's refusal comes first.

    `load` is called meanwhile: importing what the pictures are measured with takes as long as a small picture.
    """
    usual = sys.getswitchinterval()
    # Who reads a file needs its turn between two blocks only for a moment; importing would keep it waiting.
    sys.setswitchinterval(_SHORT_TURN)
    try:
        with ThreadPoolExecutor(1) as aside:
            opening = aside.submit(_open, before, after, derived)
            if None in derived:
                _load_decoding()
            load()
            return opening.result()
    finally:
        sys.setswitchinterval(usual)


def decoded_pair(before: Path, after: Path) -> KeptPair:
    """Decode two pictures, whatever lies kept of them."""
    one, other = decode_both(before, after)
    from studio_app.imaging.kept_strips import KeptPair  # noqa: PLC0415

    return KeptPair(before=one, after=other)


def decode_both(before: Path, after: Path) -> tuple[Picture, Picture]:
    """Decode two pictures at once; the first one's refusal comes first."""
    with ThreadPoolExecutor(1) as aside:
        second = aside.submit(_decode, after)
        first = _decode(before)
        return first, second.result()


@contextmanager
def within_memory(path: Path) -> Iterator[None]:
    """Turn a lack of memory into a sentence about `path`."""
    import cv2  # noqa: PLC0415  # slow to load, and whoever measures has loaded it by now

    try:
        yield
    except MemoryError as error:
        raise _too_large(path) from error
    except cv2.error as error:
        if error.code != _OPENCV_NO_MEMORY:
            raise
        raise _too_large(path) from error


def _decode(path: Path) -> Picture:
    # Looked at first: what decodes it is being loaded meanwhile.
    admitted = admit(path)
    from studio_app.imaging.decode import decode_admitted  # noqa: PLC0415

    return decode_admitted(admitted)


def _load_decoding() -> None:
    from studio_app.imaging import decode  # noqa: F401, PLC0415


def _open(before: Path, after: Path, derived: Derived) -> KeptPair:
    kept = _kept_both(before, after, derived)
    if kept is not None:
        return kept
    return decoded_pair(before, after)


def _kept_both(before: Path, after: Path, derived: Derived) -> KeptPair | None:
    """Return both pictures as they lie kept, None unless the files still are what they were kept of."""
    if derived[0] is None or derived[1] is None:
        return None
    from studio_app.imaging.file_stamp import known_digest  # noqa: PLC0415  # of no use where nothing is kept

    with ThreadPoolExecutor(1) as aside:
        second = aside.submit(known_digest, after, derived[1])
        digests = known_digest(before, derived[0]), second.result()
    from studio_app.imaging.kept_strips import kept_pair  # noqa: PLC0415

    return kept_pair(derived[0], derived[1], digests)


def _too_large(path: Path) -> OversizedPicture:
    return OversizedPicture(
        _("“{name}” needs more memory than Teire gives to one job.", name=shown_name(path)),
        hint=_("Save a smaller copy, or one with 8 bits a channel."),
    )
