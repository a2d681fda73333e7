"""The command `teire`: finds the command, runs it, and turns every failure into one sentence and an exit status."""

import importlib
import logging
import os
import sys
import tempfile
import traceback
from pathlib import Path

import click

from studio_app import __version__
from studio_app.cli.asked import Asked, shared_options
from studio_app.cli.spoken import speaking, spoken
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _, choose_language
from studio_app.sandbox.collecting import collect_seldom
from studio_app.storage.home import installation_home, wanted_languages
from studio_app.storage.shipped import asked_languages, translations_folder

logger = logging.getLogger(__name__)
CANNOT = 2
_COMMANDS = {
    "demo": "studio_app.cli.demo:demo",
    "init": "studio_app.cli.studio:init",
    "me": "studio_app.cli.studio:me",
    "person": "studio_app.cli.people:person",
    "background": "studio_app.cli.backgrounds:background",
    "add": "studio_app.cli.files:add",
    "candidate": "studio_app.cli.candidates:candidate",
    "source": "studio_app.cli.sources:source",
    "disclosure": "studio_app.cli.disclosure:disclosure",
    "work": "studio_app.cli.work:work",
    "desk": "studio_app.cli.desk:desk",
    "tray": "studio_app.cli.tray:tray",
    "session": "studio_app.cli.sessions:session",
    "origin": "studio_app.cli.origin:origin",
    "compare": "studio_app.cli.compare:compare",
    "attribute": "studio_app.cli.attribute:attribute",
    "review": "studio_app.cli.reviews:review",
    "correct": "studio_app.cli.corrections:correct",
    "rate": "studio_app.cli.rates:rate",
    "order": "studio_app.cli.orders:order",
    "contract": "studio_app.cli.orders:contract",
    "ledger": "studio_app.cli.ledger:ledger",
    "credits": "studio_app.cli.credits:credits_sheet",
    "deliver": "studio_app.cli.delivering:deliver",
    "certificate": "studio_app.cli.certificates:certificate",
    "answer": "studio_app.cli.answering:answer",
    "generator": "studio_app.cli.generators:generator",
    "pay": "studio_app.cli.pay:pay",
    "invoice": "studio_app.cli.pay:invoice",
    "language": "studio_app.cli.languages:language",
    "screen": "studio_app.cli.screen:screen",
    "doctor": "studio_app.cli.doctor:doctor",
}


class _Commands(click.Group):
    """Imports a command only when it is asked for, so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, _colon, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return spoken(command)


@click.command(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@shared_options
@click.version_option(__version__, prog_name="teire")
@click.option("--temporary", is_flag=True, help="Open the window on a throw-away studio with sample backgrounds.")
@click.pass_context
def teire(ctx: click.Context, *, temporary: bool) -> None:
    """Retouch, evidence, credits and pay for generated backgrounds. Alone, it opens the window."""
    if temporary:
        with tempfile.TemporaryDirectory(prefix="teire-") as folder:
            ctx.exit(main(["demo", str(Path(folder) / "studio")]))
    if ctx.invoked_subcommand is None:
        from studio_app.cli.window import open_window  # noqa: PLC0415 - Qt is only loaded for the window

        ctx.exit(open_window(ctx.ensure_object(Asked)))


def run() -> None:
    """Run the command line of this process and end it."""
    collect_seldom()
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run a command and return its exit status: 0 done, 1 a check found something wrong, 2 it could not be done."""
    asked = tuple(asked_languages())
    language = choose_language(translations_folder(), wanted_languages(installation_home(), asked))
    try:
        with speaking(translations_folder(), language):
            return _run(arguments, Asked(surroundings=asked))
    except StudioError as error:
        return _refuse(str(error))
    except BrokenPipeError:
        # Whoever read our output has gone; keep Python from failing once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CANNOT
    except OSError as error:
        return _refuse(_("The answer could not be written: {why}.", why=error.strerror or error))
    except MemoryError:
        return _refuse(_("There is not enough memory for this. Close other programs, or use a smaller picture."))
    except Exception:  # noqa: BLE001 - the one place where a bug is caught, to be shown as one without a traceback
        return _bug()


def _run(arguments: list[str], ask: Asked) -> int:
    """Run a command; turn what click says of a wrong command line into a sentence."""
    try:
        status = spoken(teire).main(arguments, prog_name="teire", standalone_mode=False, obj=ask)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        return _refuse(error.format_message() + " " + _("“teire --help” shows what is possible."))
    except (click.Abort, KeyboardInterrupt):
        return _refuse(_("Stopped. What was acknowledged before is kept."))
    return status if isinstance(status, int) else 0


def _refuse(sentence: str) -> int:
    """Say why it could not be done."""
    one_line = " ".join(sentence.split())
    sys.stderr.write(f"teire: {one_line}\n".encode(errors="backslashreplace").decode())
    return CANNOT


def _bug() -> int:
    """Keep the trace of a bug in a file and say where it is."""
    trace = traceback.format_exc()
    try:
        handle, name = tempfile.mkstemp(prefix="teire-bug-", suffix=".txt")
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123
            file.write(trace)
        where = str(Path(name))
    except OSError:
        where = _("nowhere, since no file could be written")
    return _refuse(
        _("This is a mistake in Teire itself. Please report it with the details kept in {where}.", where=where)
    )
