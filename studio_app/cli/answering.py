"""`teire answer`: what a producer gives to a broadcaster, a copyright office or a festival."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.progress import shown_progress
from studio_app.domain.language import _, counted
from studio_app.domain.progress import Progress, part_of
from studio_app.exports.answer_inspection import finding_words
from studio_app.exports.answer_json import answer_json
from studio_app.exports.answer_words import scope_words, system_words, use_words
from studio_app.statements.answers.authorship_values import AuthorshipStatement
from studio_app.statements.answers.contribution_values import ContributionSummary
from studio_app.statements.answers.dossier_values import ProcessDossier
from studio_app.statements.answers.inspection_values import AiFinding, InspectionSheet
from studio_app.statements.answers.no_ai_values import NoAiRecords
from studio_app.statements.answers.register_values import UseRegister
from studio_app.statements.answers.scope import AnswerScope
from studio_app.statements.answers.values import Answer
from studio_app.workflow.answering import AnswerStep

_FOUND_WRONG = 1
_Draw = Callable[[AnswerStep, AnswerScope, bool, Progress], Answer]


@click.group()
def answer() -> None:
    """Answers for broadcasters, copyright offices and festivals, each with what is missing."""


def _answered(draw: _Draw) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command that draws up one answer; the function it decorates only gives its name and help."""

    def command(named: Callable[..., Any]) -> click.Command:
        def run(ask: Asked, background: str, episode: str, cut: str, out: Path | None, *, measure: bool) -> int:
            return _give(ask, draw, AnswerScope(episode=episode, cut=cut, background=background), out, measure=measure)

        name = named.__name__.strip("_").replace("_", "-")
        made = click.command(name, help=named.__doc__)(_scope_options(shared_options(asked(run))))
        answer.add_command(made)
        return made

    return command


def _scope_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--background", default="", metavar="CODE", help="Only this background."),
        click.option("--episode", default="", metavar="EP", help="Only this episode."),
        click.option("--cut", default="", metavar="CUT", help="Only this cut."),
        click.option(
            "--out",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Ends in .pdf, .html or .json; else in short.",
        ),
        click.option("--measure", is_flag=True, help="Measure first who painted what, where that is not kept yet."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@_answered(lambda step, scope, measure, progress: step.authorship(scope, measure=measure, progress=progress))
def authorship() -> None:
    """Say what people made of the pictures, element by element, and what generators made."""


@_answered(lambda step, scope, measure, progress: step.dossier(scope, measure=measure, progress=progress))
def dossier() -> None:
    """Say how pictures came to be: stages, candidates and the pick, masks, reviews, with their pictures."""


@_answered(lambda step, scope, measure, progress: step.register(scope, measure=measure, progress=progress))
def register() -> None:
    """List the generators used, on whose approval, and what no approval covers."""


@_answered(lambda step, scope, measure, progress: step.inspection(scope, measure=measure, progress=progress))
def inspection() -> None:
    """Say for every cut whether a generator was used and where, and who checked."""


@_answered(lambda step, scope, measure, progress: step.no_ai(scope, measure=measure, progress=progress))
def no_ai() -> None:
    """Record a chain without a generation; exit status 1 where a record cannot be issued as whole."""


@_answered(lambda step, scope, measure, progress: step.contribution(scope, measure=measure, progress=progress))
def contribution() -> None:
    """Say what each person did: area, time and words, side by side."""


def _give(ask: Asked, draw: _Draw, scope: AnswerScope, out: Path | None, *, measure: bool) -> int:
    """Draw up an answer, write it where asked, and say in short what it says."""
    step = ask.steps.answers
    if out is not None:
        step.check(out)
    with shown_progress() as progress:
        drawn = draw(step, scope, measure, part_of(progress, 0.0, 0.8))
        if out is not None:
            step.write(out, drawn, progress=part_of(progress, 0.8, 1.0))
    if ask.json:
        print_json({**answer_json(drawn), "path": str(out.absolute()) if out else None})
    else:
        lines = [scope_words(drawn.head), *_lines(drawn), _missing(drawn)]
        print_lines([*lines, *([_("Written to {path}.", path=out)] if out else [])])
    return _FOUND_WRONG if isinstance(drawn, NoAiRecords) and not drawn.whole else 0


def _missing(drawn: Answer) -> str:
    kinds = len(drawn.missing)
    if not kinds:
        return _("Nothing that this answer looks for is missing.")
    said = " ".join(f"{one.sentence} ({len(one.places)})" for one in drawn.missing)
    return _("What is missing: {what}", what=said)


def _lines(drawn: Answer) -> list[str]:
    match drawn:
        case AuthorshipStatement():
            return _authorship_lines(drawn)
        case ProcessDossier():
            return [f"{one.code}: " + ", ".join(stage.name for stage in one.stages) for one in drawn.backgrounds]
        case UseRegister():
            return _register_lines(drawn)
        case InspectionSheet():
            return [f"{finding_words(one)}: " + str(sum(cut.finding is one for cut in drawn.cuts)) for one in AiFinding]
        case NoAiRecords():
            return _no_ai_lines(drawn)
        case ContributionSummary():
            return [
                f"{one.who.words}: " + counted("{count} background", "{count} backgrounds", len(one.backgrounds))
                for one in drawn.people
            ]


def _authorship_lines(statement: AuthorshipStatement) -> list[str]:
    people = [
        f"{one.who.words}: " + counted("{count} background", "{count} backgrounds", len(one.backgrounds))
        for one in statement.people
    ]
    made = [
        _("Generative AI used: {system}", system=system_words(one.system, one.version, one.provider))
        for one in statement.generators
    ]
    return [*people, *made]


def _register_lines(register: UseRegister) -> list[str]:
    lines = [
        f"{system_words(one.system, one.version, one.provider)}: {use_words(one.use)}" for one in register.generators
    ]
    return [*lines, *(f"⚠ {one.sentence} ({len(one.places)})" for one in register.findings)]


def _no_ai_lines(records: NoAiRecords) -> list[str]:
    lines = []
    for one in records.records:
        said = _("whole") if one.whole else " ".join(gap.sentence for gap in one.gaps)
        lines.append(f"{one.code}: {said}")
    return [*lines, *(_("{code}: cannot have a record", code=one.code) for one in records.refused)]
