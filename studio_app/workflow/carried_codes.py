"""Which background a file's name means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_app.domain.backgrounds import Background


def background_meant(path: Path, backgrounds: Sequence[Background]) -> Background | None:
    """Return the background whose code a file's name carries, else the folder it lies in; None where none is meant.

    A code counts where neither a letter nor a digit goes on before or after it (`ep01_C012_v03.kra` means C012, `C0123`
    does not); the longest one counts. Where no code is carried, the number of a cut counts if one background alone has
    it.
    """
    by_code = {one.code.casefold(): one for one in backgrounds}
    by_cut: dict[str, Background | None] = {}
    for one in backgrounds:
        for cut in one.cuts:
            by_cut[cut.casefold()] = None if cut.casefold() in by_cut else one
    for names in (by_code, by_cut):
        for text in (path.stem, path.parent.name):
            found = _carried(text.casefold(), names)
            if found is not None:
                return found
    return None


def _carried(text: str, names: dict[str, Background] | dict[str, Background | None]) -> Background | None:
    for name in sorted(names, key=len, reverse=True):
        if name and re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", text):
            return names[name]
    return None
