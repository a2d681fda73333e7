"""The legend of who painted what: a sign, a name and a share for each owner, and what the figures leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QWidget

from studio_app.domain.attributions import UNATTRIBUTED
from studio_app.domain.chain_limit_wording import limits_of_attribution
from studio_app.domain.figures import percent
from studio_app.domain.language import _
from studio_app.domain.wording import kind_word
from studio_app.qt import theme
from studio_app.qt.theme import sized

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studio_app.domain.attributions import Attribution

_SIGN = QSize(28, 14)
_HEIGHT = 32
_LINE = 22
_MOST_LINES = 3
_LEFT, _RIGHT, _BETWEEN = 12, 16, 16


class OwnerLegend(QWidget):
    """As many lines as it takes, three at most, and three of limits; the tooltip names everybody and every limit."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[QImage, str], ...] = ()
        self._limits: tuple[str, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setFont(sized(self.font(), theme.CAPTION_PX))
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What stands in it, owner by owner."""
        return tuple(words for _sign, words in self._rows)

    def show_attribution(self, attribution: Attribution | None) -> None:
        """Show the owners that are still seen; nothing takes the legend away."""
        self.setVisible(attribution is not None)
        if attribution is None:
            self._rows, self._limits = (), ()
            return
        total = attribution.width * attribution.height
        shares = [
            (owner.index, f"{kind_word(owner.link.kind)} {owner.link.name}", owner.visible)
            for owner in attribution.owners
        ]
        # People first: where the line is too short, a generator is what is left to the tooltip.
        made = {owner.index: owner.link.kind.made_by_generator for owner in attribution.owners}
        shares.sort(key=lambda share: (made[share[0]], -share[2]))
        shares.append((UNATTRIBUTED, _("cannot be traced"), attribution.unattributed))
        signs = _swatches(attribution)
        self._rows = tuple(
            (signs[index], f"{name}  {percent(pixels * 1000 / total)}") for index, name, pixels in shares if pixels
        )
        self._limits = limits_of_attribution(attribution)
        self.setToolTip("\n".join((*self.words, *self._limits)))
        self.setAccessibleName(_("Who painted what: {owners}", owners=", ".join(self.words)))
        self.setAccessibleDescription(" ".join(self._limits))
        self._fit()
        self.update()

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """What is seen of it, line by line."""
        return tuple(tuple(words for _sign, words, _left in line) for line in self._laid_out())

    @property
    def limits(self) -> tuple[str, ...]:
        """What stands beneath the owners, line by line; where three lines are not enough, an ellipsis ends it."""
        words, room = "  ·  ".join(self._limits), max(self.width() - _LEFT - _RIGHT, 1)
        if not words:
            return ()
        layout = QTextLayout(words, self.font())
        layout.beginLayout()
        starts = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            starts.append(line.textStart())
        layout.endLayout()
        cut = [words[start:end].strip() for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
        if len(cut) > _MOST_LINES:
            rest = words[starts[_MOST_LINES - 1] :]
            cut[_MOST_LINES - 1 :] = [self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, room)]
        return tuple(cut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(theme.TEXT)
            lines = self._laid_out()
            middle = _HEIGHT // 2
            for line in lines:
                for sign, words, left in line:
                    if sign is not None:
                        painter.drawImage(left, middle - _SIGN.height() // 2, sign)
                    painter.drawText(left + (_SIGN.width() + 6 if sign is not None else 0), middle + 5, words)
                middle += _LINE
            painter.setPen(theme.SECONDARY)
            for words in self.limits:
                painter.drawText(_LEFT, middle + 5, words)
                middle += _LINE

    def _fit(self) -> None:
        count = max(len(self._laid_out()), 1) + len(self.limits)
        self.setFixedHeight(_HEIGHT + _LINE * (count - 1))

    def _laid_out(self) -> list[list[tuple[QImage | None, str, int]]]:
        """Return each line's signs and words with where they begin; where three are not enough, an ellipsis ends it."""
        lines: list[list[tuple[QImage | None, str, int]]] = [[]]
        left = _LEFT
        for sign, words in self._rows:
            width = _SIGN.width() + 6 + self.fontMetrics().horizontalAdvance(words)
            if lines[-1] and left + width > self.width() - _RIGHT:
                if len(lines) == _MOST_LINES:
                    lines[-1].append((None, "…", left))
                    break
                lines.append([])
                left = _LEFT
            lines[-1].append((sign, words, left))
            left += width + _BETWEEN
        return lines


def _swatches(attribution: Attribution) -> dict[int, QImage]:
    from studio_app.domain.owner_patterns import pattern_of  # noqa: PLC0415  # numpy is loaded with the map
    from studio_app.domain.owner_signs import signs  # noqa: PLC0415

    found = {}
    for index, sign in signs(tuple(owner.link for owner in attribution.owners)).items():
        image = QImage(_SIGN, QImage.Format.Format_RGB32)
        image.fill(theme.FIELD)
        colour = QColor(*sign.colour)
        pattern = pattern_of(sign.pattern, _SIGN.height(), _SIGN.width())
        for y, x in zip(*pattern.nonzero(), strict=True):
            image.setPixelColor(int(x), int(y), colour)
        found[index] = image
    return found
