"""`teire desk set`, `watch` and `unwatch`: the artist's own settings at this desk."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click

from studio_app.cli.answers import clock, print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.workflow.desk_ports import LONGEST_AWAY_MS, SHORTEST_AWAY_MS, DeskSettings, WatchedFolder

_MINUTE_MS = 60_000


@click.command("set")
@click.option("--away-after", type=int, metavar="MINUTES", help="Ask about absences this long and longer (5 to 30).")
@click.option("--at-once/--on-submit", default=None, help="Send time as it ends, or when you submit it.")
@click.option("--program", metavar="COMMAND", help="What opens a picture, {file} for its place; '' for the system's.")
@click.option("--work-folder", type=click.Path(path_type=Path), metavar="DIR", help="Where working copies are laid.")
@click.option(
    "--region", metavar="CODE", help="Whose minimum wage is your yardstick, such as JP-13; '' for the studio's."
)
@shared_options
@asked
def set_(
    ask: Asked,
    away_after: int | None,
    at_once: bool | None,
    program: str | None,
    work_folder: Path | None,
    region: str | None,
) -> None:
    """Show or change how this desk records."""
    book = ask.machine.desk
    settings = book.settings()
    if away_after is not None:
        settings = replace(settings, away_after_ms=_checked_away(away_after))
    if at_once is not None:
        settings = replace(settings, at_once=at_once)
    if program is not None:
        settings = replace(settings, program=program)
    if work_folder is not None:
        settings = replace(settings, work_folder=work_folder.absolute())
    if region is not None:
        settings = replace(settings, region=ask.machine.wage_floors().checked_region(region))
    if settings != book.settings():
        book.keep_settings(settings)
    _answer(ask, settings)


@click.command("watch")
@click.argument("folder", type=click.Path(path_type=Path))
@shared_options
@asked
def watch(ask: Asked, folder: Path) -> None:
    """Let every save in FOLDER count whose name carries a background's code: it starts that clock and is kept."""
    place = folder.absolute()
    if not place.is_dir():
        raise StudioError(
            _("{name} is no folder.", name=shown(folder)), hint=_("Give the folder that you save pictures in.")
        )
    own = WatchedFolder(folder=place, studio=ask.folder.root)
    settings = ask.machine.desk.settings()
    if own not in settings.watched:
        settings = replace(settings, watched=(*settings.watched, own))
        ask.machine.desk.keep_settings(settings)
    _answer(ask, settings)


@click.command("unwatch")
@click.argument("folder", type=click.Path(path_type=Path))
@shared_options
@asked
def unwatch(ask: Asked, folder: Path) -> None:
    """Watch FOLDER no more."""
    settings = ask.machine.desk.settings()
    left = tuple(one for one in settings.watched if one.folder != folder.absolute())
    if left == settings.watched:
        raise StudioError(
            _("{name} is not watched.", name=shown(folder)), hint=_("“teire desk set” shows the folders that are.")
        )
    settings = replace(settings, watched=left)
    ask.machine.desk.keep_settings(settings)
    _answer(ask, settings)


def settings_commands() -> tuple[click.Command, ...]:
    """Return the commands for the group `desk`."""
    return set_, watch, unwatch


def _checked_away(minutes: int) -> int:
    if not SHORTEST_AWAY_MS <= minutes * _MINUTE_MS <= LONGEST_AWAY_MS:
        raise StudioError(
            _("{minutes} minutes cannot be the limit.", minutes=minutes), hint=_("Choose 5 to 30 minutes.")
        )
    return minutes * _MINUTE_MS


def _answer(ask: Asked, settings: DeskSettings) -> None:
    if ask.json:
        print_json(
            {
                "paused": settings.paused,
                "away_after_ms": settings.away_after_ms,
                "at_once": settings.at_once,
                "program": settings.program,
                "work_folder": None if settings.work_folder is None else str(settings.work_folder),
                "watched": [{"folder": str(one.folder), "studio": str(one.studio)} for one in settings.watched],
                "region": settings.region,
            }
        )
        return
    limit = clock(timedelta(milliseconds=settings.away_after_ms))
    lines = [_("Absences of {limit} and longer are asked about.", limit=limit)]
    lines.append(
        _("Time goes to the studio as soon as it ends.")
        if settings.at_once
        else _("Time stays here until you submit it.")
    )
    if settings.program:
        lines.append(_("Pictures are opened with {program}.", program=shown(settings.program)))
    lines += [_("Saves in {folder} are watched.", folder=shown(str(one.folder))) for one in settings.watched]
    if settings.region:
        floors = ask.machine.wage_floors()
        place = floors.place(floors.checked_region(settings.region))
        lines.append(_("Beside your pay per hour stands the minimum wage of {place}, as a yardstick.", place=place))
    print_lines(lines)
