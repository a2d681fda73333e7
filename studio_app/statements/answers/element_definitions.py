"""What the elements of a picture and the figures about its area mean."""

from studio_app.domain.language import _
from studio_app.statements.definitions import Definition


def element_definitions() -> tuple[Definition, ...]:
    return (
        Definition(
            key="elements",
            term=_("Elements"),
            text=_(
                "What a person made of the picture: a layout, a repaint, a correction, a grade, a selection, an "
                "arrangement. Copyright offices ask for these and not for hours. Who made it is stated by whoever "
                "recorded it; what was changed is measured."
            ),
        ),
        Definition(
            key="layout",
            term=_("Layout"),
            text=_("A drawing by a person on which the picture is built; what of its line is left is “layout kept”."),
        ),
        Definition(
            key="repaint",
            term=_("Repaint and correction"),
            text=_(
                "A person painted over the picture before. The area is what differs from it beyond its noise, after "
                "alignment and grade are taken out; regions are connected, each with box, area and kind. A correction "
                "is the art director's."
            ),
        ),
        Definition(
            key="grade",
            term=_("Grade"),
            text=_("One colour change of the whole picture; ΔE is the distance in OKLab times 100. It owns no area."),
        ),
        Definition(
            key="arrangement",
            term=_("Arrangement"),
            text=_(
                "The picture before was moved, cropped or scaled by a pixel or two thousandths at least. It is looked "
                "for where the statement is about one background."
            ),
        ),
        Definition(
            key="selection",
            term=_("Selection"),
            text=_("A person picked one of several candidates; how many there were and why stand beside it."),
        ),
        Definition(
            key="prompt",
            term=_("Prompt"),
            text=_(
                "Who asked the generator. Prompts alone are listed and not claimed as authorship of what the "
                "generator made of them."
            ),
        ),
        Definition(
            key="not_in_chain",
            term=_("Beside the chain"),
            text=_("Recorded on this background, but the newest picture does not descend from it."),
        ),
    )


def picture_definitions() -> tuple[Definition, ...]:
    return (
        visible_definition(),
        Definition(
            key="touched",
            term=_("Touched"),
            text=_("Pixels this hand ever repainted that the newest picture still holds: visible and overpainted."),
        ),
        Definition(
            key="overpainted",
            term=_("Overpainted"),
            text=_("Touched, and repainted later by another."),
        ),
        Definition(
            key="unattributed",
            term=_("Unattributed"),
            text=_("Pixels that can be traced to no stage. They are shared out to nobody."),
        ),
        Definition(
            key="layout_kept",
            term=_("Layout kept"),
            text=_(
                "How much of the layout's line is found again in the newest picture, within 2 px at 1080 lines, "
                "scaled with the size."
            ),
        ),
    )


def visible_definition() -> Definition:
    return Definition(
        key="visible",
        term=_("Visible"),
        text=_(
            "Pixels of the newest picture that this stage repainted last (attribute/1). A generator that was given a "
            "layout made its whole picture. Shares of different pictures are never made one."
        ),
    )
