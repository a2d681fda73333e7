"""What an answer is, for everything that writes one."""

from studio_app.statements.answers.authorship_values import AuthorshipStatement
from studio_app.statements.answers.contribution_values import ContributionSummary
from studio_app.statements.answers.dossier_values import ProcessDossier
from studio_app.statements.answers.inspection_values import InspectionSheet
from studio_app.statements.answers.no_ai_values import NoAiRecords
from studio_app.statements.answers.register_values import UseRegister

Answer = AuthorshipStatement | ProcessDossier | UseRegister | InspectionSheet | NoAiRecords | ContributionSummary
