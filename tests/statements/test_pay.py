"""Pay, with the expected amounts worked out beside each test."""

from datetime import UTC, date, datetime, timedelta

import pytest

from studio_app.domain.money import Money
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import FloorStanding, PayRefused, Period

APRIL = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
MAY = Period(first=date(2026, 5, 1), last=date(2026, 5, 31))
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def yen(minor):
    return Money(minor=minor, currency="JPY")


def day(number, month=4):
    return datetime(2026, month, number, 3, tzinfo=UTC)  # noon in Tokyo


def _studio(make, **parts):
    people = (make.person("RET", "手入 花"), make.person("AD", "美山 監督"))
    return make.reading(people=people, backgrounds=(make.background("C012"), make.background("C013")), **parts)


def _only(statement, code="RET"):
    return next(person for person in statement.people if person.code == code)


def test_two_hours_fourteen_at_2500_yen_are_5583_yen(make):
    # 2,500 x (2 + 14/60) = 2,500 x 2.23333 = 5,583.33 -> 5,583
    sessions = (make.session("s", "C012", "RET", 2 * HOUR + 14 * MINUTE),)
    statement = draw_up_pay(_studio(make, sessions=sessions, rates=(make.rate("RET", 2500),)), APRIL, yen(2500))
    person = _only(statement)
    assert (person.amount, statement.totals) == (yen(5583), (yen(5583),))
    # 5,583 / 2.23333 = 2,499.85 -> 2,500 as printed: not below
    assert (person.effective, person.standing) == (yen(2500), FloorStanding.AT_OR_ABOVE)
    (line,) = person.hours
    assert line.entries == tuple(sorted([make.entry_of("s"), make.rate("RET", 2500).entry]))


def test_an_exact_half_yen_is_rounded_up(make):
    # 6 yen x 5 minutes (1/12 h) = 0.5 -> 1; Decimal(1) / 12 * 6 would be 0.49999... -> 0
    sessions = (make.session("s", "C012", "RET", 5 * MINUTE),)
    person = _only(draw_up_pay(_studio(make, sessions=sessions, rates=(make.rate("RET", 6),)), APRIL, None))
    assert person.amount == yen(1)
    assert person.standing is FloorStanding.NO_FLOOR


def test_cents_are_minor_units(make):
    # 17.50 USD x 1:20 = 23.3333 -> 23.33
    sessions = (make.session("s", "C012", "RET", 80 * MINUTE),)
    rates = (make.rate("RET", 1750, currency="USD"),)
    statement = draw_up_pay(_studio(make, sessions=sessions, rates=rates, currency="USD"), APRIL, None)
    assert str(_only(statement).amount.amount) == "23.33"


def test_measured_read_and_stated_are_paid_and_kept_apart_and_unconfirmed_is_neither_paid_nor_deducted(make):
    sessions = (
        make.session("m", "C012", "RET", HOUR, unconfirmed=2 * HOUR),
        make.session("r", "C012", "RET", HOUR, basis="read"),
        make.session("t", "C012", "RET", 2 * HOUR, basis="stated"),
    )
    person = _only(draw_up_pay(_studio(make, sessions=sessions, rates=(make.rate("RET", 2000),)), APRIL, None))
    assert (person.active.measured, person.active.read, person.active.stated) == (HOUR, HOUR, 2 * HOUR)
    assert (person.unconfirmed, person.amount, person.effective) == (2 * HOUR, yen(8000), yen(2000))


def test_a_rate_that_changes_in_the_period_splits_the_line(make):
    sessions = (
        make.session("a", "C012", "RET", HOUR, at=day(14)),
        make.session("b", "C012", "RET", HOUR, at=day(15)),
    )
    rates = (make.rate("RET", 2000), make.rate("RET", 2500, since=date(2026, 4, 15)))
    person = _only(draw_up_pay(_studio(make, sessions=sessions, rates=rates), APRIL, None))
    assert [line.amount for line in person.hours] == [yen(2000), yen(2500)]
    assert person.amount == yen(4500)


def test_two_prices_from_the_same_day_are_refused_because_either_would_be_a_guess(make):
    rates = (make.rate("RET", 2000), make.rate("RET", 2500))
    reading = _studio(make, sessions=(make.session("s", "C012", "RET"),), rates=rates)
    with pytest.raises(PayRefused, match="RET has 2 different prices per hour from 2026-01-01 on"):
        draw_up_pay(reading, APRIL, None)


