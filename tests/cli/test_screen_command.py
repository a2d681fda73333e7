"""`teire screen`: the profile of the screen is kept, shown, and refused where it is none."""

import pytest

from studio_app.qt import screen_profile as asked
from tests.imaging.screen_profiles import screen_profile


@pytest.fixture(autouse=True)
def _no_display(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)


def test_a_chosen_profile_is_kept_until_the_system_is_asked_again(anywhere, tmp_path):
    assert anywhere("--json", "screen").document == {"chosen": "system", "profile": None}
    (tmp_path / "s.icc").write_bytes(screen_profile())
    assert anywhere("--json", "screen", tmp_path / "s.icc").document == {"chosen": "file", "profile": "Test screen"}
    (tmp_path / "s.icc").unlink()
    assert "Test screen" in anywhere("screen").out
    assert anywhere("--json", "screen", "srgb").document == {"chosen": "srgb", "profile": None}
    assert anywhere("--json", "screen", "system").document["chosen"] == "system"


def test_what_is_no_profile_is_refused_and_nothing_changes(anywhere, tmp_path):
    (tmp_path / "s.icc").write_bytes(screen_profile())
    anywhere("screen", tmp_path / "s.icc")
    (tmp_path / "bad.icc").write_bytes(b"bad")
    for wrong in (tmp_path / "bad.icc", tmp_path / "none.icc", tmp_path):
        found = anywhere("screen", wrong)
        assert found.status == 2
        assert found.err.count("\n") == 1
    assert anywhere("--json", "screen").document["chosen"] == "file"


def test_what_the_system_says_is_shown(anywhere, monkeypatch):
    monkeypatch.setattr(asked, "system_profile", screen_profile)
    assert anywhere("--json", "screen").document == {"chosen": "system", "profile": "Test screen"}
    monkeypatch.setattr(asked, "system_profile", lambda: b"nonsense")
    assert anywhere("--json", "screen").document == {"chosen": "system", "profile": None}
