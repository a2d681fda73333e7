"""One question at a time to a program on the session's D-Bus, with an end to waiting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.capture.idle_answers import module_missing, not_answering

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

_PATIENCE_S = 0.15
_CONNECT_S = 1.0
_ADDRESS = "DBUS_SESSION_BUS_ADDRESS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A method without arguments that returns one number."""

    owner: str
    path: str
    interface: str
    method: str


class SessionBus:
    """A connection to the session bus for questions that are answered with a number.

    No program is started by a question. A program that does not answer costs 150 ms a question; what it says later is
    passed over. Once the bus itself has gone, every answer is None.
    """

    def __init__(self, address: str) -> None:
        """Connect to a D-Bus `address`. Raises `NoIdleAnswer`: jeepney is missing, or no bus answers there."""
        try:
            self._connection: DBusConnection | None = _connected(address)
        except ImportError as error:
            raise module_missing("jeepney") from error
        # jeepney raises ValueError and RuntimeError for addresses and greetings it cannot read, and StopIteration for
        # a list without an address.
        except (OSError, ValueError, RuntimeError, StopIteration) as error:
            raise not_answering(f"{_ADDRESS} {address}".strip()) from error

    def number(self, question: Question) -> int | None:
        """Return the whole number that the owner answers, or None: nobody there, refused, too late, no number."""
        from jeepney import DBusAddress, MessageFlag, MessageType, new_method_call  # noqa: PLC0415 - only where asked

        if self._connection is None:
            return None
        to = DBusAddress(question.path, bus_name=question.owner, interface=question.interface)
        message = new_method_call(to, question.method)
        message.header.flags |= MessageFlag.no_auto_start
        try:
            reply = self._connection.send_and_get_reply(message, timeout=_PATIENCE_S)
        except TimeoutError:
            return None
        except (OSError, ValueError, LookupError):
            self.close()
            return None
        if reply.header.message_type is not MessageType.method_return or len(reply.body) != 1:
            return None
        said = reply.body[0]
        return said if isinstance(said, int) and not isinstance(said, bool) else None

    def close(self) -> None:
        """Leave the bus; harmless when done twice."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def bus_address(environ: Mapping[str, str]) -> str:
    """Return where the session bus is: what the variable says, else systemd's usual place below XDG_RUNTIME_DIR."""
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    return environ.get(_ADDRESS) or (f"unix:path={runtime}/bus" if runtime else "")


def _connected(address: str) -> DBusConnection:
    from jeepney.io import blocking  # noqa: PLC0415 - 40 ms, and only Linux has it

    class Patient(blocking.DBusConnection):  # type: ignore[misc]  # the library has no types
        """jeepney greets the bus without an end to waiting; a bus that hangs would hold the program for ever."""

        def send_and_get_reply(self, message: object, *, timeout: float | None = None) -> object:
            return super().send_and_get_reply(message, timeout=_CONNECT_S if timeout is None else timeout)

    socket = blocking.prep_socket(blocking.get_bus(address), timeout=_CONNECT_S)
    # Sending, too, must end: jeepney waits only for answers.
    socket.settimeout(_PATIENCE_S)
    try:
        return Patient(socket)
    except BaseException:
        socket.close()
        raise
