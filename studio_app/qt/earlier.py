"""How the earlier of the two that are compared is shown: where it lies in the later one, and with whose grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.qt.pictures import picture_of

if TYPE_CHECKING:
    from studio_app.qt.chain import Chain
    from studio_app.qt.measures import Measures
    from studio_app.qt.pictures import Pictures
    from studio_app.viewing.pyramid import Pyramid
    from studio_app.viewing.sampling import Lie


class Earlier:
    """Asks for what has to be measured first; until it is there, and where nothing was found, answers None."""

    def __init__(self, chain: Chain, measures: Measures, pictures: Pictures) -> None:
        self._chain, self._measures, self._pictures = chain, measures, pictures

    def graded(self) -> Pyramid | None:
        """Return the earlier picture as it lies in the later one, with that one's grade."""
        before, after = self._chain.before, self._chain.after
        if before is None or after is None:
            return None
        found = self._measures.pictures((before.id, after.id), ask=True)
        if found is None or found.graded is None:
            return None
        name, path = ("graded", before.sha256, after.sha256), found.graded
        if self._pictures.kept(name) is None:
            self._pictures.make(name, lambda: picture_of(path, self._pictures.screen))
        return self._pictures.kept(name)

    def lie(self) -> Lie | None:
        """Return where an earlier picture of another size lies; one of the same size lies as it is."""
        before, after = self._chain.before, self._chain.after
        if before is None or after is None or (before.width, before.height) == (after.width, after.height):
            return None
        report = self._measures.report((before.id, after.id), ask=True)
        if report is None or not report.alignment.found:
            return None
        from studio_app.viewing.sampling import Lie  # noqa: PLC0415  # numpy is loaded with the first picture

        return Lie(dx=report.alignment.dx, dy=report.alignment.dy, scale=report.alignment.scale)
