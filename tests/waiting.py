"""Waiting for what another thread or program brings about."""

import time


def until(fact, seconds=10.0):
    """Look a hundred times a second until a fact is true, and return it; fails where it is not within `seconds`."""
    over = time.monotonic() + seconds
    while not (so := fact()):
        assert time.monotonic() < over, "it did not happen in time"
        time.sleep(0.01)
    return so
