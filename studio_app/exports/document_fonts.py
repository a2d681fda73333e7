"""The families that papers are set in: the shipped one with Japanese first, then what the machine has."""

import threading
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from studio_app.domain.language import _
from studio_app.exports.sheet_file import SheetNotWritten

_JAPANESE = (
    "Noto Sans JP",
    "Noto Sans CJK JP",
    "Source Han Sans JP",
    "Yu Gothic",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "BIZ UDPGothic",
    "Meiryo",
    "MS Gothic",
    "IPAexGothic",
    "IPAGothic",
    "TakaoGothic",
    "VL Gothic",
)
"""The families that have the studio's names, best first; the first one ships with Teire."""
_LATIN = "Noto Sans"
_MORE = ("Vazirmatn", "Noto Sans Hebrew")
"""These ship with Teire too; the Japanese families set Polish or Vietnamese names with loose accents."""
_SIGNS = "DejaVu Sans Mono"
"""Comes with the typesetter; has the glyphs of verdicts."""

Family = str | dict[str, str]
"""A family's name, or with the signs that it is asked for, as the typesetter takes them."""


class Faces:
    """The fonts of the folder `shipped` and of this machine, looked for once, when a paper is first set."""

    def __init__(self, shipped: Path) -> None:
        self._shipped = shipped
        self._lock = threading.Lock()
        self._known: Any = None

    def known(self) -> Any:
        """Return the fonts as the typesetter takes them."""
        import typst  # noqa: PLC0415  # 50 MB that only papers need

        with self._lock:
            if self._known is None:
                self._known = typst.Fonts(font_paths=[self._shipped])
            return self._known

    def families(self, text: str) -> list[Family]:
        """Return the families to set `text` in; refuse to print Japanese where no font has it."""
        return families(self.known().families(), text)


def families(known: Iterable[str], text: str) -> list[Family]:
    """Return the families to set `text` in, of those that are `known`, the first asked first."""
    here = set(known)
    japanese = [family for family in _JAPANESE if family in here]
    if not japanese and any(unicodedata.east_asian_width(sign) in "WF" for sign in text):
        raise SheetNotWritten(
            _("This machine has no font with Japanese, so that names would be missing on paper."),
            hint=_("Install “{font}”, or write a .csv instead.", font=_JAPANESE[0]),
        )
    latin: list[Family] = [{"name": _LATIN, "covers": "latin-in-cjk"}] if _LATIN in here else []
    return [*latin, *japanese[:1], *(family for family in _MORE if family in here), _SIGNS]
