"""Writes sheets beside everything else: told of, stoppable, and offered to be opened once they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.language import _
from studio_app.qt.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_app.qt.file_dialogs import FileChoices
    from studio_app.qt.notices import Notices
    from studio_app.qt.recorder import Recorder

CREDIT_KINDS = "XLSX (*.xlsx);;PDF (*.pdf);;HTML (*.html);;CSV (*.csv);;JSON (*.json);;TXT (*.txt)"
PAY_KINDS = (
    "XLSX (*.xlsx);;PDF (*.pdf);;HTML (*.html);;CSV (*.csv);;JSON (*.json);;"
    "hledger (*.journal);;beancount (*.beancount)"
)
INVOICE_KINDS = "PDF (*.pdf);;XLSX (*.xlsx);;HTML (*.html);;CSV (*.csv);;JSON (*.json)"
ANSWER_KINDS = "PDF (*.pdf);;HTML (*.html);;JSON (*.json)"
"""The kinds of file that sheets can be, as the system's dialog wants them."""


class SheetWriting(QObject):
    """One way for all sheets; what was stopped leaves nothing behind."""

    def __init__(self, recorder: Recorder, notices: Notices, files: FileChoices) -> None:
        super().__init__()
        self._recorder, self._notices, self._files = recorder, notices, files

    def write(
        self,
        path: Path,
        sentence: str,
        job: Callable[[Watch], object],
        *,
        written: Callable[[], object] = lambda: None,
    ) -> None:
        """Do `job`, which writes `path`; `sentence` says so meanwhile."""
        watch = Watch()

        def on_written(value: object) -> None:
            words = value if isinstance(value, str) else _("Written: {path}", path=path)
            bar = self._notices.show_news(words)
            bar.offer(_("Open"), _("Open it with the system's program"), lambda: self._files.open(path))
            written()

        self._recorder.record(
            sentence,
            lambda: job(watch),
            answered=on_written,
            stop=watch.stop,
            done=lambda: watch.done,
            beside=True,
        )
