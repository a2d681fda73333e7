"""Generators as this installation knows them: addresses and requests in files, secrets in the system's keyring."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import BackgroundId, PersonId, StudioId
from studio_app.domain.language import _
from studio_app.domain.sources import Job, Order, Request, Source, SourceKind
from studio_app.storage.durable import make_folders, sync_folder, write_durably
from studio_app.storage.failures import in_words
from studio_app.storage.keyring_box import KeyringBox, KeyringLocked

_SERVICE = "teire-source"
_PRIVATE = 0o600
_FROM_SURROUNDINGS = "TEIRE_SOURCE_TOKEN"


class NoKeyring(StudioError):
    """A secret could not be kept: it never goes into a file."""


class FileSourceBook:
    """Keeps sources and requests in `folder`, which belongs to this user and this studio alone."""

    def __init__(self, folder: Path, *, studio: StudioId, keyring: KeyringBox) -> None:
        self._folder = folder
        self._studio = studio
        self._keyring = keyring

    def sources(self) -> tuple[Source, ...]:
        """Every source, in the order of their names."""
        kept = self._read(self._folder / "sources.json").get("sources")
        found = [_source(one) for one in (kept if isinstance(kept, list) else ())]
        return tuple(sorted((one for one in found if one), key=lambda one: one.name))

    def keep(self, source: Source, token: str | None) -> None:
        """Keep a source; raises `NoKeyring` where it has a secret and there is nothing to keep it in."""
        if token:
            self._to_keyring(source.name, token)
        elif token is not None:
            self._keyring.drop(_SERVICE, self._key(source.name))
        others = [one for one in self.sources() if one.name != source.name]
        self._write([*others, source])

    def forget(self, name: str) -> None:
        """Forget a source and what is secret about it."""
        self._keyring.drop(_SERVICE, self._key(name))
        self._write([one for one in self.sources() if one.name != name])

    def token(self, name: str) -> str:
        """Return what is secret: from the surroundings of this one command, else from the keyring."""
        given = os.environ.get(_FROM_SURROUNDINGS)
        if given:
            return given
        try:
            return self._keyring.secret(_SERVICE, self._key(name)) or ""
        except KeyringLocked as error:
            raise NoKeyring(
                _("The system's keyring does not give out what is secret about {name}.", name=name),
                hint=_("Unlock the keyring, then try again."),
            ) from error

    def requests(self) -> tuple[Request, ...]:
        """Requests that are not finished, oldest first; a file that is none is passed over."""
        found = [request for path in self._request_files() if (request := _request(self._read(path))) is not None]
        return tuple(found)

    def keep_request(self, request: Request) -> None:
        """Keep a request durably; a finished one is let go."""
        if not request.open_jobs:
            self.drop_request(request.id)
            return
        path = self._request_path(request.id)
        with in_words(self._folder):
            make_folders(path.parent)
            content = {**asdict(request), "done": sorted(request.done)}
            write_durably(path, json.dumps(content, ensure_ascii=False).encode(), mode=_PRIVATE)

    def drop_request(self, id_: str) -> None:
        """Let a request go."""
        path = self._request_path(id_)
        with in_words(self._folder):
            if path.exists():
                path.unlink()
                sync_folder(path.parent)

    def _request_files(self) -> Iterator[Path]:
        folder = self._folder / "requests"
        files = list(folder.glob("*.json")) if folder.is_dir() else []
        yield from sorted(files, key=lambda path: (path.stat().st_mtime_ns, path.name))

    def _request_path(self, id_: str) -> Path:
        if not id_.isalnum():
            raise ValueError("ids of requests are made by Teire and hold letters and digits only")
        return self._folder / "requests" / f"{id_}.json"

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            found = json.loads(path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            raise StudioError(
                _("The installation's file {path} cannot be read.", path=path),
                hint=_("Move it away and enter the sources anew; nothing in the ledger depends on it."),
            ) from error
        return found if isinstance(found, dict) else {}

    def _write(self, sources: list[Source]) -> None:
        with in_words(self._folder):
            make_folders(self._folder)
            content = {"sources": [asdict(one) for one in sources]}
            write_durably(
                self._folder / "sources.json", json.dumps(content, ensure_ascii=False).encode(), mode=_PRIVATE
            )

    def _to_keyring(self, name: str, token: str) -> None:
        if not self._keyring.keep(_SERVICE, self._key(name), token):
            raise NoKeyring(
                _("This machine has no keyring that could keep what is secret about {name}.", name=name),
                hint=_("Add the source without it, and set TEIRE_SOURCE_TOKEN for each command instead."),
            )

    def _key(self, name: str) -> str:
        return f"{self._studio}/{name}"


def _source(values: object) -> Source | None:
    try:
        known: dict[str, Any] = dict(values)  # type: ignore[call-overload]
        return Source(**{**known, "kind": SourceKind(known["kind"])})
    except (TypeError, ValueError, KeyError):
        return None


def _request(values: dict[str, Any]) -> Request | None:
    try:
        return Request(
            id=str(values["id"]),
            source=str(values["source"]),
            background=BackgroundId(values["background"]),
            by=PersonId(values["by"]) if values["by"] else None,
            order=Order(**values["order"]),
            jobs=tuple(Job(id=str(one["id"]), seed=int(one["seed"])) for one in values["jobs"]),
            done=frozenset(values["done"]),
        )
    except (TypeError, ValueError, KeyError):
        return None
