"""Examinations in this process, for commands that look at given files and end."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from studio_app.domain.changes import ChangeReport
from studio_app.domain.errors import StudioError
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.progress import Progress, no_progress
from studio_app.sandbox.limits import Limits, limit_this_process

if TYPE_CHECKING:
    # What one command is about the others need not load.
    from studio_app.domain.attributions import Attribution, ChainLink
    from studio_app.domain.deliveries import DeliveredFormat
    from studio_app.domain.examinations import Examination


_Found = TypeVar("_Found")


class InProcessExaminer:
    """Does the work here, under limits set on this process at the first job and watched during each.

    `anchors` is a PEM file of the signers of Content Credentials that are trusted.
    """

    def __init__(self, limits: Limits | None = None, *, anchors: Path | None = None) -> None:
        self._limits = limits or Limits()
        self._anchors = anchors

    def examine(self, path: Path, *, derived: Path | None) -> Examination:
        """Decode `path`, read its marks, and write `thumbnail.png` and `view.png` into `derived` if given."""
        call_off = limit_this_process(self._limits)
        try:
            from studio_app.sandbox import work  # noqa: PLC0415  # the limits hold for loading the decoders too

            return work.examine(path, derived, anchors=self._anchors)
        finally:
            call_off()

    def expose(self, path: Path, picture: Path, *, stops: float) -> PictureFacts:
        """Write `path` in 2^stops times its light to `picture`, unless its file has no more than 8 bits."""
        call_off = limit_this_process(self._limits)
        try:
            from studio_app.sandbox import work  # noqa: PLC0415

            return work.expose(path, picture, stops)
        finally:
            call_off()

    def encode(self, path: Path, picture: Path, *, kind: DeliveredFormat) -> PictureFacts:
        """Encode `path` anew as `kind` into `picture`."""
        call_off = limit_this_process(self._limits)
        try:
            from studio_app.sandbox import work  # noqa: PLC0415

            return work.encode(path, picture, kind)
        finally:
            call_off()

    def examine_many(self, files: Sequence[tuple[Path, Path]]) -> Generator[Examination | StudioError]:
        """Examine many files one after the other, each with the folder for its thumbnail."""
        from studio_app.sandbox import work  # noqa: PLC0415

        return self._each(files, lambda path, derived: work.examine_briefly(path, derived, anchors=self._anchors))

    def shrink_many(self, files: Sequence[tuple[Path, Path]]) -> Generator[PictureFacts | StudioError]:
        """Write a small picture of each file to the path beside it."""
        from studio_app.sandbox import work  # noqa: PLC0415

        return self._each(files, work.shrink)

    def _each(
        self, files: Sequence[tuple[Path, Path]], do: Callable[[Path, Path], _Found]
    ) -> Generator[_Found | StudioError]:
        """Do it to one file after the other; a refusal keeps none of the others back."""
        for path, beside in files:
            call_off = limit_this_process(self._limits)
            try:
                yield do(path, beside)
            except StudioError as error:
                yield error
            finally:
                call_off()

    def compare(
        self,
        before: Path,
        after: Path,
        *,
        picture: Path | None,
        heat: Path | None = None,
        laid: Path | None = None,
        derived: tuple[Path | None, Path | None] = (None, None),
        progress: Progress = no_progress,
    ) -> ChangeReport:
        """Compare two pictures; write a PNG showing where they differ to `picture` if given, and so the others."""
        watches = [limit_this_process(self._limits)]

        def decoded() -> None:
            watches.pop()()
            watches.append(limit_this_process(self._limits._replace(wall_seconds=self._limits.measure_seconds)))

        try:
            from studio_app.sandbox import comparing  # noqa: PLC0415

            return comparing.compare(
                before, after, picture, heat=heat, laid=laid, derived=derived, decoded=decoded, progress=progress
            )
        finally:
            watches.pop()()

    def attribute(
        self,
        chain: Sequence[tuple[ChainLink, Path]],
        *,
        map_to: Path | None,
        picture_to: Path | None,
        progress: Progress = no_progress,
    ) -> Attribution:
        """Follow a chain of files; write its map and its overlay picture where they are asked for."""
        seconds = len(chain) * (self._limits.wall_seconds + self._limits.measure_seconds)
        call_off = limit_this_process(self._limits._replace(wall_seconds=seconds))
        try:
            from studio_app.sandbox.attributing import attribute_files  # noqa: PLC0415

            return attribute_files(chain, map_to=map_to, picture_to=picture_to, progress=progress)
        finally:
            call_off()
