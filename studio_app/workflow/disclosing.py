"""What artists are told of the picture they take over, and that they saw it, before their first session on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_app.domain.facts import Basis
from studio_app.domain.language import _
from studio_app.domain.source_types import GENERATED
from studio_app.ledger import kinds
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import find_background
from studio_app.workflow.ports import Decision
from studio_app.workflow.views import ToBeTold

if TYPE_CHECKING:
    from studio_app.domain.backgrounds import Background
    from studio_app.domain.candidates import Disclosure
    from studio_app.domain.ids import PersonId
    from studio_app.domain.stages import Stage
    from studio_app.workflow.ports import Ledger, StudioIndex


class DisclosureStep:
    """Says what is to be told and records that it was seen."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, background: str) -> ToBeTold | None:
        """Return what is to be told of a background, None where nothing in it comes from a generator."""
        with self._ledger.look() as index:
            return to_be_told(index, find_background(index, background))

    def due(self, background: str, person: PersonId | None) -> ToBeTold | None:
        """Return what a person has not yet been told of a background, None where there is nothing (left) to tell."""
        with self._ledger.look() as index:
            return untold(index, find_background(index, background), person)

    def see(self, background: str, *, by: PersonId | None) -> Disclosure | None:
        """Record that `by` saw it; seen again it adds nothing. Return None where there is nothing to tell."""
        if by is None:
            raise StepRefused(
                _("Nobody has said who saw it."), hint=_("Say once and for all “teire me CODE”, or --as CODE.")
            )
        told: list[ToBeTold] = []

        def decide(index: StudioIndex) -> Decision:
            found = to_be_told(index, find_background(index, background))
            told[:] = [found] if found else []
            if found is None or _has_seen(index, found, by):
                return Decision(drafts=())
            payload: dict[str, Any] = {
                "background": found.background.id,
                "stage": found.stage.id,
                "person": by,
                "said": {
                    "system": found.system,
                    "version": found.version,
                    "model": found.model,
                    "marks": list(found.marks),
                    "source_types": list(found.source_types),
                    "credential_states": list(found.credential_states),
                },
            }
            return Decision(drafts=(Draft(kind=kinds.DISCLOSURE_SEEN, payload=payload, basis=Basis.STATED),))

        self._ledger.append(decide, by=by)
        if not told:
            return None
        with self._ledger.look() as index:
            seen = index.disclosures(told[0].background.id)
        return next(one for one in seen if (one.stage, one.person) == (told[0].stage.id, by))


def untold(index: StudioIndex, background: Background, person: PersonId | None) -> ToBeTold | None:
    """Return what `person` has not yet seen of a background."""
    found = to_be_told(index, background)
    return None if found is None or _has_seen(index, found, person) else found


def check_told(index: StudioIndex, background: Background, person: PersonId) -> None:
    """Refuse a first session on a generated picture of somebody who was not told that it is one."""
    told = untold(index, background, person)
    if told is None:
        return
    code = next(one.code for one in index.people() if one.id == person)
    system = " ".join(part for part in (told.system, told.version) if part) or _("a system its file does not name")
    raise StepRefused(
        _(
            "{code} has not yet been told that {background} was begun by {system}.",
            code=code,
            background=background.code,
            system=system,
        ),
        hint=_(
            "“teire disclosure {background}” shows what its file says, --seen records that {code} saw it.",
            background=background.code,
            code=code,
        ),
    )


def to_be_told(index: StudioIndex, background: Background) -> ToBeTold | None:
    """Return what is to be told of a background: of its newest generation, else of its first stage with such marks.

    Retouches keep the marks of what they were painted over: they are told of once, with the generation itself.
    """
    stages = [stage for stage in index.stages(background.id) if not stage.withdrawn]
    generations = [stage for stage in stages if stage.kind.made_by_generator]
    if generations:
        return _told(background, generations[-1], _payload(index, generations[-1]))
    for stage in stages:
        payload = _payload(index, stage)
        marks: dict[str, Any] = payload.get("marks", {})
        if marks.get("generation") or not GENERATED.isdisjoint(marks.get("source_types", ())):
            return _told(background, stage, payload)
    return None


def _told(background: Background, stage: Stage, payload: dict[str, Any]) -> ToBeTold:
    marks: dict[str, Any] = payload.get("marks", {})
    generation: dict[str, Any] = payload.get("generation", {})
    return ToBeTold(
        background=background,
        stage=stage,
        system=generation.get("system", ""),
        version=generation.get("version", ""),
        model=generation.get("model", ""),
        marks=_found_marks(marks),
        source_types=tuple(marks.get("source_types", ())),
        credential_states=tuple(marks.get("credential_states", ())),
    )


def _found_marks(marks: dict[str, Any]) -> tuple[str, ...]:
    found = ["generation"] if marks.get("generation") else []
    return (*found, *marks.get("credentials", ()))


def _has_seen(index: StudioIndex, told: ToBeTold, person: PersonId | None) -> bool:
    return any((one.stage, one.person) == (told.stage.id, person) for one in index.disclosures(told.background.id))


def _payload(index: StudioIndex, stage: Stage) -> dict[str, Any]:
    found = index.entry(stage.entry)
    return dict(found[1].payload) if found else {}
