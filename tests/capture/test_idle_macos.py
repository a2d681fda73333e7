"""What macOS says, by hand; the call itself has been run on no macOS."""

import math
import sys

import pytest

from studio_app.capture.idle_answers import NoIdleAnswer
from studio_app.capture.idle_macos import MacEventSource, seconds_since_input


@pytest.mark.parametrize(
    ("seconds", "ms"),
    [(0.0, 0), (1.9996, 1999), (-0.5, None), (math.inf, None), (math.nan, None), (1.8e19, None)],
)
def test_seconds_become_whole_milliseconds_or_nothing(seconds, ms):
    said = iter([0.0, seconds])
    source = MacEventSource(lambda: next(said))
    assert source.idle_ms() == ms
    source.close()


@pytest.mark.skipif(sys.platform == "darwin", reason="this is macOS")
def test_another_system_is_no_macos():
    with pytest.raises(OSError, match="CoreGraphics"):
        seconds_since_input()
    with pytest.raises(NoIdleAnswer, match="macOS does not say"):
        MacEventSource()
