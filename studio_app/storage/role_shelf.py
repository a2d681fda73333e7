"""Where the table of roles lies: beside `studio.toml` if the studio has its own, else among what came with Teire."""

from pathlib import Path

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.statements.roles import RoleTable, parse_roles, unreadable_roles
from studio_app.storage.durable import write_durably
from studio_app.storage.failures import in_words

_NAME = "roles.toml"


class RolesInPlace(StudioError):
    """The studio has a table of roles already; it is not written over."""


class RoleShelf:
    """Reads the table of roles of one studio; `shipped` is the folder of what came with Teire."""

    def __init__(self, shipped: Path, studio: Path) -> None:
        self._shipped = shipped / "resources" / "tables" / _NAME
        self._own = studio / _NAME

    def read(self) -> RoleTable:
        """Return the table that counts; raise `RolesError` where it cannot be used."""
        path = self.own() or self._shipped
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise unreadable_roles(_("it is not text in UTF-8")) from error
        except OSError as error:
            raise unreadable_roles(error.strerror or str(error)) from error
        return parse_roles(text)

    def own(self) -> Path | None:
        """Return the studio's own table, None where it has none."""
        return self._own if self._own.exists() else None

    def lay_copy(self) -> Path:
        """Lay a copy of the table that came with Teire beside `studio.toml` and return where it lies."""
        if self._own.exists():
            raise RolesInPlace(
                _("{name} lies in the studio already.", name=shown(self._own)),
                hint=_("Edit that one, or move it away to start from a fresh copy."),
            )
        with in_words(self._own.parent):
            write_durably(self._own, self._shipped.read_bytes())
        return self._own
