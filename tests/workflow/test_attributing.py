"""Who painted what of a background: real parents, kept answers."""

import pytest

from studio_app.domain.errors import StudioError
from studio_app.domain.stages import StageKind
from studio_app.sandbox.runner import ChildExaminer
from tests.fakes import FakeExaminer


@pytest.fixture(params=[FakeExaminer, pytest.param(ChildExaminer, id="real")])
def desk(studio, request):
    studio.examiner = request.param()
    studio.open()
    studio.background()
    return studio


class _Refusing(FakeExaminer):
    def attribute(self, *_given, **_named):
        raise AssertionError("asked again")

    def compare(self, *_given, **_named):
        raise AssertionError("asked again")


def test_the_chain_follows_each_stages_real_parent(desk):
    desk.person("SATO", name="佐藤 光")
    generation = desk.add(10, kind="generation")
    aside = desk.add(90, kind="retouch", painter="SATO")
    path = desk.picture("other.png", 200)
    arrived = desk.steps.arrival.add(
        [path], background="C012", kind=StageKind.CORRECTION, painter="SATO", parent=generation.id, by=None
    )
    answer = desk.steps.attribution.attribute("C012")
    assert answer.stages == (generation.id, arrived[0].stage.id)
    assert aside.id not in answer.stages
    assert [owner.link.name for owner in answer.attribution.owners][1:] == ["佐藤 光"]
    assert answer.attribution.owners[1].visible == 48


def test_the_same_question_is_answered_from_what_is_kept(desk, tmp_path):
    one, other = desk.add(10, kind="generation"), desk.add(200)
    first = desk.steps.attribution.attribute("C012", map_to=tmp_path / "map.png")
    desk.examiner = _Refusing()
    desk.open()
    again = desk.steps.attribution.attribute("C012", map_to=tmp_path / "again.png", picture_to=tmp_path / "picture.png")
    assert again == first
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "map.png").read_bytes()
    assert desk.steps.previews.comparison(one.id, other.id).repaint.changed_pixels == 48


def test_damaged_or_missing_answers_are_made_again(desk):
    desk.add(10, kind="generation")
    desk.add(200)
    first = desk.steps.attribution.attribute("C012")
    kept = list((desk.root / "derived").rglob("attribution.json"))
    kept[0].write_text("{")
    assert desk.steps.attribution.attribute("C012") == first


def test_a_background_without_a_picture_says_so(desk):
    with pytest.raises(StudioError, match="has no picture yet"):
        desk.steps.attribution.attribute("C012")
