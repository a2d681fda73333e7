"""The story goes through the same steps a studio takes; what it leaves behind is checked, not what it says."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio_app import bootstrap, bootstrap_machine
from studio_app.demo.story import DAYS, FLOOR, TITLE, Story
from studio_app.demo.story_clock import StoryClock
from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.facts import Basis
from studio_app.sandbox.runner import ChildExaminer
from studio_app.workflow.steps import Steps

BEGIN = datetime(2026, 4, 6, 0, 0, tzinfo=UTC)
PAINTED = ("layout", "generation_1", "generation_2", "retouch_sky", "retouch_object", "correction", "layout_closer")


class SmallMaterial:
    """The shape of `Material` with pictures of 96 × 64, so that the story is told in seconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, name: str) -> Path:
        pixels = np.full((64, 96, 3), 90, np.uint8)
        pixels[: 6 * PAINTED.index(name)] = 200 - 20 * PAINTED.index(name)
        path = self._folder / f"{name}.png"
        Image.fromarray(pixels).save(path)
        return path


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    place = tmp_path_factory.mktemp("story")
    clock = StoryClock(BEGIN, "Asia/Tokyo")
    machine = bootstrap_machine.this_machine(clock=clock, home=place / "home")
    bootstrap.found(place / "s", machine, title=TITLE, currency="JPY", zone="Asia/Tokyo", floor=FLOOR)
    steps = bootstrap.open_studio(place / "s", machine, examiner=ChildExaminer()).steps
    Story(steps, clock, SmallMaterial(place), BEGIN, lambda _sentence: None).tell()
    return steps


def test_the_chain_of_the_cut_is_whole(told):
    stages = [f"{stage.kind.value} {stage.number}" for stage in told.overview.dossier("C012").stages]
    assert stages == ["layout 1", "generation 1", "generation 2", "retouch 1", "retouch 2", "correction 1"]


def test_everybody_who_worked_is_named_and_no_generator_is(told):
    sheet = told.crediting.sheet()
    assert {line.code for line in sheet.lines} == {"MORI", "HAYASHI", "YAMADA", "SATO", "KAMIYA"}
    assert {line.role.en for line in sheet.lines if line.code == "KAMIYA"} == {"Art Director"}


def test_the_time_is_the_time_that_passed_awake(told):
    measured = [s for s in told.overview.dossier("C012").sessions if s.basis is Basis.MEASURED]
    by_hand = [(2, 40), (3, 12), (1, 47), (0, 38), (0, 55)]
    assert [s.active for s in measured] == [timedelta(hours=h, minutes=m) for h, m in by_hand]


def test_the_retake_has_its_cause_and_the_cut_ends_approved(told):
    dossier = told.overview.dossier("C012")
    assert [review.cause for review in dossier.reviews] == ["generator-defect", None]
    assert dossier.row.state is BackgroundState.APPROVED


def test_pay_is_what_was_agreed_for_the_time_that_counts(told):
    statement = told.paying.statement(date(2026, 4, 1), date(2026, 4, 30))
    paid = {person.code: person.totals[0].minor for person in statement.people if person.totals}
    # Mori 2:40 × 2,400; Yamada (3:12 measured + 0:20 after her own correction) × 2,500 = 8,833.33;
    # Sato and Kamiya one background each.
    assert paid == {"MORI": 6400, "YAMADA": 8833, "SATO": 9000, "KAMIYA": 6000}


def test_the_ledger_holds(told):
    assert list(told.evidence.findings()) == []


def test_the_story_ends_within_its_days(told):
    last = max(listed.entry.recorded_at for listed in told.evidence.listed())
    assert last < (BEGIN + DAYS).timestamp() * 1000
