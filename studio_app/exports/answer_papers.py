"""Answers as documents, for whoever prints or shows them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio_app.exports.answer_authorship import authorship_document
from studio_app.exports.answer_contribution import contribution_document
from studio_app.exports.answer_dossier import dossier_document
from studio_app.exports.answer_inspection import inspection_document
from studio_app.exports.answer_no_ai import no_ai_document
from studio_app.exports.answer_pictures import stage_pictures
from studio_app.exports.answer_register import register_document
from studio_app.exports.documents import Document
from studio_app.statements.answers.authorship_values import AuthorshipStatement
from studio_app.statements.answers.contribution_values import ContributionSummary
from studio_app.statements.answers.dossier_values import ProcessDossier
from studio_app.statements.answers.inspection_values import InspectionSheet
from studio_app.statements.answers.no_ai_values import NoAiRecords
from studio_app.statements.answers.register_values import UseRegister
from studio_app.statements.answers.values import Answer


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
            with tempfile.TemporaryDirectory(prefix="teire-answer-") as folder:
                yield dossier_document(answer, stage_pictures(answer, Path(folder)))
