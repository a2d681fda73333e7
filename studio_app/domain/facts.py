"""How a fact is known; every sheet keeps the three apart."""

from enum import StrEnum


class Basis(StrEnum):
    """`measured`: the program saw it. `read`: found in a file. `stated`: a person typed it."""

    MEASURED = "measured"
    READ = "read"
    STATED = "stated"
