"""The gate before every credit sheet: whoever worked is named, or left out by a signed word, or nothing is issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.credit_words import CreditCheck
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.statements.credit_shares import codes_of, entries_of
from studio_app.statements.credit_sheet import OpenCheck
from studio_app.statements.names import is_visible, name_on_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.credit_words import Clearance, NamedCredit
    from studio_app.domain.ids import BackgroundId, EntryHash
    from studio_app.domain.people import Person
    from studio_app.domain.rates import Omission
    from studio_app.domain.stages import Stage
    from studio_app.statements.credit_shares import Share
    from studio_app.statements.roles import RoleTable
    from studio_app.statements.scopes import CountedWork, CreditScope


class CreditsRefused(StudioError):
    """Somebody worked and could not be named, or is named for no work; `faults` holds a sentence for each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(
            _("The credits cannot be drawn up: {faults}.", faults="; ".join(faults)),
            hint=_(
                "Say who it was, record an omission, or clear it by a signed reason with “teire credits clear”, "
                "then try again."
            ),
        )
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What the checks look at: the counted work of a scope, and what producers said that holds within it.

    `systems` are the generators of the whole production, folded: no person's row may carry the name of one.
    """

    scope: CreditScope
    work: CountedWork
    shares: Mapping[PersonId, list[Share]]
    people: Mapping[PersonId, Person]
    backgrounds: tuple[Background, ...]
    omissions: tuple[Omission, ...]
    named: tuple[NamedCredit, ...]
    clearances: tuple[Clearance, ...]
    systems: frozenset[str]
    roles: RoleTable

    def is_generator(self, name: str) -> bool:
        """Whether `name` is that of a generator which made pictures of this production."""
        return name.strip().casefold() in self.systems

    @property
    def omitted(self) -> frozenset[PersonId]:
        """Those whose omission was recorded."""
        return frozenset(omission.person for omission in self.omissions)


def holds_in(clearance: Clearance, scope: CreditScope) -> bool:
    """Whether a clearance holds for a sheet of `scope`: given for that scope, or for one that contains it."""
    return clearance.episode in {"", scope.episode} and clearance.cut in {"", scope.cut}


def worked_not_named(footing: Footing) -> tuple[OpenCheck, ...]:
    """Everything by which somebody who worked would not stand on the sheet, with what was signed for it."""
    worked = footing.shares.keys() - footing.omitted
    return (
        *_nameless_work(footing.work),
        *(check for person in sorted(worked) for check in _person_checks(person, footing)),
        *(_omission_check(one, footing) for one in footing.omissions if one.person in footing.shares),
    )


def signed(check: OpenCheck, footing: Footing) -> OpenCheck:
    """Return `check` cleared where a clearance with a reason, by somebody known by name, holds for it.

    The newest such clearance counts. What may not be cleared stays open whatever was signed.
    """
    if not check.may_clear or check.cleared:
        return check
    role = check.role.key if check.role is not None else ""
    for clearance in reversed(footing.clearances):
        meant = clearance.check is check.check and clearance.person == check.person
        of_role = check.check is CreditCheck.WORKED_NOT_NAMED or clearance.role == role
        signer = name_on_sheet(footing.people.get(clearance.signed_by))
        if meant and of_role and signer and is_visible(clearance.reason):
            entries = tuple(sorted({*check.entries, clearance.entry}))
            return replace(check, cleared=True, cleared_by=signer, reason=clearance.reason, entries=entries)
    return check


def stage_label(codes: Mapping[BackgroundId, str], stage: Stage) -> str:
    """What a stage is called in sentences: `C012 retouch 2`."""
    return f"{codes.get(stage.background, stage.background)} {stage.kind.value} {stage.number}"


def _nameless_work(work: CountedWork) -> Iterable[OpenCheck]:
    """Work that names nobody; no signature can say whose it was, so none clears it."""
    for stage in work.stages:
        # A generation that nobody is known to have asked for is the generator's alone, and stands in its block.
        if stage.by is None and not stage.kind.made_by_generator:
            label = stage_label(work.codes, stage)
            sentence = _("{stage} names nobody; only saying whose work it is clears this", stage=label)
            yield _nameless(sentence, work.codes.get(stage.background, stage.background), stage.entry)
    stages = {stage.id: stage for stage in work.stages}
    for review in work.reviews:
        if review.by is None:
            reviewed = stages.get(review.stage)
            code = work.codes.get(review.background, review.background)
            label = stage_label(work.codes, reviewed) if reviewed else code
            sentence = _("the review of {stage} names nobody; only saying whose word it is clears this", stage=label)
            yield _nameless(sentence, code, review.entry)


def _nameless(sentence: str, background: str, entry: EntryHash) -> OpenCheck:
    return OpenCheck(
        check=CreditCheck.WORKED_NOT_NAMED,
        person=PersonId(""),
        code="",
        name="",
        role=None,
        backgrounds=(background,),
        entries=(entry,),
        sentence=sentence,
        may_clear=False,
    )


def _person_checks(person_id: PersonId, footing: Footing) -> Iterable[OpenCheck]:
    person = footing.people.get(person_id)
    name = name_on_sheet(person)

    def on() -> str:
        return ", ".join(_codes(person_id, footing))

    def check(sentence: str, *, may_clear: bool) -> OpenCheck:
        found = OpenCheck(
            check=CreditCheck.WORKED_NOT_NAMED,
            person=person_id,
            code=person.code if person else "",
            name=name,
            role=None,
            backgrounds=_codes(person_id, footing),
            entries=entries_of(share.thing for share in footing.shares[person_id]),
            sentence=sentence,
            may_clear=may_clear,
        )
        return signed(found, footing)

    if person is None:
        yield check(
            _("somebody unknown ({id}) worked on {backgrounds}", id=person_id, backgrounds=on()), may_clear=True
        )
        return
    if not name:
        sentence = _("{code} worked on {backgrounds} and has no name to print", code=person.code, backgrounds=on())
        yield check(sentence, may_clear=True)
    elif footing.is_generator(name):
        yield check(generator_as_person(person, name), may_clear=False)
    if person.company is not None and not name_on_sheet(footing.people.get(person.company)):
        yield check(_("the company of {code} is not known by name", code=person.code), may_clear=True)


def _codes(person: PersonId, footing: Footing) -> tuple[str, ...]:
    return codes_of((share.thing for share in footing.shares[person]), footing.work)


def generator_as_person(person: Person, name: str) -> str:
    """Say that a generator was entered as a person: it would stand in a person's row, and no signature changes that."""
    return _(
        "{code} carries the name of a generator, “{name}”; no signature makes it a person’s",
        code=person.code,
        name=name,
    )


