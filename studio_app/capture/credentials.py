"""Content Credentials of a file, read by the C2PA library without ever going online."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from studio_app.capture.credential_report import credential_of, thumbnail_of
from studio_app.domain.credentials import ContentCredential, CredentialState

# Every way of the library to reach for the network is off, each by its own name (its manual, “Settings”).
_OFFLINE = {
    "verify": {
        "remote_manifest_fetch": False,
        "ocsp_fetch": False,
        "verify_after_reading": True,
        "verify_trust": True,
        "verify_timestamp_trust": True,
    },
    "core": {"allowed_network_hosts": []},
}
# What a certificate may be for that signs manifests: e-mail and documents, as the first versions of the standard had
# it, the standard's own purpose (C2PA 2.2, 14.5.1), and time stamps and revocation lists.
_PURPOSES = (
    "1.3.6.1.5.5.7.3.4",
    "1.3.6.1.5.5.7.3.36",
    "1.3.6.1.4.1.62558.2.1",
    "1.3.6.1.5.5.7.3.8",
    "1.3.6.1.5.5.7.3.9",
)
_LARGEST_THUMBNAIL = 16 * 1024 * 1024
_LONGEST_REPORT = 64 * 1024 * 1024
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")

Resembles = Callable[[bytes], bool]
"""Says whether a small picture, given as the bytes of its file, shows the picture that was decoded."""


def read_credential(
    file: BinaryIO, kind: str, where: str, *, anchors: Path | None = None, resembles: Resembles | None = None
) -> ContentCredential:
    """Return the credential of an open file of the type `kind` (`image/png`), whatever is the matter with it.

    Everything is judged from the bytes of `file` itself; nothing is remembered from file to file. `anchors` is a PEM
    file of trusted signers. Where the picture is not the one that was signed, `resembles` tells a picture that was
    changed from a manifest that was cut out of another file.
    """
    import c2pa  # noqa: PLC0415  # a large library that few files need

    file.seek(0)
    try:
        with c2pa.Reader(kind, file, context=c2pa.Context(c2pa.Settings.from_dict(_settings(anchors)))) as reader:
            written = reader.json()
            report = json.loads(written) if len(written) <= _LONGEST_REPORT else {}
            credential = credential_of(report, where, asked_for_trust=anchors is not None)
            if credential.state is CredentialState.CHANGED and resembles is not None:
                shown = _thumbnail(reader, thumbnail_of(report))
                if shown and not resembles(shown):
                    credential = replace(credential, state=CredentialState.TRANSPLANTED)
            return credential
    except c2pa.C2paError as error:
        return _refused(str(error), where)
    except (ValueError, RecursionError):
        return ContentCredential(state=CredentialState.MALFORMED, where=where)


def _settings(anchors: Path | None) -> dict[str, object]:
    trust: dict[str, object] = {"trust_config": "\n".join(_PURPOSES)}
    if anchors is not None:
        trust["user_anchors"] = anchors.read_text("utf-8")
    return {**_OFFLINE, "trust": trust}


def _thumbnail(reader: object, place: str) -> bytes:
    """Return the small picture that the manifest keeps of what was signed, empty where it cannot be had."""
    import c2pa  # noqa: PLC0415

    if not place:
        return b""
    stream = io.BytesIO()
    try:
        reader.resource_to_stream(place, stream)  # type: ignore[attr-defined]  # the library has no types
    except c2pa.C2paError:
        return b""
    data = stream.getvalue()
    return data if len(data) <= _LARGEST_THUMBNAIL else b""


def _refused(said: str, where: str) -> ContentCredential:
    """Return what the library's refusal means: a manifest that is elsewhere, or one that is none."""
    kind, _colon, why = said.partition(":")
    if kind == "Remote" or "remote manifest" in said.lower():
        address = _ADDRESS.search(said)
        return ContentCredential(state=CredentialState.REMOTE, where=where, address=address.group(0) if address else "")
    return ContentCredential(state=CredentialState.MALFORMED, where=where, codes=(f"{kind}: {why.strip()}"[:200],))
