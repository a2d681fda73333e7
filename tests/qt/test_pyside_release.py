"""Guards against PySide6 releases that lose references: 6.12.0 aborts Python 3.11 after some 570 signals."""

import sys

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

WATCHED = (True, False, None, 0, 1, 2)
SLACK = 50


class Sender(QObject):
    """Sends values of every watched kind."""

    sent = Signal(bool, object, int)


def counts() -> list[int]:
    return [sys.getrefcount(value) for value in WATCHED]


def assert_none_fell(before: list[int]) -> None:
    for value, earlier, later in zip(WATCHED, before, counts(), strict=True):
        assert later > earlier - SLACK, f"references to {value} fell from {earlier} to {later}"


def test_a_thousand_signals_lose_no_reference(qtbot: QtBot) -> None:
    sender = Sender()
    received: list[int] = []
    sender.sent.connect(lambda yes, nothing, number: received.append(number))
    before = counts()
    for _turn in range(1000):
        sender.sent.emit(True, None, 1)
        sender.sent.emit(False, True, 2)
    assert len(received) == 2000
    received.clear()
    assert_none_fell(before)


def test_five_thousand_drawings_lose_no_reference(qtbot: QtBot) -> None:
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = counts()
    for _turn in range(5000):
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.fillRect(QRect(0, 0, 2, 2), QColor("#ff0000"))
        painter.drawLine(QPoint(0, 1), QPoint(2, 1))
        painter.restore()
    painter.end()
    assert_none_fell(before)