def _omission_check(omission: Omission, footing: Footing) -> OpenCheck:
    """The check that an omission answers: cleared by its own signature, or by a later clearance where that lacks."""
    person, things = footing.people.get(omission.person), [one.thing for one in footing.shares[omission.person]]
    own_word = omission.asked and omission.signed_by == omission.person
    code = person.code if person is not None else str(omission.person)
    signer = name_on_sheet(footing.people.get(omission.signed_by))
    fault = "" if own_word else _unsigned(omission, signer, code)
    sentence = (
        _("somebody asked not to be named")
        if omission.asked
        else _("{code} is left out by a signed omission", code=code)
    )
    check = OpenCheck(
        check=CreditCheck.WORKED_NOT_NAMED,
        person=omission.person,
        code="" if omission.asked and not fault else code,
        name="",
        role=None,
        backgrounds=codes_of(things, footing.work),
        entries=tuple(sorted({omission.entry, *entries_of(things)})),
        sentence=fault or sentence,
        may_clear=True,
        cleared=not fault,
        cleared_by="" if fault else _("the person themselves") if own_word else signer,
        reason="" if fault else omission.reason,
    )
    return signed(check, footing)


def _unsigned(omission: Omission, signer: str, code: str) -> str:
    """Return what an omission lacks, empty where it is signed by somebody known and gives a reason."""
    if not signer:
        return _("the omission of {code} is signed by nobody known by name", code=code)
    if not omission.asked and not is_visible(omission.reason):
        return _("the omission of {code} gives no reason", code=code)
    return ""
