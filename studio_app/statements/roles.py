"""Roles as the credits print them, and which work earns which of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import is_plain, shown
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import Stage, StageKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.domain.sessions import RetouchSession

_Kind = TypeVar("_Kind", bound=StrEnum)


class RolesError(StudioError):
    """The table of roles lacks something or names a role that it does not define."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """役職: what is printed in the credits, in Japanese and English; `order` is its place on the roll."""

    key: str
    ja: str
    en: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTable:
    """Which role each stage, session and review earns, and all roles by their key, in the order of the roll.

    A work kind that maps to None (a meeting) has no role of its own; `help` is printed for a person who has
    nothing else, so that nobody falls out of the credits for having only been asked.
    """

    stages: Mapping[StageKind, Role]
    works: Mapping[WorkKind, Role | None]
    review: Role
    help: Role
    roles: Mapping[str, Role]

    @property
    def earned(self) -> frozenset[str]:
        """The keys of the roles that stages and sessions earn by themselves."""
        return frozenset(role.key for role in (*self.stages.values(), *self.works.values()) if role is not None)

    def role_of(self, work: Stage | RetouchSession) -> Role | None:
        """Return the role that a stage or session earns; None for a meeting."""
        return self.stages[work.kind] if isinstance(work, Stage) else self.works[work.kind]


def parse_roles(text: str) -> RoleTable:
    """Read the table from TOML text; refuse it whole where any kind of work would earn nothing by oversight."""
    try:
        document: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise unreadable_roles(_("it is not TOML ({error})", error=error)) from error
    found = (_role(key, value) for key, value in _table(document, "roles").items())
    roles = {role.key: role for role in sorted(found, key=lambda role: (role.order, role.key))}
    earned = _table(document, "earned_by")
    works = _assigned(WorkKind, _table(earned, "work"), roles)
    stages = _assigned(StageKind, _table(earned, "stage"), roles)
    named = {kind: role for kind, role in stages.items() if role is not None}
    if len(named) != len(StageKind):
        raise unreadable_roles(_("every stage must earn a role"))
    review, help_role = _named(roles, earned.get("review")), _named(roles, earned.get("help"))
    if review is None or help_role is None:
        raise unreadable_roles(_("“review” and “help” must each name a role"))
    return RoleTable(
        stages=MappingProxyType(named),
        works=MappingProxyType(works),
        review=review,
        help=help_role,
        roles=MappingProxyType(roles),
    )


def _table(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = document.get(key)
    if not isinstance(value, dict):
        raise unreadable_roles(_("the section “{section}” is missing", section=key))
    return cast(dict[str, object], value)


def _role(key: str, value: object) -> Role:
    match value:
        case {"ja": str(ja), "en": str(en), "order": int(order)} if ja.strip() and en.strip():
            if not (is_plain(ja) and is_plain(en) and is_plain(key)):
                raise unreadable_roles(_("the role {role} holds signs that do not show", role=shown(key)))
            return Role(key=key, ja=ja.strip(), en=en.strip(), order=order)
    raise unreadable_roles(_("the role “{role}” needs the texts “ja” and “en” and the whole number “order”", role=key))


def _named(roles: Mapping[str, Role], key: object) -> Role | None:
    if key == "":
        return None
    if not isinstance(key, str) or key not in roles:
        raise unreadable_roles(_("“{role}” is not one of its roles", role=key))
    return roles[key]


def _assigned(
    kinds: type[_Kind], assigned: Mapping[str, object], roles: Mapping[str, Role]
) -> dict[_Kind, Role | None]:
    known = {kind.value for kind in kinds}
    if known != set(assigned):
        odd = ", ".join(sorted(known.symmetric_difference(assigned)))
        raise unreadable_roles(_("these kinds of work are missing or unknown: {kinds}", kinds=odd))
    return {kind: _named(roles, assigned[kind.value]) for kind in kinds}


def unreadable_roles(reason: str) -> RolesError:
    """Return the refusal of a table that cannot be used for `reason`."""
    return RolesError(
        _("The table of roles cannot be used: {reason}.", reason=reason),
        hint=_("Mend roles.toml or take the one that came with Teire."),
    )
