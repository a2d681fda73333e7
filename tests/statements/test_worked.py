"""Work of a period by person and day and by cut, with sums worked out by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from studio_app.domain.backgrounds import Background
from studio_app.domain.facts import Basis
from studio_app.domain.ids import BackgroundId, EntryHash, PersonId, SessionId, StudioId
from studio_app.domain.people import Person
from studio_app.domain.readings import StudioReading
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.statements.pay_statement import Period
from studio_app.statements.worked import worked_in

FEBRUARY = Period(first=date(2028, 2, 1), last=date(2028, 2, 29))


def session(
    number: int, day: datetime, *, hours: int = 1, person: str = "hanako", background: str = "b1"
) -> RetouchSession:
    return RetouchSession(
        id=SessionId(f"s{number}"),
        background=BackgroundId(background),
        person=PersonId(person),
        kind=WorkKind.RETOUCH,
        basis=Basis.MEASURED,
        started_at=day,
        stopped_at=day + timedelta(hours=hours),
        active=timedelta(hours=hours),
        unconfirmed=timedelta(),
        zone="Asia/Tokyo",
        entry=EntryHash(f"e{number}"),
    )


def reading(*sessions: RetouchSession) -> StudioReading:
    return StudioReading(
        studio=StudioId("studio"),
        title="夜の神社",
        currency="JPY",
        zone="Asia/Tokyo",
        people=(
            Person(id=PersonId("taro"), code="taro", name="太郎"),
            Person(id=PersonId("hanako"), code="h", name="花子"),
        ),
        backgrounds=(
            Background(id=BackgroundId("b1"), code="BG1", cuts=("C001", "C002"), episode="#01"),
            Background(id=BackgroundId("b2"), code="BG2", cuts=(), episode="#01"),
        ),
        stages=(),
        sessions=sessions,
        reviews=(),
        rates=(),
        omissions=(),
    )


def test_a_night_in_utc_is_the_next_morning_in_tokyo_and_a_leap_day_is_a_day() -> None:
    found = worked_in(reading(session(1, datetime(2028, 2, 28, 20, tzinfo=UTC), hours=3)), FEBRUARY)
    (day,) = found.days
    assert (day.day, day.active.total) == (date(2028, 2, 29), timedelta(hours=3))
    assert len(found.calendar) == 29


def test_two_sessions_of_a_day_add_up_and_name_their_entries() -> None:
    morning, noon = datetime(2028, 2, 3, 1, tzinfo=UTC), datetime(2028, 2, 3, 4, tzinfo=UTC)
    found = worked_in(reading(session(1, morning, hours=2), session(2, noon, hours=3, background="b2")), FEBRUARY)
    (day,) = found.days
    assert (day.active.measured, day.entries) == (timedelta(hours=5), ("e1", "e2"))
    assert [(one.cuts, one.active.total) for one in found.cuts] == [
        (("BG2",), timedelta(hours=3)),
        (("C001", "C002"), timedelta(hours=2)),
    ]


@pytest.mark.parametrize(
    "left_out",
    [
        {"withdrawn": True},
        {"active": timedelta()},
        {"started_at": datetime(2028, 2, 29, 15, tzinfo=UTC)},
        {"started_at": datetime(2028, 1, 31, 14, tzinfo=UTC)},
    ],
)
def test_withdrawn_empty_and_other_months_sessions_do_not_count(left_out: dict[str, object]) -> None:
    one = replace(session(1, datetime(2028, 2, 3, 1, tzinfo=UTC)), **left_out)  # type: ignore[arg-type]
    found = worked_in(reading(one), FEBRUARY)
    assert (found.days, found.cuts) == ((), ())


def test_one_person_is_asked_for_alone_and_everybody_keeps_their_place() -> None:
    noon = datetime(2028, 2, 3, 3, tzinfo=UTC)
    found = worked_in(reading(session(1, noon), session(2, noon, person="taro")), FEBRUARY, PersonId("taro"))
    assert [one.person for one in found.days] == ["taro"]
    assert found.people == ("taro", "hanako")
