"""Pictures to look at: made apart from this process the first time, then taken from `derived`."""

from pathlib import Path

from studio_app.domain.changes import ChangeReport
from studio_app.domain.ids import Digest, StageId
from studio_app.domain.progress import Progress, no_progress
from studio_app.workflow.kept_answers import KeptAnswers
from studio_app.workflow.naming import find_stage
from studio_app.workflow.ports import Examiner, FileStore, Ledger

_THUMBNAIL = "thumbnail.png"
_VIEW = "view.png"


class PreviewStep:
    """Answers with files made by Teire itself, never with what came in."""

    def __init__(self, ledger: Ledger, *, store: FileStore, examiner: Examiner) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner
        self._kept = KeptAnswers(store)

    def thumbnail(self, sha256: Digest) -> Path:
        """Return a small 8-bit sRGB PNG of a kept file."""
        return self._made(sha256, _THUMBNAIL)

    def view(self, sha256: Digest) -> Path:
        """Return a full-size 8-bit sRGB PNG of a kept file."""
        return self._made(sha256, _VIEW)

    def comparison(
        self, before: StageId, after: StageId, *, picture: Path | None = None, progress: Progress = no_progress
    ) -> ChangeReport:
        """Compare two stages' pictures; a question that was asked before is answered from what is kept."""
        with self._ledger.look() as index:
            stages = index.stages()
        first, second = find_stage(stages, before), find_stage(stages, after)
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

    def _made(self, sha256: Digest, name: str) -> Path:
        folder = self._store.derived(sha256)
        if not (folder / name).is_file():
            self._examiner.examine(self._store.path(sha256), derived=folder)
        return folder / name
