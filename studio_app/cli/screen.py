"""`teire screen`."""

from pathlib import Path

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.words import WordRefused
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.storage.home import installation_home, keep_screen, kept_screen

_SYSTEM, _SRGB = "system", "srgb"
_LARGEST = 16 * 2**20


@click.command()
@click.argument("profile", metavar="[FILE.icc|system|srgb]", required=False)
@shared_options
@asked
def screen(ask: Asked, profile: str | None) -> None:
    """Say which ICC profile the screen has, or show what is known: “system” asks the system, “srgb” turns no colour."""
    from studio_app.imaging.screen_colour import ScreenColour  # noqa: PLC0415
    from studio_app.storage.failures import in_words  # noqa: PLC0415

    home = installation_home()
    if profile is not None:
        chosen = {_SYSTEM: None, _SRGB: b""}[profile] if profile in {_SYSTEM, _SRGB} else _read(Path(profile))
        if chosen:
            ScreenColour(chosen)
        with in_words(home):
            keep_screen(home, chosen)
    own = kept_screen(home)
    found = _of_system() if own is None else own
    name = ScreenColour(found).name if found else ""
    if ask.json:
        chosen_word = _SYSTEM if own is None else "file" if own else _SRGB
        print_json({"chosen": chosen_word, "profile": name or None})
    else:
        print_lines([_sentence(own, name)])


def _of_system() -> bytes | None:
    from studio_app.imaging.screen_colour import NoScreenProfile, ScreenColour  # noqa: PLC0415
    from studio_app.qt.screen_profile import system_profile  # noqa: PLC0415

    found = system_profile()
    try:
        return found if found and ScreenColour(found) else None
    except NoScreenProfile:
        return None


def _sentence(own: bytes | None, name: str) -> str:
    if own is None and not name:
        return _("The system names no profile for the screen; pictures are shown as sRGB.")
    if own is None:
        return _("Pictures are turned for the screen as the system says: {name}.", name=shown(name))
    if not own:
        return _("Pictures are shown as sRGB, whatever the system says.")
    return _("Pictures are turned for the screen: {name}.", name=shown(name))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise WordRefused(
            _("The profile {name} cannot be read.", name=shown(path)), hint=_("Check that it is there and readable.")
        ) from error
