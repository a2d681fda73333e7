"""A file arrives: looked into apart, kept by its SHA-256, compared with its parent, recorded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from studio_app.domain.facts import Basis
from studio_app.domain.ids import StageId, new_id
from studio_app.domain.language import _
from studio_app.domain.moments import to_ms
from studio_app.domain.names import shown
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.handed_files import Arrived, Handed
from studio_app.workflow.kept_answers import KeptAnswers
from studio_app.workflow.naming import find_background, find_person, find_stage
from studio_app.workflow.payloads import change_payload, file_payload, generation_payload, marks_payload
from studio_app.workflow.ports import Decision, StudioIndex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_app.domain.changes import ChangeReport
    from studio_app.domain.examinations import Examination
    from studio_app.domain.generations import FileMarks
    from studio_app.domain.ids import BackgroundId, Digest, PersonId
    from studio_app.domain.stages import Stage, StageKind
    from studio_app.ledger.commitments import BoundText
    from studio_app.workflow.ports import Examiner, FileStore, Incoming, Ledger

Besides = Callable[[StudioIndex, StageId], Decision]
"""What else is to be written with a new stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """A file that was looked into, not yet recorded."""

    source: Handed
    incoming: Incoming
    examination: Examination
    known: Stage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the files go and whose they are."""

    background: BackgroundId
    kind: StageKind
    by: PersonId | None
    parent: Stage | None
    stages: tuple[Stage, ...]


class ArrivalStep:
    """Takes files into the studio: all of those given together, or none."""

    def __init__(self, ledger: Ledger, *, store: FileStore, examiner: Examiner) -> None:
        self._ledger = ledger
        self._store = store
        self._examiner = examiner
        self._kept = KeptAnswers(store)

    def add(
        self,
        files: Sequence[Path | Handed],
        *,
        background: str,
        kind: StageKind,
        painter: str | None = None,
        parent: str | None = None,
        by: PersonId | None,
        besides: Besides | None = None,
    ) -> tuple[Arrived, ...]:
        """Record files as stages of a background, each the child of the one before it.

        Without `painter`, `by` painted it; for a generation that is the person who asked for it. Without
        `parent`, the background's newest stage is the parent. A file that already stands in the background as the
        same kind of stage by the same person adds nothing, so that a broken try can be repeated. `besides` is
        asked what is to be written in the same transaction with the last of the files, if it is new.
        """
        place = self._place(background, kind, painter=painter, parent=parent, by=by)
        handed = [one if isinstance(one, Handed) else Handed(path=one, name=one.name) for one in files]
        with ExitStack() as copies:
            looked = [self._look(copies.enter_context(self._store.receive(one.path)), one, place) for one in handed]
            arrived = self._record(looked, place, by=by, besides=besides)
        if arrived is not None:
            return arrived
        # Somebody else recorded one of these files meanwhile; a second look finds it there.
        return self.add(files, background=background, kind=kind, painter=painter, parent=parent, by=by, besides=besides)

    def _place(
        self, background: str, kind: StageKind, *, painter: str | None, parent: str | None, by: PersonId | None
    ) -> _Place:
        with self._ledger.look() as index:
            where = find_background(index, background)
            stages = tuple(stage for stage in index.stages(where.id) if not stage.withdrawn)
            who = find_person(index, painter).id if painter else by
        newest = stages[-1] if stages else None
        found = find_stage(stages, parent) if parent else newest
        return _Place(background=where.id, kind=kind, by=who, parent=found, stages=stages)

    def _look(self, incoming: Incoming, source: Handed, place: _Place) -> _Looked:
        """Decode the copy apart; only a picture that was read whole goes on."""
        derived = self._store.derived(incoming.sha256)
        examination = self._examiner.examine(incoming.path, derived=derived)
        facts = examination.facts
        if (facts.sha256, facts.size_bytes) != (incoming.sha256, incoming.size_bytes):
            raise StepRefused(
                _("{name} changed while it was read.", name=shown(source.name)),
                hint=_("Wait until the program that writes it has finished, then add it again."),
            )
        same = [
            stage
            for stage in place.stages
            if (stage.sha256, stage.kind, stage.by) == (incoming.sha256, place.kind, place.by)
        ]
        return _Looked(source=source, incoming=incoming, examination=examination, known=same[-1] if same else None)

    def _record(
        self, looked: Sequence[_Looked], place: _Place, *, by: PersonId | None, besides: Besides | None
    ) -> tuple[Arrived, ...] | None:
        """Compare each file with its parent, keep all of them, then write all entries together.

        Return None, with nothing written, where one of the files was recorded by somebody else meanwhile.
        """
        made: list[_Made | Arrived] = []
        parent = None
        if place.parent:
            sha256 = place.parent.sha256
            parent = _Parent(stage=place.parent.id, sha256=sha256, now=self._store.path(sha256), kept=None)
        for one in looked:
            if one.known is not None:
                made.append(Arrived(stage=one.known, marks=one.examination.marks, change=None, already=True))
                continue
            sha256 = one.incoming.sha256
            twin = next((known for known in made if isinstance(known, _Made) and known.sha256 == sha256), None)
            if twin is not None:
                made.append(replace(twin, already=True))
                continue
            new = self._made(one, place, parent)
            made.append(new)
            parent = _Parent(stage=new.stage, sha256=sha256, now=one.incoming.path, kept=self._store.path(sha256))
        new_ones = [one for one in made if isinstance(one, _Made) and not one.already]
        for one in looked:
            self._store.keep(one.incoming)
        if new_ones and not self._written(looked, new_ones, place, by=by, besides=besides):
            return None
        return self._read_back(made, place.background)

    def _written(
        self,
        looked: Sequence[_Looked],
        made: Sequence[_Made],
        place: _Place,
        *,
        by: PersonId | None,
        besides: Besides | None,
    ) -> bool:
        """Write the entries, unless one of the files was recorded there since it was looked for."""
        known = {stage.id for stage in place.stages}
        wanted = {(one.sha256, place.kind, place.by) for one in made}

        def decide(index: StudioIndex) -> Decision:
            later = [one for one in index.stages(place.background) if one.id not in known and not one.withdrawn]
            if any((one.sha256, one.kind, one.by) in wanted for one in later):
                return Decision(drafts=())
            for one in looked:
                self._store.ensure(one.incoming)
            more = besides(index, made[-1].stage) if besides else Decision(drafts=())
            return Decision(
                drafts=(*(one.draft for one in made), *more.drafts),
                texts=(*(one.file_name for one in made), *more.texts),
            )

        return bool(self._ledger.append(decide, by=by))

    def _made(self, one: _Looked, place: _Place, parent: _Parent | None) -> _Made:
        """Return what is to be written of one file, measured against its parent."""
        change = None
        if parent is not None:
            derived = self._store.derived(parent.sha256), self._store.derived(one.incoming.sha256)
            change = self._examiner.compare(parent.now, one.incoming.path, picture=None, derived=derived)
            if change.before.sha256 != parent.sha256:
                raise StepRefused(
                    _("The kept file {name} was changed after it was recorded.", name=parent.sha256[:12]),
                    hint=_("Add the original again where it stood, or restore the file from a backup."),
                )
            self._kept.keep_report(parent.sha256, one.incoming.sha256, change)
        stage = StageId(new_id())
        name = bind(one.source.name.encode("utf-8", "backslashreplace").decode())
        draft = _draft(stage, one, place, parent=parent.stage if parent else None, change=change, name=name)
        return _Made(
            stage=stage,
            sha256=one.incoming.sha256,
            marks=one.examination.marks,
            change=change,
            draft=draft,
            file_name=name,
            compared_with=(parent.kept or parent.now) if parent else None,
        )

    def _read_back(self, made: Sequence[_Made | Arrived], background: BackgroundId) -> tuple[Arrived, ...]:
        """Return the stages as the ledger now has them."""
        with self._ledger.look() as index:
            stages = {stage.id: stage for stage in index.stages(background)}
        return tuple(
            one
            if isinstance(one, Arrived)
            else Arrived(
                stage=stages[one.stage],
                marks=one.marks,
                change=one.change,
                already=one.already,
                compared_with=one.compared_with,
            )
            for one in made
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parent:
    """What a file is compared with: where its bytes lie now, and where they will once they are kept."""

    stage: StageId
    sha256: Digest
    now: Path
    kept: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A stage that is ready to be written."""

    stage: StageId
    sha256: Digest
    marks: FileMarks
    change: ChangeReport | None
    draft: Draft
    file_name: BoundText
    compared_with: Path | None
    already: bool = False


