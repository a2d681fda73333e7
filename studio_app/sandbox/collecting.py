"""How seldom a process looks for cycles among its objects: while it starts there are many objects and no rubbish."""

import atexit
import gc
from functools import cache

_ALLOCATIONS = 20_000


@cache
def collect_seldom() -> None:
    """Look for cycles after 20,000 new objects rather than 700, and not at the end, when the process is let go whole.

    A start makes some 100,000 objects, nearly all for good; looking through them took a tenth of it, and looking once
    more at the end (the manual of `gc.freeze` says how to avoid that) as long again.
    """
    gc.set_threshold(_ALLOCATIONS)
    atexit.register(gc.freeze)
