"""A mistake is answered by a new entry, and nobody changes another person's time."""

from datetime import timedelta

import pytest

from studio_app.domain.money import Money
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.errors import StepRefused

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(studio):
    studio.sato, studio.producer = studio.person("SATO").id, studio.person("PROD", "製作").id
    studio.background("C012")
    studio.background("C013")
    studio.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=studio.sato)
    studio.clock.work(2 * HOUR)
    studio.stopped = studio.steps.time.stop(person=None, by=studio.sato)
    return studio


def correct(desk, entry=None, *, by="sato", reason="見直し", **changes):
    who = desk.sato if by == "sato" else by
    return desk.steps.corrections.correct(entry or desk.stopped.entry, Amendment(**changes), reason=reason, by=who)


def session(desk):
    return desk.steps.time.all()[0]


def test_the_artist_corrects_their_own_time_and_both_stay_readable(desk):
    made = correct(desk, active=HOUR)
    assert (session(desk).active, session(desk).corrected) == (HOUR, True)
    assert desk.steps.overview.rows()[0].active == HOUR
    assert desk.steps.evidence.shown(desk.stopped.entry).entry.payload["active_ms"] == 7_200_000
    assert desk.steps.evidence.shown(made.hash).summary == "An entry was corrected: 見直し"


@pytest.mark.parametrize("who", ["producer", None])
def test_nobody_else_corrects_an_artists_time(desk, who):
    with pytest.raises(StepRefused, match=r"Only SATO may correct this entry. Let them do it"):
        correct(desk, active=timedelta(0), by=desk.producer if who else None)
    assert session(desk).active == 2 * HOUR


@pytest.mark.parametrize(
    "payload",
    [{"active_ms": 0}, {"withdrawn": True}, {"by": "somebody"}, {"background": "elsewhere"}, {"work": "check"}],
)
def test_a_correction_forced_into_the_ledger_by_another_feed_changes_no_sum(desk, payload, tmp_path):
    before = session(desk)
    other = desk.other(tmp_path / "producers-home")
    for by in (desk.producer, None):
        other.force("entry-corrected/1", {"target": desk.stopped.entry, "reason": "00" * 32, **payload}, by=by)
    assert session(desk) == before
    assert desk.steps.overview.rows()[0].active == 2 * HOUR
    assert desk.sentences() == []


def test_a_dispute_is_shown_and_changes_no_sum(desk):
    desk.steps.corrections.dispute(desk.stopped.entry, reason="長すぎる", by=desk.producer)
    assert (session(desk).active, session(desk).disputed) == (2 * HOUR, True)


def test_time_withdrawn_counts_nowhere_until_it_is_restored(desk):
    correct(desk, withdrawn=True)
    assert desk.steps.overview.rows()[0].active == timedelta(0)
    assert session(desk).withdrawn
    correct(desk, withdrawn=False)
    assert desk.steps.overview.rows()[0].active == 2 * HOUR


def test_a_later_correction_counts_even_where_the_clock_was_set_back(desk):
    correct(desk, active=HOUR)
    desk.clock.set_wall(timedelta(days=-30))
    correct(desk, active=3 * HOUR)
    assert session(desk).active == 3 * HOUR


def test_two_corrections_in_one_moment_are_taken_in_the_order_they_were_made(desk):
    for hours in (1, 5, 3, 2):
        correct(desk, active=hours * HOUR)
    assert session(desk).active == 2 * HOUR


def test_the_start_and_the_stop_of_a_session_name_the_same_time(desk):
    started = next(one for one in desk.steps.evidence.listed() if one.entry.kind == "session-started/1")
    correct(desk, started.entry.hash, active=HOUR)
    assert session(desk).active == HOUR
    correct(desk, active=3 * HOUR)
    assert session(desk).active == 3 * HOUR


def test_time_moves_to_another_background_with_its_sum(desk):
    correct(desk, background="C013", work=WorkKind.LAYOUT)
    assert [row.active for row in desk.steps.overview.rows()] == [timedelta(0), 2 * HOUR]
    (moved,) = desk.steps.time.all(background="C013")
    assert moved.kind is WorkKind.LAYOUT
    assert desk.steps.time.all(background="C012") == ()


def test_only_the_artist_confirms_what_a_restart_left_open(desk):
    desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=desk.sato)
    desk.clock.restart(away=HOUR)
    entry = desk.steps.time.stop(person=None, by=desk.sato).entry
    with pytest.raises(StepRefused):
        correct(desk, entry, active=timedelta(0), by=desk.producer)
    assert desk.steps.time.all()[1].unconfirmed == HOUR
    correct(desk, entry, active=HOUR)
    assert (desk.steps.time.all()[1].active, desk.steps.time.all()[1].unconfirmed) == (HOUR, timedelta(0))


def test_the_length_of_a_session_that_still_runs_is_not_stated(desk):
    started = desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=desk.sato)
    with pytest.raises(StepRefused, match=r"still runs. Stop it"):
        correct(desk, started.entry, active=HOUR)
    desk.clock.work(HOUR)
    assert desk.steps.time.stop(person=None, by=desk.sato).active == HOUR


