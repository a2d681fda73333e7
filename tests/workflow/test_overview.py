"""What sheets are drawn up from is read anew whenever something could have changed."""

import sqlite3
from contextlib import closing
from datetime import timedelta

from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from tests.desk import correct_time


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
