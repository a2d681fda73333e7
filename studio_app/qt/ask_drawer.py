"""What is asked of a generator: with which workflow, in which words, how many pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox

from studio_app.domain.language import _
from studio_app.qt.drawer import Drawer, field

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from studio_app.domain.ids import BackgroundId
    from studio_app.domain.sources import Source
    from studio_app.qt.theme import Theme

_MOST = 100


class AskDrawer(Drawer):
    """The workflow stays chosen for the next time; its places `{layout}` and `{prompt}` are filled in."""

    pictures_wanted = Signal(str, str, object, str, int)
    workflow_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._background: BackgroundId | None = None
        self._code = ""
        self._workflow: Path | None = None
        self.source = QComboBox()
        self.workflow = QPushButton()
        self.prompt = QLineEdit()
        self.count = QSpinBox()
        self.count.setRange(1, _MOST)
        self.count.setValue(4)
        self.prompt.setPlaceholderText("{prompt}")
        self.prompt.setToolTip(_("The words for {prompt}, if the workflow has such a place", prompt="{prompt}"))
        self.fields.addWidget(field(_("Source"), self.source), 2)
        self.fields.addWidget(field(_("Workflow or preset"), self.workflow), 2)
        self.fields.addWidget(field(_("Prompt"), self.prompt), 4)
        self.fields.addWidget(field(_("Pictures"), self.count), 1)
        self.submit.setText(_("Ask for pictures"))
        self.submit.setAccessibleName(_("Ask for pictures"))
        self.submit.setToolTip(_("Send the request (Return)"))

        self.workflow.clicked.connect(lambda _checked=False: self.workflow_wanted.emit())
        self.choose_workflow(None)

    def ask(self, sources: tuple[Source, ...], *, background: BackgroundId, code: str) -> None:
        """Open for a background."""
        self._background, self._code = background, code
        before = self.source.currentText()
        self.source.clear()
        self.source.addItems([one.name for one in sources])
        self.source.setCurrentIndex(max(0, self.source.findText(before)))
        self.title.show_text(_("Ask for pictures of {code}", code=code))
        self._show_state()
        self.open_drawer()

    def choose_workflow(self, path: Path | None) -> None:
        """Take a workflow file; None leaves the one that was chosen."""
        self._workflow = path or self._workflow
        self.workflow.setText(self._workflow.name if self._workflow is not None else _("Choose…"))
        self.workflow.setToolTip(
            str(self._workflow)
            if self._workflow is not None
            else _("ComfyUI's “Export (API)”, or a txt2img or img2img request")
        )
        self._show_state()

    def entrance(self) -> QWidget:
        return self.prompt if self._workflow is not None else self.workflow

    def act(self) -> None:
        if self._background is not None and self._workflow is not None and self.source.currentText():
            self.pictures_wanted.emit(
                self.source.currentText(),
                self._background,
                self._workflow,
                self.prompt.text().strip(),
                self.count.value(),
            )

    def accept(self) -> None:
        """Close after it was sent."""
        self.close_drawer()

    def _show_state(self) -> None:
        ready = self._workflow is not None and bool(self.source.currentText())
        self.submit.setEnabled(ready)
        if not self.source.currentText():
            self.explanation.setText(_("There is no source yet: add one on the page Sources."))
        elif self._workflow is None:
            self.explanation.setText(_("Choose the workflow that is to run."))
        else:
            self.explanation.setText(
                _("The newest layout of {code} is sent along; you are recorded as who asked.", code=self._code)
            )
