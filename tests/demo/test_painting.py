"""The demonstration's pictures: the same each time, and changed where, and only where, a person painted."""

import json
from functools import lru_cache

import numpy as np
import pytest
from PIL import Image

from studio_app.capture.marks import read_marks
from studio_app.demo import painting
from studio_app.demo.paint_composition import BOAT, TORII_X


@lru_cache
def generation(variant=2):
    return painting.paint_generation(variant)


@lru_cache
def layout():
    return painting.paint_layout()


@lru_cache
def sky():
    return painting.retouch_sky(generation())


@lru_cache
def without_object():
    return painting.retouch_object(sky())


def changed(before, after, *, levels=3):
    return np.abs(before.astype(np.int16) - after).max(axis=2) > levels


def test_every_picture_is_full_size_rgb():
    for picture in (layout(), generation(), sky(), without_object()):
        assert (picture.shape, picture.dtype) == ((1080, 1920, 3), np.uint8)


def test_painting_again_gives_the_same_pixels():
    assert np.array_equal(painting.paint_layout(), layout())
    assert np.array_equal(painting.paint_generation(2), generation())
    assert np.array_equal(painting.retouch_object(sky()), without_object())


def test_the_layout_is_line_on_paper():
    grey = layout().mean(axis=2)
    assert 0.01 < (grey < 200).mean() < 0.08
    assert (grey > 225).mean() > 0.85


def test_the_two_generations_differ_in_light_and_not_in_composition():
    assert changed(generation(1), generation(2)).mean() > 0.8
    pines = [generation(variant)[::8, :480:8].mean(axis=2).ravel() for variant in (1, 2)]
    assert np.corrcoef(pines)[0, 1] > 0.8


def test_about_three_tenths_of_the_picture_are_a_new_sky():
    mask = changed(generation(), sky())
    assert 0.24 < mask.mean() < 0.34
    assert not mask[640:].any()


def test_the_object_is_painted_out_and_the_torii_mended_and_nothing_else():
    mask = changed(sky(), without_object(), levels=0)
    assert 0.02 < mask.mean() < 0.08
    ys, xs = np.nonzero(mask)
    by_boat = (np.abs(xs - BOAT[0]) < 340) & (ys > 600) & (ys < BOAT[1] + 220)
    by_torii = (np.abs(xs - TORII_X) < 280) & (ys > 380) & (ys < 780)
    assert (by_boat | by_torii).all()
    assert by_boat.any()
    assert by_torii.any()


def test_the_correction_warms_the_whole_and_repaints_the_steps():
    before = without_object()
    after = painting.correct_grade(before)
    assert changed(before, after, levels=0).mean() > 0.99
    shift = (after.astype(float) - before).reshape(-1, 3).mean(axis=0)
    assert 0 < shift[0] < 20
    assert shift[0] > shift[1] > shift[2]
    assert changed(before, after, levels=24)[430:760, 1400:1680].mean() > 0.02
    assert changed(before, after, levels=24)[:, :1300].mean() < 0.001


@pytest.mark.parametrize("prompt", ["a lake at dusk, mountains", "湖畔の鳥居、夕暮れ"])
def test_an_a1111_file_reads_back(tmp_path, prompt):
    path = tmp_path / "a.png"
    painting.write_generation_png(path, generation(), dialect="a1111", seed=4294967290, prompt=prompt)
    record = read_marks(path).generation
    assert (record.dialect, record.system, record.version) == ("AUTOMATIC1111", "AUTOMATIC1111", "v1.10.1")
    assert (record.model, record.prompts) == ("landscape_bg_v12", (prompt,))
    said = {fact.name: fact.value for fact in record.findings}
    assert (said["seed"], said["size"], said["steps"]) == ("4294967290", "1920x1080", "28")
    assert np.array_equal(np.asarray(Image.open(path)), generation())


def test_a_comfyui_file_reads_back_and_its_links_hold(tmp_path):
    path = tmp_path / "c.png"
    painting.write_generation_png(path, generation(), dialect="comfyui", seed=1125899906842624, prompt="a lake")
    record = read_marks(path).generation
    assert (record.dialect, record.model) == ("ComfyUI", "landscape_bg_v12.safetensors")
    assert (record.prompts, len(record.negative_prompts)) == (("a lake",), 1)
    said = {fact.name: (fact.value, fact.where) for fact in record.findings}
    assert said["seed"] == ("1125899906842624", "PNG tEXt prompt #3 KSampler")
    assert said["input_image"] == ("C012_layout.png", "PNG tEXt prompt #10 LoadImage")
    with Image.open(path) as picture:
        workflow = json.loads(picture.info["workflow"])
    boxes = {box["id"]: box for box in workflow["nodes"]}
    for number, source, slot, target, place, kind in workflow["links"]:
        assert number in boxes[source]["outputs"][slot]["links"]
        assert boxes[target]["inputs"][place]["link"] == number
        assert boxes[target]["inputs"][place]["type"] == kind


def test_a_plain_file_says_nothing(tmp_path):
    painting.write_png(tmp_path / "p.png", sky())
    marks = read_marks(tmp_path / "p.png")
    assert marks.generation is None
    assert marks.problems == ()
