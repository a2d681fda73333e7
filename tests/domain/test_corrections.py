"""What a later entry changes about an earlier one, and whose answer counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.corrections import Correction, answers_by_target, corrected_session, corrected_stage, may_answer
from studio_app.domain.facts import Basis
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.domain.stages import Stage, StageKind

NINE = datetime(2026, 4, 6, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
SESSION = RetouchSession(
    id="session",
    background="night",
    person="artist",
    kind=WorkKind.RETOUCH,
    basis=Basis.MEASURED,
    started_at=NINE,
    stopped_at=NINE + 2 * HOUR,
    active=2 * HOUR,
    unconfirmed=HOUR,
    zone="Asia/Tokyo",
    entry="stop",
)
STAGE = Stage(
    id="stage",
    background="night",
    kind=StageKind.RETOUCH,
    number=1,
    sha256="00",
    file_format="png",
    width=8,
    height=6,
    by="artist",
    parent=None,
    basis=Basis.MEASURED,
    recorded_at=NINE,
    entry="saved",
)


def answer(number=1, *, by="artist", at=NINE, feed="feed", target="stop", **changes):
    return Correction(
        entry=f"{feed}{number}", target=target, by=by, recorded_at=at, feed=feed, number=number, **changes
    )


def test_the_artists_own_correction_changes_their_time():
    session = corrected_session(SESSION, [answer(active=HOUR)])
    assert (session.active, session.corrected) == (HOUR, True)


def test_nobody_else_changes_an_artists_time():
    for by in ("producer", None):
        assert corrected_session(SESSION, [answer(by=by, active=timedelta(0), withdrawn=True)]) == SESSION


def test_a_dispute_is_shown_and_changes_no_sum():
    session = corrected_session(SESSION, [answer(by="producer", dispute=True)])
    assert session == replace(SESSION, disputed=True)


def test_stating_the_time_confirms_what_was_unconfirmed():
    assert corrected_session(SESSION, [answer(active=3 * HOUR)]).unconfirmed == timedelta(0)
    assert corrected_session(SESSION, [answer(work=WorkKind.CHECK)]).unconfirmed == HOUR


def test_what_was_withdrawn_can_be_taken_back_in():
    withdrawn = corrected_session(SESSION, [answer(1, withdrawn=True)])
    restored = corrected_session(SESSION, [answer(1, withdrawn=True), answer(2, withdrawn=False)])
    assert withdrawn.withdrawn
    assert not restored.withdrawn


def test_a_painter_who_was_named_wrongly_is_put_right_by_whoever_recorded_it():
    stage = corrected_stage(STAGE, [answer(by="desk", person="other", target="saved")], recorded_by="desk")
    assert stage.by == "other"


def test_a_stranger_changes_no_stage():
    assert corrected_stage(STAGE, [answer(by="stranger", withdrawn=True)], recorded_by="desk") == STAGE


def test_anybody_may_name_a_painter_where_none_is_named():
    nameless = replace(STAGE, by=None)
    assert corrected_stage(nameless, [answer(by="anybody", person="artist")], recorded_by=None).by == "artist"


@pytest.mark.parametrize(
    ("by", "subject", "recorded_by", "may"),
    [
        ("artist", "artist", "desk", True),
        ("desk", "artist", "desk", True),
        ("producer", "artist", "desk", False),
        (None, "artist", "desk", False),
        (None, "artist", None, True),
        ("producer", None, "desk", True),
    ],
)
def test_whose_word_counts(by, subject, recorded_by, may):
    assert may_answer(by, subject=subject, recorded_by=recorded_by) is may


def test_a_clock_that_was_set_back_does_not_undo_the_later_correction():
    first, second = answer(1, at=NINE + 24 * HOUR, active=HOUR), answer(2, at=NINE, active=2 * HOUR)
    found = answers_by_target([first, second])["stop"]
    assert [one.active for one in found] == [HOUR, 2 * HOUR]


def test_between_two_desks_the_moment_decides():
    early, late = answer(7, feed="a", active=HOUR), answer(1, feed="b", at=NINE + HOUR, active=2 * HOUR)
    assert [one.active for one in answers_by_target([late, early])["stop"]] == [HOUR, 2 * HOUR]


answers = st.lists(
    st.builds(
        answer,
        st.integers(1, 9),
        by=st.sampled_from(["artist", "producer", None]),
        at=st.integers(0, 3).map(lambda hours: NINE + hours * HOUR),
        feed=st.sampled_from(["a", "b"]),
        dispute=st.booleans(),
        withdrawn=st.none() | st.booleans(),
        active=st.none() | st.integers(0, 5).map(lambda hours: hours * HOUR),
    ),
    max_size=6,
    unique_by=lambda one: (one.feed, one.number),
)


@given(answers, st.randoms())
def test_the_order_in_which_answers_reached_this_copy_plays_no_part(answers, random):
    shuffled = list(answers)
    random.shuffle(shuffled)
    assert answers_by_target(shuffled) == answers_by_target(answers)


@given(answers)
def test_a_session_reads_as_the_artist_last_left_it_whatever_others_said(answers):
    ordered = answers_by_target(answers).get("stop", ())
    own = [one for one in ordered if one.by == "artist" and not one.dispute]
    stated = [one.active for one in own if one.active is not None]
    session = corrected_session(SESSION, ordered)
    assert session.active == (stated[-1] if stated else SESSION.active)
    assert session.disputed == any(one.dispute for one in answers)
