"""`teire session`."""

import click

from studio_app.cli.answers import clock, print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.documents import session_document
from studio_app.cli.session_options import by_option, kind_option
from studio_app.cli.time_evidence import evidence
from studio_app.cli.time_reading import import_time
from studio_app.cli.words import duration, moment
from studio_app.domain.language import _
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.domain.wording import basis_word, work_word


@click.group()
def session() -> None:
    """Retouch time: started, stopped, typed in afterwards, read from other programs, listed."""


session.add_command(import_time)
session.add_command(evidence)


@session.command()
@click.argument("background")
@by_option
@kind_option
@shared_options
@asked
def start(ask: Asked, background: str, person: str | None, kind: str) -> None:
    """Start the clock on a BACKGROUND; a clock that runs on another is stopped."""
    started = ask.steps.time.start(background, person=person, kind=WorkKind(kind), by=ask.by)
    _answer(ask, started, _("The clock runs on {background}.", background=background))


@session.command()
@by_option
@shared_options
@asked
def stop(ask: Asked, person: str | None) -> None:
    """Stop the clock and record what it measured."""
    stopped = ask.steps.time.stop(person=person, by=ask.by)
    if stopped.unconfirmed:
        waiting = clock(stopped.unconfirmed)
        sentence = _(
            "Stopped after {active}; {waiting} are unconfirmed until you account for them (“teire desk”): the machine "
            "was restarted in between, or another one measured them as well.",
            active=clock(stopped.active),
            waiting=waiting,
        )
    else:
        sentence = _("Stopped after {active}.", active=clock(stopped.active))
    _answer(ask, stopped, sentence)


@session.command()
@click.argument("background")
@click.option("--time", "length", required=True, metavar="H:MM")
@click.option("--reason", required=True, help="Why it was not measured.")
@click.option("--from", "begun", metavar="'DAY H:MM'", help="When it began; else it ended just now.")
@by_option
@kind_option
@shared_options
@asked
def log(
    ask: Asked, background: str, length: str, reason: str, begun: str | None, person: str | None, kind: str
) -> None:
    """Type in time that was not measured; it is marked as stated."""
    logged = ask.steps.time.log(
        background,
        person=person,
        kind=WorkKind(kind),
        active=duration(length),
        started_at=moment(begun, ask.folder.zone) if begun else None,
        reason=reason,
        by=ask.by,
    )
    _answer(ask, logged, _("{active} stated for {background}.", active=clock(logged.active), background=background))


@session.command("list")
@click.option("--background", metavar="CODE")
@by_option
@shared_options
@asked
def list_sessions(ask: Asked, background: str | None, person: str | None) -> None:
    """List sessions."""
    sessions = ask.steps.time.all(background=background, person=person)
    if ask.json:
        print_json({"sessions": [session_document(one) for one in sessions]})
        return
    codes = {row.background.id: row.background.code for row in ask.steps.overview.rows()}
    people = {one.id: one.code for one in ask.steps.people.all()}
    print_table(
        [
            (
                one.started_at.astimezone().strftime("%Y-%m-%d %H:%M"),
                codes.get(one.background, ""),
                people.get(one.person, ""),
                work_word(one.kind),
                clock(one.active) if one.stopped_at else _("running"),
                basis_word(one.basis),
                one.entry[:12],
            )
            for one in sessions
        ]
    )


def _answer(ask: Asked, one: RetouchSession, sentence: str) -> None:
    if ask.json:
        print_json(session_document(one))
    else:
        print_lines([sentence])
