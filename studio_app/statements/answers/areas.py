"""What one person has in a background's newest picture, from the kept attribution (`attribute/1`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.stages import StageKind
from studio_app.statements.answers.contribution_values import Area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.attributions import Attribution
    from studio_app.domain.ids import PersonId
    from studio_app.domain.stages import Stage

_PAINTS = frozenset({StageKind.LAYOUT, StageKind.RETOUCH, StageKind.CORRECTION})
"""A generation is the generator's; a final is delivered, not painted."""


def fitting(attribution: Attribution | None, chain: Sequence[Stage]) -> Attribution | None:
    """Return a kept attribution unless it is of another chain."""
    return attribution if attribution is not None and len(attribution.owners) == len(chain) else None


def painted_by(chain: Sequence[Stage], person: PersonId) -> tuple[Stage, ...]:
    """Return the stages of a chain that somebody painted."""
    return tuple(stage for stage in chain if stage.by == person and stage.kind in _PAINTS)


def area_of(chain: Sequence[Stage], attribution: Attribution | None, person: PersonId) -> Area | None:
    """Return a person's figures in one picture, None where they painted nothing of its chain or it is not measured.

    Visible pixels of several stages add up, since every pixel has one owner. Overpainted ones do not: where the same
    place was repainted twice and then again by another, it would count twice. The attribution therefore counts them
    over all stages that bear one name; names in a chain are different for different people.
    """
    stages = painted_by(chain, person)
    if not stages or attribution is None:
        return None
    owners = [attribution.owners[chain.index(stage)] for stage in stages]
    visible = sum(owner.visible for owner in owners)
    overpainted = owners[0].overpainted
    if len(owners) > 1:
        name = owners[0].link.name
        overpainted = next((one.overpainted for one in attribution.people if one.name == name), 0)
    return Area(visible=visible, overpainted=overpainted, total=attribution.width * attribution.height)
