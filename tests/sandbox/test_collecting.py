"""A process that collects seldom ends as it should."""

import subprocess
import sys

_PROGRAM = """
import atexit, gc, weakref
from studio_app.sandbox.collecting import collect_seldom
class Cycle:
    pass
one = Cycle()
one.self = one
weakref.finalize(one, print, "finalized")
atexit.register(lambda: print("last of all, frozen:", gc.get_freeze_count() > 1000))
collect_seldom()
collect_seldom()
assert gc.isenabled() and gc.get_threshold()[0] > 700 and gc.get_freeze_count() == 0
atexit.register(lambda: print("first, frozen:", gc.get_freeze_count()))
"""


def test_it_is_set_once_and_what_has_to_be_done_at_the_end_is_done() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["first, frozen: 0", "last of all, frozen: True", "finalized"]
    assert done.stderr == ""
