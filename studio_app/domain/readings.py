"""The ledger as it reads now: every value with its corrections applied, for statements and windows."""

from dataclasses import dataclass

from studio_app.domain.backgrounds import Background
from studio_app.domain.credit_words import Clearance, CreditLock, NamedCredit
from studio_app.domain.generator_uses import DeliveredPicture, GeneratorApproval
from studio_app.domain.ids import StudioId
from studio_app.domain.orders import Contract, WorkOrder
from studio_app.domain.people import Person
from studio_app.domain.rates import Omission, Rate
from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioReading:
    """Everything that sheets are drawn up from. Withdrawn stages, sessions and reviews are still in it, marked."""

    studio: StudioId
    title: str
    currency: str
    zone: str
    people: tuple[Person, ...]
    backgrounds: tuple[Background, ...]
    stages: tuple[Stage, ...]
    sessions: tuple[RetouchSession, ...]
    reviews: tuple[Review, ...]
    rates: tuple[Rate, ...]
    omissions: tuple[Omission, ...]
    orders: tuple[WorkOrder, ...] = ()
    contracts: tuple[Contract, ...] = ()
    named_credits: tuple[NamedCredit, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    locks: tuple[CreditLock, ...] = ()
    approvals: tuple[GeneratorApproval, ...] = ()
    delivered: tuple[DeliveredPicture, ...] = ()
