"""Where the picture of a stage comes from, read anew from its kept file."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.workflow.naming import find_stage

if TYPE_CHECKING:
    from studio_app.domain.generations import FileMarks
    from studio_app.workflow.ports import Examiner, FileStore, Ledger


class OriginStep:
    """Reads the marks of kept files. Nothing is kept of them: what counts stands in the ledger already."""

    def __init__(self, ledger: Ledger, *, store: FileStore, examiner: Examiner) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner

    def of(self, stage: str) -> FileMarks:
        """Return what the file of a stage says, each fact with its place."""
        with self._ledger.look() as index:
            found = find_stage(index.stages_around(stage), stage)
        file = (self._store.path(found.sha256), self._store.derived(found.sha256))
        with closing(self._examiner.examine_many([file])) as answers:
            answer = next(answers)
        if isinstance(answer, StudioError):
            raise answer
        return answer.marks
