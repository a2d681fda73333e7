"""Paint programs by the names that systems give them."""

import pytest

from studio_app.capture.paint_programs import is_paint_program, plain_name


@pytest.mark.parametrize(
    "app",
    [
        "krita",
        "krita.exe",
        "KRITA.EXE",
        "Photoshop.exe",
        "Adobe Photoshop 2026",
        "Adobe Photoshop (Beta)",
        "CLIPStudioPaint.exe",
        "CLIP STUDIO PAINT",
        "gimp-2.10.exe",
        "Gimp-2.10",
        "mypaint",
        "sai2.exe",
        "sai.exe",
        "Affinity Photo 2",
        "Affinity.exe",
        "Procreate",
    ],
)
def test_a_paint_program_is_known_by_any_of_its_names(app):
    assert is_paint_program(app)


@pytest.mark.parametrize(
    "app", ["", ".exe", "firefox", "Discord.exe", "kritarunner-notes", "2026", "explorer.exe", "assai"]
)
def test_other_programs_are_none(app):
    assert not is_paint_program(app)


def test_names_are_compared_without_case_and_ending():
    assert plain_name(" Straße.EXE ") == plain_name("STRASSE")
