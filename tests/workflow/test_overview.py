"""What sheets are drawn up from is read anew whenever something could have changed."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

from studio_app.domain.drawings import Drawing, Mark, Tool
from studio_app.domain.money import Money
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.workflow.ordering import OrderTerms
from tests.desk import correct_time

ORDER = OrderTerms(
    person="SATO",
    backgrounds=("C012",),
    unit=RateUnit.BACKGROUND,
    price=Money(minor=100, currency="JPY"),
    agreed_on=date(2026, 1, 1),
    note="夜のカット",
)


def test_a_second_reading_is_the_first_where_nothing_was_recorded(working):
    first = working.steps.overview.reading()
    assert working.steps.overview.reading() == first
    assert all((first.orders, first.locks, first.delivered))


def test_a_reading_follows_every_entry(working):
    sato, art = working.steps.people.find("SATO"), working.steps.people.find("AD")
    before = working.steps.overview.reading()
    stage = working.add(44, by=sato.id)
    assert stage in working.steps.overview.reading().stages
    time = working.steps.time.log(
        "C012",
        person=None,
        kind=WorkKind.RETOUCH,
        active=timedelta(minutes=50),
        started_at=None,
        reason="紙",
        by=sato.id,
    )
    read = working.steps.overview.reading()
    assert len(read.sessions) == len(before.sessions) + 1
    correct_time(working, time.entry, timedelta(minutes=40), by=sato.id)
    (session,) = (one for one in working.steps.overview.reading().sessions if one.entry == time.entry)
    assert session.active == timedelta(minutes=40)
    working.steps.reviews.review(
        "C012", stage=stage.id, verdict=Verdict.RETAKE, cause=RetakeCause.OTHER, note="暗く", by=art.id
    )
    assert len(working.steps.overview.reading().reviews) == len(before.reviews) + 1


def test_a_reading_follows_a_word_that_was_taken_back_and_a_background_that_was_added(working):
    working.steps.overview.reading()
    art = working.steps.people.find("AD")
    given = working.steps.reviews.review("C012", stage=None, verdict=Verdict.APPROVED, cause=None, by=art.id)
    assert not _review(working, given.id).withdrawn
    working.steps.reviews.withdraw(given.id, by=art.id)
    assert _review(working, given.id).withdrawn
    working.background("C077")
    assert "C077" in {one.code for one in working.steps.overview.reading().backgrounds}


def test_a_reading_tells_every_review_as_reading_them_by_background_does(working):
    drawing = Drawing(width=8, height=6, marks=(Mark(tool=Tool.PEN, points=((1, 2),)),))
    _order_retake(working, note="灯を", drawing=drawing)
    _order_retake(working, note="", drawing=drawing)
    for _time in range(2):
        told = {one.id: one for one in working.steps.overview.reading().reviews}
        assert {(one.note, one.drawing) for one in told.values()} >= {("灯を", drawing), ("", drawing)}
        assert all(told[one.id] == one for one in working.steps.overview.dossier("C012").reviews)


def test_another_program_beside_this_one_is_followed_too(working, tmp_path):
    working.steps.overview.reading()
    other = working.other(tmp_path / "home")
    other.background("C099")
    assert "C099" in {one.code for one in working.steps.overview.reading().backgrounds}


def test_a_text_that_was_erased_without_an_entry_is_gone_from_the_next_reading(working):
    assert "もっと暗く" in {one.note for one in working.steps.overview.reading().reviews}
    with closing(sqlite3.connect(working.root / "ledger.db")) as database:
        database.execute("DELETE FROM bound_text")
        database.commit()
    read = working.steps.overview.reading()
    assert {one.note for one in read.reviews} == {""}
    assert {one.name for one in read.people} == {""}


def test_one_erased_text_takes_no_other_with_it(working):
    order = working.steps.orders.agree(ORDER, by=None)
    given = _order_retake(working, note="灯を", drawing=None)
    before = working.steps.overview.reading()
    assert _review(working, given.id).note == "灯を"
    with closing(sqlite3.connect(working.root / "ledger.db")) as database:
        assert database.execute("DELETE FROM bound_text WHERE text = '灯を'").rowcount == 1
        database.commit()
    read = working.steps.overview.reading()
    assert _review(working, given.id).note == ""
    assert [one.note for one in read.reviews if one.id != given.id] == [
        one.note for one in before.reviews if one.id != given.id
    ]
    assert {one.entry: one.note for one in read.orders}[order.hash] == "夜のカット"
    with closing(sqlite3.connect(working.root / "ledger.db")) as database:
        assert database.execute("DELETE FROM bound_text WHERE text = '夜のカット'").rowcount == 1
        database.commit()
    assert {one.entry: one.note for one in working.steps.overview.reading().orders}[order.hash] == ""


def _order_retake(desk, **texts):
    by = desk.steps.people.find("AD").id
    return desk.steps.reviews.review(
        "C012", stage=None, verdict=Verdict.RETAKE, cause=RetakeCause.OTHER, by=by, **texts
    )


def _review(desk, wanted):
    (found,) = (one for one in desk.steps.overview.reading().reviews if one.id == wanted)
    return found
