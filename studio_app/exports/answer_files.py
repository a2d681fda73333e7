"""The writer of answers that the workflow is given, and answers as documents for whoever shows them."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio_app.domain.progress import Progress, no_progress
from studio_app.exports.answer_authorship import authorship_document
from studio_app.exports.answer_contribution import contribution_document
from studio_app.exports.answer_dossier import dossier_document
from studio_app.exports.answer_inspection import inspection_document
from studio_app.exports.answer_json import answer_json
from studio_app.exports.answer_no_ai import no_ai_document
from studio_app.exports.answer_register import register_document
from studio_app.exports.documents import Document
from studio_app.exports.papers import Papers
from studio_app.exports.sheet_file import SheetFormat, check_place, format_of, write_sheet
from studio_app.statements.answers.authorship_values import AuthorshipStatement
from studio_app.statements.answers.contribution_values import ContributionSummary
from studio_app.statements.answers.dossier_values import ProcessDossier
from studio_app.statements.answers.inspection_values import InspectionSheet
from studio_app.statements.answers.no_ai_values import NoAiRecords
from studio_app.statements.answers.register_values import UseRegister
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
        if wanted is SheetFormat.JSON:
            # Without indents the whole production is written ten times as fast.
            indent = None if answer.head.scope.whole else 1
            return json.dumps(answer_json(answer), ensure_ascii=False, indent=indent).encode(
                "utf-8", "backslashreplace"
            )
        with answer_document(answer) as document:
            if wanted is SheetFormat.HTML:
                return self._papers.html(document)
            return self._papers.pdf(document, progress=progress)


@contextmanager
def answer_document(answer: Answer) -> Iterator[Document]:
    """Give an answer as a document; pictures made for it are there until the end of the block."""
    match answer:
        case AuthorshipStatement():
            yield authorship_document(answer)
        case UseRegister():
            yield register_document(answer)
        case InspectionSheet():
            yield inspection_document(answer)
        case NoAiRecords():
            yield no_ai_document(answer)
        case ContributionSummary():
            yield contribution_document(answer)
        case ProcessDossier():
            from studio_app.exports.answer_pictures import stage_pictures  # noqa: PLC0415  # draws

            with tempfile.TemporaryDirectory(prefix="teire-answer-") as folder:
                yield dossier_document(answer, stage_pictures(answer, Path(folder)))
