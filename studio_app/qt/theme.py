"""The look: neutral greys, one accent, three sizes of type, line icons tinted to the text."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QStyleFactory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

WINDOW = QColor("#2b2b2b")
PANEL = QColor("#333333")
RAISED = QColor("#3d3d3d")
LINE = QColor("#1f1f1f")
FIELD = QColor("#262626")
TEXT = QColor("#e0e0e0")
SECONDARY = QColor("#a8a8a8")
FAINT = QColor("#8a8a8a")
AMBER = QColor("#e0a030")
ON_AMBER = QColor("#1a1a1a")
SURROUNDS = (QColor("#1a1a1a"), QColor("#777777"), QColor("#505050"))

NAME_PX, TEXT_PX, CAPTION_PX = 15, 13, 12
_JAPANESE = ("Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", "Meiryo")
_ICON_SIZES = (16, 20, 32, 40)


def shipped_resources() -> Path:
    """Return the folder of icons and styles: beside the installed package, or the checkout's own."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_shipped" / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def ink_on(ground: QColor) -> QColor:
    """Return black or the text's grey, whichever is readable (4.5:1) on `ground`."""
    return QColor("#000000") if ground.lightness() > 100 else TEXT


class Theme:
    """Palette, type and icons, read once from the folder of resources."""

    def __init__(self, resources: Path) -> None:
        self._icons = resources / "icons"
        self._fonts = resources / "fonts"
        self._style = resources / "styles" / "teire.qss"
        self._made: dict[tuple[str, str], QIcon] = {}
        self._dressed: QApplication | None = None

    def dress(self, application: QApplication) -> None:
        """Give the application its style, palette and type."""
        self._dressed = application
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setPalette(_palette())
        self._bring_japanese()
        application.setFont(_interface_font(application.font()))
        application.setStyleSheet(self._style.read_text(encoding="utf-8"))

    def _bring_japanese(self) -> None:
        """Load the shipped font where this machine has none of those that are asked for."""
        if not set(_JAPANESE).intersection(QFontDatabase.families()):
            for file in sorted(self._fonts.glob("NotoSansJP-*.ttf")):
                QFontDatabase.addApplicationFont(str(file))

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """Take the style sheet off while a window, or what is added to it, is put together.

        With it Qt styles every widget anew each time its part of the window is put into a larger one: more than half
        of the time until a window stands. Put on again, it styles each of them once.
        """
        application = self._dressed
        worn = application.styleSheet() if application is not None else ""
        if application is None or not worn:
            yield
            return
        application.setStyleSheet("")
        try:
            yield
        finally:
            application.setStyleSheet(worn)

    def icon(self, name: str, colour: QColor = TEXT) -> QIcon:
        """Return the line icon `name` in `colour`, greyed where its control is disabled."""
        key = (name, colour.name())
        if key not in self._made:
            drawing = (self._icons / f"{name}.svg").read_text(encoding="utf-8")
            renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", "#000000").encode()))
            icon = QIcon()
            for size in _ICON_SIZES:
                shape = _drawn(renderer, size)
                icon.addPixmap(_tinted(shape, colour), QIcon.Mode.Normal)
                icon.addPixmap(_tinted(shape, FAINT), QIcon.Mode.Disabled)
            self._made[key] = icon
        return self._made[key]

    def mark(self, name: str, size: int, ratio: float, colour: QColor = TEXT) -> QPixmap:
        """Return an icon as a pixmap of `size` logical pixels, for delegates."""
        return self.icon(name, colour).pixmap(QSize(size, size), ratio)


def sized(font: QFont, pixels: int, *, strong: bool = False) -> QFont:
    """Return `font` at `pixels`, medium weight where `strong`."""
    changed = QFont(font)
    changed.setPixelSize(pixels)
    changed.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return changed


def _interface_font(system: QFont) -> QFont:
    font = QFont(system)
    font.setFamilies([*system.families(), *_JAPANESE])
    font.setPixelSize(TEXT_PX)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        renderer.render(painter, QRectF(0, 0, size, size))
    return pixmap


def _tinted(shape: QPixmap, colour: QColor) -> QPixmap:
    """Return a shape in another colour: what it covers stays, with what of it is half covered."""
    pixmap = QPixmap(shape)
    with QPainter(pixmap) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), colour)
    return pixmap


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in {
        role.Window: WINDOW,
        role.WindowText: TEXT,
        role.Base: FIELD,
        role.AlternateBase: PANEL,
        role.Text: TEXT,
        role.PlaceholderText: SECONDARY,
        role.Button: RAISED,
        role.ButtonText: TEXT,
        role.BrightText: TEXT,
        role.ToolTipBase: RAISED,
        role.ToolTipText: TEXT,
        role.Highlight: AMBER,
        role.HighlightedText: ON_AMBER,
        role.Accent: AMBER,
        role.Link: TEXT,
        role.Light: QColor("#4a4a4a"),
        role.Midlight: QColor("#444444"),
        role.Mid: QColor("#2f2f2f"),
        role.Dark: LINE,
        role.Shadow: QColor("#141414"),
    }.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, FAINT)
    return palette
