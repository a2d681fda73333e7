"""A manifest store, as the C2PA library reports it in JSON, understood as what it says and whether it holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from studio_app.domain.credentials import (
    ContentCredential,
    CredentialAction,
    CredentialIngredient,
    CredentialState,
    Trust,
)
from studio_app.domain.findings import Finding

_MOST = 200
_DEEPEST = 12
_LONGEST = 500
_Manifest = Mapping[str, Any]
# Failures that are about the signer or the clock, or about a statement inside, and not about the picture.
_NOT_OF_THE_BYTES = ("signingCredential.untrusted", "timeStamp.", "cawg.", "ingredient.")
_CERTIFICATE = ("signingCredential.", "claimSignature.outsideValidity")
_SIGNATURE = ("claimSignature.",)
_BYTES = ("assertion.dataHash.", "assertion.bmffHash.", "assertion.boxesHash.", "assertion.collectionHash.")
_ALTERED = ("assertion.hashedURI.", "assertion.missing", "assertion.undeclared", "assertion.notRedacted")
_TRUSTED = "signingCredential.trusted"
_SOURCE_TYPE = "digitalsourcetype"


def credential_of(report: Mapping[str, Any], where: str, *, asked_for_trust: bool) -> ContentCredential:
    """Return what the active manifest says, with that of the manifests of its ingredients behind it.

    `asked_for_trust` tells whether the library was given a list of trusted signers. A report without an active
    manifest is `malformed`.
    """
    manifests = _mapping(report.get("manifests"))
    active = _mapping(manifests.get(report.get("active_manifest", "")))
    results = _mapping(report.get("validation_results"))
    own = _mapping(results.get("activeManifest"))
    failures = _codes(own.get("failure"))
    if not active:
        return ContentCredential(state=CredentialState.MALFORMED, where=where, codes=failures)
    signature = _mapping(active.get("signature_info"))
    reachable = list(_reachable(active, manifests))
    return ContentCredential(
        state=_state(failures, str(report.get("validation_state", ""))),
        where=where,
        trust=_trust(_codes(own.get("success")), asked=asked_for_trust),
        signer=_signer(signature),
        signed_at=_text(signature.get("time")),
        generator=_generator(active),
        title=_text(active.get("title")),
        source_types=tuple(one for role, manifest in reachable for one in _source_types(manifest, f"{where} {role}")),
        actions=tuple(one for _role, manifest in reachable for one in _actions(manifest))[:_MOST],
        ingredients=tuple(
            one
            for _role, manifest in reachable
            for one in _ingredients(manifest, results, nested=manifest is not active)
        )[:_MOST],
        codes=failures,
    )


def thumbnail_of(report: Mapping[str, Any]) -> str:
    """Return where the active manifest keeps its small picture of what was signed, empty where it keeps none."""
    manifests = _mapping(report.get("manifests"))
    active = _mapping(manifests.get(report.get("active_manifest", "")))
    return _text(_mapping(active.get("thumbnail")).get("identifier"))


def _state(failures: tuple[str, ...], said: str) -> CredentialState:
    """Return the gravest of what failed; the library's own word is only asked where it names no failure."""
    counted = [code for code in failures if not code.startswith(_NOT_OF_THE_BYTES)]
    for begins, state in (
        (_BYTES, CredentialState.CHANGED),
        (_CERTIFICATE, CredentialState.BAD_CERTIFICATE),
        (_SIGNATURE, CredentialState.BAD_SIGNATURE),
        (_ALTERED, CredentialState.CHANGED),
    ):
        if any(code.startswith(begins) for code in counted):
            return state
    if counted or said not in ("Valid", "Trusted"):
        return CredentialState.MALFORMED
    return CredentialState.UNCHANGED


def _trust(successes: tuple[str, ...], *, asked: bool) -> Trust:
    if _TRUSTED in successes:
        return Trust.TRUSTED
    return Trust.UNTRUSTED if asked else Trust.UNKNOWN


def _signer(signature: Mapping[str, Any]) -> str:
    names = [_text(signature.get(name)) for name in ("issuer", "common_name")]
    return " / ".join(dict.fromkeys(name for name in names if name))


