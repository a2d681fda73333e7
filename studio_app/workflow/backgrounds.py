"""Backgrounds: what is to be painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.backgrounds import Background
from studio_app.domain.facts import Basis
from studio_app.domain.ids import BackgroundId, new_id
from studio_app.domain.language import _
from studio_app.ledger import kinds
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_code, checked_name, find_background
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from studio_app.domain.ids import PersonId
    from studio_app.workflow.ports import Ledger, StudioIndex


class BackgroundStep:
    """Adds backgrounds and finds them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, name: str) -> Background:
        """Return the background whose code or id is `name`."""
        with self._ledger.look() as index:
            return find_background(index, name)

    def add(self, *, code: str, cuts: tuple[str, ...], episode: str, by: PersonId | None) -> Background:
        """Record a background; without cuts its code is taken as the number of its only cut."""
        background = Background(
            id=BackgroundId(new_id()),
            code=checked_code(code),
            cuts=tuple(checked_code(cut) for cut in cuts) or (code,),
            episode=checked_name(episode) if episode else "",
        )

        def decide(index: StudioIndex) -> Decision:
            if index.background(background.code) is not None:
                raise StepRefused(
                    _("The background {code} is already there.", code=background.code),
                    hint=_("Add files to it with “teire add FILE --background {code}”.", code=background.code),
                )
            payload = {
                "background": background.id,
                "code": background.code,
                "cuts": list(background.cuts),
                "episode": background.episode,
            }
            return Decision(drafts=(Draft(kind=kinds.BACKGROUND_ADDED, payload=payload, basis=Basis.STATED),))

        self._ledger.append(decide, by=by)
        return background
