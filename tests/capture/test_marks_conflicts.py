"""Places of one file that contradict each other, and those that only seem to."""

from studio_app.capture.marks_conflicts import conflicts_between, size_conflict
from studio_app.domain.findings import Finding
from studio_app.domain.generations import GenerationRecord


def record(where, **said):
    findings = [
        Finding(name=name, value=value, where=where)
        for name, values in said.items()
        for value in (values if isinstance(values, tuple) else (values,))
    ]
    return GenerationRecord(dialect="x", system="x", findings=tuple(findings))


def about(*records):
    return {one.about: [(each.value, each.where) for each in one.findings] for one in conflicts_between(records)}


def test_two_seeds_are_shown_side_by_side():
    assert about(record("a", seed="0"), record("b", seed="1067")) == {"seed": [("0", "a"), ("1067", "b")]}


def test_one_of_several_seeds_is_no_conflict():
    assert about(record("a", seed="8"), record("b", seed=("7", "8"))) == {}


def test_the_same_said_differently_is_no_conflict():
    one = record("a", model="SDXL\\Lake.safetensors", cfg_scale="7", steps="20", prompt="a lake,  <lora:x:1> reeds ")
    other = record("b", model="lake", cfg_scale="7.0", steps="20.0", prompt="a lake, reeds")
    assert about(one, other) == {}


def test_a_prompt_without_its_comment_is_no_other_prompt():
    assert about(record("a", prompt="a lake, #note"), record("b", prompt="a lake")) == {}
    assert set(about(record("a", prompt="a lake"), record("b", prompt="a city"))) == {"prompt"}


def test_a_stores_own_name_for_a_model_contradicts_no_file_name():
    assert about(record("a", model="urn:air:sdxl:checkpoint:civitai:1@2"), record("b", model="lake")) == {}


def test_a_picture_of_another_size_than_recorded_is_shown_with_what_scaled_it():
    said = record("a", size="1024x1024", rescaled="ImageScale 1536x1536")
    (conflict,) = size_conflict(said, width=1536, height=1536)
    assert [(one.name, one.value) for one in conflict.findings] == [
        ("size", "1024x1024"),
        ("rescaled", "ImageScale 1536x1536"),
        ("picture_size", "1536x1536"),
    ]


def test_a_recorded_factor_explains_the_size():
    assert size_conflict(record("a", size="1024x768", hires_upscale="1.5"), width=1536, height=1152) == ()
    assert size_conflict(record("a", size="1024x768"), width=1024, height=768) == ()
    assert size_conflict(record("a", size="1020x765"), width=1024, height=768) == ()
    assert size_conflict(record("a", size="odd"), width=1, height=1) == ()
