"""What was changed in a picture, in the words a person reads."""

from studio_app.domain.changes import RegionKind
from studio_app.domain.language import _


def region_kind_word(kind: RegionKind) -> str:
    """Return the word for what was done in a region."""
    return {
        RegionKind.REPAINT: _("repainted"),
        RegionKind.COLOUR: _("recoloured"),
        RegionKind.REMOVED: _("removed"),
        RegionKind.ADDED: _("added"),
        RegionKind.SOFTEN: _("softened"),
        RegionKind.SHARPEN: _("sharpened"),
    }[kind]
