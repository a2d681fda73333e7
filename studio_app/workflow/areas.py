"""Who has how much in the newest pictures, from what was measured before: nothing is measured for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studio_app.domain.chains import chain_to
from studio_app.domain.stages import Stage
from studio_app.statements.answers.areas import area_of, fitting, painted_by
from studio_app.statements.answers.contribution_values import Area
from studio_app.statements.worked import PersonArea

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.ids import BackgroundId, EntryHash, PersonId
    from studio_app.workflow.attributing import AttributionStep
    from studio_app.workflow.overview import OverviewStep

_Painted = tuple[tuple[Stage, ...], Area | None]


class AreaStep:
    """Adds up what each person has in the newest pictures of a production."""

    def __init__(self, overview: OverviewStep, attribution: AttributionStep) -> None:
        self._overview = overview
        self._attribution = attribution

    def of_everybody(self) -> tuple[PersonArea, ...]:
        """Return the areas of whoever painted something of which any is measured, first come first.

        The figures are those of the contribution summary; they rest on the stages that the person painted.
        """
        reading = self._overview.reading()
        people = {person.id: person for person in reading.people}
        painted: dict[PersonId, list[_Painted]] = defaultdict(list)
        for stages in _by_background(reading.stages):
            chain = chain_to(stages)
            attribution = self._attribution.kept_of(chain, people)
            for person in dict.fromkeys(stage.by for stage in chain if stage.by is not None):
                own = painted_by(chain, person)
                if own:
                    painted[person].append((own, area_of(chain, fitting(attribution, chain), person)))
        found = (_summed(person, painted[person]) for person in people if person in painted)
        return tuple(one for one in found if one.measured)


def _by_background(stages: Iterable[Stage]) -> Iterable[tuple[Stage, ...]]:
    groups: dict[BackgroundId, list[Stage]] = defaultdict(list)
    for stage in stages:
        if not stage.withdrawn:
            groups[stage.background].append(stage)
    return (tuple(group) for group in groups.values())


def _summed(person: PersonId, painted: list[_Painted]) -> PersonArea:
    areas = [area for _stages, area in painted if area is not None]
    entries: set[EntryHash] = {stage.entry for stages, _area in painted for stage in stages}
    return PersonArea(
        person=person,
        visible=sum(area.visible for area in areas),
        overpainted=sum(area.overpainted for area in areas),
        measured=len(areas),
        painted=len(painted),
        entries=tuple(sorted(entries)),
    )
