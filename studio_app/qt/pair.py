"""Which two stages stand beside each other when nobody chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.domain.ids import StageId
    from studio_app.domain.stages import Stage


def counting(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Return the stages that were not withdrawn."""
    return tuple(stage for stage in stages if not stage.withdrawn)


def newest(stages: tuple[Stage, ...]) -> Stage | None:
    """Return the newest stage that counts."""
    return next(reversed(counting(stages)), None)


def with_id(stages: tuple[Stage, ...], wanted: StageId | None) -> Stage | None:
    """Return the stage of that id."""
    return next((stage for stage in stages if stage.id == wanted), None)


def opposite(stages: tuple[Stage, ...], after: Stage) -> Stage | None:
    """Return what to show left of `after`: the newest generation before it, else its parent, else the one before."""
    earlier: list[Stage] = []
    for stage in stages:
        if stage.id == after.id:
            break
        if not stage.withdrawn:
            earlier.append(stage)
    generations = [stage for stage in earlier if stage.kind.made_by_generator]
    if generations and not after.kind.made_by_generator:
        return generations[-1]
    return with_id(stages, after.parent) or (earlier[-1] if earlier else None)
