"""Every panel above the pictures can be gone through by Tab as it is read."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio_app.qt.drawer import Drawer
from studio_app.qt.window import MainWindow
from tests.qt.conftest import House

DRAWERS = [
    "review",
    "disclosure",
    "add",
    "background",
    "person",
    "change_person",
    "sheets",
    "source",
    "ask",
    "keys",
    "view",
    "answer_gap",
    "line",
    "desk",
    "log",
    "answers",
    "invoice",
]


def stops(drawer: Drawer) -> list[QWidget]:
    """Return where Tab stops in a drawer, in its order, beginning with what is first in the chain after the drawer."""
    found = []
    widget = drawer.nextInFocusChain()
    while widget is not drawer:
        if drawer.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found += [widget] if widget.isVisible() and widget.focusProxy() is None else []
        widget = widget.nextInFocusChain()
    return found


def reads_on(before: QWidget, after: QWidget, drawer: Drawer) -> bool:
    """Say whether a widget is read after another: inside it, further down, or wholly to its right."""
    one, other = (QRect(widget.mapTo(drawer, QPoint()), widget.size()) for widget in (before, after))
    return before.isAncestorOf(after) or other.center().y() > one.bottom() or other.left() > one.right()


def test_tab_goes_through_a_drawer_as_it_is_read_and_ends_with_closing_it(
    window: MainWindow, house: House, subtests: pytest.Subtests
) -> None:
    assert sorted(DRAWERS) == sorted(name for name, part in vars(window.drawers).items() if isinstance(part, Drawer))
    for name in DRAWERS:
        with subtests.test(name):
            drawer: Drawer = getattr(window.drawers, name)
            drawer.open_drawer()
            drawer.open_drawer()  # a second time changes nothing
            QApplication.processEvents()
            *inside, last = stops(drawer)
            assert last.accessibleName() == "Close"
            assert drawer.submit in inside or not drawer.submit.isVisible()
            for before, after in pairwise(inside):
                assert reads_on(before, after, drawer), (before.accessibleName(), after.accessibleName())
            drawer.close_drawer()
            house.settle()


def test_tab_leads_from_the_last_field_to_the_button(window: MainWindow) -> None:
    drawer = window.drawers.person
    drawer.open_drawer()
    drawer.entrance().setFocus()
    met = []
    for _stop in stops(drawer):
        focused = window.focusWidget()
        assert focused is not None
        met.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert [one for one in stops(drawer) if one.isEnabled()] == met[: sum(one.isEnabled() for one in stops(drawer))]
