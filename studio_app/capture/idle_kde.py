"""Seconds without input on KDE Plasma under X11, from its screen locker."""

from collections.abc import Mapping

from studio_app.capture.idle_answers import not_telling, plausible_ms, since_boot_ms
from studio_app.capture.session_bus import Question, SessionBus, bus_address

# KDE's screen locker has both names; asked under its own one, no other desktop's can answer.
_IDLE_TIME = Question(
    owner="org.kde.screensaver",
    path="/org/freedesktop/ScreenSaver",
    interface="org.freedesktop.ScreenSaver",
    method="GetSessionIdleTime",
)
_LARGEST = 2**31 - 1


class KdeIdleTime:
    """Asks KDE's screen locker, which answers in milliseconds.

    KDE/kscreenlocker `interface.cpp`: `GetSessionIdleTime` returns `KIdleTime::instance()->idleTime()`, milliseconds
    in a signed 32-bit number, sent as an unsigned one. Others who implement `org.freedesktop.ScreenSaver` answer in
    seconds (Lomiri), always 0 or not at all; none of them has the name `org.kde.screensaver`.

    Under Wayland the answer is 0 whatever happens (KDE/kwin `src/plugins/idletime/poller.cpp`: `forcePollRequest`),
    which would make every absence work; there this source must not be used.
    """

    name = "kde-idle-time"

    def __init__(self, address: str) -> None:
        """Connect to the bus at `address`. Raises `NoIdleAnswer` where there is no bus, or nobody there who tells."""
        self._bus = SessionBus(address)
        if self.idle_ms() is None:
            self._bus.close()
            raise not_telling(_IDLE_TIME.owner)

    def idle_ms(self) -> int | None:
        """Return milliseconds since the last input; None where nobody answers within 150 ms."""
        said = self._bus.number(_IDLE_TIME)
        return None if said is None or said > _LARGEST else plausible_ms(said, since_boot_ms())

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()


def kde_idle_time(environ: Mapping[str, str]) -> KdeIdleTime:
    """Return the source on this session's bus. Raises `NoIdleAnswer`."""
    return KdeIdleTime(bus_address(environ))
