"""Counted work laid out by person and role: what each person did, and the role it earned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage
from studio_app.statements.roles import Role, RoleTable
from studio_app.statements.scopes import CountedWork

Thing = Stage | RetouchSession | Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One thing a person did, in the role it earned."""

    role: Role
    background: BackgroundId
    thing: Thing


def shares_by_person(work: CountedWork, roles: RoleTable) -> dict[PersonId, list[Share]]:
    """Give every piece of work its role; meetings come last, since they follow the roles a person has already."""
    shares: dict[PersonId, list[Share]] = defaultdict(list)
    for stage in work.stages:
        if stage.by is not None:
            shares[stage.by].append(Share(role=roles.stages[stage.kind], background=stage.background, thing=stage))
    for review in work.reviews:
        if review.by is not None:
            shares[review.by].append(Share(role=roles.review, background=review.background, thing=review))
    without: dict[PersonId, list[RetouchSession]] = defaultdict(list)
    for session in work.sessions:
        own = roles.works[session.kind]
        if own is None:
            without[session.person].append(session)
        else:
            shares[session.person].append(Share(role=own, background=session.background, thing=session))
    for person, sessions in without.items():
        held = _held_roles(shares[person])
        for session in sessions:
            role = held.get(session.background) or held.get(None) or roles.help
            shares[person].append(Share(role=role, background=session.background, thing=session))
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