def test_a_session_belongs_to_the_local_day_on_which_it_started(make):
    # 2026-04-30 15:30 UTC is already 1 May, 00:30, in Tokyo; a session begun at 23:30 stays April's.
    night = make.session("n", "C012", "RET", HOUR, at=datetime(2026, 4, 30, 15, 30, tzinfo=UTC))
    evening = make.session("e", "C012", "RET", 2 * HOUR, at=datetime(2026, 4, 30, 14, 30, tzinfo=UTC))
    reading = _studio(make, sessions=(night, evening), rates=(make.rate("RET", 1000),))
    assert _only(draw_up_pay(reading, APRIL, None)).amount == yen(2000)
    assert _only(draw_up_pay(reading, MAY, None)).amount == yen(1000)


def test_work_without_a_rate_is_listed_without_an_amount_and_never_as_nothing(make):
    reading = _studio(make, sessions=(make.session("s", "C012", "RET"),))
    statement = draw_up_pay(reading, APRIL, yen(1500))
    person = _only(statement)
    assert (person.amount, person.totals, person.effective) == (None, (), None)
    assert (person.hours[0].amount, person.standing) == (None, FloorStanding.NOT_COMPARABLE)
    assert person.findings == ("No rate agreed with RET for the time on C012; it has no amount.",)
    assert statement.totals == ()


def test_a_delivery_without_time_or_rate_is_said(make):
    reading = _studio(make, stages=(make.stage("C012", by="RET"),))
    assert _only(draw_up_pay(reading, APRIL, None)).findings == (
        "No rate agreed with RET for the work on C012; it has no amount.",
    )
    paid = _studio(make, stages=reading.stages, rates=(make.rate("RET", 2000),))
    person = _only(draw_up_pay(paid, APRIL, None))
    assert person.amount is None
    assert person.findings == ("The work of RET on C012 earns nothing in this period under what is agreed.",)


def test_pay_below_the_floor_is_said(make):
    # 8,000 yen for the background and 5 hours: 1,600 yen an hour
    stage = make.stage("C012", by="RET", at=day(9))
    reading = _studio(
        make,
        stages=(stage,),
        sessions=(make.session("s", "C012", "RET", 5 * HOUR, at=day(9)),),
        reviews=(make.review("r", stage, "AD", at=day(10)),),
        rates=(make.rate("RET", 8000, "background"),),
    )
    person = _only(draw_up_pay(reading, APRIL, yen(1601)))
    assert (person.amount, person.effective, person.standing) == (yen(8000), yen(1600), FloorStanding.BELOW)
    assert (person.hours[0].amount, person.hours[0].by_background, person.findings) == (None, True, ())


def test_a_background_is_paid_once_in_the_period_of_its_first_approval(make):
    first, second = make.stage("C012", by="RET", at=day(9)), make.stage("C012", number=2, by="RET", at=day(20))
    reviews = (
        make.review("r1", first, "AD", at=day(10)),
        make.review("r2", second, "AD", "retake", "direction-change", at=day(21)),
        make.review("r3", second, "AD", at=day(2, month=5)),
    )
    rates = (make.rate("RET", 8000, "background"),)
    reading = _studio(make, stages=(first, second), reviews=reviews, rates=rates)
    april = _only(draw_up_pay(reading, APRIL, None))
    assert [(line.background, line.due_on, line.amount) for line in april.backgrounds] == [
        ("C012", date(2026, 4, 10), yen(8000))
    ]
    assert make.entry_of("r1") in april.backgrounds[0].entries
    assert [person.code for person in draw_up_pay(reading, MAY, None).people] == ["AD"]


def test_an_unapproved_background_stays_open_and_an_approved_layout_pays_no_later_retouch(make):
    layout, retouch = make.stage("C012", "layout", by="AD", at=day(1)), make.stage("C012", by="RET", at=day(9))
    reading = _studio(
        make,
        stages=(layout, retouch),
        reviews=(make.review("r", layout, "AD", at=day(10)),),
        rates=(make.rate("RET", 8000, "background"),),
    )
    for period in (APRIL, MAY):
        person = _only(draw_up_pay(reading, period, None))
        assert (person.backgrounds, person.amount) == ((), None)
        assert [waiting.background for waiting in person.open_backgrounds] == ["C012"]


def test_an_approved_final_pays_everybody_whose_work_it_rests_on(make):
    retouch, final = make.stage("C012", by="RET", at=day(9)), make.stage("C012", "final", by="AD", at=day(10))
    rates = (make.rate("RET", 8000, "background"), make.rate("AD", 3000, "background"))
    reading = _studio(make, stages=(retouch, final), reviews=(make.review("r", final, "AD", at=day(11)),), rates=rates)
    assert draw_up_pay(reading, APRIL, None).totals == (yen(11000),)


