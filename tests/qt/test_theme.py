"""The look's type: Japanese is there on a machine that has no font with it."""

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from studio_app.qt import theme
from studio_app.qt.theme import Theme, shipped_resources


@pytest.fixture(autouse=True)
def dressed_as_before(qapp: QApplication, monkeypatch):
    """Whoever comes after finds the application's own type again."""
    font = qapp.font()
    yield
    monkeypatch.undo()
    qapp.setFont(font)


def test_the_shipped_font_is_loaded_where_no_other_has_japanese(qapp: QApplication, monkeypatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(theme, "_JAPANESE", ("No Such Font",))
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", lambda file: loaded.append(file) or 0)
    Theme(shipped_resources()).dress(qapp)
    assert [file.rpartition("/")[2] for file in loaded] == ["NotoSansJP-Bold.ttf", "NotoSansJP-Regular.ttf"]


def test_a_machine_that_has_one_keeps_its_own(qapp: QApplication, monkeypatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(theme, "_JAPANESE", (QFontDatabase.families()[0],))
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", lambda file: loaded.append(file) or 0)
    Theme(shipped_resources()).dress(qapp)
    assert loaded == []
