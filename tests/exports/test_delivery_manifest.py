"""The manifest: what was measured apart from what was said, drawing apart from colours."""

import json
from dataclasses import replace

from studio_app.exports.delivery_manifest import CREATED, MEASURED, STATED, ingredient_of, manifest_of
from tests.delivery_notes import note, stage


def assertions(one, **more):
    definition = manifest_of(one, **{"media_type": "image/png", "encoded": False, **more})
    return {part["label"]: part["data"] for part in definition["assertions"]}


def test_names_are_only_stated_and_areas_only_measured():
    found = assertions(note())
    measured, stated = json.dumps(found[MEASURED], ensure_ascii=False), json.dumps(found[STATED], ensure_ascii=False)
    for name in ("佐藤 光", "原図の人", "吉田"):
        assert name in stated
        assert name not in measured
    assert found[MEASURED]["changes"][0]["changedPixels"] == 150
    assert "changedPixels" not in stated


def test_what_is_measured_is_created_and_what_is_stated_gathered():
    assert MEASURED in CREATED
    assert STATED not in CREATED


def test_no_name_stands_in_the_actions():
    actions = json.dumps(assertions(note())["c2pa.actions.v2"], ensure_ascii=False)
    assert "佐藤" not in actions


def test_drawing_and_colours_are_two_actions_each_with_source_moment_and_file():
    opened, colours, drawing = assertions(note())["c2pa.actions.v2"]["actions"]
    assert (opened["action"], colours["action"], drawing["action"]) == (
        "c2pa.opened",
        "c2pa.color_adjustments",
        "c2pa.drawing",
    )
    assert drawing["softwareAgent"] == {"name": "Krita 5.2"}
    assert drawing["when"] == "2026-04-10T03:00:00.120Z"
    assert drawing["digitalSourceType"].endswith("/humanEdits")
    shape = drawing["changes"][0]["region"][0]["shape"]
    assert shape == {
        "type": "rectangle",
        "unit": "pixel",
        "origin": {"x": 4, "y": 5},
        "width": 20,
        "height": 10,
    }
    assert "changes" not in colours


def test_a_picture_that_was_encoded_says_so_last():
    actions = assertions(note(), encoded=True)["c2pa.actions.v2"]["actions"]
    assert [one["action"] for one in actions][-1] == "c2pa.transcoded"


def test_an_ingredient_is_what_it_is_to_the_picture_and_says_which_generator_made_it():
    generation = ingredient_of(note().stages[1])
    assert generation["relationship"] == "parentOf"
    assert generation["description"] == "Stable Diffusion 1.9, shrine, AUTOMATIC1111"
    assert ingredient_of(note().stages[0])["relationship"] == "inputTo"


def test_a_painter_without_a_name_is_not_stated():
    one = note()
    unnamed = replace(one, stages=tuple(replace(part, painter="") for part in one.stages))
    assert "painter" not in json.dumps(assertions(unnamed)[STATED])


def test_kinds_of_file_that_nobody_registered_are_bytes():
    kritas = stage("d", "retouch", note().stages[2].relationship, file_format="xyz")
    assert ingredient_of(kritas)["format"] == "application/octet-stream"
