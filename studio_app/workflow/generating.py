"""The studio's own generators: asked for pictures of a background, whose results come in as its candidates."""

from __future__ import annotations

import secrets
import tempfile
import uuid
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.errors import StudioError
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.domain.progress import Cancelled, no_progress, part_of
from studio_app.domain.sources import Job, JobState, Order, Request
from studio_app.domain.stages import StageKind
from studio_app.workflow.candidate_entries import Origin
from studio_app.workflow.candidate_folders import Offered
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_name, find_background, find_person
from studio_app.workflow.views import Pulled, RequestView

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.domain.candidates import Candidate
    from studio_app.domain.ids import Digest, PersonId
    from studio_app.domain.progress import Progress
    from studio_app.domain.sources import Source
    from studio_app.workflow.candidates import CandidateStep
    from studio_app.workflow.generator_ports import PictureGenerator, SourceBook
    from studio_app.workflow.ports import Ledger

_MOST_PICTURES = 100
# Every generator takes seeds of so many bits.
_SEED_BITS = 32
_LARGEST_WORKFLOW = 4 * 2**20


class GeneratingStep:
    """Keeps sources, asks them, and takes in what they made.

    `connect` opens a source with its token; `checked` checks an address; `takes_layout` says whether a workflow has a
    place for a layout, and `view` makes the 8-bit PNG of a kept file that is sent as one.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        book: SourceBook,
        candidates: CandidateStep,
        connect: Callable[[Source, str], PictureGenerator],
        checked: Callable[[str], str],
        takes_layout: Callable[[str], bool],
        view: Callable[[Digest], Path],
    ) -> None:
        self._ledger = ledger
        self._book = book
        self._candidates = candidates
        self._connect = connect
        self._checked = checked
        self._takes_layout = takes_layout
        self._view = view

    def sources(self) -> tuple[Source, ...]:
        """Every source of this installation."""
        return self._book.sources()

    def add(self, source: Source, *, token: str | None) -> Source:
        """Keep a source under its name, in place of one of the same name."""
        kept = replace(source, name=checked_name(source.name), address=self._checked(source.address))
        self._book.keep(kept, token)
        return kept

    def remove(self, name: str) -> None:
        """Forget a source; its open requests are let go, what it made stays."""
        source = self._source(name)
        for request in self._book.requests():
            if request.source == source.name:
                self._book.drop_request(request.id)
        self._book.forget(source.name)

    def test(self, name: str) -> str:
        """Ask a source whether it is there; return what it says in one sentence."""
        return self._open(self._source(name)).test()

    def queue(
        self,
        name: str,
        *,
        background: str,
        workflow: str,
        prompt: str,
        count: int,
        asker: str | None,
        by: PersonId | None,
    ) -> Request:
        """Ask a source for `count` pictures of a background, from its newest layout where the workflow takes one.

        The request is kept before anything is sent: a connection that breaks costs nothing, and what was sent is not
        sent again. `asker` wrote the prompt, else `by`.
        """
        if not 1 <= count <= _MOST_PICTURES:
            raise StepRefused(
                _("A request is for 1 to {most} pictures.", most=_MOST_PICTURES), hint=_("Ask again for more.")
            )
        if asker is None and by is None:
            raise StepRefused(
                _("Nobody has said who asks for this."), hint=_("Say --by CODE, or once and for all “teire me CODE”.")
            )
        source = self._source(name)
        needs_layout = self._takes_layout(workflow)
        with self._ledger.look() as index:
            where = find_background(index, background)
            who = find_person(index, asker).id if asker else by
            layouts = [
                stage for stage in index.stages(where.id) if stage.kind is StageKind.LAYOUT and not stage.withdrawn
            ]
        if needs_layout and not layouts:
            raise StepRefused(
                _("{code} has no layout to send.", code=where.code),
                hint=_("Add one with “teire add FILE --background {code} --stage layout”.", code=where.code),
            )
        layout = str(self._view(layouts[-1].sha256)) if needs_layout else ""
        request = Request(
            id=uuid.uuid4().hex,
            source=source.name,
            background=where.id,
            by=who,
            order=Order(workflow=workflow, prompt=prompt, layout=layout),
            jobs=tuple(Job(id=str(uuid.uuid4()), seed=secrets.randbits(_SEED_BITS)) for _number in range(count)),
        )
        generator = self._open(source)
        self._book.keep_request(request)
        try:
            generator.enqueue(request.order, request.jobs)
        except StudioError:
            # Part of it may have been sent: it is kept as long as anything there is known of it.
            if not self._anything_sent(generator, request):
                self._book.drop_request(request.id)
            raise
        return request

    def requests(self) -> tuple[RequestView, ...]:
        """Open requests, each with how far its pictures are."""
        requests = self._book.requests()
        with self._ledger.look() as index:
            found = [index.background(request.background) for request in requests]
        codes = [background.code if background is not None else "?" for background in found]
        return tuple(self._viewed(request, code) for request, code in zip(requests, codes, strict=True))

    def pull(self, *, source: str | None = None, by: PersonId | None, progress: Progress = no_progress) -> Pulled:
        """Wait for what was asked and take it in as candidates, one job after the other.

        What was taken in before a stop or a restart is not taken again; `progress` may raise to stop waiting. Of a
        generator that cannot be reached nothing is lost: its requests stay open.
        """
        wanted = self._source(source).name if source else None
        requests = [one for one in self._book.requests() if wanted in (None, one.source)]
        total = max(1, sum(len(one.open_jobs) for one in requests))
        taken: list[Candidate] = []
        failed: list[str] = []
        already = done = 0
        for asked in requests:
            request = asked
            try:
                generator = self._open(self._source(request.source))
            except StudioError as error:
                failed.append(str(error))
                continue
            for job in request.open_jobs:
                step = part_of(progress, done / total, (done + 1) / total)
                done += 1
                try:
                    new, known, refused = self._collected(generator, request, job, by=by, progress=step)
                except Cancelled:
                    raise
                except StudioError as error:
                    failed.append(str(error))
                    if not _gave_up(generator, job):
                        # Whether it comes to anything is not known: the job stays open, and so does the rest.
                        break
                else:
                    taken += new
                    already += known
                    failed += refused
                request = replace(request, done=request.done | {job.id})
                self._book.keep_request(request)
        left = sum(len(one.open_jobs) for one in self._book.requests() if wanted in (None, one.source))
        return Pulled(taken=tuple(taken), already=already, failed=tuple(failed), still_open=left)

    def cancel(self, request: str) -> None:
        """Take a request back: what waits is not made, what runs is stopped; what came in stays."""
        found = [one for one in self._book.requests() if one.id == request or one.id.startswith(request)]
        if len(found) != 1 or not request:
            raise StepRefused(
                _("There is no open request {name}.", name=shown(request)),
                hint=_("“teire source list” shows the open requests."),
            )
        one = found[0]
        self._open(self._source(one.source)).cancel([job.id for job in one.open_jobs])
        self._book.drop_request(one.id)

    def _collected(
        self, generator: PictureGenerator, request: Request, job: Job, *, by: PersonId | None, progress: Progress
    ) -> tuple[tuple[Candidate, ...], int, list[str]]:
        """Fetch one job's pictures apart and record all of them, or none where one does not come."""
        origin = Origin(source=request.source, job=job.id, workflow=sha256(request.order.workflow.encode()).hexdigest())
        with tempfile.TemporaryDirectory(prefix="teire-pull-") as folder:
            paths = generator.collect(request.order, job, Path(folder), progress=progress)
            offered = [Offered(path=path, background=request.background) for path in paths]
            imported = self._candidates.take(offered, asked_by=request.by, by=by, origin=origin)
        return imported.taken, imported.already, [f"{one.message} {one.hint}" for one in imported.refused]

    def _anything_sent(self, generator: PictureGenerator, request: Request) -> bool:
        try:
            states = generator.states([job.id for job in request.jobs])
        except StudioError:
            return True
        return any(state is not JobState.UNKNOWN for state in states.values())

    def _viewed(self, request: Request, code: str) -> RequestView:
        ids = [job.id for job in request.open_jobs]
        try:
            states = self._open(self._source(request.source)).states(ids)
        except StudioError as error:
            return RequestView(request=request, background_code=code, states={}, trouble=str(error))
        return RequestView(request=request, background_code=code, states=states)

    def _source(self, name: str) -> Source:
        for source in self._book.sources():
            if source.name == name:
                return source
        raise StepRefused(
            _("There is no source {name}.", name=shown(name)),
            hint=_("“teire source list” shows the sources; “teire source add” adds one."),
        )

    def _open(self, source: Source) -> PictureGenerator:
        return self._connect(source, self._book.token(source.name))


def _gave_up(generator: PictureGenerator, job: Job) -> bool:
    """Say whether the generator itself ended a job without a picture: asking again would end the same way."""
    try:
        return generator.states([job.id])[job.id] is JobState.FAILED
    except StudioError:
        return False


def workflow_text(path: Path) -> str:
    """Return the text of a workflow or preset; raises `StepRefused` where the file holds none."""
    try:
        if path.stat().st_size > _LARGEST_WORKFLOW:
            raise StepRefused(
                _("{name} is larger than any workflow.", name=shown(path)), hint=_("Give a JSON file of at most 4 MiB.")
            )
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StepRefused(
            _("{name} cannot be read as a workflow.", name=shown(path)), hint=_("Give a JSON file in UTF-8.")
        ) from error
