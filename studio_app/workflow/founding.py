"""The founding of a studio: the first entries of its ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.facts import Basis
from studio_app.ledger import kinds
from studio_app.ledger.entries import Draft
from studio_app.workflow.ports import Decision

if TYPE_CHECKING:
    from studio_app.workflow.ports import Ledger


def found_studio(ledger: Ledger, *, title: str, currency: str, zone: str) -> None:
    """Record that the studio was founded; the installation's own feed opens with it."""
    payload = {"title": title, "currency": currency, "zone": zone}
    draft = Draft(kind=kinds.STUDIO_FOUNDED, payload=payload, basis=Basis.STATED)
    ledger.append(lambda _index: Decision(drafts=(draft,)), by=None)
