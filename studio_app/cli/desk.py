"""`teire desk`: what was recorded at this desk, before any of it goes to the studio."""

from collections.abc import Iterator
from datetime import timedelta

import click

from studio_app.cli.answers import clock, print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.desk_documents import (
    line_document,
    question_document,
    recording_document,
    sent_document,
    sheet_document,
    state_document,
)
from studio_app.cli.desk_export import export
from studio_app.cli.desk_settings import settings_commands
from studio_app.cli.desk_timeline import timeline
from studio_app.cli.documents import session_document
from studio_app.cli.whose import me
from studio_app.cli.words import duration, moment
from studio_app.domain.desk_changes import Answer
from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.desk_wording import gap_words, late_words, time_kind_word
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms, from_ms, to_ms
from studio_app.domain.names import shown
from studio_app.domain.recordings import Ending
from studio_app.domain.sessions import WorkKind
from studio_app.domain.wording import work_word
from studio_app.workflow.desk_checks import work_and_rest
from studio_app.workflow.desk_views import DeskSheet, LineView, Question
from studio_app.workflow.submitting import Sent

_kind = click.option("--kind", type=click.Choice([one.value for one in WorkKind]), help="What it was spent on.")


@click.group(invoke_without_command=True)
@shared_options
@click.pass_context
def desk(ctx: click.Context) -> None:
    """Your own recorded time: what runs, what was not sent yet, what you are asked. None of it has left this desk."""
    if ctx.invoked_subcommand is None:
        _show(ctx.ensure_object(Asked))


@desk.command("show")
@shared_options
@asked
def show(ask: Asked) -> None:
    """Show what runs, what was recorded and not sent, and every open question."""
    _show(ask)


def _show(ask: Asked) -> None:
    sheet, state = ask.steps.desk.sheet(me(ask)), ask.machine.desk_clock().state()
    if ask.json:
        print_json(sheet_document(sheet, state))
        return
    lines = [_("Recording is paused.")] if state.paused else []
    if state.running is not None:
        active = clock(timedelta(milliseconds=state.active_ms))
        lines.append(_("The clock runs on {code}: {active}.", code=state.running.task.code, active=active))
        if not state.is_recorded:
            lines.append(_("No program records it now; it goes on with the next that does."))
    if not lines and not sheet.lines:
        lines = [_("Nothing was recorded that is not sent.")]
    if lines:
        print_lines(lines)
    if sheet.lines:
        print_table([_row(one) for one in sheet.lines])
    if questions := [*_questions(sheet)]:
        print_lines(questions)


def _row(view: LineView) -> tuple[str, ...]:
    begun = from_ms(view.started_ms).astimezone()
    marks = [_("left out")] if view.line.left_out else []
    marks += [_("running")] if view.runs else []
    marks += [
        f"{time_kind_word(kind)} {clock(timedelta(milliseconds=view.ms(kind)))}"
        for kind in (TimeKind.STATED, TimeKind.UNCONFIRMED, TimeKind.BREAK)
        if view.ms(kind)
    ]
    return (
        view.line.id[:8],
        begun.strftime("%Y-%m-%d %H:%M"),
        view.line.task.code,
        work_word(view.line.task.work),
        clock(timedelta(milliseconds=view.ms(TimeKind.ACTIVE))),
        _("{count} saves", count=len(view.saves)) if view.saves else "",
        ", ".join(marks),
    )


def _questions(sheet: DeskSheet) -> Iterator[str]:
    for one in sheet.questions:
        yield f"{one.name}  {question_words(one)}"
    for late in sheet.late:
        yield f"{late.name}  {late_words(length=clock(late.session.unconfirmed), code=late.code)}"


def question_words(one: Question) -> str:
    """Return a question in a sentence."""
    begun = from_ms(one.gap.piece.at_ms).astimezone().strftime("%H:%M")
    length = clock(timedelta(milliseconds=one.gap.piece.ms))
    return gap_words(one.gap.piece.kind, length=length, moment=begun, code=one.code)


@desk.command("stop")
@shared_options
@asked
def stop(ask: Asked) -> None:
    """Stop the running clock, whichever program runs it."""
    ended = ask.machine.desk_clock().stop(Ending.STOPPED)
    if ask.json:
        print_json(recording_document(ended))
        return
    active = clock(timedelta(milliseconds=ended.active_ms))
    print_lines([_("Stopped after {active} of work on {code}.", active=active, code=ended.task.code)])


@desk.command("pause")
@shared_options
@asked
def pause(ask: Asked) -> None:
    """Record nothing at this desk, no time and no saves, until “teire desk resume”."""
    ask.machine.desk_clock().pause()
    _answer_state(ask, _("Nothing is recorded at this desk until “teire desk resume”."))


@desk.command("resume")
@shared_options
@asked
def resume(ask: Asked) -> None:
    """Let this desk record again."""
    ask.machine.desk_clock().resume()
    _answer_state(ask, _("This desk records again as soon as you work on something."))


def _answer_state(ask: Asked, sentence: str) -> None:
    if ask.json:
        print_json(state_document(ask.machine.desk_clock().state()))
    else:
        print_lines([sentence])


