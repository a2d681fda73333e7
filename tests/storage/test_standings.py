"""What is read by one query is what reading stage by stage gives, whatever was corrected, moved or taken back."""

import random

import pytest

from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.stages import Standing
from studio_app.workflow.correcting import Amendment

CODES = ("C001", "C002", "C003")


def read_in_full(index):
    """Return standings and last words as they follow from every stage and every review."""
    standings, words = {}, {}
    for stage in index.stages():
        if not stage.withdrawn:
            count = standings[stage.background].count + 1 if stage.background in standings else 1
            standings[stage.background] = Standing(newest=stage, count=count)
    for word in index.reviews():
        if not word.withdrawn:
            words[word.background] = word
    return standings, words


def agree(studio):
    with studio.ledger.look() as index:
        return (dict(index.standings()), dict(index.last_words())) == read_in_full(index)


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
