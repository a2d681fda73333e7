"""Which picture of a background is delivered, as what kind of file, and what whoever delivers should know of it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.language import _, counted
from studio_app.domain.names import shown
from studio_app.domain.reviews import Verdict
from studio_app.domain.stages import StageKind
from studio_app.domain.wording import stage_name
from studio_app.statements.delivery_evidence import chain_of
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import find_stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.deliveries import DeliveryNote
    from studio_app.domain.ids import EntryHash, StageId
    from studio_app.domain.readings import StudioReading
    from studio_app.domain.reviews import Review
    from studio_app.domain.stages import Stage

_LONGEST_LABEL = 40
_BEYOND_WHITE = frozenset({"exr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is delivered of a background: the chain of its picture, and the word it rests on."""

    background: Background
    chain: tuple[Stage, ...]
    review: EntryHash | None
    notices: tuple[str, ...]

    @property
    def stage(self) -> Stage:
        return self.chain[-1]


def chosen_of(reading: StudioReading, background: Background, named: str | None) -> Chosen:
    """Return the stage that is delivered, with its chain."""
    stages = [one for one in reading.stages if one.background == background.id]
    counted_ones = [one for one in stages if not one.withdrawn]
    words = _last_words([one for one in reading.reviews if one.background == background.id and not one.withdrawn])
    approved = [one for one in counted_ones if one.id in words and words[one.id].verdict is Verdict.APPROVED]
    if named is not None:
        stage = find_stage(counted_ones, named)
        word = words.get(stage.id)
        review = word.entry if word is not None and stage in approved else None
        said: tuple[str, ...] = (
            () if review else (_("{stage} is not approved; it was named by hand.", stage=stage_name(stage)),)
        )
        return Chosen(background=background, chain=chain_of(stage, stages), review=review, notices=said)
    if not approved:
        raise StepRefused(
            _("No picture of {code} is approved.", code=background.code),
            hint=_("Approve one with “teire review approve {code}”, or name one with --stage.", code=background.code),
        )
    finals = [one for one in approved if one.kind is StageKind.FINAL]
    stage = (finals or approved)[-1]
    newer = counted_ones[counted_ones.index(stage) + 1 :]
    said = _left_behind(background.code, newer, approved)
    return Chosen(background=background, chain=chain_of(stage, stages), review=words[stage.id].entry, notices=said)


def _left_behind(code: str, newer: Sequence[Stage], approved: Sequence[Stage]) -> tuple[str, ...]:
    """Return what is to be said of pictures that are newer than the one that goes."""
    waiting, passed = sum(one not in approved for one in newer), sum(one in approved for one in newer)
    said = []
    if waiting:
        said.append(
            counted(
                "{count} newer picture of {code} is not approved and stays behind.",
                "{count} newer pictures of {code} are not approved and stay behind.",
                waiting,
                code=code,
            )
        )
    if passed:
        said.append(
            counted(
                "{count} newer picture of {code} is approved, but no final: name it with --stage to deliver it.",
                "{count} newer pictures of {code} are approved, but no finals: name one with --stage to deliver it.",
                passed,
                code=code,
            )
        )
    return tuple(said)


def _last_words(reviews: Sequence[Review]) -> dict[StageId, Review]:
    """Return the last word on each stage."""
    return {one.stage: one for one in sorted(reviews, key=lambda one: (one.recorded_at, one.entry))}


def kind_of(stage: Stage, wanted: DeliveredFormat | None) -> DeliveredFormat:
    """Return the kind of file to be written; refuse one that makers cannot be written into as it is."""
    if wanted is not None:
        return wanted
    try:
        return DeliveredFormat(stage.file_format)
    except ValueError as error:
        raise StepRefused(
            _(
                "Makers cannot be written into a file of the kind {kind} without making it anew.",
                kind=stage.file_format.upper(),
            ),
            hint=_("Ask for it with --format png, jpeg or tiff; the entry then says that it was encoded."),
        ) from error


def notices_of(chosen: Chosen, note: DeliveryNote, artists: tuple[str, ...], *, encoded: bool) -> tuple[str, ...]:
    """Return what whoever delivers should know; `artists` are the names that stay in the file's EXIF."""
    left_out = (
        counted(
            "{count} person who worked on it is not named, by a signed word.",
            "{count} people who worked on it are not named, by a signed word.",
            note.omitted,
        ),
    )
    cut = encoded and chosen.stage.file_format in _BEYOND_WHITE
    beyond = (_("Light above white was cut off when the picture was encoded anew."),) if cut else ()
    return (*chosen.notices, *(left_out if note.omitted else ()), *beyond, *_artist_words(artists))


def lost_words(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        _("The Content Credentials of {stage} could not be taken over; that it had some is written down.", stage=name)
        for name in names
    )


def _artist_words(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        _(
            "Its EXIF still names {name} as artist: that cannot be set without risk to the file. Who made the picture "
            "stands in its XMP.",
            name=shown(name),
        )
        for name in names
    )


def labels_of(codes: Sequence[str]) -> dict[str, str]:
    """Return for each code the name of its file without an ending, no two alike on any file system.

    Letters and digits of any script stay, all else is a line below.
    """
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for code in codes:
        base = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in code)[:_LONGEST_LABEL]
        label, number = base, 1
        while (folded := unicodedata.normalize("NFKC", label).casefold()) in taken:
            number += 1
            label = f"{base}-{number}"
        taken.add(folded)
        labels[code] = label
    return labels