@desk.command("answer")
@click.argument("question")
@click.argument("parts", nargs=-1, required=True, metavar="work[=H:MM]|break[=H:MM]|later…")
@click.option("--reason", default="", help="What the work away from the machine was.")
@shared_options
@asked
def answer(ask: Asked, question: str, parts: tuple[str, ...], reason: str) -> None:
    """Say what an absence was: work away from the machine, a break, parts of each, or that you will say later."""
    filled = tuple(_part(one) for one in parts)
    sheet = ask.steps.desk.sheet(me(ask))
    late = next((one for one in sheet.late if one.name == question), None)
    if late is not None:
        work, rest = work_and_rest(filled, late.session.unconfirmed)
        session = ask.steps.submitting.answer_late(late.session.id, work=work, rest=rest, reason=reason, person=me(ask))
        _answer(ask, session_document(session), _("Your answer is in the ledger."))
        return
    answered = ask.steps.desk.answer(question, filled, reason=reason, person=me(ask))
    _answer(ask, question_document(answered), _("Your answer is kept; it goes with that time when you submit it."))


def _part(text: str) -> tuple[Answer, int | None]:
    name, given, length = text.partition("=")
    if name not in {one.value for one in Answer}:
        raise StudioError(
            _("{text} is no answer.", text=shown(text)), hint=_("Say work, break or later, such as “work=0:10 break”.")
        )
    return Answer(name), duration_ms(duration(length)) if given else None


@desk.command("split")
@click.argument("line")
@click.option("--at", "when", required=True, metavar="'DAY H:MM'", help="Where to cut it, as your clock showed.")
@shared_options
@asked
def split(ask: Asked, line: str, when: str) -> None:
    """Cut recorded time in two, so that each part can be re-assigned or left out."""
    # The list of recorded time shows this machine's clock, which need not be that of the studio.
    at = moment(when, ask.machine.clock.read().zone)
    one, two = ask.steps.desk.split(line, at_ms=to_ms(at), person=me(ask))
    _answer_lines(ask, (one, two))


@desk.command("merge")
@click.argument("line")
@click.argument("other")
@shared_options
@asked
def merge(ask: Asked, line: str, other: str) -> None:
    """Make two stretches of time on one background one."""
    _answer_lines(ask, (ask.steps.desk.merge(line, other, person=me(ask)),))


@desk.command("assign")
@click.argument("line")
@click.option("--background", metavar="CODE", help="What it was work on.")
@_kind
@shared_options
@asked
def assign(ask: Asked, line: str, background: str | None, kind: str | None) -> None:
    """Say that recorded time was work on another background, or of another kind."""
    found = ask.steps.desk.assign(line, background, kind=WorkKind(kind) if kind else None, person=me(ask))
    _answer_lines(ask, (found,))


@desk.command("leave-out")
@click.argument("line")
@click.option("--reason", required=True, help="Why; it stays at this desk.")
@shared_options
@asked
def leave_out(ask: Asked, line: str, reason: str) -> None:
    """Keep recorded time from being sent; it stays here, marked as left out."""
    _answer_lines(ask, (ask.steps.desk.leave_out(line, left_out=True, reason=reason, person=me(ask)),))


@desk.command("take-back")
@click.argument("line")
@shared_options
@asked
def take_back(ask: Asked, line: str) -> None:
    """Let time that was left out be sent after all."""
    _answer_lines(ask, (ask.steps.desk.leave_out(line, left_out=False, reason="", person=me(ask)),))


@desk.command("submit")
@click.argument("lines", nargs=-1)
@shared_options
@asked
def submit(ask: Asked, lines: tuple[str, ...]) -> None:
    """Send recorded time and the pictures saved meanwhile to the studio's ledger: LINES, or all not left out."""
    sent = ask.steps.submitting.submit(lines, person=me(ask))
    if ask.json:
        print_json({"sent": [sent_document(one) for one in sent]})
        return
    print_lines([*(sentence for one in sent for sentence in _sent_words(one))] or [_("There is nothing to send.")])


def _sent_words(one: Sent) -> Iterator[str]:
    active = clock(sum((session.active for session in one.sessions), timedelta(0)))
    code = one.view.line.task.code
    if one.stages:
        yield _("{active} on {code} sent, with {count} pictures.", active=active, code=code, count=one.stages)
    else:
        yield _("{active} on {code} sent.", active=active, code=code)
    if one.overlap_ms:
        yield "  " + _(
            "{length} of it stand there from another machine or program: unconfirmed until you say what counts.",
            length=clock(timedelta(milliseconds=one.overlap_ms)),
        )


def _answer_lines(ask: Asked, views: tuple[LineView, ...]) -> None:
    if ask.json:
        print_json({"lines": [line_document(one) for one in views]})
    else:
        print_table([_row(one) for one in views])


def _answer(ask: Asked, document: dict[str, object], sentence: str) -> None:
    if ask.json:
        print_json(document)
    else:
        print_lines([sentence])


for _command in (*settings_commands(), timeline, export):
    desk.add_command(_command)
