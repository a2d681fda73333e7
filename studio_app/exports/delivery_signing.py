"""Content Credentials signed into a file and read back, without ever going online."""

import json
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from studio_app.capture.credentials import read_credential
from studio_app.domain.deliveries import DeliveredFormat, DeliveryNote, NotedStage, SigningIdentity
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import StageId
from studio_app.domain.language import _
from studio_app.exports.delivery_manifest import CREATED, carries_manifest, ingredient_of, manifest_of, media_type_of

_Answer = TypeVar("_Answer")
# Every way of the library to reach for the network is off, each by its own name; no time stamp, no small pictures.
_SETTINGS: dict[str, Any] = {
    "core": {"allowed_network_hosts": []},
    "verify": {
        "remote_manifest_fetch": False,
        "ocsp_fetch": False,
        "verify_after_sign": True,
        "verify_trust": False,
        "verify_timestamp_trust": False,
    },
    "builder": {
        "thumbnail": {"enabled": False},
        "created_assertion_labels": list(CREATED),
        "actions": {
            "auto_created_action": {"enabled": False},
            "auto_opened_action": {"enabled": False},
            "auto_placed_action": {"enabled": False},
        },
    },
}


class NotSigned(StudioError):
    """The picture could not be signed, or what was signed does not hold; nothing was recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningJob:
    """What is signed: `source` is the file with its XMP, `files` where each stage of the note lies in the store.

    `encoded` says that the picture was encoded anew for the delivery.
    """

    note: DeliveryNote
    source: Path
    kind: DeliveredFormat
    files: Sequence[Path]
    encoded: bool


def sign(job: SigningJob, target: Path, identity: SigningIdentity) -> tuple[str, ...]:
    """Write `job.source` with a signed manifest to `target`; return the names of stages whose own manifest is lost.

    A stage's Content Credentials that the library cannot take over are left out and named; that the stage carried
    some still stands in what was measured of it. Raises `NotSigned`.
    """
    import c2pa  # noqa: PLC0415  # a large library that few commands need

    # A builder that was refused an ingredient is not used again: the next try leaves that one's manifest out.
    left_out: set[StageId] = set()
    try:
        while (refused := _signed(job, target, identity, left_out)) is not None:
            left_out.add(refused)
    except c2pa.C2paError as error:
        raise NotSigned(
            _("The picture could not be signed: {why}.", why=str(error)[:200].rstrip(".")),
            hint=_("Check the certificate with “teire certificate show”, or deliver with --no-sign."),
        ) from error
    return tuple(one.name for one in job.note.stages if one.id in left_out)


def check_signed(path: Path, kind: DeliveredFormat) -> None:
    """Read a signed file back with the reader that judges everybody's files; raise `NotSigned` where it does not hold.

    That binding to the bytes and signature hold is asked, not whether somebody trusts the signer.
    """
    with path.open("rb") as file:
        found = read_credential(file, kind.media_type, kind.value)
    if not found.is_evidence:
        raise NotSigned(
            _("What was signed does not hold when it is read back: {state}.", state=found.state.value),
            hint=_("Nothing was recorded. {codes}", codes=", ".join(found.codes)),
        )


def _signed(job: SigningJob, target: Path, identity: SigningIdentity, left_out: Set[StageId]) -> StageId | None:
    """Sign once; return the stage whose own manifest was refused, None where all went well."""
    import c2pa  # noqa: PLC0415

    whole = {one.id for one in job.note.stages if carries_manifest(one)} - left_out
    definition = manifest_of(job.note, media_type=job.kind.media_type, encoded=job.encoded)
    definition["ingredients"] = [ingredient_of(one) for one in job.note.stages if one.id not in whole]
    context = c2pa.Context(c2pa.Settings.from_dict(_SETTINGS))
    with c2pa.Builder(json.dumps(definition), context=context) as builder:
        for stage, file in zip(job.note.stages, job.files, strict=True):
            if stage.id in whole and not _added(builder, stage, file):
                return stage.id
        info = c2pa.C2paSignerInfo(
            alg=identity.algorithm.encode(),
            sign_cert=identity.chain.encode(),
            private_key=identity.key.encode(),
            ta_url=None,
        )
        with c2pa.Signer.from_info(info) as signer, job.source.open("rb") as picture, target.open("w+b") as out:
            signed = _Noted(out)
            try:
                builder.sign(signer, job.kind.media_type, picture, signed)
            except c2pa.C2paError as error:
                # The library hands no failure of the disk on, only that there was one.
                raise signed.failure or error from error
    return None


class _Noted:
    """A file to be written that remembers the first failure of the system."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.failure: OSError | None = None

    def write(self, data: bytes) -> int:
        return self._tried(lambda: self._file.write(data))

    def flush(self) -> None:
        self._tried(self._file.flush)

    def read(self, length: int = -1) -> bytes:
        return self._file.read(length)

    def readinto(self, buffer: bytearray) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._tried(lambda: self._file.seek(offset, whence))

    def tell(self) -> int:
        return self._file.tell()

    def _tried(self, do: Callable[[], _Answer]) -> _Answer:
        try:
            return do()
        except OSError as error:
            self.failure = self.failure or error
            raise


def _added(builder: Any, stage: NotedStage, file: Path) -> bool:
    """Add a stage as an ingredient with the manifest that its file carries; say whether the library took it."""
    import c2pa  # noqa: PLC0415

    try:
        with file.open("rb") as stream:
            builder.add_ingredient(json.dumps(ingredient_of(stage)), media_type_of(stage.file_format), stream)
    except c2pa.C2paError:
        return False
    return True
