"""A delivery's note as JSON: for programs, and to tell whether the same was delivered before."""

import json
from hashlib import sha256
from typing import Any

from studio_app.domain.deliveries import DeliveryNote, NotedAction, NotedArea, NotedGenerator, NotedStage
from studio_app.domain.moments import to_ms


def note_json(note: DeliveryNote) -> dict[str, Any]:
    """Return everything that is written into the picture; keys never change their meaning."""
    return {
        "background": note.background,
        "code": note.code,
        "stage": note.stage,
        "title": note.title,
        "creators": list(note.creators),
        "omitted": note.omitted,
        "credit_line": note.credit_line,
        "rights": note.rights,
        "source_type": note.source.uri,
        "generators": [_generator(one) for one in note.generators],
        "stages": [_stage(one) for one in note.stages],
        "actions": [action_json(one) for one in note.actions],
        "ledger": {
            "origin": note.pointer.origin,
            "size": note.pointer.size,
            "root": note.pointer.root,
            "entries": list(note.pointer.entries),
        },
    }


def note_digest(note: DeliveryNote) -> str:
    """Return the SHA-256 of what a note says, but for how far the log had come: that moves with every entry."""
    said = note_json(note)
    del said["ledger"]
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()


def action_json(one: NotedAction) -> dict[str, Any]:
    """Return one action."""
    return {
        "action": one.name.value,
        "source_type": one.source.uri if one.source else "",
        "stage": one.stage or "",
        "when": to_ms(one.when) if one.when else None,
        "agent": one.agent,
        "changed_pixels": one.changed_pixels,
        "changed_permille": one.permille,
        "method": one.method,
        "regions": [area_json(area) for area in one.areas],
    }


def area_json(area: NotedArea) -> dict[str, Any]:
    """Return one repainted region."""
    return {
        "left": area.left,
        "top": area.top,
        "width": area.width,
        "height": area.height,
        "pixels": area.pixels,
        "kind": area.kind,
    }


def _generator(one: NotedGenerator) -> dict[str, Any]:
    return {
        "system": one.system,
        "version": one.version,
        "provider": one.provider,
        "model": one.model,
        "dialect": one.dialect,
        "prompt_writer": one.writer,
        "prompt": one.prompt,
    }


def _stage(one: NotedStage) -> dict[str, Any]:
    return {
        "stage": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "sha256": one.sha256,
        "format": one.file_format,
        "width": one.width,
        "height": one.height,
        "relationship": one.relationship.value,
        "recorded_at": to_ms(one.recorded_at),
        "saved_at": to_ms(one.saved_at) if one.saved_at else None,
        "entry": one.entry,
        "painter": one.painter,
        "carries": list(one.carries),
        "generator": _generator(one.generator) if one.generator else None,
    }
