"""Counted work laid out by person and role: what each person did, and the role it earned."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
    from studio_app.statements.roles import Role, RoleTable
    from studio_app.statements.scopes import CountedWork

Thing = Stage | RetouchSession | Review


class Share(NamedTuple):
    """One thing a person did, in the role it earned.

    A tuple with names, since a series has some eighty thousand of them and a frozen dataclass takes four times as long.
    """

    role: Role
    background: BackgroundId
    thing: Thing


def shares_by_person(work: CountedWork, roles: RoleTable) -> dict[PersonId, list[Share]]:
    """Give every piece of work its role; meetings come last, since they follow the roles a person has already."""
    shares: dict[PersonId, list[Share]] = defaultdict(list)
    for stage in work.stages:
        if stage.by is not None:
            shares[stage.by].append(Share(roles.stages[stage.kind], stage.background, stage))
    for review in work.reviews:
        if review.by is not None:
            shares[review.by].append(Share(roles.review, review.background, review))
    without: dict[PersonId, list[RetouchSession]] = defaultdict(list)
    for session in work.sessions:
        own = roles.works[session.kind]
        if own is None:
            without[session.person].append(session)
        else:
            shares[session.person].append(Share(own, session.background, session))
    for person, sessions in without.items():
        held = _held_roles(shares[person])
        for session in sessions:
            role = held.get(session.background) or held.get(None) or roles.help
            shares[person].append(Share(role, session.background, session))
    return dict(shares)


def codes_of(things: Iterable[Thing], work: CountedWork) -> tuple[str, ...]:
    """The codes of the backgrounds that `things` belong to, each once, sorted."""
    return tuple(sorted({work.codes.get(thing.background, thing.background) for thing in things}))


def entries_of(things: Iterable[Thing]) -> tuple[EntryHash, ...]:
    """The ledger entries that `things` rest on, each once, sorted."""
    return tuple(sorted({thing.entry for thing in things}))


def _held_roles(shares: Iterable[Share]) -> dict[BackgroundId | None, Role]:
    """The first role, in the order of the roll, on each background and (under None) anywhere."""
    held: dict[BackgroundId | None, Role] = {}
    for share in sorted(shares, key=lambda share: (share.role.order, share.role.key)):
        held.setdefault(share.background, share.role)
        held.setdefault(None, share.role)
    return held
