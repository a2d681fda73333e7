"""Keeps the native decoders from writing to the terminal: their warnings come back as our own sentences."""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType

_TALKATIVE = ("pyvips", "psd_tools", "PIL")


@cache
def load_vips() -> ModuleType:
    """Import pyvips on first use, with its log and its operation cache switched off."""
    os.environ.setdefault("VIPS_WARNING", "0")
    _hush()
    import pyvips  # noqa: PLC0415  # starting it costs a tenth of a second that most commands never need

    pyvips.cache_set_max(0)
    return pyvips  # type: ignore[no-any-return]


@contextmanager
def silence() -> Iterator[None]:
    """Run a block in which neither Python warnings nor decoder logs reach a person."""
    _hush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _hush() -> None:
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL)
        logger.propagate = False
