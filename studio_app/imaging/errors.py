"""What can be wrong with a picture file."""

from pathlib import Path

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown_name


class ImagingError(StudioError):
    """A file that cannot be taken as a picture."""


class UnreadableFile(ImagingError):
    """The file itself cannot be opened: missing, a folder, empty, locked, not a regular file."""


class UnknownFormat(ImagingError):
    """The bytes are no picture, or one in a format Teire does not read."""


class DamagedPicture(ImagingError):
    """The bytes begin as a picture and cannot be read to the end."""


class OversizedPicture(ImagingError):
    """The picture, or something packed in it, is beyond what Teire opens."""


class PreviewError(ImagingError):
    """A preview of Teire's own that cannot be shown."""


class UnsafeArchive(ImagingError):
    """An archive whose entries point out of it, or whose XML asks for more than its own text."""


def damaged(path: Path) -> DamagedPicture:
    """Return the refusal of a picture whose bytes do not hold together."""
    return DamagedPicture(
        _("“{name}” is damaged or cut off and cannot be read to its end.", name=shown_name(path)),
        hint=_("Copy or save it again from where it came."),
    )
