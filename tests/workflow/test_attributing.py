"""Who painted what of a background: real parents, kept answers."""

import pytest

from studio_app.domain.chains import chain_to
from studio_app.domain.errors import StudioError
from studio_app.domain.stages import StageKind
from studio_app.sandbox.runner import ChildExaminer
from studio_app.workflow.people import Details
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


def test_a_name_put_right_stands_in_what_is_kept_and_nothing_is_measured_again(desk, tmp_path):
    desk.person("SATO", name="佐藤 光")
    desk.add(10, kind="generation")
    desk.add(200, painter="SATO")
    first = desk.steps.attribution.attribute("C012", map_to=tmp_path / "map.png")
    desk.steps.people.change("SATO", Details(name="佐藤 ひかる"), by=None)
    desk.examiner = _Refusing()
    desk.open()
    again = desk.steps.attribution.attribute("C012", map_to=tmp_path / "again.png")
    assert again.attribution.owners[1].link.name == "佐藤 ひかる"
    assert again.attribution.owners[1].visible == first.attribution.owners[1].visible
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "map.png").read_bytes()
    assert not [path for path in (desk.root / "derived").rglob("*.json") if "佐藤" in path.read_text("utf-8")]


def test_a_picture_with_names_in_it_is_drawn_with_those_that_hold(desk, tmp_path):
    desk.person("SATO", name="佐藤 光")
    desk.add(10, kind="generation")
    desk.add(200, painter="SATO")
    desk.steps.attribution.attribute("C012", picture_to=tmp_path / "before.png")
    with desk.ledger.look() as index:
        chain = chain_to(index.stages(desk.steps.backgrounds.find("C012").id))
        old = {person.id: person for person in index.people()}
    assert desk.steps.attribution.picture_of(chain, old) is not None
    desk.steps.people.change("SATO", Details(name="佐藤 ひかる"), by=None)
    with desk.ledger.look() as index:
        new = {person.id: person for person in index.people()}
    assert desk.steps.attribution.kept_of(chain, new) is not None
    assert desk.steps.attribution.picture_of(chain, new) is None
    drawn = desk.steps.attribution.drawn(chain, new)
    assert drawn == desk.steps.attribution.picture_of(chain, new)
    # The one with the name that was wrong is let go.
    assert desk.steps.attribution.picture_of(chain, old) is None
