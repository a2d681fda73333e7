"""A delivery's note as a C2PA manifest (C2PA 2.2): ingredients, actions, what was measured apart from what was said.

What the program measured or read stands in *created* assertions, which the signer vouches for; what people typed in
stands in *gathered* ones, which the signer only passes on (C2PA 2.2, 10.3: claims).
"""

from datetime import UTC, datetime
from typing import Any

from studio_app import __version__
from studio_app.domain.deliveries import ActionName, DeliveryNote, NotedAction, NotedArea, NotedStage
from studio_app.exports.delivery_json import area_json

ACTIONS, MEASURED, STATED = "c2pa.actions.v2", "teire.measured", "teire.stated"
CREATED = ("c2pa.actions.v2", "c2pa.actions", "c2pa.ingredient.v3", "c2pa.ingredient", MEASURED)
"""Labels of assertions that are this signer's own."""

_MEDIA_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "avif": "image/avif",
    "psd": "image/vnd.adobe.photoshop",
    "psb": "image/vnd.adobe.photoshop",
    "kra": "application/x-krita",
    "ora": "image/openraster",
    "exr": "image/x-exr",
    "tga": "image/x-tga",
}


def manifest_of(note: DeliveryNote, *, media_type: str, encoded: bool) -> dict[str, Any]:
    """Return the definition that a builder signs; ingredients are added to it one by one (`ingredient_of`)."""
    actions = [_action(one, note) for one in note.actions]
    if encoded:
        actions.append({"action": ActionName.TRANSCODED.value})
    return {
        "claim_generator_info": [{"name": "Teire", "version": __version__}],
        "title": note.title,
        "format": media_type,
        "assertions": [
            {"label": ACTIONS, "data": {"actions": actions}},
            {"label": MEASURED, "data": _measured(note)},
            {"label": STATED, "data": _stated(note)},
        ],
    }


def ingredient_of(stage: NotedStage) -> dict[str, Any]:
    """Return one stage's file as an ingredient, without the manifest that it may carry itself."""
    return {
        "title": stage.name,
        "format": media_type_of(stage.file_format),
        "relationship": stage.relationship.value,
        "label": _label(stage),
        "instance_id": f"sha256:{stage.sha256}",
        **({"description": said} if (said := _described(stage)) else {}),
    }


def media_type_of(file_format: str) -> str:
    """Return the media type of a kept file's format."""
    return _MEDIA_TYPES.get(file_format, "application/octet-stream")


def _label(stage: NotedStage) -> str:
    return f"stage_{stage.id}"


def _described(stage: NotedStage) -> str:
    """Return which generator made a stage, as its file says."""
    used = stage.generator
    if used is None:
        return ""
    system = " ".join(part for part in (used.system, used.version) if part)
    return ", ".join(part for part in (system, used.model, used.dialect) if part)


def _action(one: NotedAction, note: DeliveryNote) -> dict[str, Any]:
    action: dict[str, Any] = {"action": one.name.value}
    if one.when is not None:
        action["when"] = _moment(one.when)
    if one.source is not None:
        action["digitalSourceType"] = one.source.uri
    if one.agent:
        action["softwareAgent"] = {"name": one.agent}
    stage = next((stage for stage in note.stages if stage.id == one.stage), None)
    parameters: dict[str, Any] = {}
    # What a picture was made as names the program and the kind of source; only what was opened or changed has a file.
    if stage is not None and one.name is not ActionName.CREATED:
        parameters["ingredientIds"] = [_label(stage)]
    if one.changed_pixels is not None:
        parameters |= {
            "teire.changedPixels": one.changed_pixels,
            "teire.changedPermille": one.permille,
            "teire.method": one.method,
        }
    if parameters:
        action["parameters"] = parameters
    if one.areas:
        action["changes"] = [_changed(area) for area in one.areas]
    return action


def _changed(area: NotedArea) -> dict[str, Any]:
    shape = {
        "type": "rectangle",
        "unit": "pixel",
        "origin": {"x": area.left, "y": area.top},
        "width": area.width,
        "height": area.height,
    }
    return {"region": [{"type": "spatial", "shape": shape}], "description": f"{area.kind}, {area.pixels} px"}


def _measured(note: DeliveryNote) -> dict[str, Any]:
    """Return what the program saw or found in files: contents, sizes, moments, marks, areas, and where they stand."""
    return {
        "ledger": {
            "origin": note.pointer.origin,
            "size": note.pointer.size,
            "root": note.pointer.root,
            "entries": list(note.pointer.entries),
        },
        "stages": [_measured_stage(one) for one in note.stages],
        "changes": [
            {
                "stage": one.stage or "",
                "action": one.name.value,
                "changedPixels": one.changed_pixels or 0,
                "changedPermille": one.permille,
                "method": one.method,
                "regions": [area_json(area) for area in one.areas],
            }
            for one in note.actions
            if one.changed_pixels is not None
        ],
        "sourceType": note.source.uri,
    }


def _measured_stage(one: NotedStage) -> dict[str, Any]:
    used = one.generator
    found = (
        {}
        if used is None
        else {
            "generator": {
                name: value
                for name, value in {
                    "system": used.system,
                    "version": used.version,
                    "provider": used.provider,
                    "model": used.model,
                    "dialect": used.dialect,
                    "prompt": used.prompt,
                }.items()
                if value
            }
        }
    )
    return {
        "stage": one.id,
        "name": one.name,
        "sha256": one.sha256,
        "format": one.file_format,
        "width": one.width,
        "height": one.height,
        "recordedAt": _moment(one.recorded_at),
        **({"savedAt": _moment(one.saved_at)} if one.saved_at else {}),
        "entry": one.entry,
        "marks": list(one.carries),
        **found,
    }


def _stated(note: DeliveryNote) -> dict[str, Any]:
    """Return what people typed in: names, whose stage which was, the credit line, the rights."""
    said: dict[str, Any] = {
        "title": note.title,
        "production": note.production,
        "background": note.code,
        "creators": list(note.creators),
        "creditLine": note.credit_line,
        "stages": [_stated_stage(one) for one in note.stages],
    }
    return {**said, **({"rights": note.rights} if note.rights else {})}


def _stated_stage(one: NotedStage) -> dict[str, Any]:
    said = {"stage": one.id, "kind": one.kind.value}
    if one.painter:
        said["painter"] = one.painter
    if one.generator is not None and one.generator.writer:
        said["promptWriter"] = one.generator.writer
    return said


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def carries_manifest(stage: NotedStage) -> bool:
    """Whether a stage's own file was found to carry Content Credentials, which then go along whole."""
    return "c2pa_manifest" in stage.carries
