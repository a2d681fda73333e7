"""The certificate that a studio signs its delivered pictures with, as commands and windows ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from studio_app.domain.deliveries import CertificateFacts, SigningIdentity
    from studio_app.domain.moments import Clock


class CertificateBook(Protocol):
    """Keeps one chain and its key for one studio at this installation, never inside the studio."""

    def facts(self) -> CertificateFacts | None:
        """Return what the kept certificate says of itself, valid or not; None where none is kept."""
        ...

    def identity(self, now: datetime) -> SigningIdentity:
        """Return the kept certificate with its key, checked anew."""
        ...

    def make(self, name: str, *, now: datetime, years: int, replace: bool = False) -> CertificateFacts: ...

    def use(
        self, chain: Path, key: Path, *, now: datetime, password: Callable[[], str], replace: bool = False
    ) -> CertificateFacts: ...

    def remove(self) -> CertificateFacts | None: ...


class CertificateStep:
    """Makes, takes, shows and removes the certificate; `book` is only opened when it is needed: it is slow to load."""

    def __init__(self, book: Callable[[], CertificateBook], *, clock: Clock, title: str) -> None:
        self._book = book
        self._clock = clock
        self._title = title

    def now(self) -> datetime:
        """The moment by which validity is judged."""
        return self._clock.read().wall

    def facts(self) -> CertificateFacts | None:
        """Return what the certificate says of itself, None where the studio has none."""
        return self._book().facts()

    def identity(self) -> SigningIdentity:
        """Return who signs; raise a `StudioError` where the studio has no certificate or it is not valid."""
        return self._book().identity(self.now())

    def make(self, name: str = "", *, years: int = 5, replace: bool = False) -> CertificateFacts:
        """Make a root and a certificate, for the studio's title where no name is given."""
        return self._book().make(name or self._title, now=self.now(), years=years, replace=replace)

    def use(self, chain: Path, key: Path, *, password: Callable[[], str], replace: bool = False) -> CertificateFacts:
        """Keep a certificate that was issued to the studio; `password` is asked where its key is encrypted."""
        return self._book().use(chain, key, now=self.now(), password=password, replace=replace)

    def remove(self) -> CertificateFacts | None:
        """Let the certificate and its key go; return what was let go."""
        return self._book().remove()
