"""Seconds without input on X11: the screen-saver extension's counter."""

import struct
from collections.abc import Mapping

from studio_app.capture.idle_answers import not_telling, plausible_ms, since_boot_ms
from studio_app.capture.xcb import XConnection

_EXTENSION = "MIT-SCREEN-SAVER"
_QUERY_INFO = 1
_SINCE_INPUT = struct.Struct("=16xI12x")
_PATIENCE_S = 0.15


class X11ScreenSaver:
    """Asks the X server, which counts on its own awake clock since the last event of any input device.

    Under a Wayland session the X server that programs see (XWayland) counts only what X11 programs are given; there
    this source must not be used. MIT-SCREEN-SAVER 1.1, QueryInfo: `ms-since-user-input`, 32 bits, milliseconds.
    """

    name = "x11-screensaver"

    def __init__(self, display: str) -> None:
        """Connect to `display`. Raises `NoIdleAnswer`: no libxcb, no server, no screen-saver extension."""
        self._server = XConnection(display, _EXTENSION)
        if not self._server.has_extension:
            self._server.close()
            raise not_telling(f"DISPLAY {display}")
        self._question = struct.pack("=I", self._server.root)

    def idle_ms(self) -> int | None:
        """Return milliseconds since the last input; None once the server has gone, or where it hangs for 150 ms."""
        reply = self._server.ask(_QUERY_INFO, self._question, _PATIENCE_S)
        if reply is None:
            return None
        return plausible_ms(_SINCE_INPUT.unpack(reply)[0], since_boot_ms())

    def close(self) -> None:
        """Leave the X server."""
        self._server.close()


def x11_screensaver(environ: Mapping[str, str]) -> X11ScreenSaver:
    """Return the source for the display that DISPLAY names. Raises `NoIdleAnswer`."""
    return X11ScreenSaver(environ.get("DISPLAY", ""))
