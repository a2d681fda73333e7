"""The reading opened at a period: what counts in it, by the studio's own days."""

from dataclasses import dataclass
from datetime import date, datetime

from studio_app.domain.ids import BackgroundId, PersonId
from studio_app.domain.people import Person
from studio_app.domain.readings import StudioReading
from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.stages import Stage
from studio_app.statements.agreements import Agreements
from studio_app.statements.approvals import Delivery, deliveries
from studio_app.statements.days import LocalDays
from studio_app.statements.pay_statement import Period
from studio_app.statements.times import has_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """`sessions`, `stages` and `reviews` are the counted ones of the period; `deliveries` are those of all time."""

    reading: StudioReading
    period: Period
    days: LocalDays
    agreements: Agreements
    people: dict[PersonId, Person]
    codes: dict[BackgroundId, str]
    sessions: tuple[RetouchSession, ...]
    stages: tuple[Stage, ...]
    reviews: tuple[Review, ...]
    deliveries: tuple[Delivery, ...]

    def code(self, background: BackgroundId) -> str:
        return self.codes.get(background, background)

    def day_of(self, moment: datetime) -> date:
        return self.days.day_of(moment)

    def is_due(self, delivery: Delivery) -> bool:
        """Whether the delivery's first approval lies in the period."""
        return delivery.approval is not None and self.day_of(delivery.approval.recorded_at) in self.period


def open_books(reading: StudioReading, period: Period) -> Books:
    """Take what belongs to the period; a session belongs to the local day on which it started."""
    days = LocalDays(reading.zone)
    return Books(
        reading=reading,
        period=period,
        days=days,
        agreements=Agreements(reading.rates, reading.people),
        people={person.id: person for person in reading.people},
        codes={background.id: background.code for background in reading.backgrounds},
        sessions=tuple(
            session
            for session in reading.sessions
            if not session.withdrawn and has_time(session) and days.day_of(session.started_at) in period
        ),
        stages=tuple(
            stage for stage in reading.stages if not stage.withdrawn and days.day_of(stage.recorded_at) in period
        ),
        reviews=tuple(
            review for review in reading.reviews if not review.withdrawn and days.day_of(review.recorded_at) in period
        ),
        deliveries=deliveries(reading),
    )
