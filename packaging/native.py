"""Compiles the libraries of Teire's own that are written in C; without a compiler it goes on without them.

They are for processors of the kind x86-64; on others PNGs are read by libvips.

`python packaging/native.py` does it in a checkout; building a wheel or installing a checkout does it through
`build_hook.py`. Each source becomes a library beside it, `png_lines.c` for example `libpnglines.so`, free of anything
of Python's, so that one serves every version of it. The C compiler is what `CC` names, else `cc`, `gcc` or `clang`.
"""

import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCES = ("studio_app/imaging/png_lines.c",)
MACHINES = frozenset({"x86_64", "amd64"})
"""Where the sources use what the processor does best; elsewhere other libraries are as fast."""

_FLAGS = ("-std=c11", "-O3", "-fPIC", "-shared", "-fvisibility=hidden")
_ENDINGS = {"win32": ".dll", "darwin": ".dylib"}


def library_of(source: Path) -> Path:
    """Return where the library of a source lies."""
    ending = _ENDINGS.get(sys.platform, ".so")
    return source.with_name(f"lib{source.stem.replace('_', '')}{ending}")


def compiler() -> list[str]:
    """Return the words that start the C compiler, none where there is none."""
    if os.environ.get("CC"):
        return shlex.split(os.environ["CC"])
    found = next((path for name in ("cc", "gcc", "clang") if (path := shutil.which(name))), None)
    return [] if found is None else [found]


def build(root: Path, say=print) -> list[Path]:
    """Compile every source under `root` anew; return the libraries, none where they could not or need not be made."""
    if platform.machine().lower() not in MACHINES:
        return []
    words = compiler()
    if not words:
        say("Teire: no C compiler here; PNGs are read by libvips, which takes up to twice as long.")
        return []
    return [library for name in SOURCES if (library := _compiled(words, root / name, say)) is not None]


def _compiled(words: list[str], source: Path, say) -> Path | None:
    library = library_of(source)
    handle, aside = tempfile.mkstemp(prefix=".", suffix=library.suffix, dir=source.parent)
    os.close(handle)
    try:
        done = subprocess.run([*words, *_FLAGS, "-o", aside, str(source)], capture_output=True, text=True, check=False)
    except OSError as error:
        Path(aside).unlink()
        say(f"Teire: {words[0]} does not start ({error}); going on without {library.name}.")
        return None
    if done.returncode:
        Path(aside).unlink()
        say(f"Teire: {source.name} does not compile here; going on without {library.name}.\n{done.stderr}")
        return None
    Path(aside).chmod(0o755)
    # Not over one that a program has open.
    Path(aside).replace(library)
    return library


if __name__ == "__main__":
    build(Path(__file__).resolve().parents[1])
