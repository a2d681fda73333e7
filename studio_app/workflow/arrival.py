"""A file arrives: looked into apart, kept by its SHA-256, compared with its parent, recorded."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio_app.domain.changes import ChangeReport
from studio_app.domain.examinations import Examination
from studio_app.domain.facts import Basis
from studio_app.domain.generations import FileMarks
from studio_app.domain.ids import BackgroundId, PersonId, StageId, new_id
from studio_app.domain.language import _
from studio_app.domain.names import shown
from studio_app.domain.stages import Stage, StageKind
from studio_app.ledger import kinds
from studio_app.ledger.commitments import BoundText, bind
from studio_app.ledger.entries import Draft
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.naming import find_background, find_person, find_stage
from studio_app.workflow.payloads import change_payload, file_payload, generation_payload, marks_payload
from studio_app.workflow.ports import Decision, Examiner, FileStore, Incoming, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A recorded file: its stage, what was found in it, the change against its parent (None without one).

    `already` true: the very same file already stood there, and nothing was recorded. `compared_with` is the kept file
    of the parent.
    """

    stage: Stage
    marks: FileMarks
    change: ChangeReport | None
    already: bool = False
    compared_with: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """A file that was looked into, not yet recorded."""

    source: Path
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

    def add(
        self,
        files: Sequence[Path],
        *,
        background: str,
        kind: StageKind,
        painter: str | None = None,
        parent: str | None = None,
        by: PersonId | None,
    ) -> tuple[Arrived, ...]:
        """Record files as stages of a background, each the child of the one before it.

        Without `painter`, `by` painted it; for a generation that is the person who asked for it. Without
        `parent`, the background's newest stage is the parent. A file that already stands in the background as the
        same kind of stage by the same person adds nothing, so that a broken try can be repeated.
        """
        place = self._place(background, kind, painter=painter, parent=parent, by=by)
        with ExitStack() as copies:
            looked = [self._look(copies.enter_context(self._store.receive(file)), file, place) for file in files]
            return self._record(looked, place, by=by)

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

    def _look(self, incoming: Incoming, source: Path, place: _Place) -> _Looked:
        """Decode the copy apart; only a picture that was read whole goes on."""
        derived = self._store.derived(incoming.sha256)
        examination = self._examiner.examine(incoming.path, derived=derived)
        facts = examination.facts
        if (facts.sha256, facts.size_bytes) != (incoming.sha256, incoming.size_bytes):
            raise StepRefused(
                _("{name} changed while it was read.", name=shown(source)),
                hint=_("Wait until the program that writes it has finished, then add it again."),
            )
        same = [
            stage
            for stage in place.stages
            if (stage.sha256, stage.kind, stage.by) == (incoming.sha256, place.kind, place.by)
        ]
        return _Looked(source=source, incoming=incoming, examination=examination, known=same[-1] if same else None)

    def _record(self, looked: Sequence[_Looked], place: _Place, *, by: PersonId | None) -> tuple[Arrived, ...]:
        """Compare each file with its parent, keep all of them, then write all entries together."""
        made: list[_Made | Arrived] = []
        parent = None
        if place.parent:
            parent = _Parent(stage=place.parent.id, now=self._store.path(place.parent.sha256), kept=None)
        for one in looked:
            if one.known is not None:
                made.append(Arrived(stage=one.known, marks=one.examination.marks, change=None, already=True))
                continue
            new = self._made(one, place, parent)
            made.append(new)
            kept = self._store.path(one.incoming.sha256)
            parent = _Parent(stage=new.stage, now=one.incoming.path, kept=kept)
        new_ones = [one for one in made if isinstance(one, _Made)]
        for one in looked:
            self._store.keep(one.incoming)
        decision = Decision(drafts=tuple(one.draft for one in new_ones), texts=tuple(one.file_name for one in new_ones))
        if new_ones:
            self._ledger.append(lambda _index: decision, by=by)
        return self._read_back(made, place.background)

    def _made(self, one: _Looked, place: _Place, parent: "_Parent | None") -> "_Made":
        """Return what is to be written of one file, measured against its parent."""
        change = None
        if parent is not None:
            change = self._examiner.compare(parent.now, one.incoming.path, picture=None)
        stage = StageId(new_id())
        name = bind(one.source.name.encode("utf-8", "backslashreplace").decode())
        draft = _draft(stage, one, place, parent=parent.stage if parent else None, change=change, name=name)
        return _Made(
            stage=stage,
            marks=one.examination.marks,
            change=change,
            draft=draft,
            file_name=name,
            compared_with=(parent.kept or parent.now) if parent else None,
        )

    def _read_back(self, made: Sequence["_Made | Arrived"], background: BackgroundId) -> tuple[Arrived, ...]:
        """Return the stages as the ledger now has them."""
        with self._ledger.look() as index:
            stages = {stage.id: stage for stage in index.stages(background)}
        return tuple(
            one
            if isinstance(one, Arrived)
            else Arrived(stage=stages[one.stage], marks=one.marks, change=one.change, compared_with=one.compared_with)
            for one in made
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parent:
    """What a file is compared with: where its bytes lie now, and where they will once they are kept."""

    stage: StageId
    now: Path
    kept: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A stage that is ready to be written."""

    stage: StageId
    marks: FileMarks
    change: ChangeReport | None
    draft: Draft
    file_name: BoundText
    compared_with: Path | None


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
