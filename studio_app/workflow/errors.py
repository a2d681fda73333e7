"""Failures that steps foresee."""

from studio_app.domain.errors import StudioError


class StepRefused(StudioError):
    """A step that was asked for cannot be done as the studio stands; nothing was recorded."""
