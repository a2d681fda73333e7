"""Making a studio's folder so that it is a studio or not one, never half: `studio.toml` is written last."""

import secrets
from pathlib import Path

from sqlalchemy import Engine, func, select

from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.storage import tables as t
from studio_app.storage.database import open_database
from studio_app.storage.durable import make_folders, sync_folder
from studio_app.storage.failures import in_words
from studio_app.storage.migrations import schema_of, upgrade
from studio_app.storage.studio_folder import StudioFolderError

_FOUNDING_ENTRIES = 2


def make_database(root: Path, database: str, migrations: Path) -> Engine:
    """Make the folders and the empty database of a new studio and return its engine.

    What a founding that was cut short left behind is cleared away; anything else in the folder is refused.
    """
    if root.exists() and not root.is_dir():
        raise StudioFolderError(_("{name} is a file.", name=shown(str(root))), hint=_("Give an empty or a new folder."))
    with in_words(root):
        make_folders(root)
        _require_free(root, database)
        for name in ("store", "derived"):
            make_folders(root / name)
        _clear_asides(root, database)
        aside = root / f".{database}.{secrets.token_hex(6)}"
        engine = open_database(aside, create=True)
        upgrade(engine, migrations)
        engine.dispose()
        aside.replace(root / database)
        _clear_asides(root, database)
        sync_folder(root)
        return open_database(root / database)


def _clear_asides(root: Path, database: str) -> None:
    """Remove databases, and their journals, that were made aside."""
    for leftover in root.glob(f".{database}.*"):
        leftover.unlink()


def _require_free(root: Path, database: str) -> None:
    """Refuse a folder that holds a studio or other things; remove an unfinished founding's database."""
    if (root / "studio.toml").exists():
        raise StudioFolderError(
            _("{name} is already a studio.", name=shown(str(root))),
            hint=_("Choose another folder, or work in this one."),
        )
    ours = {database, f"{database}-journal", "store", "derived"}
    others = [one.name for one in root.iterdir() if one.name not in ours and not one.name.startswith(".")]
    if others:
        raise StudioFolderError(
            _("{name} already holds other things, such as {other}.", name=shown(str(root)), other=shown(others[0])),
            hint=_("Give an empty or a new folder."),
        )
    place = root / database
    if place.exists():
        _require_unfinished(place)
        place.unlink()
    # A journal without its database would be played back into the next one of that name.
    (root / f"{database}-journal").unlink(missing_ok=True)


def _require_unfinished(place: Path) -> None:
    """Refuse to clear away a ledger in which anybody has recorded anything."""
    engine = open_database(place)
    if not schema_of(engine):
        # Ours gets its name only after its tables are made, so this is somebody else's database.
        raise StudioFolderError(
            _("{name} already holds other things, such as {other}.", name=shown(str(place.parent)), other=shown(place)),
            hint=_("Give an empty or a new folder."),
        )
    with engine.connect() as connection:
        entries = connection.execute(select(func.count()).select_from(t.ledger_entry)).scalar() or 0
    if entries > _FOUNDING_ENTRIES:
        raise StudioFolderError(
            _("{name} holds a ledger but no studio.toml.", name=shown(str(place.parent))),
            hint=_("Restore studio.toml from a backup; the ledger is left as it is."),
        )
