"""Candidates come in by the hundred, and one of them is picked: by whom, why, among how many."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.ids import BatchId, CandidateId, new_id
from studio_app.domain.language import _
from studio_app.domain.progress import Cancelled, no_progress
from studio_app.domain.stages import StageKind
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.candidate_entries import Aside, Common, Origin, candidate_draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import checked_reason, find_background, find_candidate, find_person
from studio_app.workflow.ports import Decision
from studio_app.workflow.views import CandidateSheet, Imported, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from studio_app.domain.candidates import Candidate, Selection
    from studio_app.domain.ids import BackgroundId, Digest, PersonId, StageId
    from studio_app.domain.progress import Progress
    from studio_app.workflow.arrival import ArrivalStep
    from studio_app.workflow.candidate_folders import Offered
    from studio_app.workflow.ports import Examiner, FileStore, Incoming, Ledger, StudioIndex

# So many files lie aside before they are recorded together; what was recorded stays, whatever stops the rest.
_BATCH = 64


class ImportStopped(StudioError):
    """The person who asked for an import stopped it; what was recorded until then stays."""

    def __init__(self, count: int) -> None:
        super().__init__(
            _("Stopped after {count} candidates were recorded.", count=count),
            hint=_("Import again to go on: none is taken twice."),
        )


class CandidateStep:
    """Takes candidates in and records the pick among them."""

    def __init__(self, ledger: Ledger, *, store: FileStore, examiner: Examiner, arrival: ArrivalStep) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner
        self._arrival = arrival

    def all(self, background: str | None = None) -> tuple[Candidate, ...]:
        """Candidates in the order they came in."""
        with self._ledger.look() as index:
            return index.candidates(find_background(index, background).id if background else None)

    def picked(self, background: str | None = None) -> tuple[Selection, ...]:
        """Picks in the order they were made; the last one of a background counts."""
        with self._ledger.look() as index:
            return index.selections(find_background(index, background).id if background else None)

    def sheet(self, background: str) -> CandidateSheet:
        """The candidates of a background with the pick that counts, all from one moment."""
        with self._ledger.look() as index:
            where = find_background(index, background)
            picks = index.selections(where.id)
            return CandidateSheet(
                background=where,
                candidates=index.candidates(where.id),
                picked=picks[-1] if picks else None,
                people={person.id: person for person in index.people()},
            )

    def take(
        self,
        offered: Sequence[Offered],
        *,
        asked_by: str | None,
        by: PersonId | None,
        origin: Origin | None = None,
        progress: Progress = no_progress,
    ) -> Imported:
        """Record files as candidates, background by background; a file that cannot be read keeps no other back.

        `asked_by` wrote the prompt, else `by`. A picture that already is a candidate of its background adds
        nothing, so that an import that was stopped can be repeated; one whose file was let go is kept in full again,
        under its old number. `progress` may raise to stop: what was recorded until then stays, and nothing else was
        kept.
        """
        with self._ledger.look() as index:
            who = find_person(index, asked_by).id if asked_by else by
            places = {one.background: find_background(index, one.background).id for one in offered}
            small = {one.id for one in index.candidates() if one.small is not None}
        batch, total = BatchId(new_id()), max(1, len(offered))
        taken: set[CandidateId] = set()
        refused: list[Refused] = []
        already = done = 0
        for background, part in _parts(offered, places):
            request = Common(background=background, who=who, batch=batch, origin=origin or Origin())
            try:
                new, turned_away = self._take(part, request, by=by, progress=_Counted(progress, done, total))
            except Cancelled as stopped:
                raise ImportStopped(len(taken)) from stopped
            taken.update(new)
            refused += turned_away
            done += len(part)
            already += len(part) - len(new) - len(turned_away)
        with self._ledger.look() as index:
            found = tuple(one for one in index.candidates() if one.id in taken)
        return Imported(batch=batch, taken=found, again=len(taken & small), already=already, refused=tuple(refused))

    def pick(self, candidate: str, *, reason: str, picker: str | None, by: PersonId | None) -> Selection:
        """Record that a candidate is taken: it becomes a generation of its background, made from the layout.

        `picker` took it, else `by`. Raises `StepRefused` without a reason or where it is the one already picked.
        """
        why = bind(checked_reason(reason))
        with self._ledger.look() as index:
            one = find_candidate(index, candidate)
            chosen = index.selections(one.background)
            layouts = [
                stage
                for stage in index.stages(one.background)
                if stage.kind is StageKind.LAYOUT and not stage.withdrawn
            ]
            who = find_person(index, picker).id if picker else by
        if chosen and chosen[-1].candidate == one.id:
            raise StepRefused(
                _("Candidate {number} is the one picked already.", number=one.number),
                hint=_("Pick another, or go on with this one."),
            )
        if one.small is not None:
            raise StepRefused(
                _("The full file of candidate {number} was let go.", number=one.number),
                hint=_("Add the same file again with “teire candidate add”, then pick it."),
            )

        def besides(index: StudioIndex, stage: StageId) -> Decision:
            payload: dict[str, Any] = {
                "background": one.background,
                "candidate": one.id,
                "stage": stage,
                "reason": why.commitment,
                "among": len(index.candidates(one.background)),
            }
            if who is not None:
                payload["by"] = who
            draft = Draft(kind=kinds.CANDIDATE_PICKED, payload=payload, basis=Basis.STATED)
            return Decision(drafts=(draft,), texts=(why,))

        arrived = self._arrival.add(
            [self._store.path(one.sha256)],
            background=one.background,
            kind=StageKind.GENERATION,
            painter=one.by,
            parent=layouts[-1].id if layouts else None,
            by=by,
            besides=besides,
        )[0]
        if arrived.already:
            self._ledger.append(lambda index: besides(index, arrived.stage.id), by=by)
        with self._ledger.look() as index:
            return index.selections(one.background)[-1]

    def _take(
        self, files: Sequence[Path], request: Common, *, by: PersonId | None, progress: _Counted
    ) -> tuple[list[CandidateId], list[Refused]]:
        """Look into files of one background and record those that can be read together."""
        with self._ledger.look() as index:
            known = {one.sha256 for one in index.candidates(request.background) if one.small is None}
        with ExitStack() as copies:
            arriving, refused = self._copied(files, copies, known)
            asides = []
            jobs = [(incoming.path, self._store.derived(incoming.sha256)) for _source, incoming in arriving]
            with closing(self._examiner.examine_many(jobs)) as answers:
                for (source, incoming), found in zip(arriving, answers, strict=True):
                    progress.one_more()
                    if isinstance(found, StudioError):
                        refused.append(Refused(path=source, message=found.message, hint=found.hint))
                        continue
                    name = bind(source.name.encode("utf-8", "backslashreplace").decode())
                    asides.append(Aside(incoming=incoming, examination=found, name=name))
            for one in asides:
                self._store.keep(one.incoming)
            return self._record(asides, request, by=by), refused

    def _copied(
        self, files: Sequence[Path], copies: ExitStack, known: set[Digest]
    ) -> tuple[list[tuple[Path, Incoming]], list[Refused]]:
        """Copy files aside, those left out that are known or the same as one before."""
        arriving: list[tuple[Path, Incoming]] = []
        refused: list[Refused] = []
        seen = set(known)
        for source in files:
            try:
                incoming = copies.enter_context(self._store.receive(source))
            except StudioError as error:
                refused.append(Refused(path=source, message=error.message, hint=error.hint))
                continue
            if incoming.sha256 not in seen:
                seen.add(incoming.sha256)
                arriving.append((source, incoming))
        return arriving, refused

    def _record(self, asides: Sequence[Aside], request: Common, *, by: PersonId | None) -> list[CandidateId]:
        made: list[CandidateId] = []

        def decide(index: StudioIndex) -> Decision:
            made.clear()
            known = {one.sha256: one for one in index.candidates(request.background)}
            new = []
            for one in asides:
                before = known.get(one.incoming.sha256)
                if before is None or before.small is not None:
                    self._store.ensure(one.incoming)
                    new.append((before.id if before is not None else CandidateId(new_id()), one))
            made.extend(id_ for id_, _one in new)
            return Decision(
                drafts=tuple(candidate_draft(id_, one, request) for id_, one in new),
                texts=tuple(one.name for _id, one in new),
            )

        if asides:
            self._ledger.append(decide, by=by)
        return made


class _Counted:
    """Counts files within a whole that is told of as a share."""

    def __init__(self, progress: Progress, done: int, total: int) -> None:
        self._progress = progress
        self._done = done
        self._total = total

    def one_more(self) -> None:
        self._done += 1
        self._progress(min(1.0, self._done / self._total))


def _parts(offered: Sequence[Offered], places: dict[str, BackgroundId]) -> Iterator[tuple[BackgroundId, list[Path]]]:
    """Yield the files of one background after the other, so many at a time as are recorded together."""
    grouped: dict[BackgroundId, list[Path]] = {}
    for one in offered:
        grouped.setdefault(places[one.background], []).append(one.path)
    for background, files in grouped.items():
        for start in range(0, len(files), _BATCH):
            yield background, files[start : start + _BATCH]
