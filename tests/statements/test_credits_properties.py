"""What holds for every studio, however odd: nobody worked unseen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.credit_words import CreditOrder
from studio_app.statements.credits import draft_credits, draw_up_credits
from studio_app.statements.naming import CreditsRefused
from studio_app.statements.scopes import CreditScope

CODES = ("A", "B", "C", "D")
ON = ("C001", "C002")
MINUTES = st.integers(0, 3).map(lambda minutes: timedelta(minutes=minutes))
STAGES = st.lists(
    st.tuples(
        st.sampled_from(ON),
        st.sampled_from(("layout", "generation", "retouch", "correction", "final")),
        st.sampled_from((*CODES, *CODES, None)),
        st.sampled_from(("", "NovelAI")),
        st.booleans(),
    ),
    max_size=5,
)
SESSIONS = st.lists(
    st.tuples(
        st.sampled_from(ON),
        st.sampled_from(CODES),
        MINUTES,
        MINUTES,
        st.sampled_from(("retouch", "generator-defect-fix", "retake", "layout", "check", "meeting")),
        st.sampled_from(("measured", "read", "stated")),
        st.booleans(),
    ),
    max_size=5,
)
NAMES = st.lists(st.sampled_from(("山崎", "Kim", "نبيل", "山崎", "佐藤", "李", "")), min_size=4, max_size=4)
OMITTED = st.dictionaries(st.sampled_from(CODES), st.booleans(), max_size=2)


def _reading(make, names, stages, sessions, reviewers, omitted):
    made = tuple(
        make.stage(on, kind, number, by, system=system, withdrawn=withdrawn)
        for number, (on, kind, by, system, withdrawn) in enumerate(stages, 1)
    )
    return make.reading(
        people=(make.person("BOSS", "製作"), *(make.person(c, n) for c, n in zip(CODES, names, strict=True))),
        backgrounds=tuple(make.background(on) for on in ON),
        stages=made,
        sessions=tuple(
            make.session(f"s{n}", on, who, active, kind=kind, basis=basis, unconfirmed=away, withdrawn=withdrawn)
            for n, (on, who, active, away, kind, basis, withdrawn) in enumerate(sessions)
        ),
        reviews=tuple(make.review(f"r{n}", s, by) for n, (s, by) in enumerate(zip(made, reviewers, strict=False))),
        omissions=tuple(
            make.omission(who, asked=asked, reason="so", signed_by="BOSS") for who, asked in omitted.items()
        ),
    )


def _outcome(reading, roles):
    try:
        return draw_up_credits(reading, roles, CreditScope())
    except CreditsRefused as refusal:
        return refusal.faults


READINGS = (NAMES, STAGES, SESSIONS, st.lists(st.sampled_from(CODES), max_size=2), OMITTED)


def _worked(reading):
    sessions = {s.person for s in reading.sessions if not s.withdrawn and (s.active or s.unconfirmed)}
    return sessions | {it.by for it in (*reading.stages, *reading.reviews) if it.by and not it.withdrawn}


def _refusable(reading):
    omitted = {omission.person for omission in reading.omissions}
    nameless = {person.id for person in reading.people if not person.name} - omitted
    unnamed = [s for s in reading.stages if s.by is None and s.kind != "generation" and not s.withdrawn]
    return bool(unnamed or nameless & _worked(reading))


@given(st.tuples(*READINGS))
def test_everybody_who_worked_is_named_or_said_to_be_left_out_or_there_is_no_sheet(make, roles, parts):
    reading = _reading(make, *parts)
    if _refusable(reading):
        with pytest.raises(CreditsRefused):
            draw_up_credits(reading, roles, CreditScope())
        return
    sheet = draw_up_credits(reading, roles, CreditScope())
    named, left_out = {line.person for line in sheet.lines}, {left.person for left in sheet.omissions}
    assert named | left_out == _worked(reading)
    assert not named & left_out
    assert all(line.name for line in sheet.lines)


CLEARED = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(("worked-not-named", "named-no-work"))), max_size=3
)
NAMED = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(("art-board", "background-art"))), max_size=3)


@given(st.tuples(*READINGS), NAMED, CLEARED, st.sampled_from(CreditOrder))
def test_in_every_draft_whoever_worked_or_was_named_stands_somewhere(make, roles, parts, named, cleared, order):
    reading = replace(
        _reading(make, *parts),
        named_credits=tuple(make.named(who, role) for who, role in named),
        clearances=tuple(make.clearance(who, check, "BOSS", role="art-board") for who, check in cleared),
    )
    sheet = draft_credits(reading, roles, CreditScope(), order=order)
    on_roll = {line.person for line in sheet.lines}
    said = {left.person for left in sheet.omissions} | {check.person for check in sheet.checks}
    assert _worked(reading) <= on_roll | said
    assert {who for who, _role in named} <= on_roll | said | {omission.person for omission in reading.omissions}
    assert {check.person for check in sheet.open_checks if not check.may_clear and check.name} & on_roll == set()
    for line in sheet.lines:
        # A name that rests on no work is never there without its check.
        assert line.worked or (line.person, line.role) in {(check.person, check.role) for check in sheet.checks}


@given(st.tuples(*READINGS))
def test_entries_exist_and_no_generator_stands_in_a_persons_row(make, roles, parts):
    reading = _reading(make, *parts)
    try:
        sheet = draw_up_credits(reading, roles, CreditScope())
    except CreditsRefused:
        return
    things = (*reading.stages, *reading.sessions, *reading.reviews, *reading.omissions)
    entries = {thing.entry for thing in things if not getattr(thing, "withdrawn", False)}
    for line in (*sheet.lines, *sheet.generators, *sheet.omissions):
        assert line.entries
        assert set(line.entries) <= entries
        assert list(line.entries) == sorted(set(line.entries))
    assert "NovelAI" not in repr((sheet.lines, sheet.omissions))
    made = [stage for stage in reading.stages if stage.kind == "generation" and not stage.withdrawn]
    assert sum(line.stages for line in sheet.generators) == len(made)
    counted = sum((s.active for s in reading.sessions if not s.withdrawn), timedelta())
    omitted = {left.person for left in sheet.omissions}
    left_out = sum((s.active for s in reading.sessions if not s.withdrawn and s.person in omitted), timedelta())
    assert sum((line.active.total for line in sheet.lines), timedelta()) == counted - left_out


@given(st.tuples(*READINGS), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_changes_nothing(make, roles, parts, random):
    reading = _reading(make, *parts)
    fields = ("people", "backgrounds", "stages", "sessions", "reviews", "omissions")
    shuffled = replace(
        reading, **{name: tuple(random.sample(getattr(reading, name), len(getattr(reading, name)))) for name in fields}
    )
    assert _outcome(shuffled, roles) == _outcome(reading, roles)
