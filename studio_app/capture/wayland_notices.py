"""Asks a Wayland compositor to say when each of its seats rests; loaded only on Wayland, since it needs pywayland."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pywayland.protocol.ext_idle_notify_v1 import ExtIdleNotifierV1
from pywayland.protocol.wayland import WlSeat

if TYPE_CHECKING:
    from pywayland.client.display import Display
    from pywayland.protocol.ext_idle_notify_v1 import ExtIdleNotificationV1Proxy, ExtIdleNotifierV1Proxy
    from pywayland.protocol.wayland import WlCallbackProxy, WlRegistryProxy, WlSeatProxy

    from studio_app.capture.idle_seats import RestingSeats

_IGNORES_INHIBITORS = 2


class Notices:
    """One notice a seat; seats may come and go. Everything here happens in the thread that dispatches the display."""

    def __init__(self, seats: RestingSeats, threshold_ms: int, now_ms: Callable[[], int]) -> None:
        self._seats = seats
        self._threshold_ms = threshold_ms
        self._now_ms = now_ms
        self.all_announced = False
        self._notifier: ExtIdleNotifierV1Proxy | None = None
        self._version = 0
        # What is not held here is freed by pywayland, and then says nothing more.
        self._bound: dict[int, WlSeatProxy] = {}
        self._notices: dict[int, ExtIdleNotificationV1Proxy] = {}
        self._asked: list[WlRegistryProxy | WlCallbackProxy] = []

    def ask(self, display: Display) -> None:
        """Ask what the compositor has; the answers arrive when the display is dispatched."""
        registry = display.get_registry()
        registry.dispatcher["global"] = self._on_announced
        registry.dispatcher["global_remove"] = self._on_removed
        everything = display.sync()
        everything.dispatcher["done"] = self._on_all_announced
        self._asked = [registry, everything]

    def _on_announced(self, registry: WlRegistryProxy, number: int, interface: str, version: int) -> None:
        if interface == ExtIdleNotifierV1.name and self._notifier is None:
            self._version = min(version, _IGNORES_INHIBITORS)
            self._notifier = registry.bind(number, ExtIdleNotifierV1, self._version)
        elif interface == WlSeat.name:
            self._bound[number] = registry.bind(number, WlSeat, 1)
        self._watch_new_seats()

    def _watch_new_seats(self) -> None:
        if self._notifier is None:
            return
        for number, seat in self._bound.items():
            if number not in self._notices:
                self._notices[number] = self._watched(self._notifier, number, seat)

    def _watched(self, notifier: ExtIdleNotifierV1Proxy, number: int, seat: WlSeatProxy) -> ExtIdleNotificationV1Proxy:
        ask = notifier.get_idle_notification
        if self._version >= _IGNORES_INHIBITORS:
            ask = notifier.get_input_idle_notification
        notice = ask(self._threshold_ms, seat)
        notice.dispatcher["idled"] = lambda _notice: self._seats.rests(number, self._now_ms())
        notice.dispatcher["resumed"] = lambda _notice: self._seats.at_work(number)
        self._seats.at_work(number)
        return notice

    def _on_removed(self, _registry: WlRegistryProxy, number: int) -> None:
        if self._bound.pop(number, None) is not None:
            notice = self._notices.pop(number, None)
            if notice is not None:
                notice.destroy()
            self._seats.gone(number)

    def _on_all_announced(self, _callback: WlCallbackProxy, _serial: int) -> None:
        self.all_announced = True