def _draft(
    stage: StageId,
    one: _Looked,
    place: _Place,
    *,
    parent: StageId | None,
    change: ChangeReport | None,
    name: BoundText,
) -> Draft:
    """Return the entry that records one file."""
    payload: dict[str, Any] = {
        "stage": stage,
        "background": place.background,
        "stage_kind": place.kind.value,
        "file": file_payload(one.examination.facts),
        "file_name": name.commitment,
        **marks_payload(one.examination.marks),
    }
    if one.source.saved_at is not None:
        payload["saved_at"] = to_ms(one.source.saved_at)
    known = {"file": Basis.MEASURED.value, "marks": Basis.READ.value}
    if place.by is not None:
        payload["by"] = place.by
        known["by"] = Basis.STATED.value
    if parent is not None:
        payload["parent"] = parent
    if change is not None:
        payload["change"] = change_payload(change)
        known["change"] = Basis.MEASURED.value
    generated = place.kind.made_by_generator
    if generated and one.examination.marks.generation is not None:
        payload["generation"] = generation_payload(one.examination.marks.generation)
        known["generation"] = Basis.READ.value
    payload["known"] = known
    kind = kinds.GENERATION_RECEIVED if generated else kinds.REVISION_SAVED
    return Draft(kind=kind, payload=payload, basis=Basis.MEASURED)
