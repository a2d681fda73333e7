"""The ICC profile that the system keeps for the main screen, where it tells."""

import ctypes
import ctypes.util
import os
import sys
from pathlib import Path

_ATOM = b"_ICC_PROFILE"
"""Set on the root window by whatever calibrates (“ICC Profiles in X”, freedesktop.org)."""

_ANY_TYPE = 0
_MOST_LONGS = 4 * 2**20
_MOST_NAME = 1024


def system_profile() -> bytes | None:
    """Return the profile of the main screen, None where the system has none or turns colours itself.

    X11 and Windows tell. A Wayland desktop and macOS turn the colours of windows themselves.
    """
    if sys.platform == "win32":
        return _of_windows()
    if sys.platform == "darwin" or not os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return None
    return _of_x11()


def _of_x11() -> bytes | None:
    name = ctypes.util.find_library("X11")
    if name is None:
        return None
    x11 = ctypes.CDLL(name)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XInternAtom.restype = ctypes.c_ulong
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    try:
        return _property(x11, ctypes.c_void_p(display))
    finally:
        x11.XCloseDisplay(ctypes.c_void_p(display))


def _property(x11: ctypes.CDLL, display: ctypes.c_void_p) -> bytes | None:
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    atom = ctypes.c_ulong(x11.XInternAtom(display, _ATOM, 1))
    if not atom.value:
        return None
    kind, width = ctypes.c_ulong(), ctypes.c_int()
    count, left = ctypes.c_ulong(), ctypes.c_ulong()
    data = ctypes.POINTER(ctypes.c_ubyte)()
    asked = (ctypes.c_long(0), ctypes.c_long(_MOST_LONGS), 0, ctypes.c_ulong(_ANY_TYPE))
    told = [ctypes.byref(one) for one in (kind, width, count, left, data)]
    if x11.XGetWindowProperty(display, root, atom, *asked, *told) != 0 or not data:
        return None
    try:
        return bytes(data[: count.value]) if width.value == 8 and count.value else None
    finally:
        x11.XFree(data)


def _of_windows() -> bytes | None:
    if sys.platform != "win32":
        return None
    user, gdi = ctypes.windll.user32, ctypes.windll.gdi32
    device = user.GetDC(None)
    try:
        length, name = ctypes.c_ulong(_MOST_NAME), ctypes.create_unicode_buffer(_MOST_NAME)
        if not gdi.GetICMProfileW(device, ctypes.byref(length), name):
            return None
        return Path(name.value).read_bytes()
    except OSError:
        return None
    finally:
        user.ReleaseDC(None, device)
