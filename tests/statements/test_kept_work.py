"""What is kept from one statement to the next gives no other statement than reading everything anew does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from studio_app.domain.ids import PersonId
from studio_app.statements.kept_work import KeptWork
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import Period
from studio_app.statements.roles import parse_roles
from studio_app.statements.worked import worked_in

APRIL = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
MAY = Period(first=date(2026, 5, 1), last=date(2026, 5, 31))
HOUR = timedelta(hours=1)


def day(number, month=4):
    return datetime(2026, month, number, 3, tzinfo=UTC)  # noon in Tokyo


@pytest.fixture
def studio(make):
    """RET paints C012 under an order and C013 by the hour; the first picture was approved, the second is to be redone.

    The last session began at 21:00 UTC on 30 April: on 1 May in Tokyo.
    """
    first, second, other = (
        make.stage("C012", by="RET", at=day(9)),
        make.stage("C012", number=2, by="RET", at=day(14)),
        make.stage("C013", by="RET", at=day(15)),
    )
    return make.reading(
        people=(make.person("RET"), make.person("AD")),
        backgrounds=(make.background("C012", ("012",)), make.background("C013")),
        stages=(first, second, other),
        sessions=(
            make.session("s1", "C012", "RET", at=day(8)),
            make.session("s2", "C013", "RET", HOUR / 3, at=day(12)),
            make.session("s3", "C013", "RET", at=datetime(2026, 4, 30, 21, tzinfo=UTC)),
        ),
        reviews=(
            make.review("r1", first, "AD", at=day(10)),
            make.review("r2", first, "AD", "retake", "direction-change", at=day(12), note="もっと暗く"),
            make.review("r3", second, "AD", at=day(16), note="これで"),
        ),
        rates=(make.rate("RET", 2000),),
        orders=(make.order("RET", "C012", 9000, retakes=(("direction-change", 4500),)),),
    )


def _replaced(things, place, **changes):
    return (*things[:place], replace(things[place], **changes), *things[place + 1 :])


CHANGES = {
    "a session": lambda make, it: {"sessions": (*it.sessions, make.session("s4", "C012", "RET", at=day(20)))},
    "a session of somebody new": lambda make, it: {"sessions": (*it.sessions, make.session("s4", "C013", "NEW"))},
    "a session taken back": lambda _make, it: {"sessions": _replaced(it.sessions, 0, withdrawn=True)},
    "a corrected time": lambda _make, it: {"sessions": _replaced(it.sessions, 1, active=2 * HOUR, corrected=True)},
    "a corrected background": lambda _make, it: {"sessions": _replaced(it.sessions, 1, background="C012")},
    "a time confirmed": lambda _make, it: {"sessions": _replaced(it.sessions, 1, unconfirmed=HOUR)},
    "a picture": lambda make, it: {"stages": (*it.stages, make.stage("C013", number=2, by="NEW", at=day(18)))},
    "a picture taken back": lambda _make, it: {"stages": _replaced(it.stages, 1, withdrawn=True)},
    "another painter": lambda _make, it: {"stages": _replaced(it.stages, 2, by=PersonId("AD"))},
    "an approval": lambda make, it: {"reviews": (*it.reviews, make.review("r4", it.stages[2], "AD", at=day(17)))},
    "an approval taken back": lambda _make, it: {"reviews": _replaced(it.reviews, 0, withdrawn=True)},
    "a retake": lambda make, it: {
        "reviews": (*it.reviews, make.review("r4", it.stages[2], "AD", "retake", "other", at=day(17), note="灯"))
    },
    "an erased note of a retake": lambda _make, it: {"reviews": _replaced(it.reviews, 1, note="")},
    "an erased note of an approval": lambda _make, it: {"reviews": _replaced(it.reviews, 2, note="")},
    "an order": lambda make, it: {"orders": (*it.orders, make.order("RET", "C013", 700, "hour"))},
    "an order taken back": lambda _make, _it: {"orders": ()},
    "an order for a role": lambda _make, it: {"orders": _replaced(it.orders, 0, role="background-layout")},
    "another price": lambda make, it: {"orders": _replaced(it.orders, 0, price=make.order("RET", "C1", 8000).price)},
    "an erased note of an order": lambda _make, it: {"orders": _replaced(it.orders, 0, note="夜")},
    "a rate": lambda make, it: {"rates": (*it.rates, make.rate("RET", 3000, since=date(2026, 4, 10)))},
    "a new name": lambda _make, it: {"people": _replaced(it.people, 0, name="佐藤 翼")},
    "other cuts": lambda _make, it: {"backgrounds": _replaced(it.backgrounds, 1, cuts=("013", "014"))},
    "another zone": lambda _make, _it: {"zone": "America/Los_Angeles"},
}


def _drawn(reading, roles, kept):
    return [
        (draw_up_pay(reading, period, roles=roles, person=only, kept=kept), worked_in(reading, period, only, kept=kept))
        for period in (APRIL, MAY)
        for only in (None, PersonId("RET"))
    ]


@pytest.mark.parametrize("change", CHANGES)
def test_a_statement_after_a_change_is_what_it_is_without_anything_kept(make, studio, roles, change):
    kept, changed = KeptWork(), replace(studio, **CHANGES[change](make, studio))
    before = _drawn(studio, roles, kept)
    after = _drawn(changed, roles, kept)
    assert after == _drawn(changed, roles, None)
    assert before == _drawn(studio, roles, None) == _drawn(studio, roles, kept)
    assert (before == after) == (change == "an erased note of an approval"), "only that stands on no statement"


def test_another_table_of_roles_is_followed(make, studio, roles, roles_text):
    other = parse_roles(roles_text.replace("retouch = ", "retouch = 'background-layout' # ", 1))
    ordered = replace(studio, orders=(make.order("RET", "C012", 9000, role=other.stages["retouch"].key),))
    assert other.stages["retouch"] != roles.stages["retouch"]
    kept = KeptWork()
    before, after = _drawn(ordered, roles, kept), _drawn(ordered, other, kept)
    assert (before, after) == (_drawn(ordered, roles, None), _drawn(ordered, other, None))
    assert before != after
    assert _drawn(ordered, None, kept) == _drawn(ordered, None, None)


def test_what_is_read_again_and_is_the_same_is_kept(studio, roles):
    again = replace(
        studio,
        reviews=tuple(replace(one) for one in studio.reviews),
        orders=tuple(replace(one) for one in studio.orders),
    )
    kept = KeptWork()
    assert kept.sessions(again) is kept.sessions(studio)
    assert kept.sessions_by_person(again) is kept.sessions_by_person(studio)
    assert kept.stages(again) is kept.stages(studio)
    assert kept.approvals(again) is kept.approvals(studio)
    assert kept.deliveries(again, roles) is kept.deliveries(studio, roles)


def test_no_text_is_kept(studio, roles):
    assert all(one.note for one in studio.reviews[1:])
    deliveries = [one for own in KeptWork().deliveries(studio, roles).values() for one in own]
    assert [one.approval.note for one in deliveries if one.approval] == [""]
    late = KeptWork().approvals(studio).first_of(studio.stages[1:2])
    assert (late.id, late.note) == ("r3", "")
