"""What every command can be asked: which studio, by whom, and whether to answer in JSON."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    # Loaded only once a command needs a studio: `compare` needs none and has to start at once.
    from studio_app.bootstrap_machine import Machine
    from studio_app.domain.ids import PersonId
    from studio_app.sandbox.runner import ChildExaminer
    from studio_app.storage.studio_folder import StudioFolder
    from studio_app.workflow.steps import Steps
    from studio_app.workflow.studio import Studio

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Asked:
    """The answers to the options that all commands share; `surroundings` are the languages the system asks for."""

    surroundings: tuple[str, ...] = ()
    json: bool = False
    studio_path: str | None = None
    as_code: str | None = None

    @cached_property
    def machine(self) -> Machine:
        """This machine."""
        from studio_app.bootstrap_machine import this_machine  # noqa: PLC0415

        return this_machine()

    @cached_property
    def folder(self) -> StudioFolder:
        """The studio's folder: the one named, else the one stood in."""
        from studio_app.storage.studio_folder import find_studio, read_studio  # noqa: PLC0415

        named = self.studio_path or os.environ.get("TEIRE_STUDIO")
        return read_studio(Path(named).absolute() if named else find_studio(Path.cwd()))

    @cached_property
    def studio(self) -> Studio:
        """The studio, opened."""
        return self.open(self.folder.root)

    def open(self, root: Path) -> Studio:
        """Open the studio in a folder."""
        from studio_app.bootstrap import open_studio  # noqa: PLC0415

        return open_studio(root, self.machine, examiner=self.examiner())

    def examiner(self, anchors: Path | None = None) -> ChildExaminer:
        """Return what looks into files: child processes that speak this language and call nobody.

        `anchors` is a PEM file of trusted signers of Content Credentials, else that of this installation.
        """
        from studio_app.sandbox.runner import ChildExaminer  # noqa: PLC0415
        from studio_app.storage.shipped import translations_folder  # noqa: PLC0415

        trusted = anchors or self.machine.installation.trusted_signers()
        return ChildExaminer(translations=translations_folder(), anchors=trusted)

    @property
    def steps(self) -> Steps:
        """The studio's steps."""
        return self.studio.steps

    @cached_property
    def by(self) -> PersonId | None:
        """Who records: the person of --as, else whoever is at this installation."""
        if self.as_code:
            return self.steps.people.find(self.as_code).id
        return self.machine.installation.me(self.folder.id)


def shared_options(command: Command) -> Command:
    """Add --json, --studio and --as, which may stand before or after the command's name."""

    def note(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        def keep(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
            if value:
                setattr(ctx.ensure_object(Asked), name, value)

        return keep

    options = (
        click.option(
            "--json", is_flag=True, expose_value=False, callback=note("json"), help="Answer with one JSON document."
        ),
        click.option(
            "--studio", metavar="DIR", expose_value=False, callback=note("studio_path"), help="The studio's folder."
        ),
        click.option("--as", metavar="CODE", expose_value=False, callback=note("as_code"), help="Who records this."),
    )
    for option in options:
        command = option(command)
    return command


asked = click.make_pass_decorator(Asked, ensure=True)
