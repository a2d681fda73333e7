"""From a name or a figure to what it rests on: backgrounds with their pictures, time and words, and all the rest."""

from datetime import timedelta

import pytest

from studio_app.domain.ids import EntryHash
from studio_app.domain.money import Money
from studio_app.domain.rates import RateUnit
from studio_app.domain.sessions import WorkKind
from studio_app.workflow.correcting import Amendment
from tests.delivering_desk import approve, pass_minutes


@pytest.fixture
def desk(studio):
    """C012 with two retouches, half an hour and an approval, C011 with one retouch; SATO painted all of it."""
    studio.sato, studio.ad = studio.person("SATO").id, studio.person("AD", "吉田 監督").id
    for code in ("C012", "C011"):
        studio.background(code)
    studio.first = studio.add(2, by=studio.sato)
    pass_minutes(studio)
    studio.second = studio.add(3, by=studio.sato)
    studio.other = studio.add(4, by=studio.sato, background="C011")
    studio.time = studio.steps.time.log(
        "C012",
        kind=WorkKind.RETOUCH,
        started_at=studio.clock.now.wall - timedelta(hours=2),
        active=timedelta(minutes=30),
        person="SATO",
        reason="forgot the clock",
        by=studio.sato,
    )
    studio.word = approve(studio)
    return studio


def evidence(desk, *entries):
    return desk.steps.entry_evidence.of(entries)


def test_entries_are_sorted_by_background_in_the_order_of_the_codes(desk):
    found = evidence(desk, desk.second.entry, desk.other.entry, desk.time.entry, desk.word.entry, desk.first.entry)
    assert [one.background.code for one in found.backgrounds] == ["C011", "C012"]
    last = found.backgrounds[1]
    assert [one.id for one in last.stages] == [desk.first.id, desk.second.id], "oldest first, however they were asked"
    assert [one.active for one in last.sessions] == [timedelta(minutes=30)]
    assert [one.entry for one in last.reviews] == [desk.word.entry]
    assert (found.others, found.zone) == ((), desk.steps.overview.reading().zone)
    assert found.people[desk.sato].code == "SATO"


def test_the_picture_is_the_newest_that_is_meant_else_the_newest_at_all(desk):
    assert [one.picture for one in evidence(desk, desk.first.entry).backgrounds] == [desk.first.sha256]
    assert [one.picture for one in evidence(desk, desk.time.entry).backgrounds] == [desk.second.sha256]


def test_a_withdrawn_picture_stands_for_nothing_but_itself(desk):
    desk.steps.corrections.correct(
        desk.second.entry, Amendment(withdrawn=True), reason="another production's", by=desk.sato
    )
    assert evidence(desk, desk.time.entry).backgrounds[0].picture == desk.first.sha256
    (part,) = evidence(desk, desk.second.entry).backgrounds
    assert (part.picture, part.stages[0].withdrawn) == (desk.second.sha256, True)


def test_a_background_without_any_picture_has_none_to_show(desk):
    desk.background("C013")
    time = desk.steps.time.log(
        "C013",
        kind=WorkKind.MEETING,
        started_at=desk.clock.now.wall - timedelta(hours=1),
        active=timedelta(minutes=5),
        person="SATO",
        reason="talked of it",
        by=desk.sato,
    )
    (part,) = evidence(desk, time.entry).backgrounds
    assert (part.background.code, part.picture, part.stages) == ("C013", None, ())


def test_what_is_no_picture_time_or_review_stands_beside_in_the_order_of_the_log(desk):
    omission = desk.steps.agreements.sign_omission("SATO", reason="本人の希望", asked=False, by=desk.ad)
    rate = desk.steps.agreements.agree_rate(
        "SATO",
        unit=RateUnit.HOUR,
        price=Money(minor=2500, currency="JPY"),
        valid_from=desk.clock.now.wall.date(),
        by=desk.ad,
    )
    found = evidence(desk, rate.hash, omission.hash, desk.first.entry)
    assert [one.hash for one in found.others] == [omission.hash, rate.hash]
    assert [one.position for one in found.others] == sorted(one.position for one in found.others)
    assert all(one.summary for one in found.others)
    assert [one.background.code for one in found.backgrounds] == ["C012"]


def test_an_entry_that_nobody_knows_is_left_out_and_asked_twice_is_found_once(desk):
    found = evidence(desk, EntryHash("0" * 64), desk.first.entry, desk.first.entry)
    assert (len(found.backgrounds[0].stages), found.others) == (1, ())
    assert evidence(desk).backgrounds == evidence(desk, EntryHash("0" * 64)).backgrounds == ()
