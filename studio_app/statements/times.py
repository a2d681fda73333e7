"""Active time, kept apart by how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_app.domain.facts import Basis
from studio_app.domain.moments import duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.sessions import RetouchSession

_NONE = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveTime:
    """Confirmed work; the three are never added up on a sheet without standing beside their sum."""

    measured: timedelta = _NONE
    read: timedelta = _NONE
    stated: timedelta = _NONE

    @property
    def total(self) -> timedelta:
        return self.measured + self.read + self.stated

    @property
    def total_ms(self) -> int:
        """The whole in milliseconds: summed first and rounded once, so that splitting a session changes nothing."""
        return duration_ms(self.total)


def active_time(sessions: Iterable[RetouchSession]) -> ActiveTime:
    """Add up the active time of `sessions` by basis; unconfirmed time is no part of it."""
    measured = read = stated = _NONE
    for session in sessions:
        if session.basis is Basis.MEASURED:
            measured += session.active
        elif session.basis is Basis.READ:
            read += session.active
        else:
            stated += session.active
    return ActiveTime(measured=measured, read=read, stated=stated)


def unconfirmed_time(sessions: Iterable[RetouchSession]) -> timedelta:
    """Add up what nobody has confirmed yet."""
    return sum([session.unconfirmed for session in sessions], _NONE)


def has_time(session: RetouchSession) -> bool:
    """Whether a session holds any time, confirmed or not; one that still runs holds none yet."""
    return session.active > _NONE or session.unconfirmed > _NONE
