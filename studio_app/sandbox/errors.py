"""What can happen to a job that looks into a file."""

from studio_app.domain.errors import StudioError


class ExaminationError(StudioError):
    """A file could not be looked into; `message` and `hint` are those of whatever refused it."""


class ExaminationStopped(ExaminationError):
    """The job was ended: too long, too much memory, or the decoder died."""
