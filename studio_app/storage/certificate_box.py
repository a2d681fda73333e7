"""The certificate that a studio signs delivered pictures with, as this installation keeps it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from studio_app.domain.deliveries import CertificateFacts, SigningIdentity
from studio_app.domain.language import _
from studio_app.ledger.studio_certificates import (
    CertificateRefused,
    check_validity,
    facts_of,
    make_identity,
    read_identity,
)
from studio_app.storage.durable import make_folders, write_durably
from studio_app.storage.failures import in_words
from studio_app.storage.keyring_box import KeyringBox, KeyringLocked

_SERVICE = "teire-certificate"
_PRIVATE = 0o600
_LARGEST = 1 << 20


class CertificateBox:
    """Keeps one chain with its key in `folder`, which belongs to this user and this studio alone.

    The key is kept in the system's keyring, or in a file that only its owner reads; never inside the studio.
    """

    def __init__(self, folder: Path, *, keyring: KeyringBox) -> None:
        self._folder = folder
        self._keyring = keyring

    def facts(self) -> CertificateFacts | None:
        """Return what the kept certificate says of itself, valid or not; None where none is kept."""
        path = self._folder / "certificate.json"
        if not path.exists():
            return None
        try:
            known = json.loads(path.read_bytes())
            return facts_of(known["chain"], known["algorithm"], made_here=known["made_here"] is True)
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise _damaged(path) from error

    def identity(self, now: datetime) -> SigningIdentity:
        """Return the kept certificate with its key, checked anew; raise `CertificateRefused` where it cannot sign."""
        facts = self.facts()
        if facts is None:
            raise CertificateRefused(
                _("This studio has no certificate to sign with."),
                hint=_("Make one with “teire certificate make”, or deliver without a signature with --no-sign."),
            )
        check_validity(facts, now)
        path = self._folder / "certificate.json"
        known = json.loads(path.read_bytes())
        key = known.get("key") or self._secret(facts.fingerprint)
        if not key:
            raise CertificateRefused(
                _("The key of the studio's certificate is not on this computer any more."),
                hint=_("Make a new one with “teire certificate make --replace”, and hand out its root."),
            )
        return read_identity(known["chain"].encode(), key.encode(), now=now, password=None, made_here=facts.made_here)

    def make(self, name: str, *, now: datetime, years: int, replace: bool = False) -> CertificateFacts:
        """Make a root and a leaf and keep them; an earlier one is only replaced where that is asked for."""
        self._refuse_second(replace=replace)
        identity = make_identity(name, now=now, years=years)
        self._keep(identity)
        return identity.facts

    def use(
        self, chain: Path, key: Path, *, now: datetime, password: Callable[[], str], replace: bool = False
    ) -> CertificateFacts:
        """Keep a copy of a certificate that was given, once it was checked."""
        self._refuse_second(replace=replace)
        identity = given_identity(chain, key, now=now, password=password)
        self._keep(identity)
        return identity.facts

    def remove(self) -> CertificateFacts | None:
        """Let certificate and key go; pictures that were signed stay signed. Return what was let go."""
        facts = self.facts()
        if facts is not None:
            self._keyring.drop(_SERVICE, facts.fingerprint)
            with in_words(self._folder):
                (self._folder / "certificate.json").unlink(missing_ok=True)
        return facts

    def _refuse_second(self, *, replace: bool) -> None:
        facts = self.facts()
        if facts is not None and not replace:
            raise CertificateRefused(
                _("This studio already signs as “{name}”.", name=facts.subject),
                hint=_("Add --replace to take another one; the root then has to be handed out again."),
            )

    def _keep(self, identity: SigningIdentity) -> None:
        earlier = self.facts()
        known: dict[str, str | bool] = {
            "chain": identity.chain,
            "algorithm": identity.algorithm,
            "made_here": identity.facts.made_here,
        }
        if not self._keyring.keep(_SERVICE, identity.facts.fingerprint, identity.key):
            known["key"] = identity.key
        with in_words(self._folder):
            make_folders(self._folder)
            write_durably(self._folder / "certificate.json", json.dumps(known).encode(), mode=_PRIVATE)
        if earlier is not None and earlier.fingerprint != identity.facts.fingerprint:
            self._keyring.drop(_SERVICE, earlier.fingerprint)

    def _secret(self, fingerprint: str) -> str | None:
        try:
            return self._keyring.secret(_SERVICE, fingerprint)
        except KeyringLocked as error:
            raise CertificateRefused(
                _("The system's keyring does not give out the certificate's key."),
                hint=_("Unlock the keyring, then try again; nothing was recorded."),
            ) from error


def given_identity(chain: Path, key: Path, *, now: datetime, password: Callable[[], str]) -> SigningIdentity:
    """Read and check a chain and a key from files; raise `CertificateRefused`."""
    return read_identity(_read(chain), _read(key), now=now, password=password)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            raise FileNotFoundError(str(path))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise CertificateRefused(
            _("{path} cannot be read.", path=path), hint=_("Give the path of a PEM file that you may read.")
        ) from error


def _damaged(path: Path) -> CertificateRefused:
    return CertificateRefused(
        _("The installation's file {path} cannot be read.", path=path),
        hint=_("Move it away and make the certificate anew."),
    )
