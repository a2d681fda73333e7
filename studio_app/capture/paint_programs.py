"""The programs in which backgrounds are painted, by the names that systems give them."""

import re

_VERSION = re.compile(r"[\s\d.\-_v]+$")
_BETWEEN = re.compile(r"[\s\-_.()]+")
_KNOWN = frozenset(
    {
        "krita",
        "photoshop",
        "adobephotoshop",
        "adobephotoshopbeta",
        "clipstudiopaint",
        "clipstudio",
        "gimp",
        "mypaint",
        "sai",
        "painttoolsai",
        "affinity",
        "affinityphoto",
        "affinitydesigner",
        "procreate",
        "medibangpaint",
        "medibangpaintpro",
        "firealpaca",
        "opencanvas",
        "corelpainter",
        "painter",
        "rebelle",
        "artrage",
        "paintstormstudio",
        "sketchbook",
        "drawpile",
        "tvpaint",
        "tvpaintanimation",
    }
)


def plain_name(app: str) -> str:
    """Return a program's name as names are compared: case-folded, without `.exe`."""
    return app.strip().casefold().removesuffix(".exe").strip()


def is_paint_program(app: str) -> bool:
    """Whether a name is that of a known paint program, whatever its version: `gimp-2.10`, `Adobe Photoshop 2026`."""
    name = plain_name(app)
    return any(_BETWEEN.sub("", one) in _KNOWN for one in (name, _VERSION.sub("", name)))
