"""`teire language`."""

import click

from studio_app.cli.answers import print_json, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.domain.language import LANGUAGES, _, choose_language
from studio_app.storage.failures import in_words
from studio_app.storage.home import installation_home, keep_language, kept_language, wanted_languages
from studio_app.storage.shipped import translations_folder

_SYSTEM = "system"


@click.command()
@click.argument("code", required=False, type=click.Choice([*LANGUAGES, _SYSTEM]))
@shared_options
@asked
def language(ask: Asked, code: str | None) -> None:
    """Choose the language of this installation, or show which there are; “system” follows the machine's."""
    home = installation_home()
    if code:
        with in_words(home):
            keep_language(home, None if code == _SYSTEM else code)
    spoken_now = choose_language(translations_folder(), wanted_languages(home, ask.surroundings))
    kept = kept_language(home)
    if ask.json:
        print_json({"language": spoken_now, "chosen": kept or _SYSTEM, "languages": dict(LANGUAGES)})
        return
    rows = [[_mark(one == spoken_now), one, name] for one, name in LANGUAGES.items()]
    print_table([*rows, [_mark(kept is None), _SYSTEM, _("whatever this machine speaks")]])


def _mark(chosen: bool) -> str:
    return "✓" if chosen else " "
