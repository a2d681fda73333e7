"""What a Wayland compositor has said of its seats, turned into the time since the last input."""

from collections.abc import Mapping


class RestingSeats:
    """Notes since when each seat rests. Noted in one thread, read in another: each note is a new mapping.

    A seat is a person's set of input devices. It is said to rest once it had no input for `threshold_ms`; until then
    that time is not known, and 0 is given.
    """

    def __init__(self, threshold_ms: int) -> None:
        self._threshold_ms = threshold_ms
        self._since: Mapping[int, int | None] = {}

    def at_work(self, seat: int) -> None:
        """Note a new seat, or input at one that rested."""
        self._since = {**self._since, seat: None}

    def rests(self, seat: int, now_ms: int) -> None:
        """Note that a seat had no input for the threshold."""
        self._since = {**self._since, seat: now_ms - self._threshold_ms}

    def gone(self, seat: int) -> None:
        """Forget a seat that was taken away."""
        self._since = {known: since for known, since in self._since.items() if known != seat}

    def all_gone(self) -> None:
        """Forget everything: nobody tells any more."""
        self._since = {}

    def idle_ms(self, now_ms: int) -> int | None:
        """Return milliseconds since input at any seat; None where there is no seat to tell."""
        since = self._since
        if not since:
            return None
        resting = [one for one in since.values() if one is not None]
        return now_ms - max(resting) if len(resting) == len(since) else 0
