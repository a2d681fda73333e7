"""What holds for every pay statement, whatever the hours and rates."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from studio_app.domain.money import Money
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_lines import pay_lines
from studio_app.statements.pay_statement import Period

APRIL = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
CODES, ON = ("A", "B"), ("C001", "C002")
LENGTHS = st.integers(0, 10 * 3_600_000).map(lambda ms: timedelta(milliseconds=ms))
SESSIONS = st.lists(
    st.tuples(
        st.sampled_from(ON),
        st.sampled_from(CODES),
        LENGTHS,
        st.integers(-12, 25),
        st.sampled_from(("measured", "read", "stated")),
        st.booleans(),
    ),
    max_size=6,
)
STAGES = st.lists(
    st.tuples(st.sampled_from(ON), st.sampled_from(CODES), st.integers(-12, 25), st.booleans()), max_size=4
)
RATES = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from(("hour", "background")), st.integers(1, 28)),
    st.tuples(st.integers(0, 9_999), st.sampled_from(("JPY", "USD"))),
    max_size=5,
)


def _reading(make, sessions, stages, rates):
    made = tuple(
        make.stage(on, "retouch", n, who, at=make.NOON + timedelta(days=days))
        for n, (on, who, days, _approved) in enumerate(stages, 1)
    )
    return make.reading(
        people=tuple(make.person(code) for code in CODES),
        backgrounds=tuple(make.background(on) for on in ON),
        stages=made,
        sessions=tuple(
            make.session(f"s{n}", on, who, active, make.NOON + timedelta(days=days), basis=basis, withdrawn=withdrawn)
            for n, (on, who, active, days, basis, withdrawn) in enumerate(sessions)
        ),
        reviews=tuple(
            make.review(f"r{n}", stage, "A", at=stage.recorded_at)
            for n, (stage, (*_rest, approved)) in enumerate(zip(made, stages, strict=True))
            if approved
        ),
        rates=tuple(
            make.rate(who, minor, unit, date(2026, 4, since), currency)
            for (who, unit, since), (minor, currency) in rates.items()
        ),
    )


PARTS = st.tuples(SESSIONS, STAGES, RATES)


@given(PARTS)
def test_the_lines_sum_to_the_totals_to_the_minor_unit(make, parts):
    statement = draw_up_pay(_reading(make, *parts), APRIL, None)
    whole: dict[str, int] = {}
    for person in statement.people:
        sums: dict[str, int] = {}
        for line in (*person.hours, *person.backgrounds):
            assert line.entries
            if line.amount is not None:
                sums[line.amount.currency] = sums.get(line.amount.currency, 0) + line.amount.minor
                whole[line.amount.currency] = whole.get(line.amount.currency, 0) + line.amount.minor
        assert {total.currency: total.minor for total in person.totals} == sums
    assert {total.currency: total.minor for total in statement.totals} == whole


@given(PARTS)
def test_every_counted_session_of_the_period_is_on_exactly_one_line(make, parts):
    reading = _reading(make, *parts)
    lines = [line for person in draw_up_pay(reading, APRIL, None).people for line in person.hours]
    # noon in Tokyo on 10 April plus so many days: the local day is plain
    inside = [
        s for s in reading.sessions if not s.withdrawn and s.active and (s.started_at + timedelta(hours=9)).month == 4
    ]
    assert sum((line.active.total for line in lines), timedelta()) == sum((s.active for s in inside), timedelta())
    for session in inside:
        assert sum(session.entry in line.entries for line in lines) == 1


@given(PARTS, st.integers(0, 1000))
def test_splitting_a_session_changes_no_amount(make, parts, permille):
    reading = _reading(make, *parts)
    split = []
    for session in reading.sessions:
        first = timedelta(milliseconds=session.active // timedelta(milliseconds=1) * permille // 1000)
        split.append(replace(session, active=first))
        split.append(replace(session, active=session.active - first, entry=make.entry_of(session.id + "b")))
    one, other = (draw_up_pay(it, APRIL, None) for it in (reading, replace(reading, sessions=tuple(split))))
    assert one.totals == other.totals
    assert [(p.totals, p.effective, p.active) for p in one.people] == [
        (p.totals, p.effective, p.active) for p in other.people
    ]


@given(PARTS, st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_changes_nothing(make, parts, random):
    reading = _reading(make, *parts)
    fields = ("people", "backgrounds", "stages", "sessions", "reviews", "rates")
    shuffled = replace(
        reading, **{name: tuple(random.sample(getattr(reading, name), len(getattr(reading, name)))) for name in fields}
    )
    floor = Money(minor=1500, currency="JPY")
    assert draw_up_pay(shuffled, APRIL, floor) == draw_up_pay(reading, APRIL, floor)


@given(PARTS)
@example(([], [("C001", "A", 0, True), ("C001", "B", -10, False)], {}))  # due in April through another's approval
def test_who_worked_in_the_period_is_listed_and_nobody_unpaid_goes_unsaid(make, parts):
    reading = _reading(make, *parts)
    people = {person.person: person for person in draw_up_pay(reading, APRIL, None).people}
    for session in reading.sessions:
        if not session.withdrawn and session.active and (session.started_at + timedelta(hours=9)).month == 4:
            assert session.person in people
    for person in people.values():
        if not person.totals and (person.hours or not (person.open_backgrounds or person.retakes)):
            assert person.findings or person.open_backgrounds


@given(st.lists(st.integers(1, 10_000_000), min_size=1, max_size=5), st.integers(1, 10**6), st.data())
def test_splitting_sessions_changes_no_sum_under_an_order_and_totals_are_the_sum_of_the_lines(make, parts, price, data):
    def drawn(lengths):
        sessions = tuple(
            make.session(f"s{place}", "C012", "P", timedelta(milliseconds=ms)) for place, ms in enumerate(lengths)
        )
        stage = make.stage("C012", by="P")
        reading = make.reading(
            people=(make.person("P"),),
            backgrounds=(make.background("C012", ("1", "2", "3")),),
            sessions=sessions,
            stages=(stage,),
            reviews=(make.review("r", stage, None),),
            orders=(make.order("P", "C012", price, "hour"), make.order("P", "C012", price, "cut")),
        )
        return draw_up_pay(reading, APRIL).people[0]

    cut = data.draw(st.integers(0, parts[0]))
    whole, split = drawn(parts), drawn([cut, parts[0] - cut, *parts[1:]])
    assert whole.totals == split.totals
    amounts = [line.amount.minor for line in pay_lines(split) if line.amount is not None]
    assert split.amount.minor == sum(amounts)
    assert whole.orders[0].amount.minor + whole.orders[1].amount.minor == whole.amount.minor
