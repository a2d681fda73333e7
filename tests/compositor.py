"""A Wayland compositor without a screen, in a process of its own: seats, and ext-idle-notify-v1 as the protocol says.

`python tests/compositor.py SOCKET VERSION SEATS` says `ready`, then obeys a word a line: `input N` (a key at seat N),
`inhibit` (a film plays from now on), `plug N`, `unplug N`. It says `done` after each, and what clients ask for.
VERSION 0 leaves the protocol out.
"""

import sys

from pywayland import ffi, lib
from pywayland.protocol.ext_idle_notify_v1 import ExtIdleNotificationV1, ExtIdleNotifierV1
from pywayland.protocol.wayland import WlSeat
from pywayland.server import Display
from pywayland.server.eventloop import EventLoop


def obeyed(resource):
    """Let a resource hear its client: pywayland 0.4 gives libwayland-server the wrong one of two pointers."""
    lib.wl_resource_set_dispatcher(
        resource._ptr, lib.dispatcher_func, resource._handle, resource._handle, lib.resource_destroy_func
    )
    return resource


class Wish:
    """Reads the arguments of a wish for a notice; pywayland's own reading of new objects works in clients only."""

    def c_to_arguments(self, arguments):
        seat = ffi.cast("struct wl_resource *", arguments[2].o)
        return [arguments[0].n, arguments[1].u, ffi.from_handle(lib.wl_resource_get_user_data(seat))]


class Notice:
    """One client's wish to hear when a seat rests."""

    def __init__(self, loop, resource, timeout, *, heeds_inhibitors, inhibited):
        self.resource, self._timeout = resource, timeout
        self._heeds, self._inhibited = heeds_inhibitors, inhibited
        self._idle = False
        self._timer = loop.add_timer(self._on_rest, None)
        self.restart()

    def restart(self):
        if self._idle:
            self._idle = False
            self.resource.resumed()
        self._timer.timer_update(max(1, self._timeout))

    def end(self):
        self._timer.remove()

    def _on_rest(self, _data):
        if not (self._heeds and self._inhibited()):
            self._idle = True
            self.resource.idled()


class Compositor:
    def __init__(self, socket, version, seats):
        self.display = Display()
        self.display.add_socket(socket)
        self.loop = EventLoop(self.display)
        self.inhibited = False
        self.seats, self.notices, self.kept, self.seat_of = {}, {}, [], {}
        for number in range(seats):
            self.plug(number)
        if version:
            self.notifier = ExtIdleNotifierV1.global_class(self.display, version)
            self.notifier.bind_func = self._on_notifier_bound
        self.loop.add_fd(0, self._on_words, EventLoop.FdMask.WL_EVENT_READABLE, None)

    def plug(self, number):
        seat = WlSeat.global_class(self.display, 1)
        seat.bind_func = lambda resource: self._on_seat_bound(number, resource)
        self.seats[number], self.notices[number] = seat, []

    def unplug(self, number):
        lib.wl_global_destroy(self.seats.pop(number)._ptr)

    def input(self, number):
        for notice in self.notices[number]:
            notice.restart()

    def inhibit(self, _number):
        self.inhibited = True

    def _on_seat_bound(self, number, resource):
        self.kept.append(obeyed(resource))
        self.seat_of[resource] = number

    def _on_notifier_bound(self, resource):
        self.kept.append(obeyed(resource))
        resource.dispatcher.messages = [*resource.dispatcher.messages[:1], Wish(), Wish()]
        resource.dispatcher["get_idle_notification"] = self._asked("any", heeds_inhibitors=True)
        if resource.version > 1:
            resource.dispatcher["get_input_idle_notification"] = self._asked("input", heeds_inhibitors=False)

    def _asked(self, kind, *, heeds_inhibitors):
        def on_asked(notifier, number, timeout, seat):
            client = lib.wl_resource_get_client(notifier._ptr)
            resource = obeyed(ExtIdleNotificationV1.resource_class(client, notifier.version, number))
            notice = Notice(
                self.loop,
                resource,
                timeout,
                heeds_inhibitors=heeds_inhibitors,
                inhibited=lambda: self.inhibited,
            )
            seat_number = self.seat_of[seat]
            self.notices[seat_number].append(notice)

            def on_destroyed(_resource):
                notice.end()
                self.notices[seat_number].remove(notice)
                say(f"dropped {seat_number}")

            resource.dispatcher["destroy"] = lambda gone: gone.destroy()
            resource.dispatcher.destructor = on_destroyed
            say(f"asked {kind} {timeout} {seat_number}")

        return on_asked

    def _on_words(self, _fd, _mask, _data):
        words = sys.stdin.readline().split()
        if not words:
            self.display.terminate()
            return
        getattr(self, words[0])(int(words[1]) if len(words) > 1 else 0)
        self.display.flush_clients()
        say("done")


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    compositor = Compositor(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    say("ready")
    compositor.display.run()
