"""Keeps the native decoders from writing to the terminal: their warnings come back as our own sentences."""

import io
import logging
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from types import ModuleType

_ALONE = threading.Lock()
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


@contextmanager
def shut_streams() -> Iterator[None]:
    """Run a block of a library that writes to the standard streams by itself, with both of them shut.

    One block at a time: the streams belong to the whole process, and two that overlap would put back each other's.
    """
    with _ALONE, redirect_stdout(io.StringIO()):
        try:
            kept = os.dup(2)
        except OSError:  # a program without a terminal has no such stream
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _hush() -> None:
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL)
        logger.propagate = False
