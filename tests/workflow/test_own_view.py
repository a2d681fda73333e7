"""An artist's own view over days, cuts and months: what it shows adds up, and agrees with what sheets print."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.facts import Basis
from studio_app.domain.moments import duration_ms, from_ms
from studio_app.domain.money import Money
from studio_app.domain.own_time import OwnTime
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.domain.tapes import PieceKind
from studio_app.statements.pay_statement import FloorStanding
from studio_app.statements.times import active_time, unconfirmed_time
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.desk_ports import DeskSettings
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.own_views import Whereabouts, sums_of
from tests.own_desk import HOUR, MINUTE, answer, at, log, record, save

TOKYO, PARIS = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Paris")
MONDAY = date(2026, 4, 6)
MORNING = at("2026-04-06 00:00")  # nine o'clock in Tokyo


@pytest.fixture
def mine(studio):
    """A studio with two painters and two backgrounds."""
    studio.sato, studio.kato = studio.person("SATO").id, studio.person("KATO", "加藤").id
    studio.art = studio.person("AD", "吉田").id
    for code in ("C012", "C013"):
        studio.background(code)
    return studio


def view(desk, first=MONDAY, last=None, zone=TOKYO, person=None):
    return desk.steps.own.view(person or desk.sato, first, last or first, zone)


def correct(desk, entry, amendment, by, reason="見直し"):
    return desk.steps.corrections.correct(entry, amendment, reason=reason, by=by)


def agree(desk, minor, unit=RateUnit.HOUR, since=date(2026, 1, 1), person="SATO"):
    price = Money(minor=minor, currency="JPY")
    return desk.steps.agreements.agree_rate(person, unit=unit, price=price, valid_from=since, by=desk.art)


def assert_adds_up(found):
    """Days, backgrounds and the whole are three ways of adding up the same pieces."""
    whole = found.sums
    for name in ("sent", "waiting", "left_out"):
        for parts in (found.days, found.backgrounds):
            assert sum((getattr(one.sums, name) for one in parts), OwnTime()) == getattr(whole, name)
    assert whole == sums_of(found.pieces)
    assert sorted(found.pieces, key=id) == sorted((p for one in found.backgrounds for p in one.pieces), key=id)


def test_time_at_the_desk_stands_in_pieces_with_its_gaps_and_the_questions_asked(mine):
    record(mine, "C012", mine.sato, MORNING, ("work", 30 * MINUTE), ("away", 20 * MINUTE), ("work", 10 * MINUTE))
    record(mine, "C013", mine.sato, MORNING + 2 * HOUR, ("work", HOUR), ("asleep", HOUR), ("work", 5 * MINUTE))
    found = view(mine)
    first, second = found.backgrounds
    assert [(one.code, one.kind, one.seen, one.end_ms - one.start_ms) for one in first.pieces] == [
        ("C012", TimeKind.ACTIVE, PieceKind.WORK, 30 * MINUTE),
        ("C012", TimeKind.UNCONFIRMED, PieceKind.AWAY, 20 * MINUTE),
        ("C012", TimeKind.ACTIVE, PieceKind.WORK, 10 * MINUTE),
    ]
    assert [one.kind for one in second.pieces] == [TimeKind.ACTIVE, TimeKind.ASLEEP, TimeKind.ACTIVE]
    assert found.sums.waiting == OwnTime(measured_ms=105 * MINUTE, unconfirmed_ms=20 * MINUTE)
    assert found.sums.sent == OwnTime()
    assert [one.name for one in found.questions] == [first.pieces[1].question]
    assert {one.where for one in found.pieces} == {Whereabouts.WAITING}
    assert_adds_up(found)


def test_an_answer_cuts_a_gap_and_what_is_left_out_is_in_no_sum_but_its_own(mine):
    one = record(mine, "C012", mine.sato, MORNING, ("work", HOUR), ("away", HOUR))
    two = record(mine, "C013", mine.sato, MORNING + 3 * HOUR, ("work", 7 * MINUTE))
    name = view(mine).questions[0].name
    answer(mine, mine.sato, name, ("work", 40 * MINUTE), ("break", None), reason="打ち合わせ")
    mine.steps.desk.leave_out(two.id, left_out=True, reason="試し描き", person=mine.sato)
    found = view(mine)
    assert not found.questions
    stated, rest = found.backgrounds[0].pieces[1:]
    assert (stated.kind, stated.basis, stated.reason, stated.question) == (
        TimeKind.STATED,
        Basis.STATED,
        "打ち合わせ",
        name,
    )
    assert (rest.kind, rest.counts) == (TimeKind.BREAK, OwnTime(break_ms=20 * MINUTE))
    assert found.sums.waiting == OwnTime(measured_ms=HOUR, stated_ms=40 * MINUTE, break_ms=20 * MINUTE)
    assert found.sums.left_out == OwnTime(measured_ms=7 * MINUTE)
    assert found.sums.whole == found.sums.waiting
    assert {piece.line for piece in found.pieces} == {one.id, two.id}
    assert_adds_up(found)


def test_sending_changes_where_time_is_and_no_sum(mine):
    record(mine, "C012", mine.sato, MORNING, ("work", HOUR + 1), ("away", HOUR), ("work", 3), ("away", 11 * MINUTE))
    name = view(mine).questions[0].name
    answer(mine, mine.sato, name, ("work", 40 * MINUTE), ("break", None), reason="紙")
    before = view(mine)
    mine.steps.submitting.submit([], person=mine.sato)
    after = view(mine)
    assert after.sums.sent == before.sums.waiting == before.sums.whole == after.sums.whole
    assert after.sums.waiting == OwnTime()
    assert {one.where for one in after.pieces} == {Whereabouts.SENT}
    assert sorted((p.kind, p.start_ms, p.end_ms, p.counts) for p in after.pieces) == sorted(
        (p.kind, p.start_ms, p.end_ms, p.counts) for p in before.pieces
    )
    assert [one.code for one in after.late] == ["C012"]
    assert_adds_up(after)


def test_sums_agree_with_those_of_statements_to_the_millisecond(mine):
    record(mine, "C012", mine.sato, MORNING, ("work", HOUR + 7), ("away", 12 * MINUTE + 1), ("work", 333))
    mine.steps.submitting.submit([], person=mine.sato)
    log(mine, "C013", mine.sato, 25, MORNING + 4 * HOUR)
    mine.clock.set_wall(timedelta(hours=-7))
    mine.steps.time.start("C013", person=None, kind=WorkKind.RETOUCH, by=mine.sato)
    mine.clock.work(timedelta(minutes=11, milliseconds=123))
    mine.clock.sleep(timedelta(minutes=5))
    mine.steps.time.stop(person=None, by=mine.sato)
    found = view(mine)
    with mine.ledger.look() as index:
        sessions = index.sessions(person=mine.sato)
    known = active_time(sessions)
    assert found.sums.sent.measured_ms == duration_ms(known.measured) == HOUR + 340 + 11 * MINUTE + 123
    assert found.sums.sent.stated_ms == duration_ms(known.stated) == 25 * MINUTE
    assert found.sums.sent.active_ms == known.total_ms
    assert found.sums.sent.unconfirmed_ms == duration_ms(unconfirmed_time(sessions)) == 12 * MINUTE + 1
    assert_adds_up(found)


def test_a_session_without_pieces_is_one_piece_from_start_to_stop(mine):
    mine.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=mine.sato)
    begun = mine.clock.now.wall
    running = view(mine).pieces
    assert [(one.runs, one.seen, one.counts) for one in running] == [(True, None, OwnTime())]
    mine.clock.work(timedelta(minutes=30))
    mine.clock.sleep(timedelta(minutes=10))
    assert view(mine).pieces[0].end_ms - view(mine).pieces[0].start_ms == 40 * MINUTE
    mine.steps.time.stop(person=None, by=mine.sato)
    (piece,) = view(mine).pieces
    assert (from_ms(piece.start_ms), piece.end_ms - piece.start_ms) == (begun, 40 * MINUTE)
    assert (piece.kind, piece.counts, piece.runs) == (TimeKind.ACTIVE, OwnTime(measured_ms=30 * MINUTE), False)


def test_time_over_midnight_stands_on_both_days_each_with_its_part(mine):
    half_past_eleven = at("2026-04-06 14:30")  # 23:30 in Tokyo
    record(mine, "C012", mine.sato, half_past_eleven, ("work", HOUR), ("away", 15 * MINUTE))
    for _sent in (False, True):
        monday, tuesday, both = view(mine), view(mine, date(2026, 4, 7)), view(mine, MONDAY, date(2026, 4, 7))
        assert monday.sums.whole == OwnTime(measured_ms=30 * MINUTE)
        assert tuesday.sums.whole == OwnTime(measured_ms=30 * MINUTE, unconfirmed_ms=15 * MINUTE)
        assert both.sums.whole == monday.sums.whole + tuesday.sums.whole
        assert [one.day for one in both.pieces] == [MONDAY, date(2026, 4, 7), date(2026, 4, 7)]
        assert both.pieces[0].end_ms == both.pieces[1].start_ms == at("2026-04-06 15:00")
        assert_adds_up(both)
        mine.steps.submitting.submit([], person=mine.sato)


def test_a_session_without_pieces_is_shared_out_over_midnight_without_losing_a_millisecond(mine):
    mine.clock.set_wall(timedelta(hours=5, minutes=30, milliseconds=1))
    mine.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=mine.sato)
    mine.clock.work(timedelta(minutes=50, milliseconds=77))
    mine.clock.sleep(timedelta(minutes=10))
    mine.steps.time.stop(person=None, by=mine.sato)
    days = [view(mine, MONDAY + timedelta(days=n)).sums.sent.measured_ms for n in (-1, 0, 1, 2)]
    assert sum(days) == 50 * MINUTE + 77
    assert [bool(ms) for ms in days] == [False, True, True, False]


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (MONDAY, 24)])
def test_a_day_is_as_long_as_the_clocks_on_the_wall_make_it(mine, day, hours):
    begun = at(f"{day - timedelta(days=1)} 20:00")
    record(mine, "C012", mine.sato, begun, ("work", 40 * HOUR), zone="Europe/Paris")
    (found,) = view(mine, day, zone=PARIS).days
    assert found.end_ms - found.start_ms == hours * HOUR
    assert found.sums.waiting.measured_ms == hours * HOUR
    three = view(mine, day - timedelta(days=1), day + timedelta(days=1), zone=PARIS)
    assert three.sums.waiting.measured_ms == 40 * HOUR
    assert_adds_up(three)


def test_a_day_that_a_zone_skipped_is_empty(mine):
    apia = ZoneInfo("Pacific/Apia")
    record(mine, "C012", mine.sato, at("2011-12-30 08:00"), ("work", 4 * HOUR), zone="Pacific/Apia")
    assert view(mine, date(2011, 12, 30), zone=apia).pieces == ()
    around = view(mine, date(2011, 12, 29), date(2011, 12, 31), zone=apia)
    assert [one.sums.waiting.measured_ms for one in around.days] == [2 * HOUR, 2 * HOUR]


def test_a_correction_is_shown_with_who_and_why_and_the_pieces_count_what_it_says(mine):
    record(mine, "C012", mine.sato, MORNING, ("work", HOUR), ("asleep", MINUTE), ("work", HOUR), ("away", HOUR))
    (sent,) = mine.steps.submitting.submit([], person=mine.sato)
    entry = sent.sessions[0].entry
    correct(mine, entry, Amendment(active=timedelta(minutes=61)), mine.sato, "半分は私用")
    mine.clock.work(timedelta(seconds=1))
    mine.steps.corrections.dispute(entry, reason="多い", by=mine.art)
    found = view(mine)
    assert found.sums.sent == OwnTime(measured_ms=61 * MINUTE)
    assert [one.counts.measured_ms for one in found.pieces] == [30.5 * MINUTE, 0, 30.5 * MINUTE, 0]
    assert all(one.corrected and one.disputed for one in found.pieces)
    assert [(one.by_code, one.reason, one.dispute, one.counts, one.active) for one in found.answers] == [
        ("SATO", "半分は私用", False, True, timedelta(minutes=61)),
        ("AD", "多い", True, False, None),
    ]
    assert view(mine, date(2026, 4, 7)).answers == ()
    assert_adds_up(found)


def test_a_withdrawn_session_is_seen_and_counts_nowhere(mine):
    logged = log(mine, "C012", mine.sato, 30, MORNING)
    correct(mine, logged.entry, Amendment(withdrawn=True), mine.sato)
    found = view(mine)
    assert [(one.where, one.counts, one.reason) for one in found.pieces] == [
        (Whereabouts.WITHDRAWN, OwnTime(), "紙の資料")
    ]
    assert found.sums.whole == OwnTime()


def test_time_moved_to_another_background_stands_there(mine):
    logged = log(mine, "C012", mine.sato, 30, MORNING)
    correct(mine, logged.entry, Amendment(background="C013"), mine.sato)
    found = view(mine)
    assert [one.code for one in found.backgrounds] == ["C013"]
    assert found.answers[0].moved_to == "C013"


def test_what_an_artist_answers_later_leaves_the_unconfirmed_and_becomes_work_and_break(mine):
    record(mine, "C012", mine.sato, MORNING, ("work", HOUR), ("away", HOUR))
    mine.steps.submitting.submit([], person=mine.sato)
    (late,) = view(mine).late
    mine.steps.submitting.answer_late(
        late.session.id,
        work=timedelta(minutes=20),
        rest=timedelta(minutes=15),
        reason="資料探し",
        person=mine.sato,
    )
    found = view(mine)
    assert found.sums.sent == OwnTime(
        measured_ms=HOUR, stated_ms=20 * MINUTE, unconfirmed_ms=25 * MINUTE, break_ms=15 * MINUTE
    )
    assert_adds_up(found)


def test_nobody_elses_time_is_in_it(mine):
    record(mine, "C012", mine.kato, MORNING, ("work", HOUR), ("away", HOUR))
    mine.steps.submitting.submit([], person=mine.kato)
    record(mine, "C012", mine.kato, MORNING, ("work", HOUR), ("away", HOUR))
    log(mine, "C012", mine.kato, 30, MORNING)
    mine.add(5, painter="KATO")
    found = view(mine)
    assert found.pieces == found.backgrounds == found.questions == found.late == found.answers == ()
    assert found.sums.whole == OwnTime()


def test_own_pictures_stand_with_their_measured_change_and_unsent_saves_with_theirs(mine):
    mine.clock.set_wall(timedelta(hours=-8))
    mine.add(1, kind="layout", painter="KATO")
    mine.clock.work(timedelta(minutes=1))
    stage = mine.add(2, painter="SATO")
    recording = record(mine, "C012", mine.sato, MORNING, ("work", HOUR))
    kept = save(mine, recording, MORNING + 20 * MINUTE, 3, changed="31.4")
    (background,) = view(mine).backgrounds
    assert [one.id for one in background.stages] == [stage.id]
    assert background.stages[0].change.changed_permille == "1000.0"
    assert [(one.save, one.left_out, one.day) for one in background.saves] == [(kept, False, MONDAY)]
    mine.steps.submitting.submit([], person=mine.sato)
    (background,) = view(mine).backgrounds
    assert background.saves == ()
    assert len(background.stages) == 2
    assert view(mine, date(2026, 4, 7)).backgrounds == ()


def test_an_hour_is_worth_what_a_statement_says_beside_the_floor_of_its_day(mine):
    mine.machine.desk.keep_settings(DeskSettings(region="JP-13"))
    agree(mine, 1200)
    record(mine, "C012", mine.sato, MORNING, ("work", 2 * HOUR))
    mine.steps.submitting.submit([], person=mine.sato)
    found = view(mine)
    pay = found.backgrounds[0].pay
    assert (pay.effective, pay.totals) == (Money(minor=1200, currency="JPY"), (Money(minor=2400, currency="JPY"),))
    assert (pay.floor.price.minor, pay.floor.valid_from, pay.floor_day) == (1226, date(2025, 10, 3), MONDAY)
    assert (pay.standing, pay.is_open) == (FloorStanding.BELOW, False)
    (month,) = found.months
    assert (month.month, month.pay.effective, month.pay.active.total) == (
        date(2026, 4, 1),
        pay.effective,
        timedelta(hours=2),
    )
    statement = mine.steps.paying.statement(date(2026, 4, 1), date(2026, 4, 30))
    assert statement.people[0].effective == month.pay.effective
    assert pay.entries == statement.people[0].hours[0].entries


def test_a_background_paid_as_such_is_divided_by_all_hours_on_it_even_those_of_earlier_months(mine):
    agree(mine, 9000, RateUnit.BACKGROUND)
    mine.clock.set_wall(timedelta(hours=-8))
    log(mine, "C012", mine.sato, 120, at("2026-03-20 03:00"))
    log(mine, "C012", mine.sato, 60, MORNING)
    stage = mine.add(2, painter="SATO")
    found = view(mine)
    assert (found.backgrounds[0].pay.effective, found.backgrounds[0].pay.is_open) == (None, True)
    mine.steps.reviews.review(None, stage=stage.id, verdict=Verdict.APPROVED, cause=None, note="", by=mine.art)
    pay = view(mine).backgrounds[0].pay
    assert (pay.effective, pay.active.total) == (Money(minor=3000, currency="JPY"), timedelta(hours=3))
    assert view(mine).months[0].pay.effective == Money(minor=9000, currency="JPY")
    earlier = view(mine, date(2026, 3, 20)).backgrounds[0]
    assert (earlier.pay, earlier.sums.sent.stated_ms) == (pay, 2 * HOUR)
    assert [one.month for one in view(mine, date(2026, 3, 31), MONDAY).months] == [date(2026, 3, 1), date(2026, 4, 1)]


def test_without_a_rate_or_with_two_prices_it_says_so_and_the_timeline_stands(mine):
    log(mine, "C012", mine.sato, 60, MORNING)
    pay = view(mine).backgrounds[0].pay
    assert (pay.effective, pay.floor, pay.standing) == (None, None, FloorStanding.NO_FLOOR)
    assert "No rate agreed with SATO" in pay.findings[0]
    agree(mine, 1200)
    agree(mine, 1300)
    found = view(mine)
    assert "SATO has 2 different prices per hour" in found.pay_problem
    assert found.months == ()
    assert found.sums.sent.stated_ms == HOUR


def test_another_persons_rates_change_nothing(mine):
    agree(mine, 1200)
    agree(mine, 5000, person="KATO")
    agree(mine, 6000, person="KATO")
    log(mine, "C012", mine.sato, 60, MORNING)
    log(mine, "C012", mine.kato, 60, MORNING)
    found = view(mine)
    assert found.pay_problem == ""
    assert found.backgrounds[0].pay.active.total == timedelta(hours=1)


@pytest.mark.parametrize(
    ("first", "last"), [(MONDAY, date(2026, 4, 5)), (date(1969, 1, 1), MONDAY), (date(2000, 1, 1), MONDAY)]
)
def test_a_period_that_cannot_be_is_refused(mine, first, last):
    with pytest.raises(StepRefused, match="There is no timeline from"):
        mine.steps.own.view(mine.sato, first, last, TOKYO)


def test_every_figure_has_its_definition(mine):
    keys = {one.key for one in view(mine).definitions}
    assert keys >= {
        "measured",
        "read",
        "stated",
        "unconfirmed",
        "break",
        "cut_pay",
        "month_pay",
        "yardstick",
        "changed",
    }
