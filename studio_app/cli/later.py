"""A studio whose window is there before its storage is loaded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import StudioError
from studio_app.storage.kept_rows import KeptRows

if TYPE_CHECKING:
    from studio_app.storage.studio_folder import StudioFolder
    from studio_app.workflow.studio import Studio
    from studio_app.workflow.views import BackgroundRow


class Later:
    """Stands for something that is not there yet: each of its methods waits for it, and asks it then."""

    def __init__(self, opened: Callable[[], object]) -> None:
        self._whole = opened

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*values: Any, **named: Any) -> Any:
            return getattr(self._whole(), name)(*values, **named)

        return ask


class LaterStudio(Later):
    """Knows its title and currency at once; whoever asks for more waits, in whichever thread, until it is open.

    A studio that cannot be opened says so to each question with the failure it had.
    """

    def __init__(self, folder: StudioFolder, open_studio: Callable[[], Studio]) -> None:
        super().__init__(self._opened)
        self.sheets = Later(lambda: self._opened().sheets)
        self.title = folder.title
        self.currency = folder.currency
        self.folder = folder.root
        self._kept = KeptRows(folder.root, folder.database_path)
        self._given: tuple[BackgroundRow, ...] = ()
        self._open_studio = open_studio
        self._lock = threading.Lock()
        self._studio: Studio | None = None
        self._failure: StudioError | None = None

    def kept_rows(self) -> tuple[BackgroundRow, ...]:
        """The backgrounds as they stood when the log ended as it ends now, none where nobody kept them."""
        self._given = self._kept.read()
        return self._given

    def rows(self) -> tuple[BackgroundRow, ...]:
        """The backgrounds as the ledger has them; they are kept for the next start."""
        before = self._kept.head()
        found = self._opened().rows()
        if found != self._given:
            self._kept.keep(found, before if before == self._kept.head() else None)
            self._given = found
        return found

    def _opened(self) -> Studio:
        with self._lock:
            if self._failure is not None:
                raise self._failure
            if self._studio is None:
                try:
                    self._studio = self._open_studio()
                except StudioError as error:
                    self._failure = error
                    raise
            return self._studio
