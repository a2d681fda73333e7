"""What `teire doctor` says of the time without input."""

import pytest

from tests.desktops import x_server

NAME = "Time without input"


@pytest.fixture
def said(anywhere, tmp_path, monkeypatch):
    """Asks the doctor on a desktop that these variables describe, and returns what it says of the time."""
    monkeypatch.chdir(tmp_path)

    def ask(**environ):
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        document = anywhere("doctor", "--json").document
        return next(check for check in document["checks"] if check["name"] == NAME)

    return ask


def test_the_source_in_use_is_named(said):
    with x_server() as server:
        check = said(DISPLAY=server.display)
    assert (check["fine"], check["found"]) == (True, "x11-screensaver")


def test_without_a_desktop_it_says_that_saves_count_and_what_to_do(said):
    check = said()
    assert (check["fine"], check["needed"]) == (False, False)
    assert check["found"] == "nothing here tells it; saves alone will count as work"
    assert check["advice"] == "Start Teire on the desktop you paint on, not over ssh or in a bare terminal."


def test_where_nothing_answers_each_source_says_why(said):
    check = said(WAYLAND_DISPLAY="nowhere", DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
    assert not check["fine"]
    assert "WAYLAND_DISPLAY nowhere does not answer." in check["advice"]
    assert "DBUS_SESSION_BUS_ADDRESS unix:path=/nowhere does not answer." in check["advice"]


@pytest.mark.parametrize(
    ("here", "own", "fine", "found"),
    [
        (True, True, True, "read by Teire itself"),
        (True, False, False, "read by libvips, which takes up to twice as long"),
        (False, False, True, "read by libvips"),
    ],
)
def test_who_reads_pngs_is_said_and_what_to_install_where_it_is_the_slower_one(
    here, own, fine, found, anywhere, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("studio_app.cli.doctor.IS_FOR_HERE", here)
    monkeypatch.setattr("studio_app.cli.doctor.lines_are_read_here", lambda: own)
    said = anywhere("doctor", "--json")
    check = next(one for one in said.document["checks"] if one["name"] == "PNG")
    assert (check["fine"], check["needed"], check["found"]) == (fine, False, found)
    assert check["advice"].startswith("Install a C compiler (on Debian: apt-get install gcc libc6-dev)")
