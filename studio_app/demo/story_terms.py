"""What the demonstration's people agree before the work, and what its art director signs after it."""

from datetime import date, timedelta

from studio_app.domain.credit_words import CreditCheck
from studio_app.domain.generator_uses import GeneratorUse
from studio_app.domain.ids import PersonId
from studio_app.domain.money import Money
from studio_app.domain.orders import RetakePrice
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause
from studio_app.workflow.ordering import OrderTerms
from studio_app.workflow.steps import Steps

_FREELANCE = ("MORI", "HAYASHI", "SATO", "KAMIYA")
_GENERATORS = ("AUTOMATIC1111", "ComfyUI")
_SETTING = "art-setting"


def agree_terms(steps: Steps, first: date) -> None:
    """Agree contracts, an order with the price of a redo, and which generators may be used; `first` is the first day.

    Nobody here has a registration number: one that holds belongs to somebody real.
    """
    agreed = first - timedelta(days=7)
    for code in _FREELANCE:
        steps.orders.agree_contract(
            code, valid_from=agreed, country="JP", taxed=True, tax_included=False, withholding=True, by=None
        )
    redo = RetakePrice(cause=RetakeCause.DIRECTION_CHANGE, price=Money(minor=4500, currency="JPY"))
    steps.orders.agree(
        OrderTerms(
            person="SATO",
            backgrounds=("C012",),
            unit=RateUnit.BACKGROUND,
            price=Money(minor=9000, currency="JPY"),
            agreed_on=agreed,
            role="background-art",
            planned=timedelta(hours=3),
            due_on=first + timedelta(days=4),
            pay_on=first + timedelta(days=45),
            retakes=(redo,),
            note="背景一点。演出変更による描き直しは別途。",
        ),
        by=None,
    )
    for system in _GENERATORS:
        steps.approvals.approve(
            system,
            licence="open source, own machine",
            use=GeneratorUse.FINAL,
            approved_on=agreed,
            approver="KAMIYA",
            by=None,
        )


def close_credits(steps: Steps, *, by: PersonId) -> None:
    """Name somebody for work on paper, sign why there is none to see, and lock the sheet."""
    steps.crediting.name("MORI", _SETTING, by=by)
    steps.crediting.clear(
        CreditCheck.NAMED_NO_WORK, "MORI", _SETTING, reason="美術設定は紙で描かれ、原画は社内に保管", by=by
    )
    steps.crediting.lock(by=by)