def test_who_agreed_to_both_is_paid_by_the_hour_and_by_the_background(make):
    stage = make.stage("C012", by="RET")
    reading = _studio(
        make,
        stages=(stage,),
        sessions=(make.session("s", "C012", "RET", HOUR),),
        reviews=(make.review("r", stage, "AD"),),
        rates=(make.rate("RET", 1000), make.rate("RET", 8000, "background")),
    )
    assert _only(draw_up_pay(reading, APRIL, None)).amount == yen(9000)


def test_a_withdrawn_approval_pays_nothing(make):
    stage = make.stage("C012", by="RET")
    approval = make.review("r", stage, "AD", withdrawn=True)
    rates = (make.rate("RET", 8000, "background"),)
    person = _only(draw_up_pay(_studio(make, stages=(stage,), reviews=(approval,), rates=rates), APRIL, None))
    assert (person.amount, len(person.open_backgrounds)) == (None, 1)


def test_withdrawn_time_is_not_paid_and_corrected_or_disputed_time_is(make):
    sessions = (
        make.session("w", "C012", "RET", HOUR, withdrawn=True),
        make.session("c", "C012", "RET", HOUR, corrected=True),
        make.session("d", "C012", "RET", HOUR, disputed=True),
    )
    person = _only(draw_up_pay(_studio(make, sessions=sessions, rates=(make.rate("RET", 1000),)), APRIL, None))
    (line,) = person.hours
    assert (person.amount, line.corrected, line.disputed) == (yen(2000), 1, 1)
    assert make.entry_of("w") not in line.entries


def test_retakes_are_listed_with_cause_and_who_ordered_them(make):
    mine, generated = make.stage("C012", by="RET", at=day(9)), make.stage("C013", "generation")
    reviews = (
        make.review("r1", mine, "AD", "retake", "direction-change", at=day(10), note="夕方に"),
        make.review("r2", generated, "AD", "retake", "generator-defect", at=day(11)),
        make.review("r3", mine, None, "retake", "own-error", at=day(12)),
    )
    statement = draw_up_pay(_studio(make, stages=(mine, generated), reviews=reviews), APRIL, None)
    assert [(it.stage, it.cause, it.ordered_by, it.day.day, it.note) for it in _only(statement).retakes] == [
        ("C012 retouch 1", "direction-change", "美山 監督", 10, "夕方に"),
        ("C012 retouch 1", "own-error", "", 12, ""),
    ]
    assert [it.stage for it in statement.unassigned_retakes] == ["C013 generation 1"]


def test_several_currencies_are_never_added_up(make):
    sessions = (make.session("s", "C012", "RET", HOUR, at=day(1)), make.session("t", "C012", "RET", HOUR, at=day(20)))
    rates = (make.rate("RET", 2000, currency="USD"), make.rate("RET", 2500, since=date(2026, 4, 10)))
    statement = draw_up_pay(_studio(make, sessions=sessions, rates=rates), APRIL, yen(1))
    person = _only(statement)
    assert statement.totals == person.totals == (yen(2500), Money(minor=2000, currency="USD"))
    assert (person.amount, person.effective, person.standing) == (None, None, FloorStanding.NOT_COMPARABLE)
    assert "several currencies" in person.findings[0]


def test_work_that_names_nobody_and_time_still_running_are_said(make):
    running = make.session("s", "C012", "RET", timedelta(), stopped_at=None)
    statement = draw_up_pay(_studio(make, stages=(make.stage("C012"),), sessions=(running,)), APRIL, None)
    assert statement.findings == (
        "1 session is still running; its time is not in this statement.",
        "C012 retouch 1 names nobody, so nobody is paid for it.",
    )


def test_who_is_left_out_of_the_credits_is_paid_all_the_same(make):
    reading = _studio(
        make,
        sessions=(make.session("s", "C012", "RET", HOUR),),
        rates=(make.rate("RET", 2000),),
        omissions=(make.omission("RET", asked=True, reason="", signed_by="RET"),),
    )
    assert _only(draw_up_pay(reading, APRIL, None)).amount == yen(2000)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(PayRefused, match="ends on 2026-04-01, before it begins on 2026-04-30"):
        Period(first=date(2026, 4, 30), last=date(2026, 4, 1))


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Asia"])
def test_an_unknown_zone_is_refused(make, zone):
    with pytest.raises(PayRefused, match="is not a time zone"):
        draw_up_pay(_studio(make, zone=zone), APRIL, None)
