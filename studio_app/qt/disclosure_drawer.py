"""What an artist is told before the first session on a picture that a generator began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from studio_app.domain.language import _
from studio_app.domain.marks_wording import credential_state_words, source_type_words
from studio_app.domain.sessions import WorkKind
from studio_app.domain.wording import stage_name
from studio_app.qt.drawer import Drawer
from studio_app.qt.lines import LINE_HEIGHT, Line, LineList, LineModel

if TYPE_CHECKING:
    from studio_app.domain.ids import BackgroundId
    from studio_app.qt.theme import Theme
    from studio_app.workflow.views import ToBeTold


class DisclosureDrawer(Drawer):
    """Which generator, which model, which marks were found; one button records that it was seen and goes on."""

    seen = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._background: BackgroundId | None = None
        self._kind = WorkKind.RETOUCH
        self._model = LineModel()
        self.facts = LineList(theme, name=_("What the file of the generated picture says"))
        self.facts.setModel(self._model)
        self.facts.setSelectionMode(LineList.SelectionMode.NoSelection)
        self.fields.addWidget(self.facts, 1)
        self.submit.setText(_("Seen, start the clock"))
        self.submit.setAccessibleName(_("Seen, start the clock"))
        self.submit.setToolTip(_("Record that you saw this, then start the clock (Return)"))
        self.explanation.setText(_("One entry is written: that you saw this before you began."))

    def ask(self, told: ToBeTold, kind: WorkKind) -> None:
        """Open with what is to be told; `kind` is the work that waits."""
        self._background, self._kind = told.background.id, kind
        system = " ".join(part for part in (told.system, told.version) if part) or _(
            "a generator its file does not name"
        )
        self.title.show_text(_("{code} was begun by {system}", code=told.background.code, system=system))
        lines = told_lines(told)
        self._model.show_lines(lines)
        self.facts.setFixedHeight(len(lines) * LINE_HEIGHT)
        self.open_drawer()

    def act(self) -> None:
        if self._background is not None:
            self.close_drawer()
            self.seen.emit(self._background, self._kind)


def told_lines(told: ToBeTold) -> tuple[Line, ...]:
    """Return what is to be told as lines to read."""
    model = told.model or _("the file names no model")
    marks = [source_type_words(term) for term in told.source_types]
    marks += [credential_state_words(state) for state in told.credential_states]
    if "generation" in told.marks:
        marks.insert(0, _("settings of a generator"))
    return (
        Line(title=stage_name(told.stage), detail=_("Model: {model}", model=model), mark="generator"),
        Line(
            title=_("Marks found in its file"),
            detail="; ".join(marks) or _("none; that proves nothing either way"),
            mark="info",
        ),
    )
