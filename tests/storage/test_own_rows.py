"""What is about one person, found among what is about everybody."""

from datetime import timedelta

import pytest

from studio_app.domain.facts import Basis
from studio_app.domain.ids import new_id
from studio_app.ledger import kinds
from studio_app.ledger.entries import Draft
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.people import Details
from studio_app.workflow.ports import Decision
from tests.own_desk import HOUR, MINUTE, at, log

MORNING = at("2026-04-06 00:00")


@pytest.fixture
def mine(studio):
    studio.sato, studio.kato = studio.person("SATO").id, studio.person("KATO", "加藤").id
    for code in ("C012", "C013"):
        studio.background(code)
    return studio


def own(desk, ask, person=None):
    with desk.ledger.look() as index:
        return ask(index.own(person or desk.sato))


def test_sessions_that_touch_a_stretch_of_time_are_found_those_that_began_earlier_too(mine):
    first, second = log(mine, "C012", mine.sato, 60, MORNING), log(mine, "C013", mine.sato, 60, MORNING + 3 * HOUR)
    log(mine, "C012", mine.kato, 60, MORNING)

    def found(start, end):
        return [one.session.id for one in own(mine, lambda rows: rows.sessions(start, end))]

    assert found(MORNING, MORNING + 4 * HOUR) == [first.id, second.id]
    assert found(MORNING + 30 * MINUTE, MORNING + HOUR) == [first.id]
    assert found(MORNING + HOUR + 1, MORNING + 2 * HOUR) == []
    assert found(MORNING - HOUR, MORNING) == []


def test_more_sessions_than_one_query_names_come_whole_and_in_order(mine):
    background, ids = mine.studio.rows()[0].background.id, [new_id() for _n in range(1_203)]
    drafts = tuple(
        Draft(
            kind=kinds.SESSION_LOGGED,
            payload={
                "session": id_,
                "background": background,
                "person": mine.sato,
                "work": "retouch",
                "started_at": MORNING + n,
                "active_ms": 1,
            },
            basis=Basis.STATED,
        )
        for n, id_ in enumerate(ids)
    )
    mine.ledger.append(lambda _index: Decision(drafts=drafts), by=mine.sato)
    found = own(mine, lambda rows: rows.sessions(MORNING, MORNING + HOUR))
    assert [one.session.id for one in found] == ids
    assert [one.id for one in own(mine, lambda rows: rows.sessions_on([background]))] == ids
    assert all(one.begun == one.session.entry for one in found)
    assert len(own(mine, lambda rows: rows.entries([one.begun for one in found]))) == len(ids)


def test_a_session_is_found_on_the_background_it_was_moved_to(mine):
    logged = log(mine, "C012", mine.sato, 60, MORNING)
    amended = Amendment(background="C013")
    mine.steps.corrections.correct(logged.entry, amended, reason="違うカット", by=mine.sato)
    c012, c013 = (row.background.id for row in mine.studio.rows())
    assert own(mine, lambda rows: rows.sessions_on([c012])) == ()
    assert [one.id for one in own(mine, lambda rows: rows.sessions_on([c013]))] == [logged.id]


def test_backgrounds_are_those_with_an_own_picture_of_that_time_or_a_word_about_one(mine):
    now = MORNING + 9 * HOUR  # the clock of this installation
    mine.add(2, painter="SATO")
    mine.add(3, painter="KATO", background="C013")
    c012 = mine.studio.rows()[0].background.id
    assert own(mine, lambda rows: rows.backgrounds(now - HOUR, now + HOUR)) == (c012,)
    assert own(mine, lambda rows: rows.backgrounds(now + HOUR, now + 2 * HOUR)) == ()


def test_what_i_recorded_of_another_painter_is_not_about_me(mine):
    mine.add(2, painter="KATO", by=mine.sato)
    mine.steps.people.change("KATO", Details(reading="かとう"), by=mine.sato)
    log(mine, "C012", mine.sato, 5, MORNING)
    mine.clock.work(timedelta(seconds=1))
    found = [entry.kind for _position, entry in own(mine, lambda rows: tuple(rows.all_entries()))]
    assert sorted(found) == sorted([kinds.FEED_OPENED, kinds.FEED_OPENED, kinds.PERSON_ADDED, kinds.SESSION_LOGGED])
