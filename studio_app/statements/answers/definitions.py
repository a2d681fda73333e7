"""What the figures and words of answers mean; each answer prints those it uses."""

from studio_app.domain.language import _
from studio_app.statements.definitions import Definition


def authorship_definitions() -> tuple[Definition, ...]:
    """The definitions a human authorship statement prints."""
    return (*_elements(), *_picture(), _generators(), _missing(), _entries())


def dossier_definitions() -> tuple[Definition, ...]:
    """The definitions a process dossier prints."""
    return (
        _chain(),
        *_picture(),
        *_changes(),
        *_choosing(),
        *_times(),
        _marks(),
        _generators(),
        _missing(),
        _entries(),
    )


def register_definitions() -> tuple[Definition, ...]:
    """The definitions a register of AI uses prints."""
    return (*_uses(), _visible(), _generators(), _missing(), _entries())


def inspection_definitions() -> tuple[Definition, ...]:
    """The definitions an inspection sheet prints."""
    return (*_answers(), _checked(), _marks(), _visible(), _missing(), _entries())


def no_ai_definitions() -> tuple[Definition, ...]:
    """The definitions a no-AI record prints."""
    return (_record(), _chain(), *_changes(), _saves(), *_picture(), *_times(), _marks(), _missing(), _entries())


def contribution_definitions() -> tuple[Definition, ...]:
    """The definitions a contribution summary prints."""
    return (*_three(), *_picture(), _sums(), *_times(), *_words(), _missing(), _entries())


def _elements() -> tuple[Definition, ...]:
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


def _picture() -> tuple[Definition, ...]:
    return (
        _visible(),
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


def _visible() -> Definition:
    return Definition(
        key="visible",
        term=_("Visible"),
        text=_(
            "Pixels of the newest picture that this stage repainted last (attribute/1). A generator that was given a "
            "layout made its whole picture. Shares of different pictures are never made one."
        ),
    )


def _changes() -> tuple[Definition, ...]:
    return (
        Definition(
            key="changed",
            term=_("Changed"),
            text=_(
                "Pixels that differ from the parent beyond the noise of the pair, after alignment and grade are taken "
                "out (compare/1)."
            ),
        ),
    )


def _choosing() -> tuple[Definition, ...]:
    return (
        Definition(
            key="candidates",
            term=_("Candidates"),
            text=_(
                "Generated pictures that could be picked, counted by batch. A candidate kept small has lost its full "
                "file; what was read from it stands in its entry."
            ),
        ),
        Definition(
            key="told",
            term=_("Told"),
            text=_("Somebody saw, before their first session, that the picture they took over was generated."),
        ),
    )


def _times() -> tuple[Definition, ...]:
    return (
        Definition(
            key="time",
            term=_("Active time"),
            text=_(
                "Measured: the program saw the person at work. Read: found in a file. Stated: typed in by the person. "
                "The three stay apart; unconfirmed time is in none of them."
            ),
        ),
    )


def _marks() -> Definition:
    return Definition(
        key="marks",
        term=_("Marks"),
        text=_(
            "What a file says of where it comes from: a generator's settings, Content Credentials and whether they "
            "hold, IPTC source types, times and histories. Marks can be copied or removed, so that neither their "
            "presence nor their absence proves anything alone."
        ),
    )


def _generators() -> Definition:
    return Definition(
        key="generator",
        term=_("Generative AI used"),
        text=_("Programs that made pictures in the chain. They stand apart and never in a person's row."),
    )


def _chain() -> Definition:
    return Definition(
        key="chain",
        term=_("Chain"),
        text=_("The newest picture with its parents, as they were recorded, back to the first one."),
    )


def _uses() -> tuple[Definition, ...]:
    return (
        Definition(
            key="use",
            term=_("Use"),
            text=_(
                "A generation in a chain or beside it, or a batch of candidates, on the studio's day on which it was "
                "recorded. Of a batch the entry of its first candidate is named."
            ),
        ),
        Definition(
            key="approval",
            term=_("Approval"),
            text=_(
                "A person's recorded word that a generator may be used: for which version and episode, from its day "
                "to its last day, both included. Spellings that differ in case, spaces or hyphens are one name."
            ),
        ),
        Definition(
            key="temporary",
            term=_("Temporary and final use"),
            text=_(
                "Temporary material must not be visible in a picture that was approved or delivered; what is approved "
                "for final use may."
            ),
        ),
        Definition(
            key="provider",
            term=_("Provider"),
            text=_("Who offers the generator: as the approval says, else as the table of generators does."),
        ),
    )


def _answers() -> tuple[Definition, ...]:
    return (
        Definition(
            key="yes",
            term=_("Yes"),
            text=_("A generation is recorded on a background of the cut, or a file of it says that it was generated."),
        ),
        Definition(
            key="no",
            term=_("No"),
            text=_(
                "Every background's chain runs from a layout to the newest picture without a generation, and its "
                "no-AI record can be issued as whole. It speaks of what was recorded, and of nothing else."
            ),
        ),
        Definition(
            key="no_evidence",
            term=_("No evidence found"),
            text=_("Nothing says that a generator was used, and something is missing to rule it out. This is no “no”."),
        ),
    )


def _checked() -> Definition:
    return Definition(
        key="checked",
        term=_("Checked"),
        text=_("The last word recorded about the background. An earlier picture's word says nothing of a newer one."),
    )


def _record() -> Definition:
    return Definition(
        key="no_ai",
        term=_("No-AI record"),
        text=_(
            "It is whole where the chain begins with a layout, holds no generation, names everybody, was compared link "
            "by link, leaves nothing unattributed, and no file carries a generator's marks. It shows what was "
            "recorded; what was done before a file was saved no record shows."
        ),
    )


def _saves() -> Definition:
    return Definition(
        key="saves",
        term=_("Saves"),
        text=_("Pictures whose saving was seen while a session was recorded."),
    )


def _three() -> tuple[Definition, ...]:
    return (
        Definition(
            key="three",
            term=_("Three things"),
            text=_(
                "Area, time and the art director's word say different things. They stand side by side; there is no "
                "single share of a person in a production."
            ),
        ),
    )


def _sums() -> Definition:
    return Definition(
        key="sum",
        term=_("Sum of pixels"),
        text=_(
            "Pixels over the backgrounds whose newest picture is measured, out of those on which the person painted. "
            "Percentages stand per background only."
        ),
    )


def _words() -> tuple[Definition, ...]:
    return (
        Definition(
            key="retakes",
            term=_("Retakes"),
            text=_("Redos ordered on this person's stages, by cause; a defect of the generator is not the painter's."),
        ),
        Definition(
            key="reviews",
            term=_("Reviews"),
            text=_("Approvals and retakes this person has given that were not withdrawn; a count, no measure."),
        ),
    )


def _missing() -> Definition:
    return Definition(
        key="missing",
        term=_("What is missing"),
        text=_("Evidence that is not there, with the place it is missing from. Nothing is filled in for it."),
    )


def _entries() -> Definition:
    return Definition(key="entries", term=_("Entries"), text=_("Hashes of the ledger entries on which the line rests."))
