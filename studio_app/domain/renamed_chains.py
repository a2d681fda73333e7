"""An attribution whose makers bear other names: what was measured rests on who is the same as whom, not on names."""

from collections.abc import Sequence
from dataclasses import replace

from studio_app.domain.attributions import Attribution, ChainLink


def stand_ins(links: Sequence[ChainLink]) -> tuple[ChainLink, ...]:
    """Return a chain's links with a number for each name: the place in the chain of the first who bears it."""
    first: dict[str, int] = {}
    for place, link in enumerate(links):
        first.setdefault(link.name, place)
    return tuple(replace(link, name=str(first[link.name])) for link in links)


def renamed(attribution: Attribution, before: Sequence[ChainLink], after: Sequence[ChainLink]) -> Attribution:
    """Return an attribution of the chain `before` as that of the chain `after`, which differs in its names alone.

    Whoever bore one name in the one bears one in the other. Raises `KeyError` for an attribution of another chain.
    """
    links = dict(zip(before, after, strict=True))
    names = {one.name: other.name for one, other in links.items()}
    return replace(
        attribution,
        owners=tuple(replace(owner, link=links[owner.link]) for owner in attribution.owners),
        people=tuple(replace(person, name=names[person.name]) for person in attribution.people),
        grades=tuple(replace(grade, link=links[grade.link]) for grade in attribution.grades),
    )
