"""One connection to an X server through libxcb, which says when the server has gone; Xlib would end the program.

Only the core library is used, which Qt needs on X11 as well; extensions are asked by their requests' numbers (X11
protocol, MIT-SCREEN-SAVER 1.1). Python ignores SIGPIPE, so that writing to a server that has gone is only an error.
"""

import ctypes
import select
import threading
import time
from typing import Any

from studio_app.capture.idle_answers import library_missing, not_answering

_LIBRARY, _PACKAGE = "libxcb.so.1", "libxcb1"
_CONNECT_S = 1.0
_CHECKED = 1
_PRESENT_AT = 8
_REPLY_BYTES = 32
_Pointer = ctypes.c_void_p


class _Extension(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("global_id", ctypes.c_int))


class _Request(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_size_t),
        ("extension", ctypes.POINTER(_Extension)),
        ("opcode", ctypes.c_uint8),
        ("isvoid", ctypes.c_uint8),
    )


class _Part(ctypes.Structure):
    _fields_ = (("base", _Pointer), ("length", ctypes.c_size_t))


class _Screens(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(ctypes.c_uint32)), ("left", ctypes.c_int), ("index", ctypes.c_int))


class XConnection:
    """A connection to one display for the requests of one extension. Not to be used from two threads at once."""

    def __init__(self, display: str, extension: str) -> None:
        """Connect. Raises `NoIdleAnswer` where libxcb is missing or the server does not answer within a second."""
        self._display = display
        self._xcb = _library()
        self._extension = _Extension(name=extension.encode("ascii"), global_id=0)
        self._link: int | None = None
        self._present = False
        self.root = 0
        self._connect()

    @property
    def has_extension(self) -> bool:
        """Return whether the server offers the extension."""
        return self._present

    def ask(self, opcode: int, body: bytes, seconds: float) -> bytes | None:
        """Send a request of the extension and return its reply's first 32 bytes, or None: refused, too late, gone."""
        if self._link is None:
            return None
        sequence = self._send(opcode, body)
        deadline = time.monotonic() + seconds
        watch = select.poll()
        watch.register(self._xcb.xcb_get_file_descriptor(self._link), select.POLLIN)
        while True:
            arrived, reply = self._arrived(sequence)
            if arrived:
                return reply
            left_ms = (deadline - time.monotonic()) * 1000
            if left_ms <= 0:
                self._xcb.xcb_discard_reply(self._link, sequence)
                return None
            watch.poll(left_ms)

    def close(self) -> None:
        """Disconnect; harmless when done twice."""
        link, self._link = self._link, None
        if link is not None:
            self._xcb.xcb_disconnect(link)

    def _connect(self) -> None:
        """Connect in a thread, since a server that hangs, or a host that is away, would hold us for minutes."""
        found: list[int] = []
        abandoned = threading.Event()

        def connect() -> None:
            link = self._xcb.xcb_connect(self._display.encode(), None)
            if not self._xcb.xcb_connection_has_error(link):
                self._look(link)
            found.append(link)
            if abandoned.is_set():
                self._xcb.xcb_disconnect(link)

        thread = threading.Thread(target=connect, name="xcb-connect", daemon=True)
        thread.start()
        thread.join(_CONNECT_S)
        if not found:
            abandoned.set()
            raise not_answering(f"DISPLAY {self._display}")
        self._link = found[0]
        if self._xcb.xcb_connection_has_error(self._link):
            self.close()
            raise not_answering(f"DISPLAY {self._display}")

    def _look(self, link: int) -> None:
        """Note the first screen's root window, and whether the extension is there."""
        screens = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(link))
        self.root = screens.data[0]
        answer = self._xcb.xcb_get_extension_data(link, ctypes.byref(self._extension))
        self._present = bool(answer) and ctypes.string_at(answer, _REPLY_BYTES)[_PRESENT_AT] == 1

    def _send(self, opcode: int, body: bytes) -> int:
        # libxcb fills in the four bytes of the header, and wants two spare parts in front of ours.
        content = ctypes.create_string_buffer(bytes(4) + body, 4 + len(body))
        parts = (_Part * 3)()
        parts[2] = _Part(base=ctypes.addressof(content), length=len(content))
        request = _Request(count=1, extension=ctypes.pointer(self._extension), opcode=opcode, isvoid=0)
        sequence: int = self._xcb.xcb_send_request(self._link, _CHECKED, ctypes.byref(parts, 2 * _PART_BYTES), request)
        self._xcb.xcb_flush(self._link)
        return sequence

    def _arrived(self, sequence: int) -> tuple[bool, bytes | None]:
        """Return whether the server's word is there, and the reply where that is no error."""
        reply, error = _Pointer(), _Pointer()
        there = self._xcb.xcb_poll_for_reply(self._link, sequence, ctypes.byref(reply), ctypes.byref(error))
        content = ctypes.string_at(reply, _REPLY_BYTES) if reply.value else None
        for part in (reply, error):
            if part.value:
                self._xcb.free(part)
        return bool(there), content


_PART_BYTES = ctypes.sizeof(_Part)


def _library() -> Any:
    """Load libxcb and say what its functions take. Raises `NoIdleAnswer` naming the package where it is missing."""
    try:
        xcb = ctypes.CDLL(_LIBRARY)
    except OSError as error:
        raise library_missing(_LIBRARY, _PACKAGE) from error
    number = ctypes.c_uint
    for name, takes, gives in (
        ("xcb_connect", [ctypes.c_char_p, _Pointer], _Pointer),
        ("xcb_connection_has_error", [_Pointer], ctypes.c_int),
        ("xcb_disconnect", [_Pointer], None),
        ("xcb_get_file_descriptor", [_Pointer], ctypes.c_int),
        ("xcb_get_setup", [_Pointer], _Pointer),
        ("xcb_setup_roots_iterator", [_Pointer], _Screens),
        ("xcb_get_extension_data", [_Pointer, _Pointer], _Pointer),
        ("xcb_send_request", [_Pointer, ctypes.c_int, _Pointer, ctypes.POINTER(_Request)], number),
        ("xcb_flush", [_Pointer], ctypes.c_int),
        ("xcb_poll_for_reply", [_Pointer, number, _Pointer, _Pointer], ctypes.c_int),
        ("xcb_discard_reply", [_Pointer, number], None),
    ):
        function = getattr(xcb, name)
        function.argtypes, function.restype = takes, gives
    # What libxcb hands out comes from the C library's malloc, which it is linked with.
    xcb.free.argtypes, xcb.free.restype = [_Pointer], None
    return xcb
