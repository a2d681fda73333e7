"""The writer of delivered pictures that the workflow is given."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from studio_app.domain.deliveries import DeliveredFormat, DeliveryNote
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.exports.sheet_file import check_place, in_sheet_words, write_sheet_stream
from studio_app.imaging.metadata_writing import copy_rest
from studio_app.workflow.delivery_ports import DeliveryJob

_ENDINGS = {
    DeliveredFormat.PNG: (".png",),
    DeliveredFormat.JPEG: (".jpg", ".jpeg", ".jpe"),
    DeliveredFormat.TIFF: (".tif", ".tiff"),
}
_MANIFESTS = frozenset({"c2pa_manifest"})


class DeliveryNotWritten(StudioError):
    """The delivered file could not be made or put where it was asked for; nothing there was changed."""


class DeliveryFiles:
    """Writes makers into PNG, JPEG and TIFF, signs them and puts them where they go."""

    def place_for(self, out: Path, label: str, kind: DeliveredFormat, *, replace: bool) -> Path:
        """Return where the file goes; refuse an ending of another kind, and a file that is there already."""
        place = out / f"{label}.{kind.ending}" if out.is_dir() else out
        if place.suffix.lower() not in _ENDINGS[kind]:
            raise DeliveryNotWritten(
                _("{name} does not end as a {kind} file does.", name=shown(place), kind=kind.value.upper()),
                hint=_("End it in .{ending}, or ask for another kind with --format.", ending=kind.ending),
            )
        check_place(place)
        _require_free(place, replace=replace)
        return place

    @contextlib.contextmanager
    def aside(self, place: Path) -> Iterator[Path]:
        """Give a folder beside `place`, on the same disk, that is gone afterwards."""
        with in_sheet_words(place):
            folder = Path(tempfile.mkdtemp(prefix=".teire-", suffix=".part", dir=place.resolve().parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def make(self, job: DeliveryJob, target: Path) -> tuple[str, ...]:
        """Write the makers into `target` as XMP, and as Artist where it has EXIF; sign it last and read it back."""
        # What writes and signs is loaded when something is delivered: a studio opens without it.
        from studio_app.exports.delivery_xmp import note_artist, note_packet  # noqa: PLC0415
        from studio_app.imaging.metadata_writing import write_with_xmp  # noqa: PLC0415

        if job.identity is None:
            _require_no_manifest(job)
        elif job.kind is DeliveredFormat.TIFF:
            _require_one_picture(job)
        written = target.with_name(f"written.{job.kind.ending}")
        # The folder of the work is nobody's choice: what the disk says is said of the one it lies in.
        with in_sheet_words(target.parent.parent):
            artist = note_artist(job.note)
            write_with_xmp(job.source, written, job.kind, lambda packets: note_packet(job.note, packets), artist=artist)
            if job.identity is None:
                written.replace(target)
                return ()
            from studio_app.exports.delivery_signing import SigningJob, check_signed, sign  # noqa: PLC0415

            signing = SigningJob(note=job.note, source=written, kind=job.kind, files=job.files, encoded=job.encoded)
            lost = sign(signing, target, job.identity)
            check_signed(target, job.kind)
            return lost

    def says_the_same(self, path: Path, kind: DeliveredFormat, note: DeliveryNote) -> bool:
        """Whether a file that was delivered before says what `note` says; False where it cannot be read."""
        from studio_app.exports.delivery_json import note_digest  # noqa: PLC0415
        from studio_app.exports.delivery_reading import delivered_note  # noqa: PLC0415

        return delivered_note(path, kind) == note_digest(note)

    def other_artists(self, path: Path, kind: DeliveredFormat, note: DeliveryNote) -> tuple[str, ...]:
        """Return what a delivered file has as EXIF's Artist beside the creators: what could not be set without risk."""
        from studio_app.exports.delivery_reading import delivered_artists  # noqa: PLC0415
        from studio_app.exports.delivery_xmp import note_artist  # noqa: PLC0415

        return tuple(one for one in delivered_artists(path, kind) if one != note_artist(note).strip())

    def put(self, made: Path, place: Path, *, replace: bool) -> None:
        """Write `made` to `place` durably: aside, synced, renamed."""
        _require_free(place, replace=replace)
        with in_sheet_words(place), made.open("rb") as file:
            write_sheet_stream(place, lambda out: copy_rest(file, out))


def _require_free(place: Path, *, replace: bool) -> None:
    if place.exists() and not replace:
        raise DeliveryNotWritten(
            _("{name} is there already.", name=shown(place)),
            hint=_("Name another place, or add --replace to write over it."),
        )


def _require_one_picture(job: DeliveryJob) -> None:
    """Refuse to sign a TIFF of several pictures: the library puts the manifest where other programs look for one."""
    from studio_app.imaging.metadata_tiff import has_more_pictures  # noqa: PLC0415

    with in_sheet_words(job.source), job.source.open("rb") as file:
        several = has_more_pictures(file)
    if several:
        raise DeliveryNotWritten(
            _("The TIFF holds several pictures; signed, other programs could not open it."),
            hint=_("Save it with one picture, deliver it as PNG with --format png, or unsigned with --no-sign."),
        )


def _require_no_manifest(job: DeliveryJob) -> None:
    """Refuse to write into a file with Content Credentials of its own unless it is signed anew: they would not hold."""
    if not job.encoded and not _MANIFESTS.isdisjoint(job.note.stages[-1].carries):
        raise DeliveryNotWritten(
            _("The picture carries Content Credentials, which would no longer hold once something is written into it."),
            hint=_("Deliver it signed: they then go along as its ingredient."),
        )
