"""What an attribution leaves open, in the sentences a person reads; apart, since a compare loads none of it."""

from collections.abc import Sequence

from studio_app.domain.attributions import Attribution, ChainLink
from studio_app.domain.language import _
from studio_app.domain.limits import Limit, LimitName
from studio_app.domain.names import shown
from studio_app.domain.wording import kind_word


def limits_of_attribution(attribution: Attribution) -> tuple[str, ...]:
    """Return what an attribution leaves open, each sentence with the stage it is about."""
    links = [owner.link for owner in attribution.owners]
    return tuple(_of_chain(limit, links) for limit in attribution.limits)


def _of_chain(limit: Limit, links: Sequence[ChainLink]) -> str:
    if limit.stage is None:
        raise ValueError(limit)
    link = links[limit.stage]
    stage = f"{kind_word(link.kind)} {shown(link.name)}"
    return {
        LimitName.UNTRACED: _(
            "{stage}: its parent could not be found in it, so nothing before it can be traced.", stage=stage
        ),
        LimitName.UNRECORDED: _(
            "{stage}: differs from the last stage before it; nobody is recorded for that.", stage=stage
        ),
        LimitName.UNPLACED: _(
            "{stage}: nothing shows how it lies on its parent; compared where it stands.", stage=stage
        ),
    }[limit.name]