def test_a_clock_withdrawn_and_restored_can_be_stopped_beside_a_second(desk):
    first = desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=desk.sato)
    correct(desk, first.entry, withdrawn=True)
    desk.steps.time.start("C013", person=None, kind=WorkKind.RETOUCH, by=desk.sato)
    correct(desk, first.entry, withdrawn=False)
    desk.steps.time.stop(person=None, by=desk.sato)
    assert desk.steps.time.running(desk.sato) is None


@pytest.mark.parametrize("active", [-HOUR, 24 * HOUR + timedelta(milliseconds=1)])
def test_a_length_no_day_has_is_refused(desk, active):
    with pytest.raises(StepRefused, match="at most 24 hours"):
        correct(desk, active=active)


def test_a_correction_of_nothing_is_refused(desk):
    with pytest.raises(StepRefused, match="changes nothing"):
        correct(desk)


@pytest.mark.parametrize("reason", ["", " ", "a\nb", "\udcff"], ids=ascii)
def test_a_correction_has_a_reason(desk, reason):
    with pytest.raises(StepRefused):
        correct(desk, active=HOUR, reason=reason)
    with pytest.raises(StepRefused):
        desk.steps.corrections.dispute(desk.stopped.entry, reason=reason, by=desk.producer)


def test_what_a_kind_has_no_place_for_is_refused(desk):
    stage = desk.add(1, by=desk.sato)
    founding = desk.steps.evidence.shown("1").entry.hash
    refused = [
        (desk.stopped.entry, {"person": "PROD"}),
        (stage.entry, {"active": HOUR}),
        (founding, {"withdrawn": True}),
        (correct(desk, active=HOUR).hash, {"withdrawn": True}),
    ]
    for entry, changes in refused:
        with pytest.raises(StepRefused, match="cannot be corrected in this way"):
            correct(desk, entry, **changes)


def test_a_painter_named_wrongly_is_put_right_by_whoever_recorded_the_picture(desk):
    stage = desk.add(1, painter="SATO", by=desk.producer)
    correct(desk, stage.entry, person="PROD", by=desk.producer)
    assert desk.steps.overview.dossier("C012").stages[0].by == desk.producer


def test_nobody_is_taken_off_a_picture_by_a_stranger(desk):
    stage = desk.add(1, by=desk.sato)
    with pytest.raises(StepRefused, match="Only SATO may correct"):
        correct(desk, stage.entry, person="PROD", by=desk.producer)
    for changes in ({"by": desk.producer}, {"withdrawn": True}):
        desk.force("entry-corrected/1", {"target": stage.entry, "reason": "00" * 32, **changes}, by=desk.producer)
    (found,) = desk.steps.overview.dossier("C012").stages
    assert (found.by, found.withdrawn) == (desk.sato, False)


def test_a_picture_moved_to_another_background_is_counted_there(desk):
    stage = desk.add(1, by=desk.sato)
    correct(desk, stage.entry, background="C013")
    assert [row.stage_count for row in desk.steps.overview.rows()] == [0, 1]
    assert [one.id for one in desk.steps.overview.dossier("C013").stages] == [stage.id]
    assert desk.steps.overview.dossier("C012").stages == ()


def test_a_review_is_withdrawn_by_its_reviewer_alone(desk):
    desk.add(1, by=desk.sato)
    review = desk.steps.reviews.review("C012", stage=None, verdict=Verdict.APPROVED, cause=None, by=desk.producer)
    with pytest.raises(StepRefused, match="Only PROD may correct"):
        correct(desk, review.entry, withdrawn=True)
    correct(desk, review.entry, withdrawn=True, by=desk.producer)
    assert desk.steps.overview.dossier("C012").reviews[0].withdrawn


def rate(desk):
    return desk.steps.agreements.agree_rate(
        "SATO",
        unit=RateUnit.HOUR,
        price=Money(minor=2500, currency="JPY"),
        valid_from=desk.clock.now.wall.date(),
        by=desk.producer,
    )


def test_a_rate_that_was_withdrawn_can_be_restored(desk):
    agreed = rate(desk).hash
    for withdrawn in (True, False, True, False):
        correct(desk, agreed, withdrawn=withdrawn, by=desk.producer)
        assert len(desk.steps.overview.reading().rates) == (0 if withdrawn else 1)


def test_a_rate_is_not_withdrawn_by_an_entry_somebody_else_forced_into_the_ledger(desk):
    agreed = rate(desk).hash
    desk.force("entry-corrected/1", {"target": agreed, "reason": "00" * 32, "withdrawn": True}, by=desk.sato)
    assert len(desk.steps.overview.reading().rates) == 1


def test_a_rate_below_zero_is_refused(desk):
    with pytest.raises(StepRefused, match="A rate is not below zero"):
        desk.steps.agreements.agree_rate(
            "SATO",
            unit=RateUnit.HOUR,
            price=Money(minor=-1, currency="JPY"),
            valid_from=desk.clock.now.wall.date(),
            by=None,
        )


def test_an_omission_is_signed_by_a_person_and_its_reason_kept(desk):
    sign = desk.steps.agreements.sign_omission
    with pytest.raises(StepRefused, match="An omission is signed by a person"):
        sign("SATO", reason="希望", asked=True, by=None)
    sign("SATO", reason="本人の希望", asked=True, by=desk.sato)
    (omission,) = desk.steps.overview.reading().omissions
    assert (omission.reason, omission.asked, omission.signed_by) == ("本人の希望", True, desk.sato)
