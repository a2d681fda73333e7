"""The evidence beneath a name or figure: opened by a click, left again by Back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.background_delegate import draw_thumbnail
from studio_app.qt.command import button_for
from studio_app.qt.elided import ElidedLabel
from studio_app.qt.evidence_rows import evidence_rows
from studio_app.qt.lines import LINE_HEIGHT, LINE_ROLE, LineDelegate, draw_elided, draw_ground, line_data
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QAction, QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QToolButton

    from studio_app.qt.evidence_rows import EvidenceRow
    from studio_app.qt.lines import Index
    from studio_app.qt.theme import Theme
    from studio_app.qt.thumbnails import Thumbnails
    from studio_app.workflow.entry_evidence import Evidence

_HEAD_PX = 56
_INDENT_PX = 20
_BOX = QSize(64, 48)
_ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class EvidencePanel(QFrame):
    """Backgrounds with their pictures, time and words; one of them is opened by Return or a double click."""

    background_wanted = Signal(str)
    owners_wanted = Signal(str)

    def __init__(self, theme_in_use: Theme, thumbnails: Thumbnails, back: QAction) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.title = ElidedLabel()
        self.back = button_for(back, quiet=True)
        self.list = _EvidenceList(theme_in_use, thumbnails)
        self.model = EvidenceModel()
        self.open = QPushButton(_("Open"))
        self.owners = QPushButton(_("Who painted what"))
        self._words = QLabel()

        self.title.setFont(sized(self.font(), theme.NAME_PX))
        self._words.setProperty("caption", True)
        self._words.setWordWrap(True)
        self.open.setToolTip(_("Open this background on the Review page (Return)"))
        self.owners.setToolTip(_("Open it on the Review page and show who painted which part"))
        for button in (self.open, self.owners):
            button.setAccessibleName(button.text())
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Evidence"))
        self._head = head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._words, 1)
        foot.addWidget(self.owners)
        foot.addWidget(self.open)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 8)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        box.addLayout(foot)

        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_state())
        self.list.activated.connect(lambda _index: self._tell(self.background_wanted.emit))
        self.list.entered_by_key.connect(lambda: self._tell(self.background_wanted.emit))
        self.open.clicked.connect(lambda _checked=False: self._tell(self.background_wanted.emit))
        self.owners.clicked.connect(lambda _checked=False: self._tell(self.owners_wanted.emit))
        self.begin("")

    def offer(self, deed: QAction) -> QToolButton:
        """Return a new button for what can be done about whoever is looked at; it is hidden until wanted."""
        button = button_for(deed, quiet=True)
        button.hide()
        self._head.addWidget(button)
        return button

    def begin(self, title: str) -> None:
        """Say what is looked up; what was shown before goes."""
        self.title.show_text(title)
        self.model.show_rows(())
        self._words.setText(_("Reading what it rests on…"))
        self._show_state()

    def show_evidence(self, evidence: Evidence) -> None:
        """Show what it rests on."""
        rows = evidence_rows(evidence)
        self.model.show_rows(rows)
        self._words.setText("" if rows else _("Nothing is recorded beneath it."))
        if rows:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._show_state()

    def _chosen(self) -> EvidenceRow | None:
        index = self.list.currentIndex()
        return index.data(_ROW_ROLE) if index.isValid() else None

    def _show_state(self) -> None:
        row = self._chosen()
        for button in (self.open, self.owners):
            button.setEnabled(row is not None and row.background is not None)

    def _tell(self, tell: Callable[[str], object]) -> None:
        row = self._chosen()
        if row is not None and row.background is not None:
            tell(row.background.id)


class EvidenceModel(QAbstractListModel):
    """A tuple of rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[EvidenceRow, ...] = ()

    def show_rows(self, rows: tuple[EvidenceRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        return row if role == _ROW_ROLE else line_data(row.line, role)


class _EvidenceList(QListView):
    entered_by_key = Signal()

    def __init__(self, theme_in_use: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setItemDelegate(_EvidenceDelegate(theme_in_use, thumbnails))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thumbnails.arrived.connect(lambda _digest: self.viewport().update())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_by_key.emit()
        else:
            super().keyPressEvent(event)


class _EvidenceDelegate(LineDelegate):
    """Draws a background with its picture, and under it lines set in."""

    def __init__(self, theme_in_use: Theme, thumbnails: Thumbnails) -> None:
        super().__init__(theme_in_use)
        self._thumbnails = thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: EvidenceRow = index.data(_ROW_ROLE)
        return QSize(0, _HEAD_PX if row.heads else LINE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Index) -> None:
        row: EvidenceRow = index.data(_ROW_ROLE)
        if not row.heads:
            if row.background is not None:
                option.rect = option.rect.adjusted(_INDENT_PX, 0, 0, 0)
            super().paint(painter, option, index)
            return
        painter.save()
        rect: QRect = option.rect
        draw_ground(painter, option, rect)
        box = QRect(rect.left() + 8, rect.top() + 4, _BOX.width(), _BOX.height())
        image = self._thumbnails.image(row.picture) if row.picture is not None else None
        draw_thumbnail(painter, box, image, self._theme)
        left = box.right() + 9
        line = index.data(LINE_ROLE)
        painter.setFont(sized(option.font, theme.TEXT_PX, strong=True))
        painter.setPen(theme.TEXT)
        draw_elided(painter, QRect(left, rect.top() + 8, rect.right() - left - 8, 20), line.title)
        painter.setFont(sized(option.font, theme.CAPTION_PX))
        painter.setPen(theme.SECONDARY)
        draw_elided(painter, QRect(left, rect.top() + 30, rect.right() - left - 8, 18), line.detail)
        painter.restore()
