"""Connections that can be cut from outside at any moment, whatever the library that reads from them waits for."""

import socket
import threading
from contextlib import suppress
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

HERE = threading.local()
"""The thread of an exchange puts its `Lines` here as `lines`, where each new connection finds it."""


class Lines:
    """The connections of one exchange, held by copies of their own, so that they can be cut at any moment."""

    def __init__(self) -> None:
        self._open: list[socket.socket] = []
        self._own: list[socket.socket] = []
        self._over = False
        self._lock = threading.Lock()

    def add(self, line: socket.socket) -> None:
        """Hold a connection; one that comes after the end is cut at once."""
        with self._lock:
            self._own.append(line)
            self._open.append(line.dup())
            over = self._over
        if over:
            self.cut()

    def finish(self) -> None:
        """Close what a library left open; for the thread of the exchange, once it is over."""
        for line in self._own:
            # A connection that was wrapped in another is not ours any more and has no number.
            if line.fileno() >= 0:
                socket.close(line.detach())

    def cut(self) -> None:
        """Cut every connection, for good."""
        with self._lock:
            self._over = True
            lines, self._open = self._open, []
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()


class _Http(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        HERE.lines.add(line)
        return line


class _Https(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        HERE.lines.add(line)
        return line


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class CuttableAdapter(HTTPAdapter):
    """Connections that can be cut, and no second try: whoever asks decides about that."""

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        super().init_poolmanager(*arguments, **more)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
