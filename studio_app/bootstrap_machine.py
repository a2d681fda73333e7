"""Builds what belongs to this machine rather than to a studio."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from studio_app.capture.clock import SystemClock
from studio_app.domain.moments import Clock
from studio_app.domain.money import Money
from studio_app.statements.generator_table import GeneratorTable, parse_generators
from studio_app.statements.roles import RoleTable, parse_roles
from studio_app.statements.tax_tables import TaxTables, parse_taxes
from studio_app.statements.wage_floors import WageFloors, Yardsticks, parse_wage_floors
from studio_app.storage.desk_book import FileDeskBook
from studio_app.storage.home import installation_home
from studio_app.storage.installation import Installation
from studio_app.storage.keyring_box import KeyringBox
from studio_app.storage.shipped import shipped_folder
from studio_app.storage.store import FileStore
from studio_app.workflow.desk_clock import DeskClock
from studio_app.workflow.desk_ports import IdleSource

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_NO_KEYRING = "TEIRE_NO_KEYRING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What belongs to this machine rather than to a studio."""

    clock: Clock
    installation: Installation
    shipped: Path
    desk: FileDeskBook
    saves: FileStore
    find_idle: Callable[[], IdleSource | None]

    def desk_clock(self) -> DeskClock:
        """Return the clock of this desk, which every program here shares through the desk's book."""
        return DeskClock(self.desk, clock=self.clock, find_idle=self.find_idle)

    def generators(self) -> GeneratorTable:
        """Read the table of generators and their providers that ships with Teire."""
        return parse_generators((self.shipped / "resources" / "tables" / "generators.toml").read_text(encoding="utf-8"))

    def roles(self) -> RoleTable:
        """Read the table of roles that ships with Teire."""
        return parse_roles((self.shipped / "resources" / "tables" / "roles.toml").read_text(encoding="utf-8"))

    def wage_floors(self) -> WageFloors:
        """Read the table of minimum wages that ships with Teire."""
        table = self.shipped / "resources" / "tables" / "wage_floors.toml"
        return parse_wage_floors(table.read_text(encoding="utf-8"))

    def taxes(self) -> TaxTables:
        """Read the table of taxes that ships with Teire."""
        table = self.shipped / "resources" / "tables" / "taxes.toml"
        return parse_taxes(table.read_text(encoding="utf-8"))

    def work_folder(self) -> Path:
        """Return where working files are laid: as somebody chose, else among their documents."""
        return self.desk.settings().work_folder or platformdirs.user_documents_path() / "Teire"

    def checked_number(self, text: str) -> str:
        """Return a supplier's registration number as it is kept; refuse one that was never given out."""
        return self.taxes().checked_number(text)

    def floors(self, own: Money | None, region: Callable[[], str]) -> Yardsticks:
        """Return what pay per hour is looked at beside: a studio's own floor, else the minimum wage of a region."""
        return Yardsticks(own, region=region, table=self.wage_floors)


def this_machine(*, clock: Clock | None = None, home: Path | None = None) -> Machine:
    """Build what belongs to this machine; `clock` and `home` stand in for its own in tests and the demonstration."""
    place = home or installation_home()
    return Machine(
        clock=clock or SystemClock(),
        installation=Installation(place, KeyringBox(usable_keyring)),
        shipped=shipped_folder(),
        desk=FileDeskBook(place),
        saves=FileStore(place / "desk"),
        find_idle=_idle_source,
    )


def _idle_source() -> IdleSource | None:
    # The systems' sources take a twentieth of a second to load, and only a program that records asks them.
    from studio_app.capture.idle import find_idle_source  # noqa: PLC0415

    return find_idle_source()


def usable_keyring() -> "KeyringBackend | None":
    """Return the system's keyring, None where the machine has none that works without asking."""
    import keyring.backends.fail  # noqa: PLC0415 - see `KeyringBox`

    if os.environ.get(_NO_KEYRING):
        return None
    backend = keyring.get_keyring()
    return None if isinstance(backend, keyring.backends.fail.Keyring) or backend.priority <= 0 else backend
