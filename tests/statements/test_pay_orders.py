"""Orders in pay, with the expected amounts worked out beside each test."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studio_app.domain.money import Money
from studio_app.domain.wage_floors import WageFloor
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_lines import pay_lines
from studio_app.statements.pay_statement import FloorStanding, PayRefused, Period
from studio_app.statements.roles import parse_roles

ROLES = parse_roles((Path(__file__).parents[2] / "resources" / "tables" / "roles.toml").read_text("utf-8"))
APRIL = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
MAY = Period(first=date(2026, 5, 1), last=date(2026, 5, 31))
HOUR = timedelta(hours=1)


def yen(minor):
    return Money(minor=minor, currency="JPY")


def day(number, month=4):
    return datetime(2026, month, number, 3, tzinfo=UTC)  # noon in Tokyo


def _studio(make, **parts):
    people = (make.person("RET", "手入 花"), make.person("AD", "美山 監督"))
    backgrounds = (make.background("C012", ("012", "013", "014")), make.background("C013"))
    return make.reading(people=people, **({"backgrounds": backgrounds} | parts))


def _only(statement, code="RET"):
    return next(person for person in statement.people if person.code == code)


def _april(reading, **more):
    return _only(draw_up_pay(reading, APRIL, roles=ROLES, **more))


def test_a_background_that_serves_three_cuts_is_paid_three_times_per_cut(make):
    # 3 cuts x 3,000 yen = 9,000 yen
    stage = make.stage("C012", by="RET", at=day(9))
    reading = _studio(
        make,
        stages=(stage,),
        reviews=(make.review("r", stage, "AD", at=day(10)),),
        rates=(make.rate("RET", 3000, "cut"),),
    )
    (line,) = _april(reading).backgrounds
    assert (line.quantity, line.amount, line.cuts) == (3, yen(9000), ("012", "013", "014"))


def test_a_background_without_cuts_is_one_cut(make):
    stage = make.stage("C013", by="RET", at=day(9))
    approval = make.review("r", stage, "AD", at=day(10))
    reading = _studio(make, stages=(stage,), reviews=(approval,), rates=(make.rate("RET", 3000, "cut"),))
    assert _april(reading).amount == yen(3000)


def test_an_order_goes_before_the_rates_on_its_background_alone(make):
    # C012 by order: 12,000. C013 by the hour: 2 x 2,000 = 4,000. The hour on C012 is in the order.
    stage = make.stage("C012", by="RET", at=day(9))
    reading = _studio(
        make,
        stages=(stage,),
        sessions=(make.session("a", "C012", "RET", HOUR), make.session("b", "C013", "RET", 2 * HOUR)),
        reviews=(make.review("r", stage, "AD", at=day(10)),),
        rates=(make.rate("RET", 2000), make.rate("RET", 8000, "background")),
        orders=(make.order("RET", "C012", 12000),),
    )
    person = _april(reading)
    assert [(it.background, it.amount, it.by_background) for it in person.hours] == [
        ("C012", None, True),
        ("C013", yen(4000), False),
    ]
    assert (person.backgrounds[0].amount, person.amount) == (yen(12000), yen(16000))
    assert person.backgrounds[0].order == reading.orders[0]
    assert reading.orders[0].entry in person.backgrounds[0].entries


def test_an_order_for_a_role_leaves_other_work_to_the_rates(make):
    # The layout is ordered at 5,000; an hour of retouch on the same background stays at 2,000.
    layout = make.stage("C012", "layout", by="RET", at=day(2))
    reading = _studio(
        make,
        stages=(layout,),
        sessions=(
            make.session("l", "C012", "RET", HOUR, kind="layout", at=day(2)),
            make.session("s", "C012", "RET", HOUR, at=day(3)),
        ),
        reviews=(make.review("r", layout, "AD", at=day(4)),),
        rates=(make.rate("RET", 2000),),
        orders=(make.order("RET", "C012", 5000, role="background-layout"),),
    )
    person = _april(reading)
    assert person.amount == yen(7000)
    assert person.orders[0].active == HOUR
    assert [role.en for role in person.backgrounds[0].roles] == ["Background Layout"]


def test_an_order_for_a_role_that_no_work_earns_is_for_any_work(make):
    stage = make.stage("C012", by="RET", at=day(9))
    reading = _studio(
        make,
        stages=(stage,),
        reviews=(make.review("r", stage, "AD", at=day(10)),),
        orders=(make.order("RET", "C012", 5000, role="art-setting"),),
    )
    assert _april(reading).amount == yen(5000)


def test_a_later_order_counts_from_its_day_and_splits_the_hours(make):
    # 1 h x 2,000 on the 5th, 1 h x 3,000 on the 20th: 5,000 yen in two lines
    reading = _studio(
        make,
        sessions=(
            make.session("a", "C012", "RET", HOUR, at=day(5)),
            make.session("b", "C012", "RET", HOUR, at=day(20)),
        ),
        orders=(
            make.order("RET", "C012", 2000, "hour", agreed=date(2026, 4, 1)),
            make.order("RET", "C012", 3000, "hour", agreed=date(2026, 4, 15)),
        ),
    )
    person = _april(reading)
    assert [(it.amount, it.first, it.last) for it in person.hours] == [
        (yen(2000), date(2026, 4, 5), date(2026, 4, 5)),
        (yen(3000), date(2026, 4, 20), date(2026, 4, 20)),
    ]
    assert [(it.active, it.amount) for it in person.orders] == [(HOUR, yen(2000)), (HOUR, yen(3000))]


def test_two_orders_of_one_day_with_two_prices_are_refused(make):
    orders = (make.order("RET", "C012", 2000, "hour"), make.order("RET", "C012", 2500, "hour"))
    reading = _studio(make, sessions=(make.session("s", "C012", "RET"),), orders=orders)
    with pytest.raises(PayRefused, match="RET has orders of 2026-04-01 for one background whose prices differ"):
        draw_up_pay(reading, APRIL)


def test_an_order_agreed_after_the_work_began_counts_and_is_named(make):
    reading = _studio(
        make,
        sessions=(make.session("s", "C012", "RET", HOUR, at=day(5)),),
        orders=(make.order("RET", "C012", 2000, "hour", agreed=date(2026, 4, 8)),),
    )
    person = _april(reading)
    assert (person.amount, person.orders[0].agreed_after_work) == (yen(2000), True)
    assert person.findings == ("The order of 2026-04-08 for C012 was agreed after RET had begun on 2026-04-05.",)


def _retaken(make, *, approved=True, causes=("direction-change",), answers=1):
    """Painted on the 2nd, retakes on the 5th, answered from the 8th on, approved on 3 May."""
    first = make.stage("C012", by="RET", at=day(2))
    redone = [make.stage("C012", number=2 + place, by="RET", at=day(8 + place)) for place in range(answers)]
    reviews = [make.review(f"t{cause}", first, "AD", "retake", cause, at=day(5)) for cause in causes]
    if approved:
        reviews.append(make.review("ok", redone[-1], "AD", at=day(3, month=5)))
    prices = (("direction-change", 4500), ("generator-defect", 3000))
    orders = (make.order("RET", "C012", 9000, retakes=prices),)
    return _studio(make, stages=(first, *redone), reviews=tuple(reviews), orders=orders)


def test_a_redo_for_a_change_of_direction_is_paid_when_its_picture_is_approved(make):
    reading = _retaken(make)
    april, may = _april(reading), _only(draw_up_pay(reading, MAY, roles=ROLES))
    (ordered,) = april.retakes
    assert (ordered.price, ordered.answered_on, ordered.due_on) == (yen(4500), date(2026, 4, 8), date(2026, 5, 3))
    assert (april.amount, april.redos) == (None, ())
    # 9,000 for the background and 4,500 for the redo
    assert may.amount == yen(13500)
    assert [(it.stage, it.cause, it.ordered_on, it.due_on, it.amount) for it in may.redos] == [
        ("C012 retouch 2", "direction-change", date(2026, 4, 5), date(2026, 5, 3), yen(4500))
    ]
    assert {reading.orders[0].entry, make.entry_of("ok"), make.entry_of("tdirection-change")} <= {*may.redos[0].entries}
    assert may.orders[0].redo_amount == yen(4500)


def test_a_redo_without_a_price_is_part_of_the_units_price(make):
    may = _only(draw_up_pay(_retaken(make, causes=("own-error",)), MAY, roles=ROLES))
    assert (may.amount, may.redos) == (yen(9000), ())


def test_two_causes_answered_by_one_picture_are_two_redos_and_one_cause_is_one(make):
    # 9,000 + 4,500 + 3,000
    both = _retaken(make, causes=("direction-change", "generator-defect"))
    assert _only(draw_up_pay(both, MAY, roles=ROLES)).amount == yen(16500)
    again = make.review("again", both.stages[0], "AD", "retake", "direction-change", at=day(6))
    twice = _studio(make, stages=both.stages, reviews=(*both.reviews, again), orders=both.orders)
    assert _only(draw_up_pay(twice, MAY, roles=ROLES)).amount == yen(16500)


def test_an_unapproved_or_unanswered_redo_pays_nothing_yet(make):
    waiting = _only(draw_up_pay(_retaken(make, approved=False), MAY, roles=ROLES))
    assert (waiting.amount, waiting.redos) == (None, ())
    unanswered = _april(_retaken(make, approved=False, answers=0))
    assert (unanswered.retakes[0].answered_on, unanswered.retakes[0].due_on) == (None, None)


def test_a_withdrawn_retake_pays_no_redo(make):
    reading = _retaken(make)
    taken_back = make.review(
        "tdirection-change", reading.stages[0], "AD", "retake", "direction-change", at=day(5), withdrawn=True
    )
    changed = _studio(make, stages=reading.stages, reviews=(taken_back, reading.reviews[1]), orders=reading.orders)
    assert _only(draw_up_pay(changed, MAY, roles=ROLES)).amount == yen(9000)


def test_an_order_stands_beside_what_was_done(make):
    # Planned 4:00, worked 5:30. 3 cuts x 3,000 = 9,000 for C012 and 1 x 3,000 for C013; C012 alone is approved.
    stages = (make.stage("C012", by="RET", at=day(12)), make.stage("C013", by="RET", at=day(22)))
    reading = _studio(
        make,
        stages=stages,
        sessions=(make.session("s", "C012", "RET", 5 * HOUR + HOUR / 2, at=day(11)),),
        reviews=(make.review("r", stages[0], "AD", at=day(14)),),
        orders=(make.order("RET", ("C012", "C013"), 3000, "cut", planned=4 * HOUR, due_on=date(2026, 4, 20)),),
    )
    (standing,) = _april(reading).orders
    assert (standing.backgrounds, standing.first_work) == (("C012", "C013"), date(2026, 4, 11))
    assert (standing.active, standing.over_plan) == (5 * HOUR + HOUR / 2, HOUR * 1.5)
    assert (standing.delivered_on, standing.late) == (date(2026, 4, 22), True)
    assert (standing.agreed_units, standing.done_units) == (4, 3)
    assert (standing.agreed_amount, standing.amount) == (yen(12000), yen(9000))


def test_an_open_order_lists_its_person_though_nothing_was_done(make):
    orders = (make.order("RET", "C012", 3000, agreed=date(2026, 4, 1), due_on=date(2026, 4, 20)),)
    person = _only(draw_up_pay(_studio(make, orders=orders), MAY, roles=ROLES))
    assert person.idle
    assert person.findings == (
        "The order of 2026-04-01 for C012 was due on 2026-04-20 and is not delivered by RET.",
        "RET did no work in this period, and nothing fell due.",
    )


def test_a_month_without_work_says_so(make):
    empty = draw_up_pay(_studio(make), APRIL)
    assert (empty.people, empty.findings) == ((), ("Nobody worked in this period, and nothing fell due in it.",))
    person = make.person("RET").id
    alone = draw_up_pay(_studio(make), APRIL, person=person)
    assert (alone.only, alone.people[0].idle, alone.totals) == ("RET", True, ())
    assert alone.people[0].findings == ("RET did no work in this period, and nothing fell due.",)


def test_a_statement_of_one_person_holds_nothing_of_others(make):
    sessions = (make.session("a", "C012", "RET"), make.session("b", "C012", "AD"))
    reading = _studio(make, sessions=sessions, stages=(make.stage("C013"),), rates=(make.rate("AD", 1000),))
    alone = draw_up_pay(reading, APRIL, person=make.person("RET").id)
    assert [person.code for person in alone.people] == ["RET"]
    assert (alone.totals, alone.findings) == ((), ())


def test_a_floor_that_changes_in_the_month_is_compared_by_the_hours_of_each_day(make):
    # 1 h on the 10th at a floor of 1,000 and 3 h on the 20th at 1,200: (1,000 + 3 x 1,200) / 4 = 1,150
    sessions = (
        make.session("a", "C012", "RET", HOUR, at=day(10)),
        make.session("b", "C012", "RET", 3 * HOUR, at=day(20)),
    )
    reading = _studio(make, sessions=sessions, rates=(make.rate("RET", 1149),))

    def floors(on):
        return WageFloor(price=yen(1000 if on < date(2026, 4, 15) else 1200), region="JP-13")

    statement = draw_up_pay(reading, APRIL, floors=floors)
    person = _only(statement)
    assert (person.floor, person.effective, person.standing) == (yen(1150), yen(1149), FloorStanding.BELOW)
    assert [(it.first.day, it.last.day, it.floor.price) for it in statement.floors] == [
        (1, 14, yen(1000)),
        (15, 30, yen(1200)),
    ]
    assert statement.floor == yen(1200)
    assert "changed on 2026-04-15 from 1,000 JPY to 1,200 JPY" in statement.findings[0]


def test_a_leap_day_is_a_day_of_its_month(make):
    leap = make.session("s", "C012", "RET", HOUR, at=datetime(2028, 2, 29, 3, tzinfo=UTC))
    february = Period(first=date(2028, 2, 1), last=date(2028, 2, 29))
    reading = _studio(make, sessions=(leap,), rates=(make.rate("RET", 1000),))
    assert _only(draw_up_pay(reading, february)).amount == yen(1000)
    assert draw_up_pay(reading, Period(first=date(2028, 3, 1), last=date(2028, 3, 31))).people == ()


def test_a_cut_on_which_nobody_spent_time_is_paid_and_has_no_pay_per_hour(make):
    stage = make.stage("C012", by="RET", at=day(9))
    reading = _studio(
        make,
        stages=(stage,),
        reviews=(make.review("r", stage, "AD", at=day(10)),),
        orders=(make.order("RET", "C012", 9000),),
    )
    person = _only(draw_up_pay(reading, APRIL, yen(1200)))
    assert (person.amount, person.effective, person.standing) == (yen(9000), None, FloorStanding.NOT_COMPARABLE)


def test_a_meeting_has_no_role_and_is_paid_all_the_same(make):
    reading = _studio(
        make, sessions=(make.session("m", "C012", "RET", HOUR, kind="meeting"),), rates=(make.rate("RET", 1500),)
    )
    (line,) = pay_lines(_april(reading))
    assert (line.roles, line.amount) == ((), yen(1500))
