"""Seconds without input on GNOME, from its window manager."""

from collections.abc import Mapping

from studio_app.capture.idle_answers import not_telling, plausible_ms, since_boot_ms
from studio_app.capture.session_bus import Question, SessionBus, bus_address

_IDLE_TIME = Question(
    owner="org.gnome.Mutter.IdleMonitor",
    path="/org/gnome/Mutter/IdleMonitor/Core",
    interface="org.gnome.Mutter.IdleMonitor",
    method="GetIdletime",
)


class GnomeIdleMonitor:
    """Asks Mutter (GNOME on Wayland and X11, Budgie, GNOME Flashback) since when all input devices rest.

    GetIdletime answers milliseconds of the awake clock, 64 bits unsigned, and -1 in them where it does not know
    (GNOME/mutter `src/backends/meta-idle-monitor.c`: `meta_idle_monitor_get_idletime`). An idle inhibitor does not stop
    the count, but its end begins it anew: the end of a film looks like one moment of input.
    """

    name = "gnome-idle-monitor"

    def __init__(self, address: str) -> None:
        """Connect to the bus at `address`. Raises `NoIdleAnswer` where there is no bus, or nobody there who tells."""
        self._bus = SessionBus(address)
        if self.idle_ms() is None:
            self._bus.close()
            raise not_telling(_IDLE_TIME.owner)

    def idle_ms(self) -> int | None:
        """Return milliseconds since the last input; None where nobody answers within 150 ms."""
        said = self._bus.number(_IDLE_TIME)
        return None if said is None else plausible_ms(said, since_boot_ms())

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()


def gnome_idle_monitor(environ: Mapping[str, str]) -> GnomeIdleMonitor:
    """Return the source on this session's bus. Raises `NoIdleAnswer`."""
    return GnomeIdleMonitor(bus_address(environ))
