"""Answers to broadcasters, copyright offices and festivals: drawn up from one look at the ledger, and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from studio_app.domain.progress import no_progress, part_of
from studio_app.statements.answers.authorship import draw_up_authorship
from studio_app.statements.answers.contribution import draw_up_contribution
from studio_app.statements.answers.dossier import check_length, draw_up_dossier
from studio_app.statements.answers.inspection import draw_up_inspection
from studio_app.statements.answers.no_ai import draw_up_no_ai, require_record
from studio_app.statements.answers.register import draw_up_register

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.progress import Progress
    from studio_app.statements.answers.authorship_values import AuthorshipStatement
    from studio_app.statements.answers.contribution_values import ContributionSummary
    from studio_app.statements.answers.dossier_values import ProcessDossier
    from studio_app.statements.answers.inspection_values import InspectionSheet
    from studio_app.statements.answers.no_ai_values import NoAiRecords
    from studio_app.statements.answers.reading import AnswerReading
    from studio_app.statements.answers.register_values import UseRegister
    from studio_app.statements.answers.scope import AnswerScope
    from studio_app.statements.answers.values import Answer
    from studio_app.workflow.answer_evidence import AnswerEvidence


class AnswerWriter(Protocol):
    """Puts an answer into a file, in the format its ending asks for."""

    def check(self, path: Path) -> None:
        """Refuse a path whose ending names no format, or where nothing can be written."""
        ...

    def write(self, path: Path, answer: Answer, *, progress: Progress = no_progress) -> None: ...


class AnswerStep:
    """Draws up answers and has them written.

    Who painted what is taken from what is kept; with `measure` what is not kept yet is measured first, one background
    after the other, and kept. `progress` may raise to stop: what was measured until then stays kept, nothing else is
    changed.
    """

    def __init__(self, evidence: AnswerEvidence, *, writer: AnswerWriter) -> None:
        self._evidence = evidence
        self._writer = writer

    def authorship(
        self, scope: AnswerScope, *, measure: bool = False, progress: Progress = no_progress
    ) -> AuthorshipStatement:
        """Say what people made and what generators made; of one background with its regions, prompts and framing."""
        reading = self._reading(scope, measure=measure, progress=progress)
        return draw_up_authorship(self._evidence.in_full(reading) if scope.single else reading)

    def dossier(self, scope: AnswerScope, *, measure: bool = False, progress: Progress = no_progress) -> ProcessDossier:
        """Say how pictures came to be, step by step, with their pictures; refused for more than 500 backgrounds.

        The generators' settings are read from their files for one background, or with `measure`.
        """
        reading = self._evidence.reading(scope, time=True)
        check_length(reading)
        reading = self._evidence.attributed(reading, measure=measure, progress=part_of(progress, 0.0, 0.5))
        if scope.single or measure:
            reading = self._evidence.in_full(reading)
        pictures = self._evidence.pictures(reading, measure=measure, progress=part_of(progress, 0.5, 1.0))
        return draw_up_dossier(reading, pictures)

    def register(self, scope: AnswerScope, *, measure: bool = False, progress: Progress = no_progress) -> UseRegister:
        """List which generators were used, on whose word, and where."""
        return draw_up_register(self._reading(scope, measure=measure, progress=progress))

    def inspection(
        self, scope: AnswerScope, *, measure: bool = False, progress: Progress = no_progress
    ) -> InspectionSheet:
        """Say for every cut whether a generator was used, where, and who checked."""
        return draw_up_inspection(self._reading(scope, measure=measure, progress=progress))

    def no_ai(self, scope: AnswerScope, *, measure: bool = False, progress: Progress = no_progress) -> NoAiRecords:
        """Record chains without a generation; refused for one background that has a generation in its chain."""
        reading = self._evidence.reading(scope, time=True)
        require_record(reading)
        return draw_up_no_ai(self._evidence.attributed(reading, measure=measure, progress=progress))

    def contribution(
        self, scope: AnswerScope, *, measure: bool = False, progress: Progress = no_progress
    ) -> ContributionSummary:
        """Say what each person did: area, time and words, side by side."""
        return draw_up_contribution(self._reading(scope, measure=measure, progress=progress, time=True))

    def check(self, path: Path) -> None:
        """Refuse a place where an answer could not be written, before anything long is done."""
        self._writer.check(path)

    def write(self, path: Path, answer: Answer, *, progress: Progress = no_progress) -> Path:
        """Write an answer as its path's ending asks (.pdf, .html or .json); return the path."""
        self._writer.check(path)
        self._writer.write(path, answer, progress=progress)
        return path

    def _reading(self, scope: AnswerScope, *, measure: bool, progress: Progress, time: bool = False) -> AnswerReading:
        reading = self._evidence.reading(scope, time=time)
        return self._evidence.attributed(reading, measure=measure, progress=progress)
