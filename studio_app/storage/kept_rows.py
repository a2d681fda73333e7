"""The list of backgrounds as it was last read, for the moment until a large studio's database is loaded.

It stands in `derived/rows.json` beside the head of the log it was read at, and counts only while that is the head.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from studio_app.domain.backgrounds import Background, BackgroundState
from studio_app.domain.facts import Basis
from studio_app.domain.moments import duration_ms, from_ms, to_ms
from studio_app.domain.stages import Stage, StageChange, StageKind
from studio_app.storage.durable import write_durably
from studio_app.workflow.views import BackgroundRow

_FORMAT = 2
_LEAST = 500
"""Fewer backgrounds are read from the ledger as quickly."""

_STATES = {one.value: one for one in BackgroundState}
_KINDS = {one.value: one for one in StageKind}
_BASES = {one.value: one for one in Basis}
_STAGE = tuple(one.name for one in fields(Stage))
_CHANGE = tuple(one.name for one in fields(StageChange))
Head = tuple[int, str]


class KeptRows:
    """Keeps and gives back the rows of the studio in `root`, whose ledger is the SQLite file `database`."""

    def __init__(self, root: Path, database: Path) -> None:
        self._path = root / "derived" / "rows.json"
        self._database = database

    def head(self) -> Head | None:
        """Return how long the log is and its signed head; None where it cannot be read without further ado."""
        address = f"file:{quote(str(self._database))}?mode=ro"
        try:
            with closing(sqlite3.connect(address, uri=True, timeout=0.1)) as connection:
                found = connection.execute("SELECT size, note FROM log_head").fetchone()
        except sqlite3.Error:
            return None
        return None if found is None else (int(found[0]), str(found[1]))

    def read(self) -> tuple[BackgroundRow, ...]:
        """Return the rows kept at the log's present head, none where there are none."""
        try:
            kept = json.loads(self._path.read_bytes())
            if kept["format"] != _FORMAT or tuple(kept["head"]) != self.head():
                return ()
            return tuple(_row(one) for one in kept["rows"])
        except (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
            return ()

    def keep(self, rows: tuple[BackgroundRow, ...], head: Head | None) -> None:
        """Keep rows that were read at `head`; nothing is kept where that is not known, or where it cannot be."""
        if head is None or len(rows) < _LEAST:
            return
        content = {"format": _FORMAT, "head": head, "rows": [_plain(row) for row in rows]}
        try:
            self._path.parent.mkdir(exist_ok=True)
            write_durably(self._path, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
        except OSError:
            return


def _plain(row: BackgroundRow) -> list[Any]:
    known = row.background
    return [
        [known.id, known.code, list(known.cuts), known.episode],
        row.state.value,
        None if row.newest is None else _plain_stage(row.newest),
        row.stage_count,
        duration_ms(row.active),
        row.running,
    ]


def _plain_stage(stage: Stage) -> list[Any]:
    values: list[Any] = [getattr(stage, name) for name in _STAGE]
    values[_STAGE.index("recorded_at")] = to_ms(stage.recorded_at)
    values[_STAGE.index("saved_at")] = None if stage.saved_at is None else to_ms(stage.saved_at)
    change = stage.change
    values[_STAGE.index("change")] = None if change is None else [getattr(change, name) for name in _CHANGE]
    return values


def _row(values: list[Any]) -> BackgroundRow:
    (id_, code, cuts, episode), state, stage, count, active_ms, running = values
    if not all(isinstance(text, str) for text in (id_, code, *cuts, episode)):
        raise TypeError(id_)
    newest = None if stage is None else _stage(stage)
    return BackgroundRow(
        background=Background(id=id_, code=code, cuts=tuple(cuts), episode=episode),
        state=_STATES[state],
        newest=newest,
        picture=None if newest is None else newest.sha256,
        stage_count=count,
        active=timedelta(milliseconds=active_ms),
        running=running,
    )


def _stage(values: list[Any]) -> Stage:
    known = dict(zip(_STAGE, values, strict=True))
    known["kind"], known["basis"] = _KINDS[known["kind"]], _BASES[known["basis"]]
    known["recorded_at"] = from_ms(known["recorded_at"])
    known["saved_at"] = None if known["saved_at"] is None else from_ms(known["saved_at"])
    if known["change"] is not None:
        known["change"] = StageChange(**dict(zip(_CHANGE, known["change"], strict=True)))
    return Stage(**known)
