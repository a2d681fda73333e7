"""What another program saw of a person's work, and what of it is asked for."""

from dataclasses import dataclass

from studio_app.domain.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A period, the programs whose time counts (none named: known paint programs), and whose machine it was.

    `host` may be empty where the record knows one machine alone.
    """

    within: Span
    apps: tuple[str, ...] = ()
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppTime:
    """How long a program was in front while somebody was there, in whole milliseconds."""

    name: str
    active_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedTime:
    """Time at work as a record has it: `spans` are in order and disjoint, and lie in the period asked for.

    `away_known` is False where the record does not tell whether anybody was there; then time in front is all there is.
    `zoneless` counts moments without a zone, which were taken as UTC; `left_out` events of impossible length or moment.
    """

    program: str
    source_sha256: str
    buckets: tuple[str, ...]
    spans: tuple[Span, ...]
    apps: tuple[AppTime, ...]
    away_known: bool
    zoneless: int = 0
    left_out: int = 0
