"""Help and complaints of the command line in the language of whoever reads them."""

import copy
import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from studio_app.domain.language import _

_DOMAIN = "teire"
_ASKED = "LANGUAGE"


@contextmanager
def speaking(translations: Path, language: str) -> Iterator[None]:
    """Let click's own sentences come from our catalogue of `language`, too.

    click asks the standard library's gettext, which knows one language for the whole process, by its surroundings;
    they are as before afterwards.
    """
    before = os.environ.get(_ASKED)
    os.environ[_ASKED] = language
    gettext.bindtextdomain(_DOMAIN, str(translations))
    gettext.textdomain(_DOMAIN)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_ASKED]
        else:
            os.environ[_ASKED] = before


def spoken(command: click.Command) -> click.Command:
    """Return a command whose help and whose options' help are in the chosen language; the given one is unchanged."""
    said = copy.copy(command)
    said.help = _(command.help) if command.help else command.help
    said.params = [_spoken_parameter(one) for one in command.params]
    if isinstance(said, click.Group):
        said.commands = {name: spoken(one) for name, one in said.commands.items()}
    return said


def _spoken_parameter(parameter: click.Parameter) -> click.Parameter:
    said = copy.copy(parameter)
    if isinstance(said, click.Option) and said.help:
        said.help = _(said.help)
    return said
