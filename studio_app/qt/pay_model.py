"""A pay statement behind a tree view: people, and under each the lines of their pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from studio_app.qt import theme
from studio_app.qt.pay_rows import COLUMNS, heads
from studio_app.qt.plot_marks import sign_pixmap
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from studio_app.qt.pay_rows import PayRow

Index = QModelIndex | QPersistentModelIndex
PAY_ROLE = Qt.ItemDataRole.UserRole
_TOP = 0


class PayModel(QAbstractItemModel):
    """Tuples of rows; a line's index carries the number of its person, counted from 1."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self._rows: tuple[PayRow, ...] = ()
        self._heads = heads()
        self._strong = sized(font, theme.TEXT_PX, strong=True)
        self._signs: dict[Any, QIcon] = {}

    @property
    def rows(self) -> tuple[PayRow, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: tuple[PayRow, ...]) -> None:
        """Show other rows, if they are other ones."""
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, index: Index) -> PayRow | None:
        """Return the row of an index."""
        if not index.isValid():
            return None
        owner = index.internalId()
        return self._rows[index.row()] if owner == _TOP else self._rows[owner - 1].lines[index.row()]

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        above = parent if parent is not None else QModelIndex()
        if not self.hasIndex(row, column, above):
            return QModelIndex()
        return self.createIndex(row, column, above.row() + 1 if above.isValid() else _TOP)

    def parent(self, index: Index | None = None) -> Any:
        if index is None:
            return super().parent()
        owner = index.internalId() if index.isValid() else _TOP
        return self.createIndex(owner - 1, 0, _TOP) if owner != _TOP else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is None or not parent.isValid():
            return len(self._rows)
        if parent.internalId() != _TOP or parent.column() != 0:
            return 0
        return len(self._rows[parent.row()].lines)

    def columnCount(self, _parent: Index | None = None) -> int:
        return COLUMNS

    def headerData(self, section: int, _side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        title, words = self._heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.ToolTipRole:
            return words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side_of(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column, cell = index.column(), row.cells[index.column()]
        title = self._heads[column][0]
        shown: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: cell,
            Qt.ItemDataRole.ToolTipRole: row.words if column == 0 else cell,
            Qt.ItemDataRole.AccessibleTextRole: f"{title}: {cell}" if cell else title,
            Qt.ItemDataRole.TextAlignmentRole: _side_of(column),
            Qt.ItemDataRole.ForegroundRole: theme.TEXT if row.person is not None or row.warns else theme.SECONDARY,
            Qt.ItemDataRole.FontRole: self._strong if row.person is not None and column == 0 else None,
            Qt.ItemDataRole.DecorationRole: self._icon(row) if column == 0 else None,
            PAY_ROLE: row,
        }
        return shown.get(role)

    def _icon(self, row: PayRow) -> QIcon | None:
        if row.sign is None:
            return None
        if row.sign not in self._signs:
            self._signs[row.sign] = QIcon(sign_pixmap(row.sign))
        return self._signs[row.sign]


def _side_of(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
