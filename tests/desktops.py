"""Real desktops' servers, started for one test: an X server, a session bus with a program on it, a compositor."""

import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

jeepney = pytest.importorskip("jeepney", reason="only Linux has these desktops")
blocking = pytest.importorskip("jeepney.io.blocking")

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth><servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
"""
_SERVICE = "[D-BUS Service]\nName={name}\nExec=/bin/sh -c 'touch {mark}'\n"


def ended(process):
    """End a process for good, stopped or not, and wait for it."""
    process.kill()
    process.wait(10)


def needed(*programs):
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


class XServer:
    def __init__(self, display, process):
        self.display, self.process = display, process

    def input(self):
        """Move the mouse as a hand would."""
        needed("xdotool")
        for place in ("10", "40"):
            subprocess.run(
                ["xdotool", "mousemove", place, place], env={**os.environ, "DISPLAY": self.display}, check=True
            )


@contextmanager
def x_server(*options, size="320x200"):
    """An X server of one's own, which says which number it took."""
    needed("Xvfb")
    reader, writer = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset", *options],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader, encoding="ascii") as said:
            yield XServer(":" + said.readline().strip(), process)
    finally:
        ended(process)


class Bus:
    def __init__(self, address, process, started):
        self.address, self.process, self.started = address, process, started


@contextmanager
def session_bus(folder: Path, *, starts=""):
    """A bus of one's own; `starts` names a program that it would start for whoever asks, leaving `bus.started`."""
    needed("dbus-daemon")
    socket, settings, mark = folder / "bus", folder / "bus.conf", folder / "started"
    settings.write_text(_BUS.format(socket=socket, services=folder))
    if starts:
        (folder / f"{starts}.service").write_text(_SERVICE.format(name=starts, mark=mark))
    process = subprocess.Popen(
        ["dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout.readline().startswith("unix:path=")
        yield Bus(f"unix:path={socket}", process, mark)
    finally:
        ended(process)
        process.stdout.close()


class BusProgram:
    """A program on the bus that answers every question with `body`, as `signature` says; with None it stays silent."""

    def __init__(self, bus, name, signature="t"):
        self.signature, self.body, self.refuses, self.asked = signature, (0,), False, []
        self._connection = blocking.open_dbus_connection(bus.address)
        self._connection.send_and_get_reply(jeepney.message_bus.RequestName(name), timeout=5)
        self._ending = threading.Event()
        self._late = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def answer_late(self):
        """Answer now what was asked while it was silent."""
        for message in self._late:
            self._answer(message, (123,))

    def close(self):
        self._ending.set()
        self._thread.join(5)
        self._connection.close()

    def _serve(self):
        while not self._ending.is_set():
            try:
                message = self._connection.receive(timeout=0.02)
            except TimeoutError:
                continue
            except OSError:
                return
            if message.header.message_type is jeepney.MessageType.method_call:
                self.asked.append(message)
                body = self.body() if callable(self.body) else self.body
                if body is None:
                    self._late.append(message)
                else:
                    self._answer(message, body)

    def _answer(self, message, body):
        if self.refuses:
            self._connection.send(jeepney.new_error(message, "org.freedesktop.DBus.Error.NotSupported"))
        else:
            self._connection.send(jeepney.new_method_return(message, self.signature, body))


@contextmanager
def bus_program(bus, name, signature="t"):
    program = BusProgram(bus, name, signature)
    try:
        yield program
    finally:
        program.close()


class CompositorProcess:
    def __init__(self, place, process):
        self.place, self.process, self.heard = place, process, []

    def tell(self, words):
        """Give an order and wait until it is done; what clients asked for meanwhile is in `heard`."""
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        while (said := self.process.stdout.readline().strip()) not in ("done", ""):
            self.heard.append(said)


@contextmanager
def compositor(folder: Path, *, version=2, seats=1):
    pytest.importorskip("pywayland", reason="pywayland is not installed")
    folder.chmod(0o700)
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("compositor.py"), "way", str(version), str(seats)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "ready\n"
        yield CompositorProcess(folder / "way", process)
    finally:
        ended(process)
        process.stdin.close()
        process.stdout.close()
