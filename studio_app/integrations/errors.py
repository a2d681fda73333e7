"""What can be the matter with a generator that is asked over the network."""

from studio_app.domain.errors import StudioError


class SourceError(StudioError):
    """A generator could not be reached, or answered what makes no sense."""


class SourceRefused(SourceError):
    """A generator understood the question and said no; `status` is the HTTP status."""

    def __init__(self, message: str, *, hint: str, status: int) -> None:
        super().__init__(message, hint=hint)
        self.status = status
