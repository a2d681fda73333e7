"""A studio in a folder of its own for every test, with a clock and an examiner that the test commands."""

import shutil
from datetime import timedelta

import hypothesis
import pytest

from studio_app import bootstrap, bootstrap_machine
from tests.desk import Desk, live_in
from tests.fakes import FakeClock, FakeExaminer

hypothesis.settings.register_profile("suite", max_examples=50, derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def quiet_surroundings(tmp_path_factory):
    """No test sees the keyring, the home, the studio or the language of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEIRE_NO_KEYRING", "1")
        patch.setenv("TEIRE_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("LANGUAGE", "en")
        patch.delenv("TEIRE_STUDIO", raising=False)
        yield


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def examiner():
    return FakeExaminer()


@pytest.fixture(scope="session")
def founded(tmp_path_factory):
    """A studio that was just founded, to be copied."""
    place = tmp_path_factory.mktemp("founded")
    machine = bootstrap_machine.this_machine(clock=FakeClock(), home=place / "home")
    bootstrap.found(place / "studio", machine, title="夜の神社", currency="JPY", zone="Asia/Tokyo")
    return place


@pytest.fixture
def studio(founded, tmp_path, clock, examiner):
    """A new studio with nobody in it, and the installation that founded it."""
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path / "studio", tmp_path / "home", clock=clock, examiner=examiner)


@pytest.fixture(scope="session")
def lived_in(founded, tmp_path_factory):
    """A studio that holds an entry of every kind, to be copied."""
    place = tmp_path_factory.mktemp("lived-in")
    shutil.copytree(founded, place, dirs_exist_ok=True)
    examiner = FakeExaminer()
    desk = Desk(place / "studio", place / "home", clock=FakeClock(), examiner=examiner)
    live_in(desk)
    return place


@pytest.fixture
def working(lived_in, tmp_path, clock, examiner):
    """A studio that holds an entry of every kind, opened later on the day it was written."""
    shutil.copytree(lived_in, tmp_path, dirs_exist_ok=True)
    clock.work(timedelta(hours=6))
    return Desk(tmp_path / "studio", tmp_path / "home", clock=clock, examiner=examiner)
