"""A yardstick for pay per hour: a dated minimum wage, or the floor that a studio has set itself."""

from dataclasses import dataclass
from datetime import date

from studio_app.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class WageFloor:
    """An amount per hour that pay is looked at beside; it is a yardstick, and no legal advice.

    `region` is an ISO 3166 code (`JP-13`, `FR`), empty for the studio's own floor, which has no day and no source.
    `place` names the region in the language in use. `known_until` is the last day up to which no newer floor of the
    region is known to have come into force.
    """

    price: Money
    region: str = ""
    place: str = ""
    valid_from: date | None = None
    source: str = ""
    known_until: date | None = None

    @property
    def is_studios_own(self) -> bool:
        """Whether the studio set it itself."""
        return not self.region

    def may_be_outdated(self, day: date) -> bool:
        """Whether a newer one may hold on `day` than the table knows."""
        return self.known_until is not None and day > self.known_until
