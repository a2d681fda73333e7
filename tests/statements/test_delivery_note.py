"""Who is written into a delivered picture: everybody who made it, by the roll's order, and never a generator."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.deliveries import DeliveryWords, Relationship
from studio_app.domain.stages import StageChange
from studio_app.statements.delivery_evidence import StageEvidence
from studio_app.statements.delivery_note import Delivering, draw_up_delivery
from studio_app.statements.generator_table import parse_generators
from studio_app.statements.naming import CreditsRefused

ROOT = Path(__file__).resolve().parents[2]


def change(pixels, *, grade=False):
    return StageChange(
        method="compare/1",
        changed_pixels=pixels,
        total_pixels=100,
        changed_permille="10.0",
        noise_floor="0.50",
        region_count=1,
        alignment_found=True,
        grade_found=grade,
    )


@pytest.fixture(scope="module")
def generators():
    return parse_generators((ROOT / "resources" / "tables" / "generators.toml").read_text("utf-8"))


@pytest.fixture
def draw_up(make, roles, generators):
    """Draw a note up from people and stages; each stage is the child of the one before it."""

    def build(people, stages, *, words=None, evidence=None, **more):
        chain = []
        for one in stages:
            chain.append(replace(one, parent=chain[-1].id if chain else None))
        ground = make.background("C1")
        reading = make.reading(people=people, backgrounds=(ground,), stages=tuple(chain), **more)
        what = Delivering(
            background=ground,
            chain=tuple(chain),
            evidence=evidence or {},
            words=words or DeliveryWords(),
            review=None,
            origin="teire/studio",
            size=12,
            root="cm9vdA==",
        )
        return draw_up_delivery(reading, what, roles=roles, generators=generators)

    return build


def test_creators_stand_in_the_order_of_the_roll_and_then_by_their_readings(make, draw_up):
    people = (
        make.person("P1", "渡辺", reading="わたなべ"),
        make.person("P2", "阿部", reading="あべ"),
        make.person("P3", "監督"),
        make.person("P4", "原図の人"),
    )
    stages = (
        make.stage("C1", "layout", by="P4"),
        make.stage("C1", "retouch", 1, by="P1", change=change(5)),
        make.stage("C1", "correction", 1, by="P3", change=change(5)),
        make.stage("C1", "retouch", 2, by="P2", change=change(5)),
    )
    # By the table of roles: 美術監督, then 原図, then 背景, where あべ comes before わたなべ.
    assert draw_up(people, stages).creators == ("監督", "原図の人", "阿部", "渡辺")


def test_the_asker_of_a_generation_wrote_its_prompt_and_made_no_picture(make, draw_up):
    people = (make.person("P1", "佐藤"), make.person("ASK", "吉田"))
    asked = make.stage("C1", "generation", by="ASK", system="Stable Diffusion", version="1.9")
    note = draw_up(people, (asked, make.stage("C1", "retouch", by="P1", change=change(5))))
    assert note.creators == ("佐藤",)
    (used,) = note.generators
    assert (used.system, used.version, used.writer, used.provider) == (
        "Stable Diffusion",
        "1.9",
        "吉田",
        "Stability AI",
    )


def test_a_person_with_a_generators_name_is_refused(make, draw_up):
    people = (make.person("BOT", "Midjourney"),)
    stages = (
        make.stage("C1", "generation", system="midjourney"),
        make.stage("C1", "retouch", by="BOT", change=change(5)),
    )
    with pytest.raises(CreditsRefused, match="name of a generator"):
        draw_up(people, stages)


def test_nobody_who_painted_may_be_left_unnamed(make, draw_up):
    with pytest.raises(CreditsRefused, match="C1 retouch 1 names nobody"):
        draw_up((), (make.stage("C1", "retouch", change=change(5)),))


def test_whoever_asked_not_to_be_named_stands_nowhere_in_it(make, draw_up):
    people = (make.person("P1", "佐藤"), make.person("HID", "隠れた人"))
    stages = (
        make.stage("C1", "generation", by="HID", system="X"),
        make.stage("C1", "retouch", by="HID", change=change(5)),
        make.stage("C1", "retouch", 2, by="P1", change=change(5)),
    )
    own_word = make.omission("HID", asked=True, reason="", signed_by="HID")
    note = draw_up(people, stages, omissions=(own_word,))
    assert (note.creators, note.omitted) == (("佐藤",), 1)
    assert "隠れた人" not in repr(note)


def test_the_pen_name_is_printed_and_not_the_name(make, draw_up):
    pen = make.person("P1", "本名", credit_as="筆名")
    note = draw_up((pen,), (make.stage("C1", "retouch", by="P1", change=change(5)),))
    assert note.creators == ("筆名",)
    assert "本名" not in repr(note)


def test_two_people_of_one_name_stand_there_twice(make, draw_up):
    people = (make.person("P1", "鈴木"), make.person("P2", "鈴木"))
    stages = (make.stage("C1", by="P1", change=change(5)), make.stage("C1", number=2, by="P2", change=change(5)))
    assert draw_up(people, stages).creators == ("鈴木", "鈴木")


def test_whoever_worked_without_saving_a_stage_is_named_and_a_checker_is_not(make, draw_up):
    people = (make.person("P1", "佐藤"), make.person("P2", "手伝い"), make.person("P3", "検査"))
    sessions = (
        make.session("S1", "C1", "P2", timedelta(minutes=30)),
        make.session("S2", "C1", "P3", timedelta(minutes=30), kind="check"),
        make.session("S3", "C9", "P3", timedelta(minutes=30)),
    )
    note = draw_up(people, (make.stage("C1", by="P1", change=change(5)),), sessions=sessions)
    assert set(note.creators) == {"佐藤", "手伝い"}
    assert make.entry_of("S1") in note.pointer.entries
    assert make.entry_of("S3") not in note.pointer.entries


@pytest.mark.parametrize(
    ("changed", "named"),
    [(change(0), ()), (change(1), ("進行",)), (change(0, grade=True), ("進行",)), (None, ("進行",))],
)
def test_a_final_that_was_only_handed_in_makes_no_creator(make, draw_up, changed, named):
    people = (make.person("P1", "佐藤"), make.person("PM", "進行"))
    stages = (make.stage("C1", by="P1", change=change(5)), make.stage("C1", "final", by="PM", change=changed))
    assert set(draw_up(people, stages).creators) == {"佐藤", *named}


def test_prompts_stay_out_unless_the_studio_lets_them_go_along(make, draw_up):
    generation = make.stage("C1", "generation", system="X")
    evidence = {generation.id: StageEvidence(prompt="a shrine at night")}
    assert draw_up((), (generation,), evidence=evidence).generators[0].prompt == ""
    wanted = draw_up((), (generation,), evidence=evidence, words=DeliveryWords(prompts=True))
    assert wanted.generators[0].prompt == "a shrine at night"


def test_the_generation_is_the_parent_its_layout_went_into_it_and_the_rest_are_parts(make, draw_up):
    people = (make.person("P1", "佐藤"),)
    stages = (
        make.stage("C1", "layout", by="P1"),
        make.stage("C1", "generation", system="X", change=change(5)),
        make.stage("C1", "retouch", by="P1", change=change(5)),
    )
    note = draw_up(people, stages)
    assert [one.relationship for one in note.stages] == [
        Relationship.INPUT,
        Relationship.PARENT,
        Relationship.COMPONENT,
    ]
    assert [one.name for one in note.stages] == ["layout 1", "generation 1", "retouch 1"]


def test_rights_are_never_invented_and_the_credit_line_falls_back_to_the_title(make, draw_up):
    stages = (make.stage("C1", "generation", system="X"),)
    plain = draw_up((), stages)
    assert (plain.rights, plain.credit_line, plain.title) == ("", "星の町", "星の町 C1")
    told = draw_up((), stages, words=DeliveryWords(rights="© 2026", credit_line="スタジオ"))
    assert (told.rights, told.credit_line) == ("© 2026", "スタジオ")


@given(
    painters=st.lists(st.sampled_from(["P1", "P2", "P3"]), min_size=1, max_size=6),
    hidden=st.sets(st.sampled_from(["P1", "P2", "P3"])),
)
def test_everybody_who_painted_is_a_creator_or_was_left_out_by_a_word(make, roles, painters, hidden):
    """A law: named and omitted together are exactly the painters, each counted once."""
    people = tuple(make.person(code) for code in ("P1", "P2", "P3"))
    chain = tuple(make.stage("C1", number=at, by=who, change=change(5)) for at, who in enumerate(painters, start=1))
    ground = make.background("C1")
    words = tuple(make.omission(code, asked=True, reason="", signed_by=code) for code in sorted(hidden))
    reading = make.reading(people=people, backgrounds=(ground,), stages=chain, omissions=words)
    what = Delivering(
        background=ground, chain=chain, evidence={}, words=DeliveryWords(), review=None, origin="o", size=1, root="r"
    )
    table = parse_generators((ROOT / "resources" / "tables" / "generators.toml").read_text("utf-8"))
    note = draw_up_delivery(reading, what, roles=roles, generators=table)
    assert sorted(note.creators) == sorted(f"Name of {code}" for code in set(painters) - hidden)
    assert note.omitted == len(set(painters) & hidden)
