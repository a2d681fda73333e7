"""Whose desk it is."""

from studio_app.cli.asked import Asked
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _


def me(ask: Asked) -> PersonId:
    """Return whose desk this is."""
    if ask.by is None:
        raise StudioError(
            _("Nobody has said whose desk this is."), hint=_("Say once and for all “teire me CODE”, or --as CODE.")
        )
    return ask.by
