"""The table of pay: a person a row, opening to its lines, and the sums beneath, which stay in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QVBoxLayout

from studio_app.domain.language import _
from studio_app.qt import theme
from studio_app.qt.pay_model import PayModel
from studio_app.qt.pay_rows import COLUMNS
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from studio_app.domain.ids import PersonId
    from studio_app.qt.pay_rows import PayRow

ROW_PX = 26
_PAD_PX = 24
_TEXT_PX = 9
"""How far from its column's edges the tree sets a text."""

_LEAST_NAME_PX = 180
_WIDEST_COLUMN_PX = 220


class PayTable(QFrame):
    """A click on a figure or Return on it tells `figure_chosen(words, entries)`; `person_changed` whose row it is."""

    figure_chosen = Signal(str, object)
    person_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tree = _Tree()
        self.model = PayModel(self.font())
        self.sums = SumRow(self.tree)

        self.tree.setModel(self.model)
        self.tree.setAccessibleName(_("Pay of everybody"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFixedHeight(ROW_PX)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.tree, 1)
        box.addWidget(self.sums)

        self.tree.clicked.connect(self._on_chosen)
        self.tree.entered_by_key.connect(self._on_chosen)
        self.tree.selectionModel().currentChanged.connect(lambda now, _before: self._on_current(now))
        self.tree.room_changed.connect(self._fit_columns)
        header.sectionResized.connect(lambda *_sizes: self.sums.update())
        self.tree.horizontalScrollBar().valueChanged.connect(lambda _value: self.sums.update())

    @property
    def person(self) -> PersonId | None:
        """Whose row, or line, the keys are on."""
        index = self.tree.currentIndex()
        owner = index.parent() if index.parent().isValid() else index
        row = self.model.row_at(owner)
        return row.person if row is not None else None

    def show_rows(self, rows: tuple[PayRow, ...], sums: tuple[str, ...]) -> None:
        """Show another statement; whoever was opened stays open, and the keys stay where they were."""
        opened = {self.model.rows[n].person for n in range(len(self.model.rows)) if self.tree.isExpanded(self._top(n))}
        current, scrolled = self.person, self.tree.verticalScrollBar().value()
        self.model.show_rows(rows)
        self.sums.show_cells(sums)
        for number, row in enumerate(rows):
            self.tree.setExpanded(self._top(number), row.person in opened)
            if row.person == current:
                self.tree.setCurrentIndex(self._top(number))
        self.tree.verticalScrollBar().setValue(scrolled)
        self._fit_columns()

    def _top(self, number: int) -> QModelIndex:
        return self.model.index(number, 0)

    def _fit_columns(self) -> None:
        """Give figures the width they need and names what is left."""
        metrics, taken = self.tree.fontMetrics(), 0
        for column in range(1, COLUMNS):
            texts = [row.cells[column] for row in self.model.rows]
            texts.append(self.model.headerData(column, Qt.Orientation.Horizontal))
            wanted = max(self.sums.wanted_px(column), *map(metrics.horizontalAdvance, texts)) + _PAD_PX
            self.tree.setColumnWidth(column, min(wanted, _WIDEST_COLUMN_PX))
            taken += self.tree.columnWidth(column)
        self.tree.setColumnWidth(0, max(_LEAST_NAME_PX, self.tree.viewport().width() - taken))

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        owner = self.model.row_at(index.parent()) if index.parent().isValid() else None
        words = f"{owner.cells[0]} · {row.cells[0]}" if owner is not None else row.cells[0]
        self.figure_chosen.emit(words, row.entries)

    def _on_current(self, _index: QModelIndex) -> None:
        self.person_changed.emit(self.person or "")


class SumRow(QFrame):
    """Sums in the columns of the table above them."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__()
        self._tree = tree
        self.cells: tuple[str, ...] = ("",) * COLUMNS
        self.setProperty("foot", True)

    def show_cells(self, cells: tuple[str, ...]) -> None:
        """Show other sums."""
        self.cells = cells
        heads = [self._tree.model().headerData(column, Qt.Orientation.Horizontal) for column in range(COLUMNS)]
        said = [f"{head}: {cell}" for head, cell in zip(heads, cells, strict=True) if cell]
        self.setAccessibleName(_("All together") + ": " + "; ".join(said))
        self.setToolTip("\n".join(said))
        self.update()

    def wanted_px(self, column: int) -> int:
        """Return how wide a sum is, which is set stronger than the figures above it."""
        return QFontMetrics(self._font()).horizontalAdvance(self.cells[column])

    def _font(self) -> QFont:
        return sized(self.font(), theme.TEXT_PX, strong=True)

    def sizeHint(self) -> QSize:
        return QSize(480, ROW_PX + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, ROW_PX + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        header = self._tree.header()
        with QPainter(self) as painter:
            painter.setFont(self._font())
            painter.setPen(theme.TEXT)
            for column, cell in enumerate(self.cells):
                left, wide = header.sectionViewportPosition(column), header.sectionSize(column)
                place = QRect(left + _TEXT_PX, 0, wide - 2 * _TEXT_PX, self.height())
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                shown = painter.fontMetrics().elidedText(cell, Qt.TextElideMode.ElideRight, place.width())
                painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)


class _Tree(QTreeView):
    """Opens rows with the arrow keys; Return is told apart from them."""

    entered_by_key = Signal(QModelIndex)
    room_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformRowHeights(True)
        self.setIndentation(20)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setExpandsOnDoubleClick(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_by_key.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
