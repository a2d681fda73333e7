"""In which language the window speaks; each is named as its own readers name it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from studio_app.domain.language import LANGUAGES, _, chosen_language
from studio_app.qt import theme
from studio_app.qt.theme import sized


class LanguageChooser(QToolButton):
    """A quiet button at the window's foot with a menu of languages."""

    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._menu = QMenu(self)
        group = QActionGroup(self._menu)
        for code, name in LANGUAGES.items():
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == chosen_language())
            action.triggered.connect(lambda _checked=False, wanted=code: self._on_wanted(wanted))
            group.addAction(action)
        self.setProperty("quiet", True)
        self.setFont(sized(self.font(), theme.CAPTION_PX))
        self.setText(LANGUAGES[chosen_language()])
        self.setToolTip(_("Language of the window and of all messages"))
        self.setAccessibleName(_("Language: {name}", name=LANGUAGES[chosen_language()]))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(self._menu)

    def _on_wanted(self, code: str) -> None:
        if code != chosen_language():
            self.language_chosen.emit(code)
