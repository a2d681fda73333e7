"""This installation: its id, who is at it, and its feeds' keys, each in the system's keyring or a file of its owner."""

import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import FeedId, InstallationId, PersonId, StudioId, new_uuid
from studio_app.domain.language import _
from studio_app.ledger.signing import FeedKey
from studio_app.storage.durable import make_folders, write_durably
from studio_app.storage.failures import in_words
from studio_app.storage.keyring_box import KeyringBox, KeyringLocked
from studio_app.storage.source_book import FileSourceBook

if TYPE_CHECKING:
    from studio_app.storage.certificate_box import CertificateBox

logger = logging.getLogger(__name__)
_PRIVATE = 0o600
_SERVICE = "teire"
_PLAIN_ID = re.compile(r"[0-9a-f-]{32,36}", re.ASCII)


class InstallationDamaged(StudioError):
    """A file of the installation cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The installation's file {path} cannot be read.", path=path),
            hint=_("Move it away; Teire then begins a new feed, and old entries stay valid."),
        )


class SignersUnreadable(StudioError):
    """A list of trusted signers that is none."""


def trusted_signers(path: Path) -> Path:
    """Return the path of a PEM file of certificates, read once so that it is known to be one.

    Raises `SignersUnreadable` where it cannot be read or holds no certificate.
    """
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 - slow to load, and seldom needed

    try:
        load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SignersUnreadable(
            _("{path} is no list of trusted signers.", path=path),
            hint=_("It has to hold certificates in PEM, each between BEGIN CERTIFICATE and END CERTIFICATE."),
        ) from error
    return path


class Installation:
    """What belongs to this machine and user, under `home`: never inside a studio, so a copied studio copies no key."""

    def __init__(self, home: Path, keyring: KeyringBox) -> None:
        self._home = home
        self._keyring = keyring

    def id(self) -> InstallationId:
        """Return the installation's id, made at the first call."""
        path = self._home / "installation.json"
        known = _read(path, "id")
        if known is None:
            known = {"id": new_uuid()}
            self._write(path, known)
        return InstallationId(known["id"])

    def trusted_signers(self) -> Path | None:
        """Return the list of signers of Content Credentials that this installation trusts, None where it has none."""
        path = self._home / "trusted-signers.pem"
        return trusted_signers(path) if path.exists() else None

    def source_book(self, studio: StudioId) -> FileSourceBook:
        """Return the generators of a studio as this installation knows them."""
        return FileSourceBook(self._folder(studio) / "sources", studio=studio, keyring=self._keyring)

    def certificates(self, studio: StudioId) -> "CertificateBox":
        """Return where the certificate is kept that a studio signs delivered pictures with."""
        from studio_app.storage.certificate_box import CertificateBox  # noqa: PLC0415 - slow to load, seldom needed

        return CertificateBox(self._folder(studio) / "certificate", keyring=self._keyring)

    def me(self, studio: StudioId) -> PersonId | None:
        """Who is at this installation in a studio, None until said."""
        known = _read(self._folder(studio) / "me.json", "person")
        return None if known is None else PersonId(known["person"])

    def remember_me(self, studio: StudioId, person: PersonId) -> None:
        """Keep who is at this installation."""
        self._write(self._folder(studio) / "me.json", {"person": person})

    def keys(self) -> dict[str, str]:
        """The window's keys that were changed here, by the command's name; whatever cannot be read counts as none."""
        try:
            found = json.loads((self._home / "keys.json").read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}

    def remember_keys(self, own: Mapping[str, str]) -> None:
        """Keep changed keys."""
        self._write(self._home / "keys.json", dict(own))

    def feed(self, studio: StudioId, person: PersonId | None) -> tuple[FeedId, FeedKey]:
        """Return the feed of a person (None: the installation itself) with its key, made at the first call.

        The key is on disk before the feed is used, so that no entry can exist whose writer's key was lost.
        """
        path = self._folder(studio) / "feeds" / f"{person or 'installation'}.json"
        known = _read(path, "feed")
        if known is None:
            return self._new_feed(path)
        feed = FeedId(known["feed"])
        secret = known.get("secret") or self._from_keyring(feed)
        try:
            return feed, FeedKey.from_secret(secret or "")
        except ValueError:
            logger.warning("the key of a feed is gone; a new feed is begun")
            return self._new_feed(path)

    def _new_feed(self, path: Path) -> tuple[FeedId, FeedKey]:
        """Make a feed and its key, kept before they are used."""
        feed, key = FeedId(new_uuid()), FeedKey.generate()
        if self._keyring.keep(_SERVICE, feed, key.secret):
            self._write(path, {"feed": feed})
        else:
            self._write(path, {"feed": feed, "secret": key.secret})
        return feed, key

    def _from_keyring(self, feed: FeedId) -> str | None:
        try:
            return self._keyring.secret(_SERVICE, feed)
        except KeyringLocked as error:
            raise StudioError(
                _("The system's keyring does not give out this feed's key."),
                hint=_("Unlock the keyring, then try again; nothing was recorded."),
            ) from error

    def _folder(self, studio: StudioId) -> Path:
        if not _PLAIN_ID.fullmatch(studio):
            raise InstallationDamaged(self._home)
        return self._home / "studios" / studio

    def _write(self, path: Path, content: dict[str, str]) -> None:
        with in_words(self._home):
            make_folders(path.parent)
            write_durably(path, json.dumps(content, ensure_ascii=False).encode(), mode=_PRIVATE)


def _read(path: Path, name: str) -> dict[str, str] | None:
    """Return a small JSON file of the installation whose `name` is an id, None where the file is missing."""
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise InstallationDamaged(path) from error
    known = {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
    if not _PLAIN_ID.fullmatch(known.get(name, "")):
        raise InstallationDamaged(path)
    return known
