"""Shuts this process off from every network, for good: whatever a library does with a file, it calls nobody.

The system itself refuses (Linux, seccomp(2) with a filter of classic BPF); elsewhere only the settings of the
libraries hold, which are all off.
"""

import ctypes
import platform
import struct
import sys

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 13, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ARCH_AT, _NUMBER_AT = 4, 0
# For each machine: its number among architectures, and those of socket, connect and io_uring_setup.
_MACHINES = {"x86_64": (0xC000003E, (41, 42, 425)), "aarch64": (0xC00000B7, (198, 203, 425))}
_FOREIGN_CALLS = 0x40000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def forbid_network(*, deadly: bool = False) -> bool:
    """Refuse this process and all it starts any socket from now on; say whether the system does so.

    With `deadly` an attempt ends the process instead of failing, for tests that want to know of it. Call it while
    there is one thread only: threads that are already there are not held to it.
    """
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    library = ctypes.CDLL(None, use_errno=True)
    code = _filter(machine[0], machine[1], _KILL if deadly else _REFUSE)
    program = _Program(length=len(code) // 8, filter=code)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(library.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(architecture: int, calls: tuple[int, ...], verdict: int) -> bytes:
    """Return a filter that gives `verdict` on these calls and on those of any other architecture."""
    steps = [
        (_LOAD, 0, 0, _ARCH_AT),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, verdict),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, len(calls) + 1, 0, _FOREIGN_CALLS),
    ]
    steps += [(_EQUAL, len(calls) - number, 0, call) for number, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, verdict)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
