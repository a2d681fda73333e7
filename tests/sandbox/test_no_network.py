"""A process that looks into files reaches no network, whatever its libraries try."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from tests.credential_files import authority, created, landscape, signed
from tests.shared_data import shared_files

ROOT = Path(__file__).resolve().parents[2]
guarded = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
    reason="only Linux refuses sockets for a process",
)


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@guarded
def test_a_socket_is_refused():
    done = run(
        "from studio_app.sandbox.no_network import forbid_network\n"
        "import socket\n"
        "assert forbid_network()\n"
        "try:\n    socket.socket()\nexcept PermissionError:\n    print('refused')\n"
    )
    assert (done.stdout, done.returncode) == ("refused\n", 0), done.stderr


@guarded
def test_an_attempt_ends_the_process_where_it_is_to_be_noticed():
    done = run(
        "from studio_app.sandbox.no_network import forbid_network\n"
        "import socket\nassert forbid_network(deadly=True)\nsocket.socket()\n"
    )
    assert done.returncode == -31, done.stderr


@guarded
def test_no_file_makes_its_reader_call_anybody(tmp_path):
    remote = signed(
        landscape(1),
        tmp_path / "remote.png",
        authority(),
        assertions=[created("digitalCapture")],
        remote="http://127.0.0.1:9/manifest.c2pa",
    )
    files = [remote, *shared_files("a_ai_metadata"), *shared_files("b_c2pa"), *shared_files("c_artist_files")]
    done = run(
        "from studio_app.sandbox.no_network import forbid_network\n"
        "assert forbid_network(deadly=True)\n"
        "import sys\nfrom pathlib import Path\n"
        "from studio_app.domain.errors import StudioError\n"
        "from studio_app.sandbox.work import examine\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n        examine(Path(name), None)\n        print('read')\n"
        "    except StudioError:\n        print('refused')\n",
        *map(str, files),
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == len(files)
    assert done.stdout.startswith("read")
