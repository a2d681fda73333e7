"""What asking generators needs from the outside: the generators, and what this installation knows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from studio_app.domain.progress import no_progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_app.domain.progress import Progress
    from studio_app.domain.sources import Job, JobState, Order, Request, Source


class PictureGenerator(Protocol):
    """A generator of the studio. Each method asks it over the network and raises `StudioError` in one sentence."""

    def test(self) -> str:
        """Return in one sentence what answers there."""
        ...

    def enqueue(self, order: Order, jobs: Sequence[Job]) -> None:
        """Send jobs, those left out that were sent before."""
        ...

    def states(self, jobs: Sequence[str]) -> dict[str, JobState]: ...

    def collect(self, order: Order, job: Job, folder: Path, *, progress: Progress = no_progress) -> tuple[Path, ...]:
        """Wait for a job and write its pictures into `folder`; `progress` may raise to stop waiting."""
        ...

    def cancel(self, jobs: Sequence[str]) -> None: ...


class SourceBook(Protocol):
    """What this installation knows of generators: their addresses, their secrets, what was asked of them."""

    def sources(self) -> tuple[Source, ...]: ...
    def keep(self, source: Source, token: str | None) -> None:
        """Keep a source under its name; a token of None leaves the one that is kept, an empty one takes it away."""
        ...

    def forget(self, name: str) -> None: ...
    def token(self, name: str) -> str:
        """Return what is secret, empty where nothing is."""
        ...

    def requests(self) -> tuple[Request, ...]:
        """Requests that are not finished, oldest first."""
        ...

    def keep_request(self, request: Request) -> None:
        """Keep a request so that it survives a power cut; one that has nothing left to collect is let go."""
        ...

    def drop_request(self, id_: str) -> None: ...
