"""What is written in C is compiled when Teire is installed, and Teire goes on without it where it cannot be."""

import ctypes
import importlib.util
import platform
from pathlib import Path

import pytest

from studio_app.imaging import png_lines

ROOT = Path(__file__).resolve().parents[2]


def _tool():
    spec = importlib.util.spec_from_file_location("native", ROOT / "packaging" / "native.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _tool()


@pytest.fixture
def checkout(tmp_path):
    """A copy of the sources alone."""
    for source in _written_in_c():
        copy = tmp_path / source.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
    return tmp_path


def _written_in_c():
    return [path for path in (ROOT / "studio_app").rglob("*") if path.suffix in {".c", ".h"}]


def test_each_source_becomes_a_library_that_loads(checkout):
    built = tool.build(checkout)
    assert built == [tool.library_of(checkout / name) for name in tool.SOURCES]
    assert ctypes.CDLL(str(built[0])).teire_png_lines_version() == png_lines._VERSION


def test_the_library_lies_where_it_is_looked_for():
    assert png_lines.LIBRARY in [tool.library_of(ROOT / name) for name in tool.SOURCES]


def test_elsewhere_than_on_x86_64_nothing_is_compiled(checkout, monkeypatch):
    monkeypatch.setattr(tool.platform, "machine", lambda: "aarch64")
    said = []
    assert tool.build(checkout, said.append) == said == []


def test_it_is_for_the_machines_that_the_program_takes_it_to_be_for():
    assert (platform.machine().lower() in tool.MACHINES) == png_lines.IS_FOR_HERE


@pytest.mark.skipif(not tool.compiler() or not png_lines.IS_FOR_HERE, reason="nothing can be compiled here")
def test_where_there_is_a_compiler_the_checkout_was_set_up_with_it():
    assert png_lines.lines_are_read_here(), "run python packaging/native.py"


def test_every_source_in_c_is_compiled():
    found = {str(path.relative_to(ROOT)) for path in _written_in_c()}
    assert {name for name in found if name.endswith(".c")} == set(tool.SOURCES)
    # A change of any of them has it compiled anew.
    assert [name for name in found if name not in (ROOT / "Makefile").read_text()] == []


def test_without_a_compiler_it_goes_on_and_says_so(checkout, monkeypatch):
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setenv("PATH", str(checkout))
    said = []
    assert tool.build(checkout, said.append) == []
    assert said == ["Teire: no C compiler here; PNGs are read by libvips, which takes up to twice as long."]


def test_a_compiler_that_does_not_start_is_told(checkout, monkeypatch):
    monkeypatch.setenv("CC", "/nowhere/cc -m64")
    said = []
    assert tool.build(checkout, said.append) == []
    assert said[0].startswith("Teire: /nowhere/cc does not start (")


def test_what_does_not_compile_leaves_the_library_of_before(checkout):
    (library,) = tool.build(checkout)
    before = library.read_bytes()
    (checkout / tool.SOURCES[0]).write_text("this is no C")
    said = []
    assert tool.build(checkout, said.append) == []
    assert "does not compile here" in said[0]
    assert library.read_bytes() == before
    assert [path.name for path in library.parent.iterdir() if path.name.startswith(".")] == []


def test_the_sources_compile_without_a_warning(checkout, monkeypatch):
    monkeypatch.setenv("CC", " ".join([*tool.compiler(), "-Wall", "-Wextra", "-Wconversion", "-Werror"]))
    said = []
    assert tool.build(checkout, said.append)
    assert said == []
