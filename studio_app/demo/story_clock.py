"""The clock of the demonstration: its days pass in a moment, through the same port as the machine's own clocks."""

from datetime import datetime, timedelta
from threading import Lock

from studio_app.domain.moments import Reading, duration_ms


class StoryClock:
    """Stands still until it is told that time passed."""

    def __init__(self, begin: datetime, zone: str) -> None:
        self._wall = begin
        self._zone = zone
        self._awake = timedelta(hours=1)
        self._asleep = timedelta(0)
        self._lock = Lock()

    def read(self) -> Reading:
        """Look at the story's clocks; each look is a moment later, as on a real machine."""
        with self._lock:
            self._wall += timedelta(milliseconds=20)
            return Reading(
                wall=self._wall,
                zone=self._zone,
                awake_ms=duration_ms(self._awake),
                elapsed_ms=duration_ms(self._awake + self._asleep),
                boot="story",
            )

    def work(self, length: timedelta) -> None:
        """Let time pass with the machine awake."""
        with self._lock:
            self._wall += length
            self._awake += length

    def sleep_until(self, moment: datetime) -> None:
        """Let the machine sleep until a later moment."""
        with self._lock:
            self._asleep += moment - self._wall
            self._wall = moment
