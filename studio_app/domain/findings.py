"""What was read from a file, each fact with the place where it stood."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact read from a file: `name` (`seed`), `value` as text, and `where` it stood (`PNG tEXt parameters`)."""

    name: str
    value: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two or more places of one file that say different things of one matter (`seed`, `picture_size`, `origin`)."""

    about: str
    findings: tuple[Finding, ...]
