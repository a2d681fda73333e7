"""The writer of answers that the workflow is given."""

import json
from pathlib import Path

from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.papers import Papers
from studio_app.exports.sheet_file import SheetFormat, check_place, format_of, write_sheet
from studio_app.statements.answers.values import Answer

ANSWER_FORMATS = (SheetFormat.PDF, SheetFormat.HTML, SheetFormat.JSON)


class AnswerFiles:
    """Puts answers into files, in the format their endings ask for."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format, or where nothing can be written."""
        format_of(path, ANSWER_FORMATS)
        check_place(path)

    def write(self, path: Path, answer: Answer, *, progress: Progress = no_progress) -> None:
        """Write an answer whole or not at all; `progress` may raise to stop."""
        write_sheet(path, self._content(format_of(path, ANSWER_FORMATS), answer, progress))

    def _content(self, wanted: SheetFormat, answer: Answer, progress: Progress) -> bytes:
        # What sets and draws is loaded when an answer is written: a studio opens without it.
        if wanted is SheetFormat.JSON:
            from studio_app.exports.answer_json import answer_json  # noqa: PLC0415

            # Without indents the whole production is written ten times as fast.
            indent = None if answer.head.scope.whole else 1
            return json.dumps(answer_json(answer), ensure_ascii=False, indent=indent).encode(
                "utf-8", "backslashreplace"
            )
        from studio_app.exports.answer_papers import answer_document  # noqa: PLC0415

        with answer_document(answer) as document:
            if wanted is SheetFormat.HTML:
                return self._papers.html(document)
            return self._papers.pdf(document, progress=progress)
