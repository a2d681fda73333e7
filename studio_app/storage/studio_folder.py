"""A studio's folder: finding it, founding it, and `studio.toml`."""

import json
import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import StudioId
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.storage.durable import write_durably
from studio_app.storage.failures import in_words

FORMAT = 1
_SETTINGS = "studio.toml"


class StudioFolderError(StudioError):
    """A folder that is no studio, or one this version cannot open."""


class NoStudioError(StudioFolderError):
    """There is no studio where one was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioFolder:
    """Where a studio lies and what its `studio.toml` says. `floor` is the stated pay per hour, in major units.

    `region` says whose minimum wage stands beside pay per hour where the studio states no floor, empty for none.
    """

    root: Path
    id: StudioId
    title: str
    currency: str
    zone: str
    database: str = "ledger.db"
    floor: str = ""
    region: str = ""
    demonstration: bool = False

    @property
    def database_path(self) -> Path:
        """The SQLite file of the ledger."""
        return self.root / self.database


def find_studio(start: Path) -> Path:
    """Return the studio's folder that holds `start`: itself or the nearest above it."""
    for folder in (start, *start.parents):
        if (folder / _SETTINGS).is_file():
            return folder
    raise NoStudioError(
        _("There is no studio in {name} or above it.", name=shown(str(start))),
        hint=_("Make one with “teire init”, or name one with --studio DIR."),
    )


def read_studio(root: Path) -> StudioFolder:
    """Read `studio.toml`; refuse a studio that a newer version made."""
    path = root / _SETTINGS
    try:
        with path.open("rb") as file:
            found = tomllib.load(file)
        if found.get("format", 0) > FORMAT:
            raise newer_studio(root)
        studio = found["studio"]
        return StudioFolder(
            root=root,
            id=StudioId(str(uuid.UUID(studio["id"]))),
            title=str(studio["title"]),
            currency=str(studio["currency"]),
            zone=str(studio["zone"]),
            database=_inside(str(found["ledger"]["database"])),
            floor=str(found.get("pay", {}).get("floor_per_hour", "")),
            region=str(found.get("pay", {}).get("region", "")),
            demonstration=bool(found.get("demonstration", False)),
        )
    except FileNotFoundError as error:
        raise StudioFolderError(
            _("{name} is not a studio.", name=shown(str(root))),
            hint=_("Make one with “teire init”, or name one with --studio DIR."),
        ) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise StudioFolderError(
            _("{path} cannot be read: {why}.", path=path, why=why), hint=_("Ask for the right to read the studio.")
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StudioFolderError(
            _("{path} cannot be understood.", path=path),
            hint=_("Restore it from a backup, or compare it with the one of another studio."),
        ) from error


def newer_studio(root: Path) -> StudioFolderError:
    """Return the refusal of a studio that a later version of Teire wrote."""
    return StudioFolderError(
        _("The studio {name} was made by a newer Teire.", name=shown(str(root))),
        hint=_("Install the newer version; this one leaves the studio as it is."),
    )


def write_settings(folder: StudioFolder) -> None:
    """Write `studio.toml` durably."""
    lines = [f"format = {FORMAT}"]
    if folder.demonstration:
        lines.append("demonstration = true")
    lines += [
        "\n[studio]",
        f"id = {_quoted(folder.id)}",
        f"title = {_quoted(folder.title)}",
        f"currency = {_quoted(folder.currency)}",
        f"zone = {_quoted(folder.zone)}",
        "\n[ledger]",
        f"database = {_quoted(folder.database)}",
    ]
    paid = {"floor_per_hour": folder.floor, "region": folder.region}
    if any(paid.values()):
        lines += ["\n[pay]", *(f"{name} = {_quoted(text)}" for name, text in paid.items() if text)]
    with in_words(folder.root):
        write_durably(folder.root / _SETTINGS, ("\n".join(lines) + "\n").encode())


def _quoted(text: str) -> str:
    """Return a TOML basic string; JSON's escapes are a subset of TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _inside(database: str) -> str:
    """Return the database's name if it is a plain name inside the studio."""
    if database != Path(database).name or database in {"", ".."} or "\0" in database:
        raise ValueError("the ledger lies outside the studio")
    return database
