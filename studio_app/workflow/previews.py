"""Pictures to look at: made apart from this process the first time, then taken from `derived`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.progress import no_progress
from studio_app.workflow.kept_answers import KeptAnswers
from studio_app.workflow.naming import find_stage
from studio_app.workflow.views import ChangePictures

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.changes import ChangeReport
    from studio_app.domain.ids import Digest, StageId
    from studio_app.domain.progress import Progress
    from studio_app.workflow.ports import Examiner, FileStore, Ledger

_THUMBNAIL = "thumbnail.png"
_VIEW = "view.png"
_WIDE = "wide.png"
_EXPOSED = "exposed"
_MOST_EXPOSED = 6
"""Of each picture; the one made first is let go first."""


class PreviewStep:
    """Answers with files made by Teire itself, never with what came in.

    Of a candidate's file that was let go the small picture is shown that is kept in its place.
    """

    def __init__(self, ledger: Ledger, *, store: FileStore, examiner: Examiner) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner
        self._kept = KeptAnswers(store)
        self._shallow: set[Digest] = set()

    def holds(self, sha256: Digest) -> bool:
        """Whether the file itself is kept here."""
        return self._store.path(sha256).exists()

    def thumbnail(self, sha256: Digest) -> Path:
        """Return a small 8-bit sRGB PNG of a kept file."""
        return self._made(self._kept_of(sha256), _THUMBNAIL)

    def view(self, sha256: Digest) -> Path:
        """Return a full-size 8-bit sRGB PNG of a kept file."""
        return self._made(self._kept_of(sha256), _VIEW)

    def wide_view(self, sha256: Digest) -> Path | None:
        """Return a full-size PNG that has all colours of a kept file and says which; None where sRGB has them all."""
        path = self.view(sha256).with_name(_WIDE)
        return path if path.is_file() else None

    def exposed(self, sha256: Digest, stops: float) -> Path | None:
        """Return a kept file in 2^stops times its light as a full-size 8-bit sRGB PNG; `stops` in halves, not 0.

        None where the file has no more than 8 bits: what is seen of it tells as much.
        """
        sha256 = self._kept_of(sha256)
        if sha256 in self._shallow:
            return None
        folder = self._store.derived(sha256)
        path = folder / f"{_EXPOSED}{stops:+.1f}.png"
        if not path.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            self._examiner.expose(self._store.path(sha256), path, stops=stops)
            _keep_few(folder)
        if path.is_file():
            return path
        self._shallow.add(sha256)
        return None

    def comparison(
        self, before: StageId, after: StageId, *, picture: Path | None = None, progress: Progress = no_progress
    ) -> ChangeReport:
        """Compare two stages' pictures; a question that was asked before is answered from what is kept."""
        with self._ledger.look() as index:
            first, second = (find_stage(index.stages_around(one), one) for one in (before, after))
        kept = self._kept.report(first.sha256, second.sha256) if picture is None else None
        if kept is not None:
            return kept
        report = self._examiner.compare(
            self._store.path(first.sha256),
            self._store.path(second.sha256),
            picture=picture,
            derived=(self._store.derived(first.sha256), self._store.derived(second.sha256)),
            progress=progress,
        )
        self._kept.keep_report(first.sha256, second.sha256, report)
        return report

    def change_pictures(self, before: StageId, after: StageId, *, progress: Progress = no_progress) -> ChangePictures:
        """Compare two stages and return the report with its pictures, made at the first question and then kept."""
        with self._ledger.look() as index:
            first, second = (find_stage(index.stages_around(one), one) for one in (before, after))
        pair = (first.sha256, second.sha256)
        heat, laid, report = self._kept.heat_at(*pair), self._kept.laid_at(*pair), self._kept.report(*pair)
        if report is None or not heat.is_file() or (report.grade.found and not laid.is_file()):
            heat.parent.mkdir(parents=True, exist_ok=True)
            report = self._examiner.compare(
                self._store.path(first.sha256),
                self._store.path(second.sha256),
                picture=None,
                heat=heat,
                laid=laid,
                derived=(self._store.derived(first.sha256), self._store.derived(second.sha256)),
                progress=progress,
            )
            self._kept.keep_report(*pair, report)
        return ChangePictures(report=report, heat=heat, graded=laid if report.grade.found else None)

    def _kept_of(self, sha256: Digest) -> Digest:
        """Return the file itself, or the small picture in its place where it was let go."""
        if self._store.path(sha256).exists():
            return sha256
        with self._ledger.look() as index:
            return next((one.picture for one in index.candidates() if one.sha256 == sha256), sha256)

    def _made(self, sha256: Digest, name: str) -> Path:
        folder = self._store.derived(sha256)
        if not (folder / name).is_file():
            self._examiner.examine(self._store.path(sha256), derived=folder)
        return folder / name


def _keep_few(folder: Path) -> None:
    made = sorted(folder.glob(f"{_EXPOSED}*.png"), key=lambda path: path.stat().st_mtime_ns)
    for path in made[:-_MOST_EXPOSED]:
        path.unlink(missing_ok=True)
