"""Two pictures compared; what they are decoded and measured with is loaded while their files are looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.progress import Progress, no_progress, part_of
from studio_app.sandbox.opening import Derived, decoded_pair, open_pair, within_memory

if TYPE_CHECKING:
    from studio_app.domain.changes import ChangeReport

_DECODED = 0.4


def compare(
    before: Path,
    after: Path,
    picture: Path | None,
    *,
    heat: Path | None = None,
    laid: Path | None = None,
    derived: Derived = (None, None),
    decoded: Callable[[], None] = lambda: None,
    progress: Progress = no_progress,
) -> ChangeReport:
    """Compare two pictures; write a PNG showing where they differ to `picture` if given.

    `heat` is written the steps of heat alone, as grey; `laid` the earlier picture as it lies in the later one, with
    the later one's grade, if there is one. `derived` names the folders in which the decoded pictures may lie kept.
    `decoded` is called once both are decoded: what may loop for ever in a hostile file lies behind then.
    """
    pair = open_pair(before, after, derived, _load_measuring)
    decoded()
    progress(_DECODED)
    from studio_app.imaging.kept_strips import StripsLost  # noqa: PLC0415  # loaded while the pictures were decoded
    from studio_app.sandbox.measuring import Wanted, measure  # noqa: PLC0415

    wanted = Wanted(picture=picture, heat=heat, laid=laid)
    with within_memory(after):
        try:
            return measure(pair, wanted, part_of(progress, _DECODED, 1.0), lines=derived[1])
        except StripsLost:
            pair = decoded_pair(before, after)
            return measure(pair, wanted, part_of(progress, _DECODED, 1.0))


def _load_measuring() -> None:
    import studio_app.sandbox.measuring  # noqa: F401, PLC0415
