"""A background's chain: its newest stage, or another, with its parents."""

from collections.abc import Sequence

from studio_app.domain.stages import Stage


def chain_to(stages: Sequence[Stage], last: Stage | None = None) -> tuple[Stage, ...]:
    """Return the newest of one background's stages, or `last`, with its parents, first one first.

    `stages` stand in the order they were recorded; withdrawn ones belong to no chain. Empty where none counts.
    """
    standing = {stage.id: stage for stage in stages if not stage.withdrawn}
    if last is None and not standing:
        return ()
    chain = [last or list(standing.values())[-1]]
    seen = {chain[0].id}
    while (parent := chain[-1].parent) is not None and parent in standing and parent not in seen:
        chain.append(standing[parent])
        seen.add(parent)
    return tuple(reversed(chain))
