"""What is read by one query is what reading stage by stage gives, whatever was corrected, moved or taken back."""

import random
from datetime import timedelta

import pytest

from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import Worked, WorkKind
from studio_app.domain.stages import Standing
from studio_app.workflow.correcting import Amendment

CODES = ("C001", "C002", "C003")


def read_in_full(index):
    """Return standings, last words and times as they follow from every stage, every review and every session."""
    standings, words, worked = {}, {}, {}
    for stage in index.stages():
        if not stage.withdrawn:
            count = standings[stage.background].count + 1 if stage.background in standings else 1
            standings[stage.background] = Standing(newest=stage, count=count)
    for word in index.reviews():
        if not word.withdrawn:
            words[word.background] = word.word
    for session in index.sessions():
        if not session.withdrawn:
            worked[session.background] = worked.get(session.background, Worked()).and_also(session)
    return standings, words, worked


def agree(studio):
    with studio.ledger.look() as index:
        backgrounds = index.backgrounds()
        assert all(index.background(one.code) == index.background(one.id) == one for one in backgrounds)
        return (dict(index.standings()), dict(index.last_words()), dict(index.worked())) == read_in_full(index)


@pytest.mark.parametrize("seed", range(4))
def test_the_quick_reading_agrees_with_the_full_one_after_every_deed(studio, seed):
    dice = random.Random(seed)
    director = studio.person("AD").id
    for code in CODES:
        studio.background(code)
    assert agree(studio)
    stages, words = [], []
    for number in range(24):
        deed = dice.choice(("add", "add", "add", "review", "review", "withdraw", "move", "dispute", "take back"))
        if deed == "add" or not stages:
            kind = dice.choice(("layout", "retouch"))
            stages.append(studio.add(number, kind=kind, background=dice.choice(CODES), by=director))
        elif deed == "review":
            stage = dice.choice(stages)
            retake = dice.random() < 0.5
            words.append(
                studio.steps.reviews.review(
                    None,
                    stage=stage.id,
                    verdict=Verdict.RETAKE if retake else Verdict.APPROVED,
                    cause=RetakeCause.OTHER if retake else None,
                    by=director,
                )
            )
        elif deed == "take back" and words:
            studio.steps.reviews.withdraw(words.pop().id, by=director)
        elif deed == "dispute":
            studio.steps.corrections.dispute(dice.choice(stages).entry, reason="違う", by=director)
        elif deed in ("withdraw", "move"):
            change = Amendment(withdrawn=dice.random() < 0.7) if deed == "withdraw" else Amendment(background="C003")
            studio.steps.corrections.correct(dice.choice(stages).entry, change, reason="見直し", by=director)
        assert agree(studio), deed
    assert studio.sentences() == []


@pytest.mark.parametrize("seed", range(4))
def test_the_quick_sums_of_time_agree_with_the_full_ones_after_every_deed(studio, clock, seed):
    dice = random.Random(seed)
    people = [studio.person(code).id for code in ("SATO", "KAMIYA")]
    for code in CODES:
        studio.background(code)
    time, corrections = studio.steps.time, studio.steps.corrections
    running, over = {}, []
    for _number in range(30):
        person = dice.choice(people)
        deed = dice.choice(("start", "start", "stop", "log", "correct", "withdraw", "move", "dispute"))
        clock.work(timedelta(minutes=dice.randint(1, 50)))
        if deed == "start" and person not in running:
            running[person] = time.start(dice.choice(CODES), person=None, kind=WorkKind.RETOUCH, by=person)
        elif deed == "stop" and person in running:
            del running[person]
            over.append((person, time.stop(person=None, by=person)))
        elif deed == "log":
            length = timedelta(minutes=dice.randint(1, 90))
            code = dice.choice(CODES)
            stated = time.log(
                code, person=None, kind=WorkKind.MEETING, active=length, started_at=None, reason="打合せ", by=person
            )
            over.append((person, stated))
        elif deed in ("correct", "withdraw", "move") and over:
            owner, session = dice.choice(over)
            change = {
                "correct": Amendment(active=timedelta(minutes=dice.randint(1, 30))),
                "withdraw": Amendment(withdrawn=dice.random() < 0.7),
                "move": Amendment(background=dice.choice(CODES)),
            }[deed]
            corrections.correct(session.entry, change, reason="見直し", by=owner)
        elif deed == "dispute" and over:
            corrections.dispute(dice.choice(over)[1].entry, reason="違う", by=person)
        assert agree(studio), deed
    assert studio.sentences() == []


def test_a_stage_is_found_with_its_whole_chain_and_its_number(studio):
    studio.background("C001")
    studio.background("C002")
    studio.add(1, background="C001")
    second = studio.add(2, background="C001")
    studio.add(3, background="C002")
    with studio.ledger.look() as index:
        around = index.stages_around(second.id[:12])
        assert [(stage.id, stage.number) for stage in around][-1] == (second.id, 2)
        assert len(around) == 2
        assert index.stages_around("%") == ()


def test_a_moved_stage_is_found_where_it_is_now(studio):
    studio.background("C001")
    studio.background("C002")
    director = studio.person("AD").id
    moved = studio.add(1, background="C001", by=director)
    studio.steps.corrections.correct(moved.entry, Amendment(background="C002"), reason="番号違い", by=director)
    with studio.ledger.look() as index:
        (found,) = [stage for stage in index.stages_around(moved.id) if stage.id == moved.id]
        assert found.background != moved.background
