"""The artist's program is started as they named it, and lives on."""

import shlex
import stat
import sys

import pytest

from studio_app.integrations.programs import ProgramFailed, open_in_program
from tests.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program here is a shell script")


@pytest.fixture
def program(tmp_path):
    """A program in a folder with a space, that writes down how it was called."""
    place = tmp_path / "my programs" / "paint"
    place.parent.mkdir()
    place.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {shlex.quote(str(tmp_path))}/told.part\n'
        f"mv {shlex.quote(str(tmp_path))}/told.part {shlex.quote(str(tmp_path))}/told\n"
    )
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return place


@pytest.fixture
def told(tmp_path):
    def read():
        until((tmp_path / "told").exists)
        return (tmp_path / "told").read_text().splitlines()

    return read


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "C012 空; $(rm) '.png"
    path.write_bytes(b"")
    return path


def test_the_file_comes_last_where_no_place_is_named(program, told, file):
    open_in_program(file, f'"{program}" --new "two words"')
    assert told() == ["--new", "two words", str(file)]


def test_the_file_stands_in_its_place(program, told, file):
    open_in_program(file, f"{shlex.quote(str(program))} --open={{file}} -x")
    assert told() == [f"--open={file}", "-x"]


def test_without_a_command_the_system_opens_it(program, told, file, monkeypatch):
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    program.rename(program.with_name(opener))
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")
    open_in_program(file, "  ")
    assert told() == [str(file)]


@pytest.mark.parametrize("command", ['paint "unclosed', "paint 'x", "paint \\"])
def test_a_command_that_cannot_be_read_is_said(file, command):
    with pytest.raises(ProgramFailed, match=r"command .* cannot be understood") as refused:
        open_in_program(file, command)
    assert "close every quote" in refused.value.hint


def test_a_missing_program_is_said_by_its_name(file):
    with pytest.raises(ProgramFailed, match="“/nowhere/paint” could not be started: No such file") as refused:
        open_in_program(file, "/nowhere/paint {file}")
    assert "teire desk set --program" in refused.value.hint


def test_a_file_that_is_no_program_is_said(file, tmp_path):
    plain = tmp_path / "plain"
    plain.write_text("x")
    with pytest.raises(ProgramFailed, match="could not be started: Permission denied"):
        open_in_program(file, str(plain))


def test_where_the_system_has_nothing_to_open_with_it_is_said(file, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ProgramFailed):
        open_in_program(file, "")
