"""Answers kept beside the files they are about, by content and method: the same question is answered at once."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.answer_values import attribution_of, plain, report_of
from studio_app.domain.renamed_chains import renamed, stand_ins

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from studio_app.domain.attributions import Attribution, ChainLink
    from studio_app.domain.changes import ChangeReport
    from studio_app.domain.ids import Digest
    from studio_app.workflow.ports import FileStore

_REVISION = 10
"""Raised whenever a method of the same name would give another figure: older answers are then made again."""

Chain = tuple[tuple["ChainLink", "Digest"], ...]
"""A chain's links, each with the content of its picture."""

_Answer = TypeVar("_Answer")


class KeptAnswers:
    """Reads and writes the folder `derived`; what is missing, damaged or refused there is made again."""

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def report(self, before: Digest, after: Digest) -> ChangeReport | None:
        """Return what is kept of a comparison."""
        return _read(self._report_at(before, after), report_of)

    def keep_report(self, before: Digest, after: Digest, report: ChangeReport) -> None:
        """Keep a comparison."""
        _write(self._report_at(before, after), plain(report))

    def heat_at(self, before: Digest, after: Digest) -> Path:
        """Where the steps of heat of a comparison lie, as a grey PNG, once they were asked for."""
        return self._store.derived(after) / f"heat-1-{_REVISION}-{before}.png"

    def laid_at(self, before: Digest, after: Digest) -> Path:
        """Where the earlier picture lies as it lies in the later one, graded, once it was asked for."""
        return self._store.derived(after) / f"laid-1-{_REVISION}-{before}.png"

    def attribution(self, chain: Chain) -> Attribution | None:
        """Return what is kept of a chain."""
        links = [link for link, _digest in chain]

        def named(values: Mapping[str, Any]) -> Attribution:
            return renamed(attribution_of(values), stand_ins(links), links)

        return _read(self._chain_folder(chain) / "attribution.json", named)

    def keep_attribution(self, chain: Chain, attribution: Attribution) -> None:
        """Keep a chain's attribution, without the names in it: they may be put right, or erased."""
        links = [link for link, _digest in chain]
        _write(self._chain_folder(chain) / "attribution.json", plain(renamed(attribution, links, stand_ins(links))))

    def owners_at(self, chain: Chain) -> Path:
        """Where the map of a chain's owners lies once it was measured."""
        return self._chain_folder(chain) / "map.png"

    def owners_picture_at(self, chain: Chain) -> Path:
        """Where the picture of a chain's owners lies, whose legend has their names, once it was drawn."""
        words = json.dumps([link.name for link, _digest in chain]).encode()
        return self._chain_folder(chain) / f"picture-{sha256(words).hexdigest()[:16]}.png"

    def _chain_folder(self, chain: Chain) -> Path:
        """Where the answers about a chain lie: kinds, contents and who made more than one of its stages name it."""
        words = json.dumps(
            [
                [link.kind, link.name, digest]
                for link, (_link, digest) in zip(stand_ins([link for link, _digest in chain]), chain, strict=True)
            ]
        ).encode()
        return self._store.derived(chain[-1][1]) / f"attribute-1-{_REVISION}-{sha256(words).hexdigest()[:32]}"

    def _report_at(self, before: Digest, after: Digest) -> Path:
        return self._store.derived(after) / f"compare-1-{_REVISION}-{before}.json"


def _read(path: Path, build: Callable[[Mapping[str, Any]], _Answer]) -> _Answer | None:
    try:
        return build(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _write(path: Path, values: Mapping[str, Any]) -> None:
    """Write aside and rename; a folder that cannot be written to costs only time."""
    aside = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            aside.write_bytes(json.dumps(values).encode())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
