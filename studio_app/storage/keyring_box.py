"""The system's keyring, loaded at the first secret: it takes a tenth of a second, and most starts need none."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend


class KeyringLocked(Exception):
    """The keyring is there and does not answer; whoever asked says what that means."""


class KeyringBox:
    """Keeps secrets by service and name; where `find` gives no keyring, nothing is kept and nothing is known."""

    def __init__(self, find: Callable[[], KeyringBackend | None]) -> None:
        self._find = find

    def secret(self, service: str, name: str) -> str | None:
        """Return a secret, None where there is none. Raises `KeyringLocked`."""
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            return None if self._backend is None else self._backend.get_password(service, name)
        except KeyringError as error:
            raise KeyringLocked from error

    def keep(self, service: str, name: str, secret: str) -> bool:
        """Keep a secret and read it back; False where there is no keyring that keeps it."""
        from keyring.errors import KeyringError  # noqa: PLC0415

        if self._backend is None:
            return False
        try:
            self._backend.set_password(service, name, secret)
            return self._backend.get_password(service, name) == secret
        except KeyringError:
            return False

    def drop(self, service: str, name: str) -> None:
        """Forget a secret, where one is kept."""
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            if self._backend is not None:
                self._backend.delete_password(service, name)
        except KeyringError:
            return

    @cached_property
    def _backend(self) -> KeyringBackend | None:
        return self._find()
