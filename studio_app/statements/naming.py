"""The gate before every credit sheet: whoever worked is named, or left out by a signed word, or nothing is drawn up."""

from collections.abc import Collection, Iterable, Mapping

from studio_app.domain.errors import StudioError
from studio_app.domain.ids import BackgroundId, PersonId
from studio_app.domain.language import _
from studio_app.domain.people import Person
from studio_app.domain.rates import Omission
from studio_app.domain.stages import Stage
from studio_app.statements.names import is_visible, name_on_sheet
from studio_app.statements.scopes import CountedWork


class CreditsRefused(StudioError):
    """Somebody worked and could not be named; `faults` holds a sentence for each person, stage or review."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(
            _("The credits cannot be drawn up: {faults}.", faults="; ".join(faults)),
            hint=_("Say who it was, complete the name, or record an omission with its reason, then try again."),
        )
        self.faults = faults


def require_names(work: CountedWork, people: Mapping[PersonId, Person], omissions: Collection[Omission]) -> None:
    """Raise `CreditsRefused` naming everything that keeps the sheet from being true."""
    worked = workers(work)
    omitted = {omission.person for omission in omissions}
    systems = {stage.system.strip().casefold() for stage in work.stages if stage.system.strip()}
    faults = (
        *_unnamed_work(work),
        *(fault for person in worked - omitted for fault in _person_faults(person, people, work, systems)),
        *(fault for omission in omissions if omission.person in worked for fault in _unsigned(omission, people)),
    )
    if faults:
        raise CreditsRefused(tuple(sorted(set(faults))))


def workers(work: CountedWork) -> set[PersonId]:
    """Everybody with a counted stage, session or review."""
    by = {stage.by for stage in work.stages} | {review.by for review in work.reviews}
    return {person for person in by if person is not None} | {session.person for session in work.sessions}


def stage_label(codes: Mapping[BackgroundId, str], stage: Stage) -> str:
    """What a stage is called in sentences: `C012 retouch 2`."""
    return f"{codes.get(stage.background, stage.background)} {stage.kind.value} {stage.number}"


def _unnamed_work(work: CountedWork) -> Iterable[str]:
    for stage in work.stages:
        # A generation that nobody is known to have asked for is the generator's alone, and stands in its block.
        if stage.by is None and not stage.kind.made_by_generator:
            yield _("{stage} names nobody", stage=stage_label(work.codes, stage))
    stages = {stage.id: stage for stage in work.stages}
    for review in work.reviews:
        if review.by is None:
            reviewed = stages.get(review.stage)
            code = work.codes.get(review.background, review.background)
            label = stage_label(work.codes, reviewed) if reviewed else code
            yield _("the review of {stage} names nobody", stage=label)


def _person_faults(
    person_id: PersonId, people: Mapping[PersonId, Person], work: CountedWork, systems: Collection[str]
) -> Iterable[str]:
    person = people.get(person_id)
    name = name_on_sheet(person)
    if person is None:
        yield _(
            "somebody unknown ({id}) worked on {backgrounds}",
            id=person_id,
            backgrounds=_backgrounds_of(person_id, work),
        )
        return
    if not name:
        yield _(
            "{code} worked on {backgrounds} and has no name to print",
            code=person.code,
            backgrounds=_backgrounds_of(person_id, work),
        )
    elif name.strip().casefold() in systems:
        # A generator entered as a person would stand in a person's row.
        yield _("{code} carries the name of a generator, “{name}”", code=person.code, name=name)
    if person.company is not None and not name_on_sheet(people.get(person.company)):
        yield _("the company of {code} is not known by name", code=person.code)


def _backgrounds_of(person: PersonId, work: CountedWork) -> str:
    used = {stage.background for stage in work.stages if stage.by == person}
    used |= {review.background for review in work.reviews if review.by == person}
    used |= {session.background for session in work.sessions if session.person == person}
    return ", ".join(sorted(work.codes.get(background, background) for background in used))


def _unsigned(omission: Omission, people: Mapping[PersonId, Person]) -> Iterable[str]:
    person = people.get(omission.person)
    code = person.code if person else omission.person
    if omission.asked and omission.signed_by == omission.person:
        return
    if not name_on_sheet(people.get(omission.signed_by)):
        yield _("the omission of {code} is signed by nobody known by name", code=code)
    if not omission.asked and not is_visible(omission.reason):
        yield _("the omission of {code} gives no reason", code=code)