def _generator(manifest: _Manifest) -> str:
    for one in _objects(manifest.get("claim_generator_info")):
        return " ".join(part for part in (_text(one.get("name")), _text(one.get("version"))) if part)
    return _text(manifest.get("claim_generator"))


def _reachable(active: _Manifest, manifests: Mapping[str, Any]) -> Iterator[tuple[str, _Manifest]]:
    """Yield the active manifest and those of its ingredients, each with what it is to the picture."""
    waiting: list[tuple[str, _Manifest]] = [("manifest", active)]
    seen: set[str] = set()
    while waiting and len(seen) < _MOST:
        role, manifest = waiting.pop(0)
        yield role, manifest
        for one in _objects(manifest.get("ingredients")):
            label = _text(one.get("active_manifest"))
            inner = _mapping(manifests.get(label))
            if inner and label not in seen:
                seen.add(label)
                waiting.append(("ingredient's manifest", inner))


def _source_types(manifest: _Manifest, where: str) -> Iterator[Finding]:
    for assertion in _objects(manifest.get("assertions")):
        label = _text(assertion.get("label"))
        for path, value in _found(assertion.get("data"), ()):
            standard = label.startswith("c2pa.actions") and len(path) == 3 and path[0] == "actions"
            described = label.startswith(("c2pa.metadata", "cawg.metadata", "stds.iptc", "stds.exif"))
            name = "digital_source_type" if standard or described else "digital_source_type_elsewhere"
            place = f"{where} {label} {'.'.join(path)}"
            yield Finding(name=name, value=value.strip()[:_LONGEST], where=place[:_LONGEST])


def _found(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every source type anywhere in an assertion: vendors have places of their own for it."""
    if len(path) > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            name = str(key).rpartition(":")[2].rpartition("/")[2].lower().replace("_", "")
            if name == _SOURCE_TYPE and isinstance(inner, (str, list)):
                said = [inner] if isinstance(inner, str) else inner
                yield from (((*path, str(key)), one) for one in said[:_MOST] if isinstance(one, str))
            else:
                yield from _found(inner, (*path, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value[:_MOST]):
            yield from _found(inner, (*path, str(number)))


def _actions(manifest: _Manifest) -> Iterator[CredentialAction]:
    for assertion in _objects(manifest.get("assertions")):
        if not _text(assertion.get("label")).startswith("c2pa.actions"):
            continue
        for one in _objects(_mapping(assertion.get("data")).get("actions")):
            agent = one.get("softwareAgent")
            named = _mapping(agent)
            said = " ".join(part for part in (_text(named.get("name")), _text(named.get("version"))) if part)
            yield CredentialAction(
                name=_text(one.get("action")),
                agent=said or _text(agent),
                source_type=_text(one.get("digitalSourceType")).strip(),
                when=_text(one.get("when")),
            )


def _ingredients(manifest: _Manifest, results: Mapping[str, Any], *, nested: bool) -> Iterator[CredentialIngredient]:
    failed = {
        _text(one.get("ingredientAssertionURI"))
        for one in _objects(results.get("ingredientDeltas"))
        if _breaks(_codes(_mapping(one.get("validationDeltas")).get("failure")))
    }
    for one in _objects(manifest.get("ingredients")):
        recorded = _codes(one.get("validation_status"))
        recorded += _codes(_mapping(_mapping(one.get("validation_results")).get("activeManifest")).get("failure"))
        address = f"/{_text(manifest.get('label'))}/c2pa.assertions/{_text(one.get('label'))}"
        broken = _breaks(recorded) or any(uri.endswith(address) for uri in failed)
        signed = bool(_text(one.get("active_manifest")))
        yield CredentialIngredient(
            title=_text(one.get("title")),
            relationship=_text(one.get("relationship")),
            holds=None if not signed and not broken else not broken,
            nested=nested,
        )


def _breaks(codes: tuple[str, ...]) -> bool:
    return any(not code.startswith(("signingCredential.untrusted", "timeStamp.", "cawg.")) for code in codes)


def _codes(items: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_text(one.get("code")) for one in _objects(items)))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""
