"""Pictures to look at: made once, a few kept, and none where they would tell nothing more."""

from dataclasses import replace

import pytest


@pytest.fixture
def stage(studio):
    studio.background("C012")
    return studio.add(40, by=studio.person("AD").id)


class Deep:
    """An examiner of files that have 16 bits; it counts what it was asked for."""

    def __init__(self, examiner):
        self._examiner = examiner
        self.asked = []

    def expose(self, path, picture, *, stops):
        self.asked.append(stops)
        picture.write_bytes(b"lit")
        return replace(self._examiner.expose(path, picture, stops=stops), bit_depth=16)


def test_a_light_is_made_once_and_only_a_few_are_kept(studio, stage):
    previews = studio.steps.previews
    deep = previews._examiner = Deep(studio.examiner)
    lights = [number / 2 for number in range(1, 9)]
    paths = [previews.exposed(stage.sha256, one) for one in lights]
    assert previews.exposed(stage.sha256, 4.0) == paths[-1]
    assert deep.asked == lights
    assert [path.is_file() for path in paths] == [False, False, True, True, True, True, True, True]


def test_a_file_of_eight_bits_is_asked_about_once(studio, stage, monkeypatch):
    asked = []
    expose = type(studio.examiner).expose

    def counted(self, path, picture, *, stops):
        asked.append(stops)
        return expose(self, path, picture, stops=stops)

    monkeypatch.setattr(type(studio.examiner), "expose", counted)
    assert studio.steps.previews.exposed(stage.sha256, 0.5) is None
    assert studio.steps.previews.exposed(stage.sha256, 1.0) is None
    assert asked == [0.5]
