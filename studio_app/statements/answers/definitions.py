"""What the figures and words of answers mean; each answer prints those it uses."""

from studio_app.domain.language import _
from studio_app.statements.answers.element_definitions import (
    element_definitions,
    picture_definitions,
    visible_definition,
)
from studio_app.statements.definitions import Definition, entries_definition


def authorship_definitions() -> tuple[Definition, ...]:
    """The definitions a human authorship statement prints."""
    return (*element_definitions(), *picture_definitions(), _generators(), _missing(), entries_definition())


def dossier_definitions() -> tuple[Definition, ...]:
    """The definitions a process dossier prints."""
    return (
        _chain(),
        *picture_definitions(),
        *_changes(),
        *_choosing(),
        *_times(),
        _marks(),
        _generators(),
        _missing(),
        entries_definition(),
    )


def register_definitions() -> tuple[Definition, ...]:
    """The definitions a register of AI uses prints."""
    return (*_uses(), visible_definition(), _generators(), _missing(), entries_definition())


def inspection_definitions() -> tuple[Definition, ...]:
    """The definitions an inspection sheet prints."""
    return (*_answers(), _checked(), _marks(), visible_definition(), _missing(), entries_definition())


def no_ai_definitions() -> tuple[Definition, ...]:
    """The definitions a no-AI record prints."""
    return (
        _record(),
        _chain(),
        *_changes(),
        _saves(),
        *picture_definitions(),
        *_times(),
        _marks(),
        _missing(),
        entries_definition(),
    )


def contribution_definitions() -> tuple[Definition, ...]:
    """The definitions a contribution summary prints."""
    return (*_three(), *picture_definitions(), _sums(), *_times(), *_words(), _missing(), entries_definition())


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
