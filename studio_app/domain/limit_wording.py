"""What a comparison leaves open, in the sentences a person reads."""

from studio_app.domain.changes import ChangeReport
from studio_app.domain.language import _, counted
from studio_app.domain.limits import Limit, LimitName


def limits_of_report(report: ChangeReport) -> tuple[str, ...]:
    """Return what a comparison leaves open."""
    return tuple(_of_pair(limit) for limit in report.limits)


def _of_pair(limit: Limit) -> str:
    plain = {
        LimitName.NOT_LAID: _(
            "The pictures differ in size and could not be laid on each other, so all of it counts as changed."
        ),
        LimitName.UNPLACED: _(
            "Nothing in the pictures shows how they lie on each other, so they were compared where they stand."
        ),
        LimitName.COARSELY_PLACED: _(
            "The pictures are alike where they stand, but nothing left alone in them is sharp enough to measure: "
            "a shift of a few pixels would not be seen."
        ),
    }
    return plain[limit.name] if limit.name in plain else _with_figures(limit)


def _with_figures(limit: Limit) -> str:
    first, *others = limit.figures
    share = f"{first * 100:.0f} %"
    match limit.name:
        case LimitName.STRETCHED:
            return _(
                "The picture was stretched: {across} across, {down} down; the scale given is their mean.",
                across=f"{first:.4f}",
                down=f"{others[0]:.4f}",
            )
        case LimitName.CLIPPED:
            return _(
                "{share} of what counts as repainted lies where a colour ran into black or white; there a grade "
                "cannot be told from paint.",
                share=share,
            )
        case LimitName.RECOLOURED:
            return _(
                "{share} of what counts as repainted is the same drawing in other colours; a grade that reaches only "
                "some colours looks the same.",
                share=share,
            )
        case LimitName.UNLISTED_REGIONS:
            return counted(
                "One small region counts in the area but is not listed.",
                "{count} small regions count in the area but are not listed.",
                round(first),
            )
        case _:
            raise ValueError(limit.name)
